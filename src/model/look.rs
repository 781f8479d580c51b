//! The organization's color and mark, as pages show them: an accent that nobody could read gives way to the theme's own.

use crate::base::color::{Color, Shift};
use crate::base::path::OutPath;
use crate::parse::look::Look as Typed;

/// The least contrast of text with what is behind it: WCAG 2.2, 1.4.3.
pub const LEAST: f64 = 4.5;

/// What a color for dark paper that is derived from another one has on the paper itself. More than [`LEAST`]: a color that was chosen for
/// light paper and merely passes on dark looks dull there.
const DERIVED: f64 = 7.0;

/// One of the two color schemes of the theme.
///
/// The colors are tokens of `theme/static/annexa.css`; `tests/contrast.rs` holds them against it. A style sheet that a project puts in its
/// place is not read.
#[derive(Debug)]
pub struct Scheme {
    /// `light` or `dark`.
    pub name: &'static str,
    /// The accent of the theme.
    pub accent: Color,
    /// The tokens that links stand on, the paper first.
    pub grounds: [(&'static str, Color); 4],
    /// Where a color must go to be read better.
    away: Shift,
}

/// Ink on light paper.
pub static LIGHT: Scheme = Scheme {
    name: "light",
    accent: Color::new(0x0b, 0x56, 0x70),
    grounds: [
        ("--paper", Color::new(0xfc, 0xfd, 0xfd)),
        ("--tint", Color::new(0xef, 0xf3, 0xf4)),
        ("--warn-tint", Color::new(0xfb, 0xf0, 0xd5)),
        ("--bad-tint", Color::new(0xfc, 0xeb, 0xe8)),
    ],
    away: Shift::Darker,
};

/// Light ink on dark paper.
pub static DARK: Scheme = Scheme {
    name: "dark",
    accent: Color::new(0x86, 0xc8, 0xdd),
    grounds: [
        ("--paper", Color::new(0x11, 0x17, 0x1d)),
        ("--tint", Color::new(0x1a, 0x22, 0x2a)),
        ("--warn-tint", Color::new(0x32, 0x2a, 0x13)),
        ("--bad-tint", Color::new(0x3b, 0x1f, 0x1c)),
    ],
    away: Shift::Lighter,
};

impl Scheme {
    /// The token on which a color is read worst, its color, and the contrast with it.
    pub fn weakest(&self, color: Color) -> (&'static str, Color, f64) {
        let mut grounds =
            self.grounds.map(|(token, ground)| (token, ground, color.contrast(ground)));
        grounds.sort_by(|one, two| one.2.total_cmp(&two.2));
        grounds[0]
    }

    /// True when text of this color can be read on everything that links stand on, and the paper's color on it.
    pub fn can_show(&self, color: Color) -> bool {
        self.weakest(color).2 >= LEAST
    }

    /// The nearest color of the same hue that can be shown.
    pub fn nearest(&self, color: Color) -> Color {
        color.shifted(self.away, |color| self.can_show(color))
    }

    /// The nearest color of the same hue that stands out clearly from the paper.
    fn derived(&self, color: Color) -> Color {
        let paper = self.grounds[0].1;
        color.shifted(self.away, |color| self.can_show(color) && color.contrast(paper) >= DERIVED)
    }
}

/// The color of links and buttons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accent {
    /// On light paper.
    pub light: Color,
    /// On dark paper.
    pub dark: Color,
}

impl Accent {
    /// The accent that pages have; `None` when the project states no color.
    ///
    /// In a scheme in which the stated color cannot be read, the theme's own stands in its place.
    pub fn new(typed: &Typed) -> Option<Self> {
        let light = typed.accent.as_ref().map(|accent| accent.value);
        let dark = typed.accent_dark.as_ref().map(|accent| accent.value);
        if light.is_none() && dark.is_none() {
            return None;
        }
        let dark = dark.or_else(|| light.map(|light| DARK.derived(light)));
        let shown = |scheme: &Scheme, color: Option<Color>| {
            color.filter(|color| scheme.can_show(*color)).unwrap_or(scheme.accent)
        };
        Some(Self { light: shown(&LIGHT, light), dark: shown(&DARK, dark) })
    }
}

/// The mark in the top bar.
#[derive(Debug, Clone)]
pub struct Logo {
    /// Its address.
    pub url: OutPath,
    /// The address of the one for dark paper, if there are two.
    pub dark: Option<OutPath>,
}

/// What the site looks like.
#[derive(Debug, Clone, Default)]
pub struct Look {
    /// The organization's own color.
    pub accent: Option<Accent>,
    /// The mark in the top bar.
    pub logo: Option<Logo>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::span::Spanned;
    use proptest::prelude::*;

    fn accent(light: Option<Color>, dark: Option<Color>) -> Option<Accent> {
        let typed = |color: Option<Color>| color.map(|color| Spanned::new(color, 0..0));
        Accent::new(&Typed { accent: typed(light), accent_dark: typed(dark), ..Typed::default() })
    }

    #[test]
    fn without_a_color_there_is_no_accent() {
        assert_eq!(accent(None, None), None);
    }

    #[test]
    fn a_color_that_fails_gives_way_in_its_scheme_only() {
        let yellow = Color::parse("#ffd21f");
        let shown = accent(yellow, None).expect("a color was stated");
        assert_eq!((Some(shown.light), Some(shown.dark)), (Some(LIGHT.accent), yellow));
        let navy = Color::parse("#12305e");
        let shown = accent(navy, navy).expect("a color was stated");
        assert_eq!((Some(shown.light), shown.dark), (navy, DARK.accent));
    }

    proptest! {
        #[test]
        fn whatever_is_stated_can_be_read(red: u8, green: u8, blue: u8) {
            let color = Color::new(red, green, blue);
            let shown = accent(Some(color), None).expect("a color was stated");
            prop_assert!(LIGHT.can_show(shown.light));
            prop_assert!(DARK.can_show(shown.dark));
            prop_assert!(shown.dark.contrast(DARK.grounds[0].1) >= DERIVED);
            for scheme in [&LIGHT, &DARK] {
                prop_assert!(scheme.can_show(scheme.nearest(color)));
            }
        }
    }
}
