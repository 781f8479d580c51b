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
    /// The framework asks for a document or record, and nothing in the handbook fulfils it.
    ///
    /// # Why
    /// It is the first list that an auditor goes through (ISO/IEC 27001:2022, 7.5.1 a); an item without an answer is a nonconformity.
    ///
    /// # Mend
    /// Write it, or name it in `fulfils` of the document, register or evidence that covers it.
    ///
    /// # Example
    /// No document has `fulfils = ["isms-scope"]`.
    MANDATORY_DOCUMENT_MISSING = "mandatory-document-missing", Warn
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
