//! The page of a version that was in force before: its text and the facts as of then.

use serde::Serialize;

use crate::base::path::OutPath;
use crate::model::anchors::Anchors;
use crate::model::entry::{Entry, Place};
use crate::model::handbook::Handbook;
use crate::model::link::{ANCHOR_PREFIX, Link};
use crate::model::past::Edition;
use crate::parse::document::Status;
use crate::view::document::{Heading, audience, classification, contents};
use crate::view::frame::Crumb;
use crate::view::parts::{When, name_of, type_label};
use crate::view::trail::Approval;
use crate::view::versions::{CommitView, Versions, Which};

/// A version of a document that was in force before.
#[derive(Debug, Serialize)]
pub struct EditionView {
    /// The id of the document.
    pub id: String,
    /// Its title in this version.
    pub title: String,
    /// Its type in a word.
    pub kind: String,
    /// The label of its classification.
    pub classification: Option<String>,
    /// The version.
    pub version: String,
    /// What a reader must know before reading besides which version this is, and until when it bound.
    pub banner: &'static str,
    /// The version of today.
    pub current: Crumb,
    /// In force since.
    pub since: Option<When>,
    /// The day from which another version took its place; none while nothing did, or when the day is not known.
    pub until: Option<When>,
    /// What stands there when there is no such day.
    pub no_until: &'static str,
    /// Who kept it, as a role or a name.
    pub owner: Option<String>,
    /// Its approvals, newest first.
    pub approvals: Vec<Approval>,
    /// What it says.
    pub summary: Option<String>,
    /// What to remember.
    pub key_points: Vec<String>,
    /// Who had to know it.
    pub audience: Vec<String>,
    /// Its headings of level 2 and 3.
    pub contents: Vec<Heading>,
    /// The pages that say what changed before and after it.
    pub changes: Vec<Crumb>,
    /// The commit that holds its text.
    pub commit: Option<CommitView>,
}

impl EditionView {
    /// The view of a former version of the document with this index; `None` for a number that no version has.
    pub fn new(handbook: &Handbook, index: usize, number: usize) -> Option<Self> {
        let document = &handbook.documents[index];
        let edition = document.past.editions.get(number)?;
        let (versions, which) = (Versions::new(handbook, index), Which::Former(number));
        let front = &edition.document.front;
        let when = |day| When::new(handbook.today, day);
        let is_replaced = versions.is_replaced(which);
        let until =
            which.next().filter(|_| is_replaced).and_then(|next| versions.in_force_since(next));
        let current = match versions.version(Which::Current) {
            Some(version) => format!("Read version {version}"),
            None => "Read the text of today".to_owned(),
        };
        Some(Self {
            id: document.id().to_owned(),
            title: edition.document.title(),
            kind: type_label(edition.document.kind()).to_owned(),
            classification: front
                .classification
                .as_ref()
                .map(|key| classification(handbook, &key.value)),
            version: edition.version.clone(),
            banner: if is_replaced { banner(document.parsed.front.status) } else { STILL },
            current: Crumb::new(current, document.url.as_str()),
            since: versions.in_force_since(which).map(when),
            until: until.map(when),
            no_until: if is_replaced { "not recorded" } else { "still in force" },
            owner: front.owner.as_ref().map(|owner| name_of(handbook, &owner.value)),
            approvals: versions
                .approvals(which)
                .into_iter()
                .map(|approval| Approval::new(handbook, approval))
                .collect(),
            summary: front.summary.clone(),
            key_points: front.key_points.clone(),
            audience: audience(&front.audience),
            contents: contents(&edition.document),
            changes: changes(&versions, number),
            commit: versions.commit(which).map(|commit| CommitView::new(handbook, commit)),
        })
    }
}

const STILL: &str = "The version after it is being worked on and does not bind anybody yet; this one stays in force until then.";

fn banner(status: Status) -> &'static str {
    match status {
        Status::Retired => "It no longer binds anybody. The document was withdrawn since.",
        Status::Superseded => {
            "It no longer binds anybody. The document was replaced by another one since."
        }
        Status::Draft | Status::InReview | Status::Approved => "It no longer binds anybody.",
    }
}

fn changes(versions: &Versions<'_>, number: usize) -> Vec<Crumb> {
    let which = Which::Former(number);
    let step = |from: Which| {
        let (before, after) = (versions.version(from)?, versions.version(from.next()?));
        let after = after.unwrap_or("today’s text");
        let title = format!("What changed from {before} to {after}");
        Some(Crumb::new(title, versions.changes_url(from)?.to_string()))
    };
    let before = versions.former().find(|former| former.next() == Some(which));
    [Some(which), before].into_iter().flatten().filter_map(step).collect()
}

/// Where the links of a former version lead. Those to places on the document's own page stay on the page of the version where it has the
/// place: the text is read as it was.
pub fn links(handbook: &Handbook, index: usize, edition: &Edition, page: &OutPath) -> Vec<Link> {
    let own = &handbook.documents[index].url;
    let body = &edition.document.body;
    let anchors = Anchors::new(body);
    let here = |anchor: Option<String>| Link::Page {
        place: Place { page: page.clone(), anchor },
        entry: Some(Entry::Document(index)),
    };
    let settle = |(number, link): (usize, &Link)| {
        let typed = body.links.get(number).and_then(|raw| raw.target.value.strip_prefix('#'));
        if let Some(found) = typed.and_then(|typed| anchors.find(typed)) {
            return here(Some(found.anchor).filter(|anchor| !anchor.is_empty()));
        }
        match link {
            Link::Page { place: Place { page, anchor: Some(anchor) }, .. } if page == own => {
                let found = anchor.strip_prefix(ANCHOR_PREFIX).and_then(|name| anchors.find(name));
                found.map_or_else(|| link.clone(), |found| here(Some(found.anchor)))
            }
            other => other.clone(),
        }
    };
    edition.links.iter().enumerate().map(settle).collect()
}
