//! Documented information that the framework asks for and nothing fulfils.

use crate::base::path::RelPath;
use crate::base::text::list_of;
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::diag::span::Span;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::mandate::mandates;

code! {
    /// The framework asks for a document or record, and nothing in the handbook fulfils
    /// it.
    ///
    /// The list is the catalog of the first framework; `docs/frameworks.md` shows that
    /// of ISO/IEC 27001:2022. Annexa reports its mandatory entries, never those that
    /// are merely expected. An entry that only controls ask for counts unless the
    /// Statement of Applicability excludes all its controls.
    ///
    /// An entry is fulfilled by a document or record in force, the risk register or a
    /// piece of evidence that names it in `fulfils`. A draft fulfils nothing. A
    /// `soa.toml` fulfils `statement-of-applicability` by being there. While nothing
    /// else fulfils any entry, nothing is reported: such a handbook is being set up.
    ///
    /// # Why
    /// The list of required documents and records is among the first things an auditor
    /// goes through (ISO/IEC 27001:2022, 7.5.1 a). A gap in it is a nonconformity.
    ///
    /// # Mend
    /// Write what is missing, or name the entry in `fulfils` of the document, register
    /// or piece of evidence that covers it. The help of the finding says what to type.
    /// Do not name an entry that the text does not cover.
    ///
    /// # Example
    /// Another document has `fulfils`, so that the list counts, and nothing fulfils
    /// `isms-scope`. The scope is there, but does not say what it is:
    ///
    /// ```toml
    /// id          = "STM-001"
    /// title       = "Scope of the ISMS"
    /// type        = "statement"
    /// owner       = "ciso"
    /// review_date = 2027-03-24
    /// ```
    ///
    /// With the entry of the catalog:
    ///
    /// ```toml
    /// id          = "STM-001"
    /// title       = "Scope of the ISMS"
    /// type        = "statement"
    /// owner       = "ciso"
    /// review_date = 2027-03-24
    /// fulfils     = ["isms-scope"]
    /// ```
    MANDATORY_DOCUMENT_MISSING = "mandatory-document-missing", Warn (Draft: Note, Audit: Deny)
}

pub(super) const CHECK: Check = Check { code: &MANDATORY_DOCUMENT_MISSING, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    // A handbook in which no text claims anything is being set up: the list would bury everything else.
    if handbook.fulfilling.values().flatten().all(|entry| *entry == Entry::Soa) {
        return;
    }
    let path = RelPath::fixed("handbook.toml");
    for mandate in mandates(handbook).iter().filter(|mandate| mandate.is_missing(handbook)) {
        let entry = &handbook.frameworks.catalogue[mandate.entry];
        let sources: Vec<String> = entry
            .clauses
            .iter()
            .map(|clause| format!("clause {clause}"))
            .chain(entry.controls.iter().cloned())
            .collect();
        let message = format!(
            "nothing fulfils `{}`, which {} {} for",
            entry.title,
            list_of(&sources),
            if sources.len() == 1 { "asks" } else { "ask" }
        );
        let help = format!(
            "add `fulfils = [\"{}\"]` to the document, register or evidence that covers it",
            entry.id
        );
        found.report_with_help(&MANDATORY_DOCUMENT_MISSING, Span::file(&path), message, help);
    }
}
