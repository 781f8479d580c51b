//! `[look]` of `handbook.toml`: the organization's color and mark, and the key that a reader may not want.

use crate::base::color::Color;
use crate::base::text::printable;
use crate::diag::span::Spanned;
use crate::parse::codes::WRONG_TYPE;
use crate::parse::fields::Fields;
use crate::parse::fields::keys::Shape;

/// What the site looks like, as typed.
#[derive(Debug, Clone, Default)]
pub struct Look {
    /// The color of links and buttons on light paper.
    pub accent: Option<Spanned<Color>>,
    /// The same on dark paper; derived from the other one when it is not stated.
    pub accent_dark: Option<Spanned<Color>>,
    /// The path of the mark in the top bar.
    pub logo: Option<Spanned<String>>,
    /// The path of the mark on dark paper; the other one stands on both when it is not stated.
    pub logo_dark: Option<Spanned<String>>,
    /// Whether `/` leads to the search field.
    pub shortcuts: Shortcuts,
}

/// Whether pages listen to a single key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shortcuts {
    /// They do.
    #[default]
    On,
    /// They do not: readers with speech input may set one off by speaking (WCAG 2.2, 2.1.4).
    Off,
}

/// A color as [`Color::parse`] reads it, as a regular expression.
const COLOR: &str = "^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$";

pub(super) fn read(look: &Fields<'_, '_>) -> Look {
    let read = Look {
        accent: color(look, "accent"),
        accent_dark: color(look, "accent_dark"),
        logo: look.text("logo"),
        logo_dark: look.text("logo_dark"),
        shortcuts: match look.boolean("shortcuts") {
            Some(Spanned { value: false, .. }) => Shortcuts::Off,
            _ => Shortcuts::On,
        },
    };
    if read.logo_dark.is_some() {
        look.require("logo");
    }
    read
}

/// A color; every other form than `#0b5670` and `#abc` is a finding that says how to write it.
fn color(look: &Fields<'_, '_>, key: &'static str) -> Option<Spanned<Color>> {
    look.note(key, || Shape::Like(COLOR));
    let text = look.text(key)?;
    if let Some(color) = Color::parse(&text.value) {
        return Some(Spanned::new(color, text.at));
    }
    let message = format!("`{key}` cannot be `{}`", printable(&text.value));
    let help = match meant(&text.value) {
        Some(color) => format!("write `{key} = \"{color}\"`"),
        None => "write `#` and six hexadecimal digits, such as `#0b5670`".to_owned(),
    };
    look.report(&WRONG_TYPE, text.at, message, help);
    None
}

/// The color that another form means: `rgb(11, 86, 112)`, or digits without their `#`.
fn meant(text: &str) -> Option<Color> {
    let lower = text.to_ascii_lowercase();
    let Some(channels) = lower.strip_prefix("rgb(").and_then(|rest| rest.strip_suffix(')')) else {
        return Color::parse(&format!("#{text}"));
    };
    let parts = channels.split([',', ' ']).filter(|part| !part.is_empty());
    let channels: Vec<u8> = parts.map(|part| part.parse().ok()).collect::<Option<_>>()?;
    match channels[..] {
        [red, green, blue] => Some(Color::new(red, green, blue)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::meant;

    #[test]
    fn other_forms_of_a_color_are_understood_for_the_help() {
        let meant = |text| meant(text).map(|color| color.to_string());
        assert_eq!(meant("rgb(11, 86, 112)").as_deref(), Some("#0b5670"));
        assert_eq!(meant("RGB(11 86 112)").as_deref(), Some("#0b5670"));
        assert_eq!(meant("0b5670").as_deref(), Some("#0b5670"));
        for text in ["navy", "rgb(11, 86)", "rgb(300, 1, 2)", "hsl(195, 82%, 24%)"] {
            assert_eq!(meant(text), None, "{text}");
        }
    }
}
