//! A document as a row: in the register, in sections, in lists of what somebody owns.

use serde::Serialize;

use crate::base::text::natural_order;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::trail::Controlled;
use crate::view::document::classification;
use crate::view::pager::{Cut, Leaf, leaves};
use crate::view::parts::{Link, Person, Review, When, link_to, person, review};

/// A document as a row.
#[derive(Debug, Serialize)]
pub struct Row {
    /// The document.
    pub link: Link,
    /// What it says.
    pub summary: Option<String>,
    /// Its version.
    pub version: Option<String>,
    /// Its classification.
    pub classification: Option<String>,
    /// Who keeps it.
    pub owner: Option<Person>,
    /// Who approves it.
    pub approver: Option<Person>,
    /// When the current version was approved.
    pub approved: Option<When>,
    /// In force since.
    pub effective: Option<When>,
    /// Its next review.
    pub review: Review,
}

/// The row of a document; `None` for other entries.
pub fn row(handbook: &Handbook, entry: Entry) -> Option<Row> {
    let document = handbook.document(entry)?;
    let front = &document.parsed.front;
    Some(Row {
        link: link_to(handbook, entry),
        summary: front.summary.clone(),
        version: front.version.as_ref().map(|version| version.value.clone()),
        classification: front
            .classification
            .as_ref()
            .map(|key| classification(handbook, &key.value)),
        owner: document.owner.map(|owner| person(handbook, owner)),
        approver: document.approver.map(|approver| person(handbook, approver)),
        approved: approved(handbook, &Controlled::of(document)),
        effective: front.effective.as_ref().map(|date| When::new(handbook.today, date.value)),
        review: review(handbook, document.review),
    })
}

/// When the current version of a text was approved.
pub fn approved(handbook: &Handbook, text: &Controlled<'_>) -> Option<When> {
    let newest = text.newest_approval(handbook.today)?;
    newest.date.as_ref().map(|date| When::new(handbook.today, date.value))
}

/// All documents from A to Z, for finding one without scripts.
#[derive(Debug, Serialize)]
pub struct AlphabetView {
    /// The documents in the order of their titles, those of this page.
    pub documents: Vec<Link>,
    /// All pages of the list; none where one has all documents.
    pub leaves: Vec<Leaf>,
}

/// The documents in the order of their titles.
pub fn alphabetical(handbook: &Handbook) -> Vec<usize> {
    let document = |index: usize| &handbook.documents[index];
    let mut all: Vec<usize> = (0..handbook.documents.len()).collect();
    all.sort_by(|left, right| {
        let (left, right) = (document(*left), document(*right));
        natural_order(&left.title, &right.title).then_with(|| left.id().cmp(right.id()))
    });
    all
}

impl AlphabetView {
    /// A page of the list; `all` is the whole of it.
    pub fn page(handbook: &Handbook, all: &[usize], cuts: &[Cut], here: &Cut) -> Self {
        let shown = all.get(here.rows.clone()).unwrap_or_default();
        let title = |row: usize| handbook.documents[all[row]].title.clone();
        Self {
            documents: shown
                .iter()
                .map(|index| link_to(handbook, Entry::Document(*index)))
                .collect(),
            leaves: leaves(cuts, here, title),
        }
    }
}
