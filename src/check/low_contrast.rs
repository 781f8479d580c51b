//! Colors of the organization that cannot be read.

use crate::base::color::Color;
use crate::base::path::RelPath;
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::diag::span::Spanned;
use crate::model::handbook::Handbook;
use crate::model::look::{DARK, LEAST, LIGHT, Scheme};

code! {
    /// A color in `[look]` cannot be read well enough.
    ///
    /// `accent` is compared with everything that links stand on in the light scheme:
    /// the paper, the tint of boxes, and the tints of warnings and of what is bad.
    /// `accent_dark` is compared with the same in the dark scheme. Text needs a contrast
    /// of at least 4.5:1 (WCAG 2.2, 1.4.3), computed from the relative luminance of both
    /// colors. The same ratio holds for the letters on buttons, which have the color of
    /// the paper.
    ///
    /// The tokens are those of the built-in style sheet, also in a project that replaces
    /// it by one of its own.
    ///
    /// # Why
    /// Who cannot read a link does not find the rule, and a document must be suitable for use where it is needed (ISO/IEC 27001:2022, 7.5.3 a).
    ///
    /// # Mend
    /// Take the color that the finding names: the nearest of the same hue that passes. Or
    /// keep the color for the logo and choose another one for links. Until then the
    /// scheme has the built-in accent, so that the page can be read.
    ///
    /// # Example
    /// In `handbook.toml`:
    ///
    /// ```toml
    /// [look]
    /// accent = "#e8590c"
    /// ```
    ///
    /// Darker, of the same hue:
    ///
    /// ```toml
    /// [look]
    /// accent = "#bd4501"
    /// ```
    LOW_CONTRAST = "low-contrast", Warn
}

pub(super) const CHECK: Check = Check { code: &LOW_CONTRAST, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    let look = &handbook.settings.look;
    for (scheme, typed) in [(&LIGHT, &look.accent), (&DARK, &look.accent_dark)] {
        if let Some(color) = typed.as_ref().filter(|color| !scheme.can_show(color.value)) {
            report(scheme, color, found);
        }
    }
}

fn report(scheme: &Scheme, color: &Spanned<Color>, found: &mut Findings) {
    let (token, ground, ratio) = scheme.weakest(color.value);
    // Rounded down: 4.49 must not read as enough.
    let ratio = (ratio * 100.0).floor() / 100.0;
    let message = format!(
        "`{}` has a contrast of {ratio}:1 with the {} `{token}` (`{ground}`); text needs {LEAST}:1",
        color.value, scheme.name
    );
    let help = format!(
        "write `\"{}\"`, the nearest of the same hue; until then the {} pages have `{}`",
        scheme.nearest(color.value),
        scheme.name,
        scheme.accent
    );
    let span = color.span(&RelPath::fixed("handbook.toml"));
    found.report_with_help(&LOW_CONTRAST, span, message, help);
}
