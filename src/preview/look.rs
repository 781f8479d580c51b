//! Whether pages look as they did: a number for all that pages load beside their text, the style sheets, scripts and images.
//!
//! A page whose own bytes stayed the same must be shown again when its images or colors changed.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::base::path::RelPath;
use crate::load::Sources;

/// The same number for the same look. It is compared by browsers that are open, and never kept.
pub(super) fn look(sources: &Sources) -> u64 {
    let mut hasher = DefaultHasher::new();
    for (path, _) in sources.iter().filter(|(path, _)| is_seen(path)) {
        path.hash(&mut hasher);
        sources.bytes(path).hash(&mut hasher);
    }
    hasher.finish()
}

/// The settings have the colors of the organization.
fn is_seen(path: &RelPath) -> bool {
    const IMAGES: [&str; 7] = ["svg", "png", "jpg", "jpeg", "gif", "webp", "avif"];
    let path = path.as_str();
    let is_image = path.rsplit_once('.').is_some_and(|(_, kind)| IMAGES.contains(&kind));
    path == "handbook.toml" || path.starts_with("theme/static/") || is_image
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn images_colors_and_style_sheets_are_the_look_and_texts_are_not() {
        let before = [
            ("documents/a.md", "a"),
            ("assets/a.svg", "<svg/>"),
            ("handbook.toml", "x"),
            ("theme/static/a.css", "p {}"),
        ];
        let of = |files: [(&'static str, &'static str); 4]| look(&Sources::from_files(files));
        let changed = |at: usize| {
            let mut files = before;
            files[at].1 = "else";
            of(files) != of(before)
        };
        assert_eq!([0, 1, 2, 3].map(changed), [false, true, true, true]);
    }
}
