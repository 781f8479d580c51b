//! Whether what an auditor asks for is there and in date: of each entry of the catalogue, and of whatever fulfils it.

use crate::base::date::Date;
use crate::frameworks::Demand;
use crate::model::document::Document;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::mandate::Mandate;
use crate::model::people::PartyId;
use crate::model::record::Details;
use crate::model::register::Kind;
use crate::model::review::ReviewState;
use crate::model::trail::Controlled;
use crate::parse::trail::Approval;

/// How something that is asked for stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// It is there, and nothing of it is overdue.
    InDate,
    /// It is there, and its review is overdue, it is stale, or the next one should have taken place.
    Overdue,
    /// It is only being written.
    Draft,
    /// It is asked for and not there.
    Missing,
    /// It is expected, not asked for, and not there.
    NoneYet,
    /// Every control that asks for it is excluded.
    NotNeeded,
}

/// How an entry of the catalogue stands: overdue as soon as anything that fulfils it is.
pub fn presence(handbook: &Handbook, mandate: &Mandate) -> Presence {
    let mut found = mandate.fulfilled_by.iter().peekable();
    if found.peek().is_some() {
        let is_overdue = found.any(|entry| Proof::of(handbook, *entry).is_overdue);
        return if is_overdue { Presence::Overdue } else { Presence::InDate };
    }
    let is_expected = handbook.frameworks.catalogue[mandate.entry].kind == Demand::Expected;
    match (mandate.is_due, mandate.drafts.is_empty()) {
        (false, _) => Presence::NotNeeded,
        (true, false) => Presence::Draft,
        (true, true) if is_expected => Presence::NoneYet,
        (true, true) => Presence::Missing,
    }
}

/// What shows something: a document, a record, a register, a piece of evidence.
#[derive(Debug)]
pub struct Proof<'h> {
    /// What it is.
    pub entry: Entry,
    /// Its version.
    pub version: Option<&'h str>,
    /// The newest approval of its current version.
    pub approval: Option<&'h Approval>,
    /// The newest day on which something happened to it, and what.
    pub last: Option<(Date, &'static str)>,
    /// Who keeps it.
    pub owner: Option<PartyId>,
    /// The day until which it is in date: the earliest of those on which something of it falls due.
    pub due: Option<Date>,
    /// True when that day has passed, or nobody ever looked at it.
    pub is_overdue: bool,
}

impl<'h> Proof<'h> {
    /// What is known of an entry.
    pub fn of(handbook: &'h Handbook, entry: Entry) -> Self {
        match entry {
            Entry::Document(index) => of_document(handbook, entry, &handbook.documents[index]),
            Entry::Soa => of_statement(handbook),
            Entry::Register(kind) => of_register(handbook, kind),
            Entry::Evidence(index) => of_evidence(handbook, index),
            Entry::Table(index) => of_table(handbook, index),
            // Rows fulfil nothing by themselves.
            _ => bare(entry),
        }
    }

    fn with(self, state: ReviewState) -> Self {
        let is_overdue = matches!(state, ReviewState::Overdue { .. } | ReviewState::NeverReviewed);
        Self { due: state.due(), is_overdue, ..self }
    }
}

/// Nothing known but that it is there.
fn bare<'h>(entry: Entry) -> Proof<'h> {
    Proof {
        entry,
        version: None,
        approval: None,
        last: None,
        owner: None,
        due: None,
        is_overdue: false,
    }
}

fn of_document<'h>(handbook: &'h Handbook, entry: Entry, document: &'h Document) -> Proof<'h> {
    let text = Controlled::of(document);
    let proof = Proof { owner: document.owner, ..of_text(handbook, entry, &text) };
    let proof = proof.with(document.review);
    let (last, every) = match &document.details {
        Details::Audit(audit) => (
            audit.performed(handbook.today).map(|day| (day, "performed")),
            newest(handbook.audits().filter_map(|(.., audit)| audit.performed(handbook.today)))
                .zip(handbook.settings.audit_every.as_ref()),
        ),
        Details::ManagementReview(review) => (
            review.held(handbook.today).map(|day| (day, "held")),
            newest(handbook.management_reviews().filter_map(|(.., one)| one.held(handbook.today)))
                .zip(handbook.settings.management_review_every.as_ref()),
        ),
        Details::Training(training) => {
            (day_of(handbook, training.parsed.date.as_ref(), "held"), None)
        }
        Details::Record(record) => (day_of(handbook, record.date.as_ref(), "recorded"), None),
        Details::Finding(finding) => {
            (day_of(handbook, finding.parsed.raised.as_ref(), "raised"), None)
        }
        Details::None => (None, None),
    };
    let next = every.map(|(newest, every)| newest.plus(every.value));
    // What took place is of its day; a list that is kept up to date is as new as its newest version.
    let last = match &document.details {
        Details::Record(_) => last.max(proof.last),
        _ => last.or(proof.last),
    };
    let is_late = next.is_some_and(|day| day < handbook.today);
    Proof {
        last,
        // What nobody ever looked at is overdue without a day, whatever comes next.
        due: earliest(
            proof.due,
            next.filter(|_| is_late || !proof.is_overdue || proof.due.is_some()),
        ),
        is_overdue: proof.is_overdue || is_late,
        ..proof
    }
}

fn of_statement(handbook: &Handbook) -> Proof<'_> {
    let text = Controlled::of_statement(handbook);
    let proof = text.map_or_else(
        || bare(Entry::Soa),
        |text| Proof { owner: handbook.soa.owner, ..of_text(handbook, Entry::Soa, &text) },
    );
    proof.with(handbook.soa.review)
}

fn of_text<'h>(handbook: &Handbook, entry: Entry, text: &Controlled<'h>) -> Proof<'h> {
    let trail = text.trail;
    let history = trail.history.iter().map(|revision| (&revision.date, "changed"));
    let approvals = trail.approvals.iter().map(|approval| (&approval.date, "approved"));
    let reviews = trail.reviews.iter().map(|review| (&review.date, "reviewed"));
    let days = history.chain(approvals).chain(reviews);
    let days = days.filter_map(|(date, what)| Some((date.as_ref()?.value, what)));
    Proof {
        version: text.version.map(|version| version.value.as_str()),
        approval: text.newest_approval(handbook.today),
        // Of what happened on one day the last of the list counts.
        last: days.filter(|(day, _)| *day <= handbook.today).max_by_key(|(day, _)| *day),
        ..bare(entry)
    }
}

fn of_register(handbook: &Handbook, kind: Kind) -> Proof<'_> {
    let register = handbook.register(kind);
    let due = register.review.as_ref().map(|day| day.value);
    Proof {
        last: newest_row(handbook, kind).map(|day| (day, "newest entry")),
        owner: register.owner.as_ref().map(|owner| owner.value),
        due,
        is_overdue: due.is_some_and(|day| day < handbook.today),
        ..bare(Entry::Register(kind))
    }
}

/// The cells of a table are text: nothing of them is a day.
fn of_table(handbook: &Handbook, index: usize) -> Proof<'_> {
    let table = &handbook.tables[index];
    let due = table.review.as_ref().map(|day| day.value);
    Proof {
        owner: table.owner.as_ref().map(|owner| owner.value),
        due,
        is_overdue: due.is_some_and(|day| day < handbook.today),
        ..bare(Entry::Table(index))
    }
}

/// The newest day up to today on which somebody entered something into a register, as far as its rows tell.
fn newest_row(handbook: &Handbook, kind: Kind) -> Option<Date> {
    let mut days: Vec<Date> = Vec::new();
    match kind {
        Kind::Risks => {
            for risk in &handbook.risks {
                let accepted = risk.parsed.acceptances.iter().map(|acceptance| &acceptance.date);
                let done = risk.parsed.actions.iter().map(|action| &action.done);
                days.extend(accepted.chain(done).flatten().map(|day| day.value));
            }
        }
        Kind::Evidence => {
            let collected = handbook.evidence.iter().map(|piece| &piece.parsed.collected);
            days.extend(collected.flatten().map(|day| day.value));
        }
        Kind::Objectives => {
            let values = handbook.objectives.iter().flat_map(|row| &row.parsed.values);
            days.extend(values.map(|value| value.date.value));
        }
        Kind::Exceptions => {
            let approved = handbook.exceptions.iter().map(|row| &row.parsed.approved);
            days.extend(approved.flatten().map(|day| day.value));
        }
        Kind::Obligations => {
            let reviewed = handbook.obligations.iter().map(|row| &row.parsed.reviewed);
            days.extend(reviewed.flatten().map(|day| day.value));
        }
        Kind::Suppliers | Kind::Assets | Kind::Parties | Kind::Competences => {
            let reviewed = handbook.rows(kind).iter().map(|row| &row.parsed.reviewed);
            days.extend(reviewed.flatten().map(|day| day.value));
        }
    }
    newest(days.into_iter().filter(|day| *day <= handbook.today))
}

fn of_evidence(handbook: &Handbook, index: usize) -> Proof<'_> {
    let piece = &handbook.evidence[index];
    let proof = Proof {
        last: day_of(handbook, piece.parsed.collected.as_ref(), "collected"),
        owner: piece.owner,
        ..bare(Entry::Evidence(index))
    };
    proof.with(piece.freshness)
}

/// A day up to today: what is still to come has not happened.
fn day_of(
    handbook: &Handbook,
    day: Option<&crate::diag::span::Spanned<Date>>,
    what: &'static str,
) -> Option<(Date, &'static str)> {
    day.filter(|day| day.value <= handbook.today).map(|day| (day.value, what))
}

fn earliest(one: Option<Date>, other: Option<Date>) -> Option<Date> {
    one.into_iter().chain(other).min()
}

fn newest(days: impl Iterator<Item = Date>) -> Option<Date> {
    days.max()
}
