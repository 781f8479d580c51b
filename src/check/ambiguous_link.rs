//! Links that could mean two things.

use crate::base::text::{list_of, printable};
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::frameworks::ItemKind;
use crate::model::ambiguous::Readings;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;

code! {
    /// A link could mean two things, and leads to one of them.
    ///
    /// Three kinds are reported: a path without `.md` and without a slash at its end, when there is a folder and a document of that name (it
    /// leads to the folder); an anchor that no heading has exactly, when several headings differ from it only in hyphens and punctuation (it
    /// leads to the first); and an id in double brackets that names one thing as it is and another as a short spelling: `[[5.1]]` is the
    /// clause 5.1 and also short for the control A.5.1 (it leads to what has exactly this id).
    ///
    /// # Why
    /// Readers follow the link and act on what they find. A link that was meant otherwise sends them to the wrong rule, and nothing on the
    /// page shows it.
    ///
    /// # Mend
    /// Write what is meant in full: `access.md` for the document and `access/` for the folder, the exact anchor of the heading,
    /// `[[A.5.1]]` for the control and `[[clause 5.1]]` for the clause.
    ///
    /// # Example
    /// There are `documents/access.md` and the folder `documents/access/`:
    ///
    /// ```markdown
    /// See [access](access) and [[5.1]].
    /// ```
    ///
    /// The document and the control were meant:
    ///
    /// ```markdown
    /// See [access](access.md) and [[A.5.1]].
    /// ```
    AMBIGUOUS_LINK = "ambiguous-link", Warn
}

pub(super) const CHECK: Check = Check { code: &AMBIGUOUS_LINK, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    for link in &handbook.ambiguous {
        let typed = printable(&link.typed);
        let (message, help) = match &link.readings {
            Readings::Path { folder, file } => (
                format!(
                    "`{typed}` could be the folder `{folder}/` or `{file}`; it leads to the folder"
                ),
                "write `.md` at the end for the document, or `/` for the folder".to_owned(),
            ),
            Readings::Headings(anchors) => {
                let anchors: Vec<String> = anchors
                    .iter()
                    .take(5)
                    .map(|anchor| format!("`#{}`", printable(anchor)))
                    .collect();
                let first = anchors.first().map_or("", String::as_str);
                (
                    format!("`{typed}` fits {}; it leads to {first}", list_of(&anchors)),
                    "write the anchor of the heading exactly; `{#name}` after a heading gives it a name".to_owned(),
                )
            }
            Readings::Entries(entries) => {
                let names: Vec<String> =
                    entries.iter().map(|entry| name(handbook, *entry)).collect();
                let spellings: Vec<String> =
                    entries.iter().map(|entry| spelling(handbook, *entry)).collect();
                let first = names.first().map_or("", String::as_str);
                (
                    format!("`[[{typed}]]` could be {}; it leads to {first}", names.join(" or ")),
                    format!("write {}", spellings.join(" or ")),
                )
            }
        };
        found.report_with_help(&AMBIGUOUS_LINK, link.span.clone(), message, help);
    }
}

/// An entry as a sentence calls it.
fn name(handbook: &Handbook, entry: Entry) -> String {
    let id = printable(&handbook.label(entry).id);
    match handbook.frameworks.item(entry) {
        Some(item) if item.kind == ItemKind::Control => format!("control `{id}`"),
        Some(_) => format!("clause `{id}`"),
        None => format!("`{id}`"),
    }
}

/// How to name an entry so that it can be nothing else.
fn spelling(handbook: &Handbook, entry: Entry) -> String {
    let id = printable(&handbook.label(entry).id);
    match (handbook.frameworks.item(entry), entry) {
        (Some(item), _) if item.kind != ItemKind::Control => format!("`[[clause {id}]]`"),
        (None, Entry::Document(_)) => match handbook.document(entry) {
            Some(document) => format!("a link to `{}`", document.parsed.path),
            None => format!("`[[{id}]]`"),
        },
        _ => format!("`[[{id}]]`"),
    }
}
