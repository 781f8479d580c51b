//! How much of one thing is read, and the findings beyond it. Sizes of files are in [`crate::load::read`], of highlighted code in
//! [`crate::parse::highlight`], of raw HTML in [`crate::parse::raw_html`]; `docs/limits.md` lists all of them.

use std::borrow::Cow;
use std::ops::Range;

use crate::base::path::RelPath;
use crate::code;
use crate::diag::Findings;
use crate::diag::span::Span;

/// The largest front matter, in bytes: 64 KiB.
pub const FRONT_MATTER: usize = 64 * 1024;

/// How many headings a text has that are read as such. Each has an anchor and stands in contents and in the search.
pub const HEADINGS: usize = 5000;

/// How deep quotes, lists, tables, emphases, links and pictures lie in each other.
pub const NESTING: usize = 64;

/// The longest text of one line, such as a title, a name or an id, and the longest heading, in characters.
pub const LINE: usize = 300;

/// The longest address or path, in characters.
pub const ADDRESS: usize = 2000;

/// The longest text of any other key, and the longest cell of a CSV, in characters: several paragraphs. A spreadsheet takes 32,767.
pub const PARAGRAPH: usize = 5000;

/// How many entries of one kind a file holds, such as risks, roles or terms, in TOML and in a register kept as CSV. Most have a page.
pub const ROWS: usize = 5000;

/// How many people `people.toml` holds.
pub const PEOPLE: usize = 50_000;

/// How many columns of a plain table in `registers/` are shown.
pub const COLUMNS: usize = 256;

/// How many cells of a plain table in `registers/` are shown, the head apart: fewer rows, the more columns it has.
pub const CELLS: usize = 200_000;

/// The keys that hold a text of one line, or a list of them.
pub const LINES: &[&str] = &[
    "abbreviation",
    "approved_by",
    "approver",
    "attendees",
    "audience",
    "audit",
    "auditor",
    "author",
    "by",
    "classification",
    "clauses",
    "competences",
    "contact",
    "control",
    "controls",
    "document",
    "framework",
    "frameworks",
    "fulfils",
    "id",
    "implements",
    "keywords",
    "label",
    "language",
    "mail",
    "name",
    "obligations",
    "organization",
    "owner",
    "related",
    "reported_to",
    "risk",
    "risks",
    "subject",
    "supersedes",
    "synonyms",
    "tags",
    "title",
    "trainer",
    "unit",
    "version",
    "word",
];

/// The keys that hold an address or a path.
pub const ADDRESSES: &[&str] = &["address", "base_path", "file", "ref", "url"];

/// How many characters the text of a key may have.
pub fn of_key(key: &str) -> usize {
    if LINES.contains(&key) {
        LINE
    } else if ADDRESSES.contains(&key) {
        ADDRESS
    } else {
        PARAGRAPH
    }
}

/// How many entries a file may hold below a key.
pub fn rows_of(key: &str) -> usize {
    if key == "person" { PEOPLE } else { ROWS }
}

/// Reports entries beyond those that are read, at the first of them.
pub(super) fn too_many(count: usize, limit: usize) -> (String, String) {
    let message = format!("the file has {count} entries of this kind, of which {limit} are read");
    (message, "keep what is in use, and move the others to an attachment in `assets/`".to_owned())
}

/// Reports headings beyond those that are read as such, at the first of them.
pub(super) fn too_many_headings(count: usize) -> (String, String) {
    let message = format!("the text has {count} headings, of which {HEADINGS} are read as such");
    (message, "divide the text into several documents".to_owned())
}

/// How many characters a text has beyond a limit, if any.
pub fn excess(text: &str, limit: usize) -> Option<usize> {
    // No character has less than a byte: most texts need not be counted.
    let count = if text.len() > limit { text.chars().count() } else { 0 };
    count.checked_sub(limit).filter(|excess| *excess > 0)
}

/// As much of a text as its limit lets through, with `…` where something is left out.
pub fn cut(text: &str, limit: usize) -> Cow<'_, str> {
    if excess(text, limit).is_none() {
        return Cow::Borrowed(text);
    }
    let kept: String = text.chars().take(limit - 1).collect();
    Cow::Owned(kept.trim_end().to_owned() + "…")
}

/// What is wrong with a text that has `excess` characters too many, and how to mend it.
pub(super) fn words(what: &str, limit: usize, excess: usize) -> (String, String) {
    let message = format!("{what} has {} characters, {excess} more than are read", limit + excess);
    (
        message,
        format!("shorten it to {limit} characters; what it says at length belongs into a document"),
    )
}

/// Reports a text that is longer than its limit.
pub(super) fn report(
    path: &RelPath,
    at: Range<usize>,
    (what, limit, excess): (&str, usize, usize),
    found: &mut Findings,
) {
    let (message, help) = words(what, limit, excess);
    found.report_with_help(&TOO_LONG, Span::new(path, at), message, help);
}

code! {
    /// A text is longer than Annexa reads.
    ///
    /// Front matter may have 64 KiB. A text of one line, such as a title, a name or an id, and a heading may have 300 characters, an address
    /// or a path 2,000, any other text of front matter, of a TOML file or of a cell 5,000. `docs/limits.md` says for each key which of them
    /// holds. The text of a document has no limit but that of its file, and 5,000 headings. Of a plain table in `registers/`, 256 columns and 200,000 cells are
    /// shown; of other files, 5,000 entries of a kind are read, and 50,000 people.
    ///
    /// Front matter that is too long is not read. While the level is lower than `deny`, any other text is shown up to its limit, with `…` at its
    /// end; a heading is shown whole, and cut in contents and anchors. Headings beyond those that are read are shown as paragraphs.
    ///
    /// # Why
    /// A title of a thousand words is a paste in the wrong place: it would stand in every list, menu and export, and hide what belongs there
    /// (ISO/IEC 27001:2022, 7.5.2 a).
    ///
    /// # Mend
    /// Shorten the text. What needs more room is a text of its own: write it below the front matter, or into a document that the register
    /// names. If a quote is missing where the text should end, add it.
    ///
    /// # Example
    /// The whole notice was put into `title`, where its first words are meant:
    ///
    /// ```toml
    /// title = "Handling of visitors. All visitors sign in at the reception, … (40 more lines)"
    /// ```
    ///
    /// The rest below the front matter:
    ///
    /// ```toml
    /// title = "Handling of visitors"
    /// ```
    TOO_LONG = "too-long", Deny
}

code! {
    /// Quotes, lists, tables, emphases, links or pictures lie in each other more than 64 deep.
    ///
    /// What lies deeper is shown as plain text in the innermost element that counts, so that no word is lost. Links and pictures there are not
    /// made, and nothing there is checked. Each place where it begins is reported.
    ///
    /// # Why
    /// Nobody can follow such a text, and browsers give up on it: readers would see less than was approved (ISO/IEC 27001:2022, 7.5.3 a).
    ///
    /// # Mend
    /// Remove the signs at the beginning of the line that were not meant, or give the inner part a heading of its own.
    ///
    /// # Example
    /// A mail that was forwarded often, pasted with its signs:
    ///
    /// ```markdown
    /// >>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>> The test was good.
    /// ```
    ///
    /// As one quotation:
    ///
    /// ```markdown
    /// > The test was good.
    /// ```
    TOO_DEEP = "too-deep", Warn
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_counts_characters() {
        assert_eq!(excess(&"ä".repeat(300), LINE), None);
        assert_eq!(excess(&"ä".repeat(301), LINE), Some(1));
        assert_eq!(cut(&"ä".repeat(301), LINE).chars().count(), LINE);
        assert_eq!(cut("abc d", 5), "abc d");
        assert_eq!(cut("abc de", 5), "abc…");
    }

    #[test]
    fn keys_have_one_limit() {
        assert!(LINES.is_sorted() && ADDRESSES.is_sorted());
        assert!(LINES.iter().all(|key| !ADDRESSES.contains(key)));
        assert_eq!(
            (of_key("title"), of_key("url"), of_key("scenario")),
            (LINE, ADDRESS, PARAGRAPH)
        );
    }
}
