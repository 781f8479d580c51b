//! Everything that has a review: documents, the Statement of Applicability, registers and their rows.

use crate::base::date::Date;
use crate::base::path::RelPath;
use crate::diag::span::{Span, Spanned};
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::people::PartyId;
use crate::model::register::Kind;
use crate::model::review::{ReviewState, is_in_doubt};

/// Something with a review.
#[derive(Debug)]
pub struct Reviewable {
    /// What is reviewed.
    pub entry: Entry,
    /// How findings call it.
    pub name: String,
    /// Who keeps it.
    pub owner: Option<PartyId>,
    /// How its review stands.
    pub state: ReviewState,
    /// True when another finding says already why no look at it counts.
    pub is_in_doubt: bool,
    /// The place of its review date, or where one belongs.
    pub span: Span,
}

impl Reviewable {
    /// What its owner does once it was reviewed.
    pub fn what_to_do(&self) -> &'static str {
        match self.entry {
            Entry::Document(_) | Entry::Soa => {
                "review it, add a `[[reviews]]` entry and set the next date"
            }
            Entry::Register(_) => "go through its rows, and set the next `review_date`",
            _ => "look at it again, and set `reviewed`, or the next `review_date`",
        }
    }
}

/// Everything in the handbook that has a review, due or not: documents in the order of their ids, then the others.
pub fn reviewables(handbook: &Handbook) -> Vec<Reviewable> {
    let mut all: Vec<Reviewable> = handbook
        .documents
        .iter()
        .enumerate()
        .filter(|(_, document)| !document.parsed.is_unreadable)
        .map(|(index, document)| Reviewable {
            entry: Entry::Document(index),
            name: format!("`{}`", document.id()),
            owner: document.owner,
            state: document.review,
            is_in_doubt: is_in_doubt(&document.parsed.front.trail, document.digest, handbook.today),
            span: document.span_of(document.parsed.front.trail.review_date.as_ref()),
        })
        .collect();
    if let Some(soa) = &handbook.soa.parsed {
        all.push(Reviewable {
            entry: Entry::Soa,
            name: format!("`{}`", soa.id),
            owner: handbook.soa.owner,
            state: handbook.soa.review,
            is_in_doubt: is_in_doubt(&soa.trail, handbook.soa.digest, handbook.today),
            span: place(&soa.path, soa.trail.review_date.as_ref()),
        });
    }
    for register in handbook.registers.values() {
        let Some(date) = &register.review else { continue };
        all.push(Reviewable {
            entry: Entry::Register(register.kind),
            name: register.name(),
            owner: register.owner.as_ref().map(|owner| owner.value),
            state: ReviewState::on(date.value, handbook.today, handbook.settings.review_warn),
            is_in_doubt: false,
            span: place(&register.head_path, Some(date)),
        });
    }
    for (number, table) in handbook.tables.iter().enumerate() {
        let Some(date) = &table.review else { continue };
        all.push(Reviewable {
            entry: Entry::Table(number),
            name: format!("`{}`", table.path),
            owner: table.owner.as_ref().map(|owner| owner.value),
            state: ReviewState::on(date.value, handbook.today, handbook.settings.review_warn),
            is_in_doubt: false,
            span: date.span(&RelPath::fixed("handbook.toml")),
        });
    }
    all.extend(rows(handbook));
    all
}

/// The rows of registers that have a review of their own.
fn rows(handbook: &Handbook) -> Vec<Reviewable> {
    let row = |entry, owner, state, path: &RelPath, date: Option<&Spanned<Date>>| Reviewable {
        entry,
        name: format!("`{}`", handbook.label(entry).id),
        owner,
        state,
        is_in_doubt: false,
        span: place(path, date),
    };
    let mut all = Vec::new();
    let path = &handbook.register(Kind::Obligations).path;
    for (number, obligation) in handbook.obligations.iter().enumerate() {
        let parsed = &obligation.parsed;
        let date = parsed.review_date.as_ref().or(parsed.reviewed.as_ref());
        let entry = Entry::Obligation(number);
        all.push(row(entry, obligation.owner, obligation.review, path, date));
    }
    for list in &handbook.lists {
        let path = &handbook.register(list.kind).path;
        for (number, listed) in list.rows.iter().enumerate() {
            let parsed = &listed.parsed;
            let date = parsed.review_date.as_ref().or(parsed.reviewed.as_ref());
            all.push(row(Entry::Row(list.kind, number), listed.owner, listed.review, path, date));
        }
    }
    all.retain(|row| row.state != ReviewState::NotDue);
    all
}

fn place<T>(path: &RelPath, date: Option<&Spanned<T>>) -> Span {
    date.map_or_else(|| Span::file(path), |date| date.span(path))
}
