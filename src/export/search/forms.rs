//! Forms of a word that no rule for endings brings together: `lost` is `lose`.

/// Irregular forms of English, each line one word. Forms that are also another word stay out: `left`, `bound`, `stuck`.
const ENGLISH: &str = include_str!("forms/en.txt");

/// The words of a language with their irregular forms; the first of each is the one that the others stand for.
pub(super) fn families(code: &str) -> impl Iterator<Item = Vec<&'static str>> {
    let list = if code == "en" { ENGLISH } else { "" };
    list.lines().map(|line| line.split(' ').collect())
}
