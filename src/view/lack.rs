//! What is missing around a control, in sentences, with what to do about it.

use serde::Serialize;

use crate::base::date::Date;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::review::ReviewState;
use crate::model::soa::{Applicability, SoaRow};
use crate::parse::soa::Implementation;

/// Something that is missing.
#[derive(Debug, Serialize)]
pub struct Lack {
    /// What, as a sentence.
    pub text: String,
    /// What to do about it, as a sentence.
    pub mend: String,
}

impl Lack {
    /// Something that is missing.
    pub fn new(text: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { text: text.into(), mend: mend.into() }
    }
}

/// What is missing around a control. One that is excluded lacks a reason at most.
pub fn lacks(handbook: &Handbook, row: &SoaRow) -> Vec<Lack> {
    let id = &handbook.label(row.control).id;
    match row.applicability {
        Applicability::Undecided => vec![Lack::new(
            "The Statement of Applicability does not say whether this control applies.",
            format!("Decide, in [control.\"{id}\"] of soa.toml."),
        )],
        Applicability::Excluded => {
            let has_reason = row.parsed.as_ref().is_some_and(|row| row.exclusion.is_some());
            let lack = Lack::new(
                "It is excluded, and nothing says why.",
                "Write the reason as exclusion in its row of soa.toml.",
            );
            if has_reason { Vec::new() } else { vec![lack] }
        }
        Applicability::Included(status) => of_included(handbook, row, status, id),
    }
}

fn of_included(
    handbook: &Handbook,
    row: &SoaRow,
    status: Option<Implementation>,
    id: &str,
) -> Vec<Lack> {
    let is_justified = row.parsed.as_ref().is_some_and(|row| row.justification.is_some());
    let has_document =
        handbook.carrying_out(row.control).any(|(_, document)| !document.is_record());
    let no_document = Lack::new(
        "No document names this control as one that it carries out.",
        format!("Add {id} to controls of the policy or procedure that does."),
    );
    let all = [
        (!is_justified).then(|| {
            Lack::new(
                "Nothing says why it applies.",
                "Write the justification in its row of soa.toml.",
            )
        }),
        status.is_none().then(|| {
            Lack::new("Nothing says how far it is in place.", "Set status in its row of soa.toml.")
        }),
        (!has_document).then_some(no_document),
        evidence(handbook, row, status, id),
        row.owner
            .is_none()
            .then(|| Lack::new("Nobody answers for it.", "Name an owner in its row of soa.toml.")),
    ];
    all.into_iter().flatten().collect()
}

/// What is not in place yet needs no proof.
fn evidence(
    handbook: &Handbook,
    row: &SoaRow,
    status: Option<Implementation>,
    id: &str,
) -> Option<Lack> {
    if matches!(status, Some(Implementation::Planned | Implementation::NotStarted)) {
        return None;
    }
    if row.evidence.is_empty() {
        let mend = format!("Add a row to the register of evidence with proves = [\"{id}\"].");
        return Some(Lack::new("No evidence shows that it works.", mend));
    }
    if !is_all_stale(handbook, row) {
        return None;
    }
    let text = newest_collected(handbook, row).map_or_else(
        || "No evidence was collected yet.".to_owned(),
        |day| format!("No evidence since {}.", day.long()),
    );
    Some(Lack::new(text, "Collect it again and enter the day in the register of evidence."))
}

/// True when a control has evidence, and none of it counts today.
pub fn is_all_stale(handbook: &Handbook, row: &SoaRow) -> bool {
    let is_stale = |entry: &Entry| match entry {
        Entry::Evidence(index) => matches!(
            handbook.evidence[*index].freshness,
            ReviewState::Overdue { .. } | ReviewState::NeverReviewed
        ),
        _ => false,
    };
    !row.evidence.is_empty() && row.evidence.iter().all(is_stale)
}

/// The newest day up to today on which evidence of a control was collected.
pub fn newest_collected(handbook: &Handbook, row: &SoaRow) -> Option<Date> {
    let days = row.evidence.iter().filter_map(|entry| match entry {
        Entry::Evidence(index) => handbook.evidence[*index].parsed.collected.as_ref(),
        _ => None,
    });
    days.map(|day| day.value).filter(|day| *day <= handbook.today).max()
}
