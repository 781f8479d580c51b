//! Links that lead nowhere, or where a link must not lead.

use std::collections::BTreeMap;

use crate::base::path::RelPath;
use crate::base::text::{SEARCHED, did_you_mean, list_of, near_misses, one_of, printable};
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::document::Document;
use crate::model::handbook::Handbook;
use crate::model::unresolved::{Unresolved, Wanted};

code! {
    /// A link leads to a file or an id that does not exist, or to an address that is
    /// never published.
    ///
    /// Annexa looks at links and pictures in documents, records and the introductions
    /// of folders (`_index.md`), at ids in double brackets, at `file` and `url` in
    /// `registers/evidence.toml`, and at the logos in `handbook.toml`. Published addresses begin with `https:`, `http:`,
    /// `mailto:` or `tel:`. Never published are other schemes, such as `file:` or
    /// `javascript:`, addresses that begin with `//`, and addresses with a backslash or
    /// a control character.
    ///
    /// The finding names the page or the id that is spelled most like it, and for a
    /// picture or another attachment the file; of ids that are equally near, up to three.
    ///
    /// Addresses on other hosts are not requested. Links in raw HTML are reported as
    /// `raw-html-removed`. An id in running text that nothing has stays text, without a
    /// finding.
    ///
    /// # Why
    /// Documents must be available where they are needed (ISO/IEC 27001:2022, 7.5.3 a).
    /// A dead link is a document that is not.
    ///
    /// # Mend
    /// Write the path from the folder of the file that holds the link, such as
    /// `../access/policy.md`, or from the root of the project with a `/` in front. Or
    /// write the id in double brackets, such as `[[POL-005]]`: such a link survives
    /// when the file moves. The `file` of a piece of evidence and the path of a logo
    /// count from the root of the project.
    ///
    /// While the level is lower than `deny`, a broken link is shown as plain text.
    ///
    /// # Example
    /// The file is `documents/access.md`, and this link stands in a document beside it:
    ///
    /// ```markdown
    /// Rights end on the last working day, see [Access](acess.md).
    /// ```
    ///
    /// The path spelled right:
    ///
    /// ```markdown
    /// Rights end on the last working day, see [Access](access.md).
    /// ```
    BROKEN_LINK = "broken-link", Deny (Draft: Warn)
}

pub(super) const CHECK: Check = Check { code: &BROKEN_LINK, run };

/// Everything that a link could have named, made once: there may be thousands of links and of documents.
#[derive(Default)]
struct Candidates<'h> {
    /// Documents by the names of their files.
    stems: Vec<(&'h str, &'h Document)>,
    /// Documents by their ids in lower case.
    ids: BTreeMap<String, &'h Document>,
    /// Images and attachments by their names.
    files: Vec<(&'h str, &'h RelPath)>,
    /// The ids of all entries.
    entries: Vec<&'h str>,
}

impl<'h> Candidates<'h> {
    fn new(handbook: &'h Handbook) -> Self {
        let documents = handbook.documents.iter();
        Self {
            ids: documents.clone().rev().map(|one| (one.id().to_ascii_lowercase(), one)).collect(),
            stems: documents.map(|one| (one.parsed.path.stem(), one)).collect(),
            files: handbook.files.iter().map(|path| (path.file_name(), path)).collect(),
            entries: handbook.entries.iter().map(|(_, label)| label.id.as_str()).collect(),
        }
    }

    /// The document, but for the one at `from`, whose file or id is nearest to a name.
    fn document(&self, name: &str, from: &RelPath) -> Option<&'h Document> {
        let others = || self.stems.iter().filter(|(_, document)| document.parsed.path != *from);
        let near = did_you_mean(name, others().map(|(stem, _)| *stem));
        near.and_then(|near| others().find(|(stem, _)| *stem == near))
            .map(|(_, document)| *document)
            .or_else(|| self.ids.get(&name.to_ascii_lowercase()).copied())
            .filter(|document| document.parsed.path != *from)
    }

    /// The image or attachment whose name is nearest.
    fn file(&self, name: &str) -> Option<&'h RelPath> {
        let near = did_you_mean(name, self.files.iter().map(|(name, _)| *name))?;
        self.files.iter().find(|(name, _)| *name == near).map(|(_, path)| *path)
    }
}

fn run(handbook: &Handbook, found: &mut Findings) {
    let candidates = Candidates::new(handbook);
    let none = Candidates::default();
    for (number, miss) in handbook.unresolved.iter().enumerate() {
        let candidates = if number < SEARCHED { &candidates } else { &none };
        match &miss.wanted {
            Wanted::Page => report_page(candidates, miss, found),
            Wanted::Anything => report_id(handbook, candidates, miss, found),
            Wanted::SafeTarget => {
                let message =
                    format!("`{}` is not a link that can be published", printable(&miss.typed));
                let help =
                    "link to a file of the project, or to `https:`, `http:`, `mailto:` or `tel:`";
                found.report_with_help(&BROKEN_LINK, miss.span.clone(), message, help);
            }
            _ => {}
        }
    }
}

fn report_page(candidates: &Candidates<'_>, miss: &Unresolved, found: &mut Findings) {
    let typed = printable(&miss.typed);
    let file = miss.typed.split(['#', '?']).next().unwrap_or("");
    let name = file.rsplit('/').next().unwrap_or(file);
    let stem = name.strip_suffix(".md").unwrap_or(name);
    // In a register it is the `file` of a piece of evidence, in the settings a logo.
    let is_register = miss.span.path.extension() == "toml";
    let message = format!("`{typed}` does not exist");
    let is_attachment = is_register || stem == name && name.contains('.');
    let (message, help) = if let Some(near) = candidates.file(name).filter(|_| is_attachment) {
        let root = if is_register { "" } else { "/" };
        (
            format!("{message}; the nearest file is `{near}`"),
            format!("write its path from the root of the project: `{root}{near}`"),
        )
    } else if let Some(near) = candidates.document(stem, &miss.span.path) {
        (
            format!("{message}; the nearest page is `{}`", near.parsed.path),
            format!("link to it by its id: `[[{}]]`", near.id()),
        )
    } else if is_register {
        let help = "write the path from the root of the project, such as `assets/review.csv`";
        (message, help.to_owned())
    } else {
        let help = "write the path from the folder of this file, or an id such as `[[POL-005]]`";
        (message, help.to_owned())
    };
    found.report_with_help(&BROKEN_LINK, miss.span.clone(), message, help);
}

fn report_id(
    handbook: &Handbook,
    candidates: &Candidates<'_>,
    miss: &Unresolved,
    found: &mut Findings,
) {
    let typed = printable(&miss.typed);
    if let Some(successors) = handbook.frameworks.successors(&miss.typed) {
        let ids: Vec<String> = successors.ids.iter().map(|id| format!("`[[{id}]]`")).collect();
        let help = format!("write {}", list_of(&ids));
        let message = successors.message(&typed);
        found.report_with_help(&BROKEN_LINK, miss.span.clone(), message, help);
        return;
    }
    let near = near_misses(&miss.typed, candidates.entries.iter().copied());
    let message = if near.is_empty() {
        format!("nothing has the id `{typed}`")
    } else {
        format!("nothing has the id `{typed}`; did you mean {}?", one_of(&near))
    };
    let help =
        "double brackets take the id of a document, control, clause, risk or piece of evidence";
    found.report_with_help(&BROKEN_LINK, miss.span.clone(), message, help);
}
