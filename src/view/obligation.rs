//! The register of obligations.

use serde::Serialize;

use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::link::Link as Target;
use crate::model::obligation::Obligation;
use crate::model::register::Kind;
use crate::view::head::HeadView;
use crate::view::parts::{
    Link, Person, Review, When, label_of, link_to, links_to, person, referring, review,
};

/// An obligation.
#[derive(Debug, Serialize)]
pub struct ObligationView {
    /// The obligation.
    pub link: Link,
    /// Its anchor.
    pub anchor: String,
    /// Where it comes from, in a word.
    pub kind: Option<String>,
    /// Where it is written.
    pub source: Option<String>,
    /// What it asks of our security.
    pub summary: Option<String>,
    /// Who watches over it.
    pub owner: Option<Person>,
    /// Controls that it asks for.
    pub controls: Vec<Link>,
    /// Where it can be read, on another host.
    pub url: Option<String>,
    /// When it was last asked whether it changed.
    pub reviewed: Option<When>,
    /// When that is asked next; none when no day is known.
    pub review: Option<Review>,
    /// Anything else that belongs to it, documents that refer to it, rows and records that name it.
    pub related: Vec<Link>,
}

/// The register.
#[derive(Debug, Serialize)]
pub struct ObligationsView {
    /// What it says of itself.
    pub head: HeadView,
    /// The obligations in the order of their ids.
    pub obligations: Vec<ObligationView>,
}

impl ObligationsView {
    /// The register of the handbook.
    pub fn new(handbook: &Handbook) -> Self {
        let view = |(index, obligation): (usize, &Obligation)| {
            let entry = Entry::Obligation(index);
            let controls = handbook
                .soa
                .rows
                .iter()
                .filter(|row| row.obligations.contains(&entry))
                .map(|row| row.control);
            ObligationView {
                link: link_to(handbook, entry),
                anchor: handbook.label(entry).place.anchor.clone().unwrap_or_default(),
                kind: obligation.parsed.kind.map(label_of),
                source: obligation.parsed.source.clone(),
                summary: obligation.parsed.summary.clone(),
                owner: obligation.owner.map(|owner| person(handbook, owner)),
                controls: links_to(handbook, controls),
                url: match &obligation.link {
                    Some(Target::External(url)) => Some(url.clone()),
                    _ => None,
                },
                reviewed: obligation
                    .parsed
                    .reviewed
                    .as_ref()
                    .map(|day| When::new(handbook.today, day.value)),
                review: obligation.review.due().map(|_| review(handbook, obligation.review)),
                related: related(handbook, obligation, entry),
            }
        };
        let head = HeadView::new(handbook, Kind::Obligations);
        Self { head, obligations: handbook.obligations.iter().enumerate().map(view).collect() }
    }
}

fn related(handbook: &Handbook, obligation: &Obligation, entry: Entry) -> Vec<Link> {
    let mut related = links_to(handbook, obligation.related.iter().copied());
    let known: Vec<String> = related.iter().map(|link| link.url.clone()).collect();
    let others = referring(handbook, entry).into_iter();
    related.extend(others.filter(|link| !known.contains(&link.url)));
    related
}
