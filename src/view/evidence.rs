//! The evidence register and the page of a piece of evidence.

use serde::Serialize;

use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::link::Link as Target;
use crate::model::register::Kind;
use crate::view::age::age_in_words;
use crate::view::head::HeadView;
use crate::view::parts::{Link, Person, When, link_to, links_to, person, referring};

/// A piece of evidence.
#[derive(Debug, Serialize)]
pub struct EvidenceView {
    /// The piece, with its freshness.
    pub link: Link,
    /// Who keeps it.
    pub owner: Option<Person>,
    /// The first day that it covers.
    pub covers_from: Option<When>,
    /// The last day that it covers.
    pub covers_to: Option<When>,
    /// When it was collected.
    pub collected: Option<When>,
    /// How long it counts as fresh, in words.
    pub valid_for: Option<String>,
    /// Until when it counts as fresh.
    pub fresh_until: Option<When>,
    /// Where it is kept, on another host.
    pub kept_at: Option<String>,
    /// Where it is kept, in the handbook; relative to the root of the site.
    pub file: Option<String>,
    /// The digest of the file.
    pub sha256: Option<String>,
    /// The controls and clauses that it proves.
    pub proves: Vec<Link>,
    /// Documented information that it is.
    pub fulfils: Vec<String>,
    /// What it shows.
    pub result: Option<String>,
    /// Its age in words, such as `collected 42 days ago, valid 4 months`.
    pub age: String,
    /// Documents that refer to it, rows and records that name it, such as findings.
    pub referred_by: Vec<Link>,
}

impl EvidenceView {
    /// The view of the piece with this index.
    pub fn new(handbook: &Handbook, index: usize) -> Self {
        let piece = &handbook.evidence[index];
        let parsed = &piece.parsed;
        let when = |day| When::new(handbook.today, day);
        let covers = parsed.covers.unwrap_or_default();
        Self {
            link: link_to(handbook, Entry::Evidence(index)),
            owner: piece.owner.map(|owner| person(handbook, owner)),
            covers_from: covers.0.map(when),
            covers_to: covers.1.map(when),
            collected: parsed.collected.as_ref().map(|date| when(date.value)),
            valid_for: parsed.valid_for.as_ref().map(|interval| interval.value.to_string()),
            fresh_until: piece.freshness.due().map(when),
            kept_at: match &piece.link {
                Some(Target::External(url)) => Some(url.clone()),
                _ => None,
            },
            file: match &piece.link {
                Some(Target::Asset { path, .. }) => Some(path.to_string()),
                _ => None,
            },
            sha256: parsed.sha256.as_ref().map(|digest| digest.value.clone()),
            proves: links_to(handbook, piece.proves.iter().copied()),
            fulfils: piece
                .fulfils
                .iter()
                .map(|index| handbook.frameworks.catalogue[*index].title.clone())
                .collect(),
            result: parsed.result.clone(),
            age: age_in_words(handbook, piece),
            referred_by: referring(handbook, Entry::Evidence(index)),
        }
    }
}

/// The register.
#[derive(Debug, Serialize)]
pub struct EvidenceListView {
    /// What it says of itself.
    pub head: HeadView,
    /// The pieces in the order of their ids.
    pub pieces: Vec<EvidenceView>,
    /// How many are stale.
    pub stale: usize,
}

impl EvidenceListView {
    /// The register of the handbook.
    pub fn new(handbook: &Handbook) -> Self {
        let pieces: Vec<EvidenceView> =
            (0..handbook.evidence.len()).map(|index| EvidenceView::new(handbook, index)).collect();
        let is_stale = |piece: &&EvidenceView| {
            piece.link.badge.as_ref().is_some_and(|badge| badge.tone == "bad")
        };
        let head = HeadView::new(handbook, Kind::Evidence);
        Self { head, stale: pieces.iter().filter(is_stale).count(), pieces }
    }
}
