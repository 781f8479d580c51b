//! Objectives, exceptions, and the rows of registers that are shown rather than computed with; and what every register but that of risks
//! says of itself.

use crate::compare::Side;
use crate::compare::item::{Fate, Fields, Item};
use crate::compare::naming::{day, holders, parties, party, text, texts};
use crate::compare::pairs::{Pair, pairs};
use crate::diag::span::Spanned;
use crate::model::register::{Kind, columns};
use crate::parse::register::exceptions::Exception;
use crate::parse::register::list::{Cell, Holds, Row};
use crate::parse::register::objectives::Objective;
use crate::parse::word::Word as _;

/// The kind of an item that is a register as a whole.
pub const REGISTER: &str = "register";

/// The registers and rows that differ.
pub fn compare(before: Side<'_>, after: Side<'_>) -> Vec<Item> {
    let (was, is) = (before.handbook, after.handbook);
    let mut items = heads(before, after);
    items.extend(differing(
        (before, &was.objectives),
        (after, &is.objectives),
        |objective| head("objective", &objective.parsed.id, &objective.parsed.title),
        |fields, was, is| {
            objective(fields, parsed(was, |it| &it.parsed), parsed(is, |it| &it.parsed));
        },
    ));
    items.extend(differing(
        (before, &was.exceptions),
        (after, &is.exceptions),
        |exception| head("exception", &exception.parsed.id, &exception.parsed.title),
        |fields, was, is| {
            exception(fields, parsed(was, |it| &it.parsed), parsed(is, |it| &it.parsed));
        },
    ));
    for kind in [Kind::Suppliers, Kind::Assets, Kind::Parties, Kind::Competences] {
        items.extend(differing(
            (before, was.rows(kind)),
            (after, is.rows(kind)),
            |row| head(kind.row(), &row.parsed.id, &row.parsed.title),
            |fields, was, is| {
                row(fields, kind, parsed(was, |it| &it.parsed), parsed(is, |it| &it.parsed));
            },
        ));
    }
    items
}

fn head(kind: &'static str, id: &Spanned<String>, title: &str) -> Item {
    Item::new(kind, &id.value, title, Fate::Changed)
}

/// One of the two sides of a row; `None` where it is not.
type Is<'r, T> = (Side<'r>, Option<&'r T>);

fn parsed<T, P>((side, row): Is<'_, T>, of: impl Fn(&T) -> &P) -> Is<'_, P> {
    (side, row.map(of))
}

/// The rows of a register that are new, gone, or differ in some respect.
fn differing<'r, T>(
    before: (Side<'r>, &'r [T]),
    after: (Side<'r>, &'r [T]),
    head: impl Fn(&T) -> Item,
    respects: impl Fn(&mut Fields, Is<'r, T>, Is<'r, T>),
) -> Vec<Item> {
    let found = pairs(before.1, after.1, |row| head(row).id);
    let item = |pair: Pair<'r, T>| {
        let (was, is, fate) = match pair {
            Pair::Gone(was) => return Some(Item { fate: Fate::Gone, ..head(was) }),
            Pair::New(is) => (None, is, Fate::New),
            Pair::Both(was, is) => (Some(was), is, Fate::Changed),
        };
        let mut fields = Fields::default();
        if let Some(was) = was {
            let title = |row: &T| Some(head(row).title);
            fields.value("title", title(was), title(is));
        }
        respects(&mut fields, (before.0, was), (after.0, Some(is)));
        let differs = fate == Fate::New || !fields.0.is_empty();
        differs.then(|| Item { fate, fields: fields.0, ..head(is) })
    };
    found.into_iter().filter_map(item).collect()
}

/// Who keeps a register, what it says of itself, and when it is reviewed. That of risks is compared with its risks.
fn heads(before: Side<'_>, after: Side<'_>) -> Vec<Item> {
    let kinds = after.handbook.registers.keys().filter(|kind| **kind != Kind::Risks);
    let item = |kind: &Kind| {
        let (was, is) = (before.handbook.register(*kind), after.handbook.register(*kind));
        let mut fields = Fields::default();
        fields.value("title", Some(&*was.title), Some(&*is.title));
        fields.value("about", was.about.as_deref(), is.about.as_deref());
        let key = |side: Side<'_>| {
            let owner = side.handbook.register(*kind).owner.as_ref()?;
            Some(side.handbook.party(owner.value).key.clone())
        };
        let (owner_before, owner) = holders((before, key(before)), (after, key(after)));
        fields.value("owner", owner_before, owner);
        fields.value("next-review", day(was.review.as_ref()), day(is.review.as_ref()));
        let differs = !fields.0.is_empty();
        let item = Item::new(REGISTER, kind.name(), &is.title, Fate::Changed);
        differs.then_some(Item { fields: fields.0, ..item })
    };
    kinds.filter_map(item).collect()
}

/// Respects in which rows of one kind differ, and how each is shown.
type Values<T> = [(&'static str, fn(&T) -> Option<String>)];

fn values<T>(fields: &mut Fields, was: Option<&T>, is: Option<&T>, all: &Values<T>) {
    for (name, of) in all {
        fields.value(name, was.and_then(of), is.and_then(of));
    }
}

/// Somebody whom a row names.
fn somebody<T>(
    fields: &mut Fields,
    name: &'static str,
    (before, was): Is<'_, T>,
    (after, is): Is<'_, T>,
    of: fn(&T) -> Option<&Spanned<String>>,
) {
    let (was, is) = parties((before, was.and_then(of)), (after, is.and_then(of)));
    fields.value(name, was, is);
}

/// A list that a row holds.
fn list<T>(
    fields: &mut Fields,
    name: &'static str,
    (was, is): (Option<&T>, Option<&T>),
    of: fn(&T) -> &[Spanned<String>],
) {
    let all = |row| texts(Option::<&T>::map(row, of).unwrap_or_default());
    fields.list(name, all(was), all(is));
}

const OF_OBJECTIVE: &Values<Objective> = &[
    ("measure", |row| text(row.measure.as_ref()).map(str::to_owned)),
    ("target", |row| Some(format!("{}{}", row.target.as_ref()?.value, unit(row)))),
    ("better", |row| Some(row.better.word().to_owned())),
    ("due", |row| day(row.due.as_ref())),
    ("figures", |row| Some(row.values.len().to_string())),
    ("newest-figure", |row| {
        let newest = row.values.last()?;
        Some(format!("{}{} on {}", newest.value.value, unit(row), newest.date.value))
    }),
    ("plan", |row| row.plan.clone()),
];

fn unit(row: &Objective) -> String {
    row.unit.as_ref().map(|unit| format!(" {unit}")).unwrap_or_default()
}

fn objective(fields: &mut Fields, was: Is<'_, Objective>, is: Is<'_, Objective>) {
    somebody(fields, "owner", was, is, |row| row.owner.as_ref());
    values(fields, was.1, is.1, OF_OBJECTIVE);
    list(fields, "risks", (was.1, is.1), |row| &row.risks);
    list(fields, "related", (was.1, is.1), |row| &row.related);
}

const OF_EXCEPTION: &Values<Exception> = &[
    ("why", |row| row.why.clone()),
    ("measures", |row| row.measures.clone()),
    ("approved", |row| day(row.approved.as_ref())),
    ("until", |row| day(row.until.as_ref())),
    ("ended", |row| day(row.ended.as_ref())),
];

fn exception(fields: &mut Fields, was: Is<'_, Exception>, is: Is<'_, Exception>) {
    somebody(fields, "owner", was, is, |row| row.owner.as_ref());
    somebody(fields, "approved-by", was, is, |row| row.approved_by.as_ref());
    values(fields, was.1, is.1, OF_EXCEPTION);
    list(fields, "documents", (was.1, is.1), |row| &row.documents);
    list(fields, "controls", (was.1, is.1), |row| &row.controls);
    list(fields, "risks", (was.1, is.1), |row| &row.risks);
}

const OF_ROW: &Values<Row> = &[
    ("url", |row| text(row.url.as_ref()).map(str::to_owned)),
    ("note", |row| row.note.clone()),
    ("reviewed", |row| day(row.reviewed.as_ref())),
    ("review-every", |row| row.review_every.as_ref().map(|every| every.value.to_string())),
    ("review-date", |row| day(row.review_date.as_ref())),
    ("until", |row| day(row.until.as_ref())),
    ("ended", |row| day(row.ended.as_ref())),
];

fn row(fields: &mut Fields, kind: Kind, was: Is<'_, Row>, is: Is<'_, Row>) {
    somebody(fields, "owner", was, is, |row| row.owner.as_ref());
    for (number, column) in columns(kind).iter().enumerate() {
        let cell = |(side, row): Is<'_, Row>| match row?.cells.get(number)? {
            Cell::Empty => None,
            Cell::Text(key) if column.holds == Holds::Party => Some(party(side, &key.value)),
            Cell::Text(text) => Some(text.value.clone()),
            Cell::Texts(all) => Some(texts(all).collect::<Vec<_>>().join("; ")),
            Cell::Day(day) => Some(day.value.to_string()),
        };
        fields.value(column.key, cell(was), cell(is));
    }
    values(fields, was.1, is.1, OF_ROW);
    list(fields, "related", (was.1, is.1), |row| &row.related);
}
