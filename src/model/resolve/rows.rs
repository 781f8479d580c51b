//! Resolves the rows of registers that came after risks and evidence: objectives, exceptions, obligations, and the lists.

use crate::base::date::{Date, Interval};
use crate::base::path::RelPath;
use crate::base::url::{Address, address};
use crate::diag::span::Spanned;
use crate::model::entry::Entry;
use crate::model::exception::Exception;
use crate::model::link::Link;
use crate::model::objective::Objective;
use crate::model::obligation::Obligation;
use crate::model::register::{Cell, Kind, List, Row, columns};
use crate::model::resolve::Resolver;
use crate::model::resolve::documents::check_classification;
use crate::model::review::ReviewState;
use crate::model::unresolved::Wanted;
use crate::parse::obligations::Obligation as ParsedObligation;
use crate::parse::register::Register;
use crate::parse::register::exceptions::Exception as ParsedException;
use crate::parse::register::list::{Cell as ParsedCell, Column, Holds, Row as ParsedRow};
use crate::parse::register::objectives::Objective as ParsedObjective;
use crate::parse::settings::Settings;

/// Resolves the objectives.
pub(super) fn objectives(
    register: Register<ParsedObjective>,
    resolver: &mut Resolver<'_>,
) -> Vec<Objective> {
    let path = register.path;
    let mut objectives = Vec::with_capacity(register.rows.len());
    for (number, parsed) in register.rows.into_iter().enumerate() {
        let risks = resolver.risks(&path, &parsed.risks);
        let related = resolver.anything(&path, &parsed.related);
        resolver.names(Entry::Objective(number), risks.iter().chain(&related));
        let owner = resolver.party(&path, parsed.owner.as_ref());
        objectives.push(Objective { parsed, owner, risks, related });
    }
    objectives
}

/// Resolves the exceptions.
pub(super) fn exceptions(
    register: Register<ParsedException>,
    resolver: &mut Resolver<'_>,
) -> Vec<Exception> {
    let path = register.path;
    let is_document = |entry| matches!(entry, Entry::Document(_));
    let mut exceptions = Vec::with_capacity(register.rows.len());
    for (number, parsed) in register.rows.into_iter().enumerate() {
        let documents = &parsed.documents;
        let mut from = resolver.entries_of(&path, documents, &Wanted::Document, is_document);
        from.extend(resolver.controls(&path, &parsed.controls));
        let risks = resolver.risks(&path, &parsed.risks);
        resolver.names(Entry::Exception(number), from.iter().chain(&risks));
        let has_ended = parsed.ended.as_ref().is_some_and(|ended| ended.value <= resolver.today);
        let until = parsed.until.as_ref().filter(|_| !has_ended);
        exceptions.push(Exception {
            owner: resolver.party(&path, parsed.owner.as_ref()),
            approver: resolver.party(&path, parsed.approved_by.as_ref()),
            expiry: resolver.state(until.map(|until| until.value)),
            from,
            risks,
            parsed,
        });
    }
    exceptions
}

/// Resolves the obligations.
pub(super) fn obligations(
    register: Register<ParsedObligation>,
    resolver: &mut Resolver<'_>,
) -> Vec<Obligation> {
    let path = register.path;
    let mut obligations = Vec::with_capacity(register.rows.len());
    for (number, parsed) in register.rows.into_iter().enumerate() {
        let related = resolver.anything(&path, &parsed.related);
        resolver.names(Entry::Obligation(number), &related);
        let due = due(
            parsed.review_date.as_ref(),
            parsed.reviewed.as_ref(),
            parsed.review_every.as_ref(),
            resolver,
        );
        obligations.push(Obligation {
            owner: resolver.party(&path, parsed.owner.as_ref()),
            link: web(&path, parsed.url.as_ref(), resolver),
            review: resolver.state(due),
            related,
            parsed,
        });
    }
    obligations
}

/// Resolves a register whose rows are shown rather than computed with.
pub(super) fn list(
    register: Register<ParsedRow>,
    settings: &Settings,
    resolver: &mut Resolver<'_>,
) -> List {
    let (kind, path) = (register.kind, register.path);
    let rows = register.rows.into_iter().enumerate();
    let rows = rows.map(|(number, row)| {
        let at = Entry::Row(kind, number);
        list_row(at, row, columns(kind), &path, settings, resolver)
    });
    List { kind, rows: rows.collect() }
}

fn list_row(
    at: Entry,
    parsed: ParsedRow,
    columns: &[Column],
    path: &RelPath,
    settings: &Settings,
    resolver: &mut Resolver<'_>,
) -> Row {
    let mut cells = Vec::with_capacity(columns.len());
    for (column, typed) in columns.iter().zip(&parsed.cells) {
        let cell = cell(column.holds, typed, path, settings, resolver);
        if let Cell::Entries(entries) = &cell {
            resolver.names(at, entries);
        }
        cells.push(cell);
    }
    let related = resolver.anything(path, &parsed.related);
    resolver.names(at, &related);
    let has_ended = parsed.ended.as_ref().is_some_and(|ended| ended.value <= resolver.today);
    let due = due(
        parsed.review_date.as_ref(),
        parsed.reviewed.as_ref(),
        parsed.review_every.as_ref(),
        resolver,
    );
    let until = parsed.until.as_ref().map(|until| until.value);
    Row {
        owner: resolver.party(path, parsed.owner.as_ref()),
        link: web(path, parsed.url.as_ref(), resolver),
        review: resolver.state(due.filter(|_| !has_ended)),
        expiry: resolver.state(until.filter(|_| !has_ended)),
        cells,
        related,
        parsed,
    }
}

fn cell(
    holds: Holds,
    typed: &ParsedCell,
    path: &RelPath,
    settings: &Settings,
    resolver: &mut Resolver<'_>,
) -> Cell {
    match (holds, typed) {
        (_, ParsedCell::Empty) => Cell::Empty,
        (_, ParsedCell::Day(day)) => Cell::Day(day.value),
        (Holds::Party, ParsedCell::Text(key)) => {
            resolver.party(path, Some(key)).map_or(Cell::Empty, Cell::Party)
        }
        (Holds::Classification, ParsedCell::Text(key)) => {
            check_classification(path, Some(key), settings, resolver);
            Cell::Classification(key.value.clone())
        }
        (_, ParsedCell::Text(text)) => Cell::Text(text.value.clone()),
        (Holds::Suppliers, ParsedCell::Texts(ids)) => {
            let is_supplier = |entry| matches!(entry, Entry::Row(Kind::Suppliers, _));
            Cell::Entries(resolver.entries_of(
                path,
                ids,
                &Wanted::Row(Kind::Suppliers),
                is_supplier,
            ))
        }
        (Holds::Risks, ParsedCell::Texts(ids)) => Cell::Entries(resolver.risks(path, ids)),
        (Holds::Obligations, ParsedCell::Texts(ids)) => {
            let is_obligation = |entry| matches!(entry, Entry::Obligation(_));
            Cell::Entries(resolver.entries_of(path, ids, &Wanted::Obligation, is_obligation))
        }
        (Holds::Proof, ParsedCell::Texts(ids)) => {
            let is_proof = |entry| matches!(entry, Entry::Evidence(_) | Entry::Document(_));
            Cell::Entries(resolver.entries_of(path, ids, &Wanted::Proof, is_proof))
        }
        (_, ParsedCell::Texts(texts)) => {
            Cell::Texts(texts.iter().map(|text| text.value.clone()).collect())
        }
    }
}

/// The day of the next review: the one that the author names, else the last one and the interval. Without either none is due.
fn due(
    review_date: Option<&Spanned<Date>>,
    reviewed: Option<&Spanned<Date>>,
    every: Option<&Spanned<Interval>>,
    resolver: &Resolver<'_>,
) -> Option<Date> {
    if let Some(date) = review_date {
        return Some(date.value);
    }
    let every = every.map_or(resolver.review_every, |every| every.value);
    let last = reviewed.filter(|date| date.value <= resolver.today)?;
    Some(last.value.plus(every))
}

/// The address where more is kept, if it may be published.
fn web(path: &RelPath, url: Option<&Spanned<String>>, resolver: &mut Resolver<'_>) -> Option<Link> {
    let url = url?;
    if address(&url.value) == Address::External {
        return Some(Link::External(url.value.clone()));
    }
    resolver.miss(path, &url.at, &url.value, Wanted::SafeTarget);
    None
}

impl Resolver<'_> {
    /// How a day stands; nothing is due without one.
    pub(super) fn state(&self, day: Option<Date>) -> ReviewState {
        day.map_or(ReviewState::NotDue, |day| ReviewState::on(day, self.today, self.review_warn))
    }

    /// The risks that are named.
    pub(super) fn risks(&mut self, path: &RelPath, typed: &[Spanned<String>]) -> Vec<Entry> {
        self.entries_of(path, typed, &Wanted::Risk, |entry| matches!(entry, Entry::Risk(_)))
    }

    /// Whatever is named: anything with an id, a clause or a control.
    pub(super) fn anything(&mut self, path: &RelPath, typed: &[Spanned<String>]) -> Vec<Entry> {
        self.each(path, typed, &Wanted::Entry, |resolver, id| {
            let entry = resolver.entries.find(&id.value);
            entry.or_else(|| resolver.clause(path, id)).or_else(|| resolver.control(path, id))
        })
    }

    /// Notes that `from` names the others in keys of its own.
    pub(super) fn names<'e>(&mut self, from: Entry, others: impl IntoIterator<Item = &'e Entry>) {
        for other in others {
            self.named_by.entry(*other).or_default().insert(from);
        }
    }
}
