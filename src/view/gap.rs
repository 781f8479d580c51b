//! What is missing or open, in lists: each is what a number of the overview counts.

use serde::Serialize;

use crate::base::date::Date;
use crate::base::text::natural_order;
use crate::model::deadline::{Deadline, DeadlineKind, deadlines};
use crate::model::document::Document;
use crate::model::entry::Entry;
use crate::model::exception::Exception;
use crate::model::gap::{Gap, gaps};
use crate::model::handbook::Handbook;
use crate::model::lead::orphans;
use crate::model::objective::{Objective, Reached};
use crate::model::record::finding::Finding;
use crate::model::review::ReviewState;
use crate::model::risk::Risk;
use crate::parse::document::Status;
use crate::view::deadline::due_row;
use crate::view::gap_list::{GapList, GapRow, of_link, row};
use crate::view::parts::{Badge, Link, When, exception_badge, freshness, link_to, state_of};
use crate::view::record::findings::first_day;
use crate::view::record::words::{grade_badge, stage_badge};

/// The lists.
#[derive(Debug, Serialize)]
pub struct GapsView {
    /// The lists in the order of the overview.
    pub lists: Vec<GapList>,
}

impl GapsView {
    /// The lists of the handbook.
    pub fn new(handbook: &Handbook) -> Self {
        let lists =
            [drafts, orphaned, soa, risks, actions, findings, exceptions, objectives, evidence];
        Self { lists: lists.into_iter().map(|list| list(handbook)).collect() }
    }
}

/// What is being prepared.
pub fn drafts(handbook: &Handbook) -> GapList {
    GapList {
        title: "Drafts and texts in review",
        anchor: "drafts",
        tone: "quiet",
        about: "Documents whose status is draft or in review. They bind nobody yet.",
        mend: "Approve the text, or withdraw it.",
        none: "Nothing is being prepared.",
        rows: draft_rows(handbook),
    }
}

/// Documents that nobody keeps or finds.
pub fn orphaned(handbook: &Handbook) -> GapList {
    GapList {
        title: "Documents without an owner, or that nothing leads to",
        anchor: "orphans",
        tone: "bad",
        about: "Nobody keeps the text, or nobody comes upon it: no other text, no register and no setting leads to it, and it names nothing that it carries out.",
        mend: "Name an owner; link to the text where it is needed, or name what it is for in implements or controls.",
        none: "Every document has an owner and a way to it.",
        rows: orphan_rows(handbook),
    }
}

/// Rows of the Statement of Applicability that lack something.
pub fn soa(handbook: &Handbook) -> GapList {
    GapList {
        title: "Gaps of the Statement of Applicability",
        anchor: "soa",
        tone: "bad",
        about: "Controls without a decision or its justification, without a state, or that are said to be in place without a document or evidence.",
        mend: "Complete the control's row in soa.toml, or what it refers to.",
        none: if handbook.soa.parsed.is_some() {
            "Every row is complete."
        } else {
            "There is no Statement of Applicability yet."
        },
        rows: soa_rows(handbook),
    }
}

/// Risks above the appetite.
pub fn risks(handbook: &Handbook) -> GapList {
    GapList {
        title: "Risks above the appetite",
        anchor: "risks",
        tone: "bad",
        about: "Risks whose remaining score is higher than the appetite in handbook.toml, accepted or not. Largest first.",
        mend: "Treat the risk further, or have what remains accepted until a day.",
        none: match (handbook.risks.is_empty(), handbook.settings.risk.appetite) {
            (true, _) => "There is no risk in the register.",
            (false, None) => "No appetite is set: nothing can be compared with it.",
            (false, Some(_)) => "No risk lies above the appetite.",
        },
        rows: risk_rows(handbook),
    }
}

/// Actions whose day has passed.
pub fn actions(handbook: &Handbook) -> GapList {
    GapList {
        title: "Actions that are late",
        anchor: "actions",
        tone: "bad",
        about: "Steps of risks, findings and management reviews, and controls in the making, whose day has passed. Latest first.",
        mend: "Set done if it is done, or agree on a new due.",
        none: "No action is late.",
        rows: action_rows(handbook),
    }
}

/// Findings that are not closed.
pub fn findings(handbook: &Handbook) -> GapList {
    GapList {
        title: "Open findings",
        anchor: "findings",
        tone: "warn",
        about: "Findings of audits and of whatever else that are not closed, the gravest first.",
        mend: "Find the cause, carry the actions out, judge whether they worked, and close it.",
        none: "No finding is open.",
        rows: finding_rows(handbook),
    }
}

/// Exceptions that end soon, ended without a decision, or have no end.
pub fn exceptions(handbook: &Handbook) -> GapList {
    GapList {
        title: "Exceptions about to end, or past their end",
        anchor: "exceptions",
        tone: "bad",
        about: "Exceptions that nobody gave up, whose last day is near or has passed, that nobody approved, or that have no end.",
        mend: "Follow the rule again and enter ended, or decide on the exception again.",
        none: if handbook.exceptions.is_empty() {
            "No exception is on record."
        } else {
            "No exception ends soon."
        },
        rows: exception_rows(handbook),
    }
}

/// Objectives whose day is over.
pub fn objectives(handbook: &Handbook) -> GapList {
    GapList {
        title: "Objectives that were missed",
        anchor: "objectives",
        tone: "bad",
        about: "Objectives whose day has passed and whose newest figure does not reach the target, or that have no figure.",
        mend: "Decide what follows: a new day, other means, or another objective.",
        none: if handbook.objectives.is_empty() {
            "No objective is on record."
        } else {
            "No objective was missed."
        },
        rows: objective_rows(handbook),
    }
}

/// Evidence that is stale or still to be collected.
pub fn evidence(handbook: &Handbook) -> GapList {
    GapList {
        title: "Evidence that is stale or not collected yet",
        anchor: "evidence",
        tone: "bad",
        about: "Evidence that was collected longer ago than it counts as fresh, or whose day of collection is still to come.",
        mend: "Collect it again and enter the day in registers/evidence.toml.",
        none: if handbook.evidence.is_empty() {
            "No evidence is kept yet."
        } else {
            "All evidence is fresh."
        },
        rows: evidence_rows(handbook),
    }
}

fn is_in_preparation(document: &Document) -> bool {
    matches!(document.parsed.front.status, Status::Draft | Status::InReview)
}

fn draft_rows(handbook: &Handbook) -> Vec<GapRow> {
    let documents = handbook.documents.iter().enumerate();
    documents
        .filter(|(_, document)| is_in_preparation(document))
        .map(|(number, document)| {
            row(handbook, Entry::Document(number), document.owner, vec![state_of(document)])
        })
        .collect()
}

fn orphan_rows(handbook: &Handbook) -> Vec<GapRow> {
    let orphans = orphans(handbook);
    let documents = handbook.documents.iter().enumerate();
    let kept =
        documents.filter(|(_, document)| document.is_in_force() || is_in_preparation(document));
    let view = |(number, document): (usize, &Document)| {
        let faults = [
            (document.owner.is_none(), "No owner"),
            (orphans.contains(&number), "Nothing leads to it"),
        ];
        let badges: Vec<Badge> = faults
            .into_iter()
            .filter(|(is_missing, _)| *is_missing)
            .map(|(_, words)| Badge::new(words, "bad"))
            .collect();
        (!badges.is_empty()).then(|| row(handbook, Entry::Document(number), document.owner, badges))
    };
    kept.filter_map(view).collect()
}

fn soa_rows(handbook: &Handbook) -> Vec<GapRow> {
    let view = |(number, gaps): (usize, Vec<Gap>)| {
        let soa = &handbook.soa.rows[number];
        let badges = gaps.into_iter().map(|gap| Badge::new(gap_words(gap), "bad")).collect();
        row(handbook, soa.control, soa.owner, badges)
    };
    gaps(handbook).into_iter().map(view).collect()
}

fn gap_words(gap: Gap) -> &'static str {
    match gap {
        Gap::Undecided => "Undecided",
        Gap::Unjustified => "Not justified",
        Gap::UnjustifiedExclusion => "Excluded without a reason",
        Gap::CarriedOutAlthoughExcluded => "Excluded, yet carried out",
        Gap::WithoutStatus => "No status",
        Gap::WithoutAction => "No action or day",
        Gap::WithoutDocument => "Nothing says how",
        Gap::WithoutEvidence => "No evidence",
    }
}

fn risk_rows(handbook: &Handbook) -> Vec<GapRow> {
    let scale = &handbook.settings.risk;
    let score = |number: usize| {
        let residual = handbook.risks[number].parsed.residual.as_ref();
        residual.map_or(0, |rating| rating.value.score())
    };
    let mut above: Vec<usize> = (0..handbook.risks.len())
        .filter(|number| handbook.risks[*number].is_above_appetite(scale))
        .collect();
    above.sort_by(|left, right| {
        let id = |number: usize| &handbook.risks[number].parsed.id.value;
        score(*right).cmp(&score(*left)).then_with(|| natural_order(id(*left), id(*right)))
    });
    let appetite = scale.appetite.unwrap_or_default();
    let view = |number: usize| {
        let risk = &handbook.risks[number];
        let words = format!("{} remains, appetite {appetite}", score(number));
        let badges = vec![Badge::new(words, "bad")];
        let (note, day) = acceptance(handbook, risk);
        let day = day.map(|day| When::new(handbook.today, day));
        let risk_row = row(handbook, Entry::Risk(number), risk.owner, badges);
        GapRow { note: Some(note), day, ..risk_row }
    };
    above.into_iter().map(view).collect()
}

/// Whether what remains of a risk is accepted today, in words, and the last day of that.
fn acceptance(handbook: &Handbook, risk: &Risk) -> (&'static str, Option<Date>) {
    let Some(newest) = risk.newest_acceptance(handbook.today) else {
        return ("not accepted", None);
    };
    match newest.expires.as_ref().map(|day| day.value) {
        None => ("accepted", None),
        Some(day) if day < handbook.today => ("acceptance ended on", Some(day)),
        Some(day) => ("accepted until", Some(day)),
    }
}

fn action_rows(handbook: &Handbook) -> Vec<GapRow> {
    let is_late = |deadline: &&Deadline| {
        matches!(deadline.kind, DeadlineKind::Action | DeadlineKind::Control)
            && deadline.due < handbook.today
    };
    let view = |deadline: &Deadline| {
        let entry = deadline.entry?;
        let due = due_row(handbook, deadline);
        let link = Link { id: due.id, title: due.title, ..link_to(handbook, entry) };
        let badges = vec![due.lateness];
        let (note, day) = (Some("due on"), Some(due.due));
        Some(GapRow { note, day, owner: due.owner, ..of_link(link, badges) })
    };
    deadlines(handbook).iter().filter(is_late).filter_map(view).collect()
}

fn evidence_rows(handbook: &Handbook) -> Vec<GapRow> {
    let pieces = handbook.evidence.iter().enumerate();
    pieces
        .filter(|(_, piece)| {
            matches!(piece.freshness, ReviewState::Overdue { .. } | ReviewState::NeverReviewed)
        })
        .map(|(number, piece)| {
            let badges = vec![freshness(piece.freshness)];
            let day = piece.freshness.due().map(|due| When::new(handbook.today, due));
            let note = day.as_ref().map(|_| "fresh until");
            GapRow { note, day, ..row(handbook, Entry::Evidence(number), piece.owner, badges) }
        })
        .collect()
}

fn finding_rows(handbook: &Handbook) -> Vec<GapRow> {
    let open = handbook.findings().filter(|(.., finding)| finding.is_open(handbook.today));
    let mut open: Vec<_> = open.collect();
    // What has no grade may be the gravest.
    open.sort_by_key(|(entry, _, finding)| (finding.grade(), *entry));
    let view = |(entry, document, finding): (Entry, &Document, &Finding)| {
        let badges = vec![grade_badge(finding.grade()), stage_badge(finding.stage(handbook.today))];
        let day = first_day(finding, handbook.today);
        let day = day.map(|(_, day)| When::new(handbook.today, day));
        let note = day.as_ref().map(|_| "next step by");
        GapRow { note, day, ..row(handbook, entry, document.owner, badges) }
    };
    open.into_iter().map(view).collect()
}

fn exception_rows(handbook: &Handbook) -> Vec<GapRow> {
    let exceptions = handbook.exceptions.iter().enumerate();
    let view = |(number, exception): (usize, &Exception)| {
        let badge = exception_badge(exception, handbook.today);
        let is_calm = matches!(badge.tone, "ok" | "quiet");
        let day = exception.expiry.due().map(|day| When::new(handbook.today, day));
        let note = day.as_ref().map(|_| "holds until");
        let owner = exception.owner;
        (!is_calm).then(|| GapRow {
            note,
            day,
            ..row(handbook, Entry::Exception(number), owner, vec![badge])
        })
    };
    exceptions.filter_map(view).collect()
}

fn objective_rows(handbook: &Handbook) -> Vec<GapRow> {
    let objectives = handbook.objectives.iter().enumerate();
    let view = |(number, objective): (usize, &Objective)| {
        let due = objective.parsed.due.as_ref()?.value;
        let words = match objective.reached(handbook.today) {
            Reached::Missed => "Missed",
            Reached::Unknown if due < handbook.today => "Not measured",
            _ => return None,
        };
        let day = Some(When::new(handbook.today, due));
        let badges = vec![Badge::new(words, "bad")];
        let found = row(handbook, Entry::Objective(number), objective.owner, badges);
        Some(GapRow { note: Some("due on"), day, ..found })
    };
    objectives.filter_map(view).collect()
}
