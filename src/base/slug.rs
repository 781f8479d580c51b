//! Turns text into anchors and file names.

use std::collections::BTreeMap;

/// The anchor that GitHub gives a heading: lower case, punctuation dropped, each space a hyphen.
///
/// The rule is the one of the `github-slugger` library: letters and digits of every script stay.
pub fn github_anchor(heading: &str) -> String {
    heading
        .trim()
        .chars()
        .flat_map(char::to_lowercase)
        .filter_map(|character| match character {
            ' ' => Some('-'),
            '-' | '_' => Some(character),
            other if other.is_alphanumeric() => Some(other),
            _ => None,
        })
        .collect()
}

/// A relaxed form for comparing anchors: runs of anything but letters and digits become one hyphen.
///
/// Other generators write `a--b` as `a-b`, or number headings; an author's link that differs only in this
/// still finds its heading.
pub fn relaxed_anchor(anchor: &str) -> String {
    let lower = anchor.to_lowercase();
    let words: Vec<&str> = lower
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words.join("-")
}

/// A lower-case ASCII name for a file of the site: every run of other characters becomes one hyphen.
pub fn file_slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for character in text.chars() {
        match character.to_ascii_lowercase() {
            letter @ ('a'..='z' | '0'..='9') => slug.push(letter),
            _ if slug.ends_with('-') || slug.is_empty() => {}
            _ => slug.push('-'),
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// Gives each anchor of one page a name of its own: the second `scope` becomes `scope-1`, as on GitHub.
#[derive(Debug, Default)]
pub struct Anchors {
    taken: BTreeMap<String, usize>,
}

impl Anchors {
    /// Returns `wanted`, or `wanted-1`, `wanted-2` … when it is taken; `section` stands for an empty one.
    pub fn unique(&mut self, wanted: String) -> String {
        let wanted = if wanted.is_empty() { "section".to_owned() } else { wanted };
        let mut anchor = wanted.clone();
        while self.taken.contains_key(&anchor) {
            let count = self.taken.entry(wanted.clone()).or_default();
            *count += 1;
            anchor = format!("{wanted}-{count}");
        }
        self.taken.insert(anchor.clone(), 0);
        anchor
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    #[test]
    fn anchors_follow_github() {
        assert_eq!(github_anchor("What you must do"), "what-you-must-do");
        assert_eq!(github_anchor("Roles & duties"), "roles--duties");
        assert_eq!(github_anchor("Über A.5.15"), "über-a515");
        assert_eq!(relaxed_anchor("roles--duties"), "roles-duties");
        assert_eq!(file_slug("Incidents and Continuity!"), "incidents-and-continuity");
    }

    proptest! {
        #[test]
        fn anchors_of_a_page_are_unique(headings in proptest::collection::vec("[a-c1 -]{0,4}", 0..40)) {
            let mut anchors = Anchors::default();
            let given: Vec<String> = headings.iter().map(|heading| anchors.unique(github_anchor(heading))).collect();
            prop_assert_eq!(given.iter().collect::<BTreeSet<_>>().len(), given.len());
        }

        #[test]
        fn slugs_are_idempotent_file_names(text in "\\PC{0,40}") {
            let slug = file_slug(&text);
            prop_assert_eq!(&file_slug(&slug), &slug);
            prop_assert!(slug.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-')));
        }
    }
}
