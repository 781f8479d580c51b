//! Controls that are said to be in place while nothing tells how.

use crate::base::path::RelPath;
use crate::base::text::printable;
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::handbook::Handbook;
use crate::model::soa::Applicability;
use crate::parse::soa::Implementation;
use crate::parse::word::Word;

code! {
    /// A control is implemented, at least in part, and nothing says how: neither a document nor its row.
    ///
    /// Reported for an included control with the status `implemented` or `partial`, if `how` is missing from its row and no
    /// document or record in force has it in `controls` or refers to it by a link or by its id. Drafts, superseded and retired
    /// documents do not count.
    ///
    /// Where `how` is filled in and only the documents are silent, the finding is `control-never-mentioned` instead: no
    /// control is reported by both.
    ///
    /// # Why
    /// What the ISMS needs to work must be written down (ISO/IEC 27001:2022, 7.5.1 b), and so must operating
    /// procedures (A.5.37). What is written nowhere is done differently by everyone.
    ///
    /// # Mend
    /// Add the control to `controls` of the document that carries it out. If a sentence is enough for it, write the
    /// sentence into `how`. Do not add the control to a document that does not deal with it.
    ///
    /// # Example
    /// In place, it says, and that is all:
    ///
    /// ```toml
    /// [control."A.8.17"]
    /// applicable = true
    /// status     = "implemented"
    /// ```
    ///
    /// A sentence that can be checked:
    ///
    /// ```toml
    /// status     = "implemented"
    /// how        = "All servers take their time from two sources of the cloud provider."
    /// ```
    IMPLEMENTED_WITHOUT_DOCUMENT = "implemented-without-document", Warn (Draft: Note)
}

pub(super) const CHECK: Check = Check { code: &IMPLEMENTED_WITHOUT_DOCUMENT, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    let path = RelPath::fixed("soa.toml");
    for row in &handbook.soa.rows {
        let (Applicability::Included(Some(word)), Some(parsed)) = (row.applicability, &row.parsed)
        else {
            continue;
        };
        let in_place = matches!(word, Implementation::Implemented | Implementation::Partial);
        let Some(status) = parsed.status.as_ref().filter(|_| in_place && parsed.how.is_none())
        else {
            continue;
        };
        let is_written = handbook.carrying_out(row.control).next().is_some()
            || handbook.referring_to(row.control).any(|(_, document)| document.is_in_force());
        if is_written {
            continue;
        }
        let id = printable(&parsed.control.value);
        found.report_with_help(
            &IMPLEMENTED_WITHOUT_DOCUMENT,
            status.span(&path),
            format!("control `{id}` is `{}`, but nothing says how", word.word()),
            format!(
                "add `{id}` to `controls` of the document that carries it out, or add `how = \"…\"`"
            ),
        );
    }
}
