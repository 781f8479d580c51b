//! What a row of the Statement of Applicability lacks. The checks report the same at the places where it is missing.

use crate::model::handbook::Handbook;
use crate::model::soa::{Applicability, SoaRow};
use crate::parse::soa::{Implementation, Row};

/// Something that a row lacks, or that speaks against it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// Nobody decided whether the control applies.
    Undecided,
    /// It applies, and a reason or the justification is missing.
    Unjustified,
    /// It does not apply, and nothing says why.
    UnjustifiedExclusion,
    /// It does not apply, and yet its row or a document says that it is carried out.
    CarriedOutAlthoughExcluded,
    /// It applies, and nothing says how far it is in place.
    WithoutStatus,
    /// It is not in place, and the action or its day is missing.
    WithoutAction,
    /// It is in place, and nothing says how.
    WithoutDocument,
    /// It is in place, and no evidence shows it.
    WithoutEvidence,
}

/// The rows that lack something, by their numbers, with what they lack. Nothing without a `soa.toml`: it is not begun.
pub fn gaps(handbook: &Handbook) -> Vec<(usize, Vec<Gap>)> {
    if handbook.soa.parsed.is_none() {
        return Vec::new();
    }
    let rows = handbook.soa.rows.iter().enumerate();
    rows.map(|(number, row)| (number, gaps_of(handbook, row)))
        .filter(|(_, gaps)| !gaps.is_empty())
        .collect()
}

fn gaps_of(handbook: &Handbook, row: &SoaRow) -> Vec<Gap> {
    let Some(parsed) = &row.parsed else { return vec![Gap::Undecided] };
    let missing = match row.applicability {
        Applicability::Undecided => vec![(Gap::Undecided, true)],
        Applicability::Excluded => vec![
            (Gap::UnjustifiedExclusion, parsed.exclusion.is_none()),
            (Gap::CarriedOutAlthoughExcluded, is_carried_out(handbook, row, parsed)),
        ],
        Applicability::Included(status) => vec![
            (Gap::Unjustified, parsed.reasons.is_empty() || parsed.justification.is_none()),
            (Gap::WithoutStatus, status.is_none()),
            (Gap::WithoutAction, lacks_action(status, parsed)),
            (Gap::WithoutDocument, lacks_document(handbook, row, status, parsed)),
            (Gap::WithoutEvidence, lacks_evidence(handbook, row, status, parsed)),
        ],
    };
    missing.into_iter().filter(|(_, is_missing)| *is_missing).map(|(gap, _)| gap).collect()
}

fn is_carried_out(handbook: &Handbook, row: &SoaRow, parsed: &Row) -> bool {
    let status = parsed.status.as_ref().map(|status| status.value);
    is_begun(status)
        || !parsed.evidence.is_empty()
        || handbook.carrying_out(row.control).any(|(_, document)| !document.is_record())
}

fn lacks_action(status: Option<Implementation>, parsed: &Row) -> bool {
    let is_open = status.is_some_and(|status| status != Implementation::Implemented);
    is_open && (parsed.due.is_none() || parsed.action.is_none())
}

fn lacks_document(
    handbook: &Handbook,
    row: &SoaRow,
    status: Option<Implementation>,
    parsed: &Row,
) -> bool {
    is_begun(status)
        && parsed.how.is_none()
        && handbook.carrying_out(row.control).next().is_none()
        && !handbook.referring_to(row.control).any(|(_, document)| document.is_in_force())
}

/// While the project keeps no evidence at all, no row is asked for it.
fn lacks_evidence(
    handbook: &Handbook,
    row: &SoaRow,
    status: Option<Implementation>,
    parsed: &Row,
) -> bool {
    status == Some(Implementation::Implemented)
        && !handbook.evidence.is_empty()
        && row.evidence.is_empty()
        && parsed.evidence.is_empty()
}

fn is_begun(status: Option<Implementation>) -> bool {
    matches!(status, Some(Implementation::Implemented | Implementation::Partial))
}
