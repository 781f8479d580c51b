//! `static/brand.css`: the organization's color and the place of its mark. Made from `[look]`, and only when there is something to say.

use crate::model::look::{Accent, Look};

/// The mark stands before the name, which may have several lines. Until its picture is there, it takes the room of a square.
const LOGO: &str = "\
.brand .logo { flex: none; width: auto; height: 1.75rem; max-width: 9rem; margin: -.25rem .625rem -.25rem 0; aspect-ratio: auto 1; object-fit: contain; vertical-align: middle; background: none; }
@media (max-width: 37.49em) { .brand .logo { height: 1.375rem; margin-right: .5rem; } }
";

/// Of two marks, the one of the scheme is shown: that of the system, unless the page says which.
const TWO_LOGOS: &str = "\
.brand .logo-dark, [data-theme=\"dark\"] .brand .logo-light { display: none; }
[data-theme=\"dark\"] .brand .logo-dark { display: inline; }
@media (prefers-color-scheme: dark) {
  :root:not([data-theme=\"light\"]) .brand .logo-light { display: none; }
  :root:not([data-theme=\"light\"]) .brand .logo-dark { display: inline; }
}
";

/// The style sheet, if the look needs one.
pub(super) fn style_sheet(look: &Look) -> Option<String> {
    let accent = look.accent.map(rule);
    let logo = look.logo.as_ref().map(|logo| match logo.dark {
        Some(_) => format!("{LOGO}{TWO_LOGOS}"),
        None => LOGO.to_owned(),
    });
    let rules = [accent, logo].into_iter().flatten().collect::<String>();
    (!rules.is_empty()).then(|| format!("/* Made from [look] in handbook.toml. */\n{rules}"))
}

fn rule(accent: Accent) -> String {
    format!(":root {{ --accent: light-dark({}, {}); }}\n", accent.light, accent.dark)
}
