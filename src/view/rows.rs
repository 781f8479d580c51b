//! Registers whose rows are shown rather than computed with: suppliers, assets, interested parties, competences.
//!
//! Each register has columns of its own; which of them share a column on the page, and which one groups the rows, stands in `layout`.

use serde::Serialize;

use crate::base::text::natural_order;
use crate::model::competence::is_shown;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::link::Link as Target;
use crate::model::register::{Cell, Kind, Row, columns};
use crate::model::review::ReviewState;
use crate::view::document::classification;
use crate::view::head::HeadView;
use crate::view::parts::{
    Badge, Link, Person, When, capitalized, link_to, links_to, person, referring, review_badge,
};

/// What a key of a row holds. One of the fields after the label is filled.
#[derive(Debug, Serialize)]
pub struct PartView {
    /// What it is.
    pub label: &'static str,
    /// A text.
    pub text: Option<String>,
    /// Texts.
    pub texts: Vec<String>,
    /// Entries.
    pub links: Vec<Link>,
    /// A day.
    pub day: Option<When>,
}

/// A cell: the keys that share a column.
#[derive(Debug, Serialize)]
pub struct CellView {
    /// The keys that the row has.
    pub parts: Vec<PartView>,
}

/// How something stands, and the day that it follows from.
#[derive(Debug, Serialize)]
pub struct Standing {
    /// The word.
    pub badge: Badge,
    /// What the day is.
    pub why: &'static str,
    /// The day.
    pub day: Option<When>,
}

/// A row.
#[derive(Debug, Serialize)]
pub struct RowView {
    /// The row.
    pub link: Link,
    /// Its anchor.
    pub anchor: String,
    /// What stands below its title.
    pub below: Vec<PartView>,
    /// What else is to be said.
    pub note: Option<String>,
    /// Where more is kept, on another host.
    pub url: Option<String>,
    /// Its cells, one for each column.
    pub cells: Vec<CellView>,
    /// How its review and its time stand.
    pub standings: Vec<Standing>,
    /// Who answers for it.
    pub owner: Option<Person>,
    /// Anything else that belongs to it, and what refers to it.
    pub related: Vec<Link>,
}

/// Rows that belong together.
#[derive(Debug, Serialize)]
pub struct RowGroup {
    /// What they share; none for rows without it, and where nothing groups them.
    pub title: Option<String>,
    /// Who they are about, where they are grouped by role.
    pub person: Option<Person>,
    /// The rows.
    pub rows: Vec<RowView>,
}

/// How many rows stand in one way.
#[derive(Debug, Serialize)]
pub struct StandingCount {
    /// How many.
    pub count: usize,
    /// The words.
    pub label: &'static str,
    /// `warn`, `bad` or `quiet`.
    pub tone: &'static str,
}

/// A register.
#[derive(Debug, Serialize)]
pub struct RowsView {
    /// What it says of itself.
    pub head: HeadView,
    /// What a row is called, as a heading.
    pub what: String,
    /// What its rows are called.
    pub noun: &'static str,
    /// The headings of its own columns.
    pub columns: Vec<&'static str>,
    /// Its rows in groups.
    pub groups: Vec<RowGroup>,
    /// True when the rows are in groups with a title.
    pub is_grouped: bool,
    /// How many columns the table has.
    pub width: usize,
    /// How its rows stand, in numbers.
    pub totals: Vec<StandingCount>,
}

/// Where the columns of a register stand on its page.
struct Layout {
    /// The key that groups the rows.
    group: &'static str,
    /// Keys below the title.
    below: &'static [&'static str],
    /// Headings, and the keys that share each column.
    columns: &'static [(&'static str, &'static [&'static str])],
}

fn layout(kind: Kind) -> Layout {
    match kind {
        Kind::Suppliers => Layout {
            group: "tier",
            below: &["service"],
            columns: &[
                ("What it sees", &["information", "classification", "location"]),
                ("Agreement and assurance", &["agreement", "assurance"]),
                ("Obligations and risks", &["obligations", "risks"]),
            ],
        },
        Kind::Assets => Layout {
            group: "kind",
            below: &[],
            columns: &[
                ("Classification", &["classification"]),
                ("Where", &["location", "number"]),
                ("Back within", &["recovery"]),
                ("Suppliers and risks", &["supplier", "risks"]),
            ],
        },
        Kind::Parties => Layout {
            group: "kind",
            below: &[],
            columns: &[
                ("Needs and expectations", &["needs"]),
                ("How the ISMS answers", &["addressed", "obligations"]),
            ],
        },
        Kind::Competences => Layout {
            group: "role",
            below: &["need"],
            columns: &[("Proof", &["proof", "evidence", "proven"])],
        },
        _ => Layout { group: "", below: &[], columns: &[] },
    }
}

impl RowsView {
    /// The view of a register.
    pub fn new(handbook: &Handbook, kind: Kind) -> Self {
        let layout = layout(kind);
        let mut groups: Vec<(Option<String>, RowGroup)> = Vec::new();
        for (number, row) in handbook.rows(kind).iter().enumerate() {
            let (key, person) = group_of(handbook, kind, row, &layout);
            let view = RowView::new(handbook, kind, number, &layout);
            match groups.iter_mut().find(|(known, _)| *known == key) {
                Some((_, group)) => group.rows.push(view),
                None => {
                    let title = key.clone();
                    groups.push((key, RowGroup { title, person, rows: vec![view] }));
                }
            }
        }
        // Rows without the key come last.
        groups.sort_by(|(left, _), (right, _)| {
            let none_last = left.is_none().cmp(&right.is_none());
            let text = |key: &Option<String>| key.clone().unwrap_or_default();
            none_last.then_with(|| natural_order(&text(left), &text(right)))
        });
        let groups: Vec<RowGroup> = groups.into_iter().map(|(_, group)| group).collect();
        Self {
            head: HeadView::new(handbook, kind),
            what: capitalized(kind.noun()),
            noun: match kind {
                Kind::Parties => "interested parties",
                other => other.name(),
            },
            columns: layout.columns.iter().map(|(heading, _)| *heading).collect(),
            is_grouped: groups.iter().any(|group| group.title.is_some()),
            width: layout.columns.len() + 4,
            totals: totals(kind, &groups),
            groups,
        }
    }
}

/// What groups a row: its words, and who they name.
fn group_of(
    handbook: &Handbook,
    kind: Kind,
    row: &Row,
    layout: &Layout,
) -> (Option<String>, Option<Person>) {
    let at = columns(kind).iter().position(|column| column.key == layout.group);
    match at.and_then(|at| row.cells.get(at)) {
        Some(Cell::Text(text)) if kind == Kind::Suppliers => (Some(format!("Tier {text}")), None),
        Some(Cell::Text(text)) => (Some(text.clone()), None),
        Some(Cell::Party(id)) => {
            let person = person(handbook, *id);
            (Some(person.title.clone()), Some(person))
        }
        _ => (None, None),
    }
}

impl RowView {
    fn new(handbook: &Handbook, kind: Kind, number: usize, layout: &Layout) -> Self {
        let (entry, row) = (Entry::Row(kind, number), &handbook.rows(kind)[number]);
        let part = |key: &&str| {
            let at = columns(kind).iter().position(|column| column.key == *key)?;
            part(handbook, columns(kind)[at].label, row.cells.get(at)?)
        };
        let cell = |(_, keys): &(&str, &[&str])| CellView {
            parts: keys.iter().filter_map(part).collect(),
        };
        let mut related = links_to(handbook, row.related.iter().copied());
        let others = referring(handbook, entry).into_iter();
        let cells: Vec<CellView> = layout.columns.iter().map(cell).collect();
        // What a cell names needs no second place.
        let parts = cells.iter().flat_map(|cell| &cell.parts);
        let named = parts.flat_map(|part| &part.links).chain(&related);
        let named: Vec<String> = named.map(|link| link.url.clone()).collect();
        related.extend(others.filter(|link| !named.contains(&link.url)));
        Self {
            link: link_to(handbook, entry),
            anchor: handbook.label(entry).place.anchor.clone().unwrap_or_default(),
            below: layout.below.iter().filter_map(part).collect(),
            note: row.parsed.note.clone(),
            url: match &row.link {
                Some(Target::External(url)) => Some(url.clone()),
                _ => None,
            },
            cells,
            standings: standings(handbook, kind, row, number),
            owner: row.owner.map(|owner| person(handbook, owner)),
            related,
        }
    }
}

fn part(handbook: &Handbook, label: &'static str, cell: &Cell) -> Option<PartView> {
    let empty = PartView { label, text: None, texts: Vec::new(), links: Vec::new(), day: None };
    let part = match cell {
        Cell::Empty => return None,
        Cell::Text(text) => PartView { text: Some(text.clone()), ..empty },
        Cell::Classification(key) => {
            PartView { text: Some(classification(handbook, key)), ..empty }
        }
        Cell::Party(id) => PartView { text: Some(person(handbook, *id).title), ..empty },
        Cell::Texts(texts) => PartView { texts: texts.clone(), ..empty },
        Cell::Entries(entries) => {
            PartView { links: links_to(handbook, entries.iter().copied()), ..empty }
        }
        Cell::Day(day) => PartView { day: Some(When::new(handbook.today, *day)), ..empty },
    };
    Some(part)
}

/// How the time, the proof and the review of a row stand.
pub fn standings(handbook: &Handbook, kind: Kind, row: &Row, number: usize) -> Vec<Standing> {
    let when = |day| When::new(handbook.today, day);
    if let Some(ended) = row.parsed.ended.as_ref().filter(|_| !row.is_live(handbook.today)) {
        let badge = Badge::new("Ended", "quiet");
        return vec![Standing { badge, why: "on", day: Some(when(ended.value)) }];
    }
    let mut all = Vec::new();
    if kind == Kind::Competences {
        all.push(proof(handbook, row, number));
    } else if let Some(until) = row.expiry.due() {
        let badge = match row.expiry {
            ReviewState::Overdue { .. } => Badge::new("Run out", "bad"),
            ReviewState::DueSoon { .. } => Badge::new("Ends soon", "warn"),
            _ => Badge::new("Holds", "ok"),
        };
        all.push(Standing { badge, why: "until", day: Some(when(until)) });
    }
    if let Some(due) = row.review.due() {
        let badge = review_badge(row.review);
        all.push(Standing { badge, why: "next review", day: Some(when(due)) });
    }
    all
}

/// How the proof of a competence stands.
fn proof(handbook: &Handbook, row: &Row, number: usize) -> Standing {
    let day = row.expiry.due().map(|day| When::new(handbook.today, day));
    let badge = match row.expiry {
        _ if !is_shown(handbook, number) => Badge::new("Not proven", "bad"),
        ReviewState::Overdue { .. } => Badge::new("Proof run out", "bad"),
        ReviewState::DueSoon { .. } => Badge::new("Proof ends soon", "warn"),
        _ => Badge::new("Proven", "ok"),
    };
    Standing { badge, why: "until", day }
}

/// Counts rows by what needs attention.
fn totals(kind: Kind, groups: &[RowGroup]) -> Vec<StandingCount> {
    let rows = || groups.iter().flat_map(|group| &group.rows);
    let with = |labels: &[&str]| {
        let is_one = |row: &&RowView| {
            row.standings.iter().any(|standing| labels.contains(&&*standing.badge.label))
        };
        rows().filter(is_one).count()
    };
    let count = |count, label, tone| StandingCount { count, label, tone };
    let mut totals = vec![count(rows().count(), "in all", "quiet")];
    if kind == Kind::Competences {
        totals.push(count(with(&["Not proven", "Proof run out"]), "without proof", "bad"));
        totals.push(count(with(&["Proof ends soon"]), "whose proof ends soon", "warn"));
        return totals;
    }
    totals.push(count(with(&["Review overdue"]), "review overdue", "bad"));
    totals.push(count(with(&["Review due soon"]), "review due soon", "warn"));
    let expired = with(&["Run out", "Ends soon"]);
    if expired > 0 {
        totals.push(count(expired, "run out or end soon", "warn"));
    }
    totals
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::register::list::KINDS;

    #[test]
    fn every_column_has_a_place_and_none_has_two() {
        for kind in KINDS {
            let layout = layout(kind);
            let shared = layout.columns.iter().flat_map(|(_, keys)| keys.iter());
            let mut placed: Vec<&str> = shared.chain(layout.below).copied().collect();
            placed.push(layout.group);
            let mut known: Vec<&str> = columns(kind).iter().map(|column| column.key).collect();
            placed.sort_unstable();
            known.sort_unstable();
            assert_eq!(placed, known, "{kind:?}");
        }
    }
}
