//! Excluded controls that the handbook carries out nevertheless.

use crate::base::path::RelPath;
use crate::base::text::{list_of, printable};
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::diag::span::Span;
use crate::model::handbook::Handbook;
use crate::model::soa::{Applicability, SoaRow};
use crate::parse::soa::{Implementation, Row};
use crate::parse::word::Word;

code! {
    /// A control is excluded, and yet the handbook says that it is in place.
    ///
    /// Three things contradict `applicable = false`, and each is reported where it stands: a `status` of `implemented` or `partial`,
    /// a list `evidence` in the same row, and a document in force that has the control in its `controls` (reported at
    /// `applicable`, with the documents named).
    ///
    /// Drafts, superseded and retired documents do not count, and neither do records: they tell of a time at which the control may
    /// well have applied. A document that only mentions the control may do so, and a row may keep the `how` of former days.
    ///
    /// # Why
    /// The Statement of Applicability tells which controls are needed and which are not (ISO/IEC 27001:2022, 6.1.3
    /// d). One that is excluded and carried out makes every other row doubtful.
    ///
    /// # Mend
    /// Decide which of the two is true. If the control is needed, set `applicable = true` with `reasons` and a `justification`.
    /// If it is not, remove `status` and `evidence` from its row, and the control from `controls` of the documents that are named.
    /// Do not withdraw a document only to silence the finding.
    ///
    /// # Example
    /// A row that says no and yes:
    ///
    /// ```toml
    /// [control."A.8.30"]
    /// applicable = false
    /// exclusion  = "No development is outsourced."
    /// status     = "implemented"
    /// ```
    ///
    /// If an agency does write some of the code, the control applies:
    ///
    /// ```toml
    /// [control."A.8.30"]
    /// applicable    = true
    /// reasons       = ["risk"]
    /// risks         = ["R-011"]
    /// justification = "An agency builds the mobile app."
    /// status        = "implemented"
    /// ```
    EXCLUDED_BUT_IMPLEMENTED = "excluded-but-implemented", Deny
}

pub(super) const CHECK: Check = Check { code: &EXCLUDED_BUT_IMPLEMENTED, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    let path = RelPath::fixed("soa.toml");
    for row in handbook.soa.rows.iter().filter(|row| row.applicability == Applicability::Excluded) {
        let Some(parsed) = &row.parsed else { continue };
        report_row(parsed, &path, found);
        report_documents(handbook, row, parsed, &path, found);
    }
}

fn report_row(parsed: &Row, path: &RelPath, found: &mut Findings) {
    let id = printable(&parsed.control.value);
    let status = parsed.status.as_ref();
    let in_place = |status: Implementation| {
        matches!(status, Implementation::Implemented | Implementation::Partial)
    };
    if let Some(status) = status.filter(|status| in_place(status.value)) {
        found.report_with_help(
            &EXCLUDED_BUT_IMPLEMENTED,
            status.span(path),
            format!("control `{id}` is excluded, yet its status is `{}`", status.value.word()),
            "remove `status`, or set `applicable = true`",
        );
    }
    if let Some(first) = parsed.evidence.first() {
        let pieces: Vec<String> =
            parsed.evidence.iter().map(|piece| format!("`{}`", printable(&piece.value))).collect();
        found.report_with_help(
            &EXCLUDED_BUT_IMPLEMENTED,
            first.span(path),
            format!(
                "control `{id}` is excluded, yet its row names {} as evidence",
                list_of(&pieces)
            ),
            "remove `evidence`, or set `applicable = true`",
        );
    }
}

fn report_documents(
    handbook: &Handbook,
    row: &SoaRow,
    parsed: &Row,
    path: &RelPath,
    found: &mut Findings,
) {
    let documents: Vec<String> = handbook
        .carrying_out(row.control)
        .filter(|(_, document)| !document.is_record())
        .map(|(_, document)| format!("`{}`", document.id()))
        .collect();
    if documents.is_empty() {
        return;
    }
    let at = parsed.applicable.as_ref().map_or(&parsed.control.at, |applicable| &applicable.at);
    let message = format!(
        "control `{}` is excluded, yet {} {} it out",
        printable(&parsed.control.value),
        list_of(&documents),
        if documents.len() == 1 { "carries" } else { "carry" }
    );
    found.report_with_help(
        &EXCLUDED_BUT_IMPLEMENTED,
        Span::new(path, at.clone()),
        message,
        "set `applicable = true`, or take the control out of `controls` there",
    );
}
