//! An internal audit: what was looked at, by whom, and what came of it.

use serde::Serialize;

use crate::frameworks::ItemKind;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::people::PartyId;
use crate::model::record::audit::Audit;
use crate::view::parts::{Badge, Link, When, link_to};
use crate::view::record::findings::{FindingRow, Found, finding_row};
use crate::view::record::somebody::{Somebody, of_party};
use crate::view::record::tally::{in_words, totals};
use crate::view::record::words::{lateness, when};
use crate::view::soa::Total;

/// An internal audit.
#[derive(Debug, Serialize)]
pub struct AuditView {
    /// Performed, planned or late, in words.
    pub state: Badge,
    /// Against what was audited.
    pub criteria: Vec<String>,
    /// What was audited.
    pub scope: Option<String>,
    /// The day for which it was planned.
    pub planned: Option<When>,
    /// Its last day; none while it is still to come.
    pub performed: Option<When>,
    /// Who audited.
    pub auditors: Vec<Somebody>,
    /// Why the auditor is independent of what was audited.
    pub independence: Option<String>,
    /// The documents that were sampled.
    pub documents: Vec<Link>,
    /// The clauses that were sampled.
    pub clauses: Vec<Link>,
    /// The controls that were sampled.
    pub controls: Vec<Link>,
    /// Anything else that was sampled.
    pub others: Vec<Link>,
    /// What was sampled and is owned by somebody who audited: a possible conflict.
    pub conflicts: Vec<Conflict>,
    /// What the auditor concluded.
    pub conclusion: Option<String>,
    /// Who was told.
    pub reported_to: Vec<Somebody>,
    /// When.
    pub reported: Option<When>,
    /// How many findings there are of each grade.
    pub grades: Vec<Total>,
    /// The same in words.
    pub findings_in_words: String,
    /// The findings in the order of their ids.
    pub findings: Vec<FindingRow>,
}

/// Something that was sampled and is owned by somebody who audited.
#[derive(Debug, Serialize)]
pub struct Conflict {
    /// What was sampled.
    pub link: Link,
    /// Who owns it, and audited it.
    pub owner: Somebody,
}

impl AuditView {
    /// The view of an audit.
    pub fn new(handbook: &Handbook, entry: Entry, audit: &Audit) -> Self {
        let findings: Vec<_> = raised_by(handbook, entry).collect();
        let graded = || findings.iter().map(|(_, _, finding)| *finding);
        let mut view = Self {
            state: state(handbook, audit),
            criteria: audit.parsed.criteria.clone(),
            scope: audit.parsed.scope.clone(),
            planned: when(handbook, audit.parsed.planned.as_ref()),
            performed: performed(handbook, audit),
            auditors: audit.auditors.iter().map(|id| of_party(handbook, *id)).collect(),
            independence: audit.parsed.independence.clone(),
            documents: Vec::new(),
            clauses: Vec::new(),
            controls: Vec::new(),
            others: Vec::new(),
            conflicts: conflicts(handbook, audit),
            conclusion: audit.parsed.conclusion.clone(),
            reported_to: audit.reported_to.iter().map(|id| of_party(handbook, *id)).collect(),
            reported: when(handbook, audit.parsed.reported.as_ref()),
            grades: totals(&graded()),
            findings_in_words: in_words(&graded()),
            findings: findings.iter().map(|found| finding_row(handbook, *found)).collect(),
        };
        for sampled in &audit.sampled {
            let list = match (sampled, handbook.frameworks.item(*sampled).map(|item| item.kind)) {
                (Entry::Document(_), _) => &mut view.documents,
                (_, Some(ItemKind::Control)) => &mut view.controls,
                (_, Some(ItemKind::Clause | ItemKind::Heading)) => &mut view.clauses,
                (_, None) => &mut view.others,
            };
            list.push(link_to(handbook, *sampled));
        }
        view
    }
}

/// The findings that an audit raised.
pub fn raised_by(handbook: &Handbook, audit: Entry) -> impl Iterator<Item = Found<'_>> + Clone {
    let about = handbook.findings_about(audit);
    let all: Vec<_> = about.filter(|(_, _, finding)| finding.audit == Some(audit)).collect();
    all.into_iter()
}

/// The last day of an audit that took place.
pub fn performed(handbook: &Handbook, audit: &Audit) -> Option<When> {
    audit.performed(handbook.today).map(|day| When::new(handbook.today, day))
}

/// How an audit stands, in words.
pub fn state(handbook: &Handbook, audit: &Audit) -> Badge {
    match (audit.ended(handbook.today), &audit.parsed.planned) {
        (Some(_), _) if audit.is_draft => Badge::new("Report is a draft", "warn"),
        (Some(_), _) => Badge::new("Performed", "ok"),
        (None, Some(planned)) if planned.value < handbook.today => {
            lateness(handbook, planned.value)
        }
        (None, Some(_)) => Badge::new("Planned", "quiet"),
        (None, None) => Badge::new("No day set", "bad"),
    }
}

fn conflicts(handbook: &Handbook, audit: &Audit) -> Vec<Conflict> {
    let conflict = |sampled: &Entry| {
        let owner = owner_of(handbook, *sampled)?;
        let is_same = |auditor: &PartyId| handbook.directory.is_same(*auditor, owner);
        audit.auditors.iter().any(is_same).then(|| Conflict {
            link: link_to(handbook, *sampled),
            owner: of_party(handbook, owner),
        })
    };
    audit.sampled.iter().filter_map(conflict).collect()
}

fn owner_of(handbook: &Handbook, entry: Entry) -> Option<PartyId> {
    match entry {
        Entry::Document(index) => handbook.documents[index].owner,
        Entry::Item(..) => handbook.soa.row_of(entry)?.owner,
        _ => None,
    }
}
