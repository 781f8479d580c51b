//! Colors, and how well one can be read on another: relative luminance and contrast as WCAG 2.2 defines them, and the nearest color
//! that can be read.

use std::fmt;

/// A color of the sRGB space without transparency, shown as `#0b5670`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Color {
    red: u8,
    green: u8,
    blue: u8,
}

impl Color {
    /// The color of three channels, from 0 to 255.
    pub const fn new(red: u8, green: u8, blue: u8) -> Self {
        Self { red, green, blue }
    }

    /// Reads `#0b5670`, or `#abc` for `#aabbcc`. `None` for every other form.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        let digits: String = match digits.len() {
            3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
            6 => digits.to_owned(),
            _ => return None,
        };
        // A sign would pass for a digit otherwise.
        let is_clean = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        let number = u32::from_str_radix(&digits, 16).ok().filter(|_| is_clean)?;
        let [_, red, green, blue] = number.to_be_bytes();
        Some(Self::new(red, green, blue))
    }

    /// The relative luminance, from 0 for black to 1 for white: <https://www.w3.org/TR/WCAG22/#dfn-relative-luminance>.
    pub fn luminance(self) -> f64 {
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }

    /// The contrast ratio, from 1 to 21: <https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>. Which of the two is the text does not matter.
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// The first color in this direction that passes, of the same hue and, as far as it goes, as colorful. Black or white when none does.
    #[must_use]
    pub fn shifted(self, shift: Shift, passes: impl Fn(Self) -> bool) -> Self {
        let start = Lab::of(self);
        let (end, last) = match shift {
            Shift::Darker => (0.0, Self::new(0, 0, 0)),
            Shift::Lighter => (1.0, Self::new(255, 255, 255)),
        };
        let step = |number: u32| {
            let share = f64::from(number) / f64::from(STEPS);
            Lab { light: start.light + (end - start.light) * share, ..start }.to_color()
        };
        let colors = std::iter::once(self).chain((1..=STEPS).map(step));
        colors.into_iter().find(|color| passes(*color)).unwrap_or(last)
    }
}

/// How finely a color is moved: no step can be seen.
const STEPS: u32 = 200;

/// Where a color goes when it is moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shift {
    /// To black.
    Darker,
    /// To white.
    Lighter,
}

/// The linear share of a channel.
fn linear(channel: u8) -> f64 {
    let share = f64::from(channel) / 255.0;
    if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
}

/// The channel of a linear share; `None` when a screen cannot show it.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 255")]
fn channel(linear: f64) -> Option<u8> {
    let share =
        if linear <= 0.003_130_8 { linear * 12.92 } else { 1.055 * linear.powf(1.0 / 2.4) - 0.055 };
    let number = (share * 255.0).round();
    (0.0..=255.0).contains(&number).then_some(number as u8)
}

/// A color in Oklab, where equal hues look equal: <https://bottosson.github.io/posts/oklab/>.
#[derive(Debug, Clone, Copy)]
struct Lab {
    light: f64,
    a: f64,
    b: f64,
}

impl Lab {
    fn of(color: Color) -> Self {
        let [red, green, blue] = [color.red, color.green, color.blue].map(linear);
        let long =
            (0.412_221_470_8 * red + 0.536_332_536_3 * green + 0.051_445_992_9 * blue).cbrt();
        let medium =
            (0.211_903_498_2 * red + 0.680_699_545_1 * green + 0.107_396_956_6 * blue).cbrt();
        let short =
            (0.088_302_461_9 * red + 0.281_718_837_6 * green + 0.629_978_700_5 * blue).cbrt();
        Self {
            light: 0.210_454_255_3 * long + 0.793_617_785_0 * medium - 0.004_072_046_8 * short,
            a: 1.977_998_495_1 * long - 2.428_592_205_0 * medium + 0.450_593_709_9 * short,
            b: 0.025_904_037_1 * long + 0.782_771_766_2 * medium - 0.808_675_766_0 * short,
        }
    }

    /// The color, less colorful where a screen could not show it.
    fn to_color(self) -> Color {
        let faded = |percent: u32| {
            let share = f64::from(percent) / 100.0;
            Self { a: self.a * share, b: self.b * share, ..self }.exact()
        };
        let gray = if self.light < 0.5 { Color::new(0, 0, 0) } else { Color::new(255, 255, 255) };
        (0..=100).rev().find_map(faded).unwrap_or(gray)
    }

    fn exact(self) -> Option<Color> {
        let long = (self.light + 0.396_337_777_4 * self.a + 0.215_803_757_3 * self.b).powi(3);
        let medium = (self.light - 0.105_561_345_8 * self.a - 0.063_854_172_8 * self.b).powi(3);
        let short = (self.light - 0.089_484_177_5 * self.a - 1.291_485_548_0 * self.b).powi(3);
        Some(Color::new(
            channel(4.076_741_662_1 * long - 3.307_711_591_3 * medium + 0.230_969_929_2 * short)?,
            channel(-1.268_438_004_6 * long + 2.609_757_401_1 * medium - 0.341_319_396_5 * short)?,
            channel(-0.004_196_086_3 * long - 0.703_418_614_7 * medium + 1.707_614_701_0 * short)?,
        ))
    }
}

impl fmt::Display for Color {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn color(text: &str) -> Color {
        Color::parse(text).unwrap_or_else(|| panic!("{text}"))
    }

    #[test]
    fn a_color_is_a_hash_and_three_or_six_digits() {
        assert_eq!(color("#0B5670").to_string(), "#0b5670");
        assert_eq!(color("#abc").to_string(), "#aabbcc");
        for text in [
            "",
            "#",
            "0b5670",
            "#0b567",
            "#0b567g",
            "#0b567000",
            "rgb(1, 2, 3)",
            "#é12",
            "#+12",
            "#+12345",
        ] {
            assert_eq!(Color::parse(text), None, "{text}");
        }
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        // The pairs and their ratios are those of https://webaim.org/resources/contrastchecker/.
        for (one, two, ratio) in [
            ("#000000", "#ffffff", 21.0),
            ("#ffffff", "#ffffff", 1.0),
            ("#777777", "#ffffff", 4.48),
            ("#767676", "#ffffff", 4.54),
            ("#0000ff", "#ffffff", 8.59),
            ("#ff0000", "#ffffff", 4.0),
        ] {
            let seen = color(one).contrast(color(two));
            assert!((seen - ratio).abs() < 0.005, "{one} on {two}: {seen}");
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_can_be_read(red: u8, green: u8, blue: u8) {
            let color = Color::new(red, green, blue);
            prop_assert_eq!(Color::parse(&color.to_string()), Some(color));
        }

        #[test]
        fn a_color_keeps_its_hue(red: u8, green: u8, blue: u8) {
            let start = Color::new(red, green, blue);
            prop_assert_eq!(Lab::of(start).to_color(), start);
            let paper = Color::new(255, 255, 255);
            let found = start.shifted(Shift::Darker, |color| color.contrast(paper) >= 4.5);
            prop_assert!(found.contrast(paper) >= 4.5);
            prop_assert!(found == start || start.contrast(paper) < 4.5);
            let (from, to) = (Lab::of(start), Lab::of(found));
            let (gray, turn) = (to.a.hypot(to.b), from.b.atan2(from.a) - to.b.atan2(to.a));
            // Of a color that is nearly gray, rounding to 255 steps moves the hue.
            prop_assert!(gray < 0.03 || turn.sin().abs() < 0.05, "{start} {found}");
        }
    }
}
