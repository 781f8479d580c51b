//! Documented information that the framework asks for and nothing fulfils.

use crate::base::path::RelPath;
use crate::base::text::{list_of, plural, printable};
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::diag::span::Span;
use crate::model::document::Document;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::mandate::{Mandate, mandates};

code! {
    /// The framework asks for a document or record, and nothing in the handbook fulfils
    /// it.
    ///
    /// The list is the catalog of the first framework; `docs/frameworks.md` shows that
    /// of ISO/IEC 27001:2022. Annexa reports its mandatory entries, never those that
    /// are merely expected. An entry that only controls ask for counts unless the
    /// Statement of Applicability excludes all its controls.
    ///
    /// An entry is fulfilled by a document or record in force, a register with a row or a
    /// piece of evidence that names it in `fulfils`. A `soa.toml` fulfils
    /// `statement-of-applicability` by being there. When more than ten entries are
    /// missing, they are one finding. A draft fulfils nothing yet: the entries that only
    /// drafts name are one finding of their own, whose help says which they are.
    ///
    /// While no document, draft or not, and nothing else names any entry, the list cannot
    /// be compared. Then one finding says so, once there is a document in force and a
    /// `soa.toml` or a risk; before that the handbook is being set up, and nothing is
    /// reported.
    ///
    /// # Why
    /// The list of required documents and records is among the first things an auditor
    /// goes through (ISO/IEC 27001:2022, 7.5.1 a). A gap in it is a nonconformity.
    ///
    /// # Mend
    /// Write what is missing, or name the entry in `fulfils` of the document, register
    /// or piece of evidence that covers it. The help of the finding says what to type.
    /// Have drafts approved.
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

/// How many entries that only drafts fulfil are named.
const NAMED: usize = 3;

pub(super) const CHECK: Check = Check { code: &MANDATORY_DOCUMENT_MISSING, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    let mandates = mandates(handbook);
    let (drafted, missing): (Vec<&Mandate>, Vec<&Mandate>) = mandates
        .iter()
        .filter(|mandate| mandate.is_missing(handbook))
        .partition(|mandate| !mandate.drafts.is_empty());
    // Where no text claims anything the list would bury everything else, and most of it might be there.
    let is_silent = handbook.fulfilling.values().flatten().all(|entry| *entry == Entry::Soa)
        && mandates.iter().all(|mandate| mandate.drafts.is_empty());
    if is_silent {
        report_silence(handbook, missing.len(), found);
        return;
    }
    report_drafts(handbook, &drafted, found);
    let path = RelPath::fixed("handbook.toml");
    let shown = if missing.len() > 10 { 1 } else { missing.len() };
    for mandate in missing.iter().take(shown) {
        let entry = &handbook.frameworks.catalogue[mandate.entry];
        let sources: Vec<String> = entry
            .clauses
            .iter()
            .map(|clause| format!("clause {clause}"))
            .chain(entry.controls.iter().cloned())
            .collect();
        let mut message = format!(
            "nothing fulfils `{}`, which {} {} for",
            entry.title,
            list_of(&sources),
            if sources.len() == 1 { "asks" } else { "ask" }
        );
        let mut help = format!(
            "add `fulfils = [\"{}\"]` to the document, register or evidence that covers it",
            entry.id
        );
        if shown < missing.len() {
            let more = missing.len() - shown;
            message = format!("{message}, nor {more} more that are asked for");
            help.push_str("; the pages of the clauses list the others");
        }
        found.report_with_help(&MANDATORY_DOCUMENT_MISSING, Span::file(&path), message, help);
    }
}

/// Says that entries are fulfilled by drafts only. The message counts nothing: with each approval there is one less, and no new fault.
fn report_drafts(handbook: &Handbook, drafted: &[&Mandate], found: &mut Findings) {
    if drafted.is_empty() {
        return;
    }
    let names: Vec<String> = drafted
        .iter()
        .take(NAMED)
        .map(|mandate| {
            let title = &handbook.frameworks.catalogue[mandate.entry].title;
            let ids = mandate.drafts.iter().map(|entry| handbook.label(*entry).id.as_str());
            let ids: Vec<String> = ids.map(|id| format!("`{}`", printable(id))).collect();
            format!("`{title}` by {}", list_of(&ids))
        })
        .collect();
    let more = drafted.len() - names.len();
    let others = if more > 0 { format!(", and {more} more") } else { String::new() };
    let help = format!(
        "have the drafts approved; {} fulfilled by drafts only: {}{others}",
        plural(drafted.len(), "entry is", "entries are"),
        names.join(", ")
    );
    found.report_with_help(
        &MANDATORY_DOCUMENT_MISSING,
        Span::file(&RelPath::fixed("handbook.toml")),
        "some of what the framework asks for exists as a draft only, which does not count",
        help,
    );
}

/// Says that nothing can be compared, unless the project is only being set up.
fn report_silence(handbook: &Handbook, count: usize, found: &mut Findings) {
    let is_begun = handbook.soa.parsed.is_some() || !handbook.risks.is_empty();
    let is_in_force = handbook.documents.iter().any(Document::is_in_force);
    if count == 0 || !is_begun || !is_in_force {
        return;
    }
    let message = format!(
        "nothing says which document fulfils which requirement; {} cannot be compared",
        plural(count, "entry of the catalog", "entries of the catalog")
    );
    found.report_with_help(
        &MANDATORY_DOCUMENT_MISSING,
        Span::file(&RelPath::fixed("handbook.toml")),
        message,
        "add `fulfils = [\"…\"]` to what covers an entry; the pages of the clauses list them",
    );
}
