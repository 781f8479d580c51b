//! The versions, approvals and reviews of a document.

use serde::Serialize;

use crate::base::date::Date;
use crate::base::text::natural_order;
use crate::diag::span::Spanned;
use crate::model::handbook::Handbook;
use crate::model::trail::Controlled;
use crate::model::version::is_same_version;
use crate::parse::document::DocumentType;
use crate::parse::trail::{self as parse, Trail};
use crate::view::frame::Crumb;
use crate::view::parts::{Badge, When, label_of, name_of};
use crate::view::versions::{CommitView, Versions, Which, what_is_missing};

/// Versions, approvals and reviews, newest first.
#[derive(Debug, Serialize)]
pub struct TrailView {
    /// Versions.
    pub history: Vec<Revision>,
    /// Approvals.
    pub approvals: Vec<Approval>,
    /// Reviews.
    pub reviews: Vec<ReviewEntry>,
    /// The newest commit that changed the text, where git was read.
    pub last_change: Option<CommitView>,
    /// What a reader must know about former texts that cannot be read.
    pub missing: Option<String>,
}

/// A version.
#[derive(Debug, Default, Serialize)]
pub struct Revision {
    /// Its number.
    pub version: String,
    /// When it was made.
    pub date: Option<When>,
    /// Who wrote it.
    pub author: Option<String>,
    /// What changed.
    pub change: Option<String>,
    /// True when readers must acknowledge it again.
    pub material: bool,
    /// The page with its text, where that is another one than this, relative to the root of the site.
    pub url: Option<String>,
    /// The page that says what changed since the version before, such as `What changed from 2.0 to 2.1`.
    pub changes: Option<Crumb>,
    /// The commit that holds its text, where git was read.
    pub commit: Option<CommitView>,
}

/// A review.
#[derive(Debug, Serialize)]
pub struct ReviewEntry {
    /// When.
    pub date: Option<When>,
    /// Who.
    pub by: Option<String>,
    /// What it led to, in words.
    pub outcome: Option<String>,
    /// What was looked at.
    pub note: Option<String>,
}

/// An approval.
#[derive(Debug, Serialize)]
pub struct Approval {
    /// The version that was approved.
    pub version: Option<String>,
    /// Who approved.
    pub by: String,
    /// When.
    pub date: Option<When>,
    /// How, in words.
    pub method: Option<String>,
    /// A web address of the proof.
    pub url: Option<String>,
    /// The proof where it is no web address.
    pub reference: Option<String>,
}

/// Approvals, newest first.
pub fn approvals(handbook: &Handbook, trail: &Trail) -> Vec<Approval> {
    let mut approvals: Vec<_> = trail.approvals.iter().collect();
    approvals
        .sort_by_key(|approval| std::cmp::Reverse(approval.date.as_ref().map(|date| date.value)));
    approvals.into_iter().map(|approval| Approval::new(handbook, approval)).collect()
}

impl Approval {
    /// How an approval is shown.
    pub fn new(handbook: &Handbook, approval: &parse::Approval) -> Self {
        let is_url = approval
            .reference
            .as_ref()
            .is_some_and(|text| text.starts_with("https://") || text.starts_with("http://"));
        Approval {
            version: approval.version.as_ref().map(|version| version.value.clone()),
            by: approval
                .by
                .as_ref()
                .map_or_else(|| "not stated".to_owned(), |by| name_of(handbook, &by.value)),
            date: approval.date.as_ref().map(|date| When::new(handbook.today, date.value)),
            method: approval.method.map(label_of),
            url: approval.reference.clone().filter(|_| is_url),
            reference: approval.reference.clone().filter(|_| !is_url),
        }
    }
}

/// The trail of the document with this index: with the pages of its former versions, and what git says where its front matter does not.
pub fn trail_of_document(handbook: &Handbook, index: usize) -> TrailView {
    let document = &handbook.documents[index];
    let versions = Versions::new(handbook, index);
    let mut view = trail(handbook, &document.parsed.front.trail);
    let commit =
        |which: Which| versions.commit(which).map(|commit| CommitView::new(handbook, commit));
    for which in versions.former() {
        let Some(version) = versions.version(which) else { continue };
        if view.history.iter().any(|row| is_same_version(&row.version, version)) {
            continue;
        }
        let revision = versions.revision(which);
        view.history.push(Revision {
            version: version.to_owned(),
            date: versions.made(which).map(|date| When::new(handbook.today, date)),
            author: commit(which).and_then(|commit| commit.author),
            change: revision.and_then(|revision| revision.change.clone()),
            ..Revision::default()
        });
    }
    view.history.sort_by(|left, right| natural_order(&right.version, &left.version));
    let current = versions.version(Which::Current);
    for row in &mut view.history {
        let is_current = current.is_some_and(|current| is_same_version(current, &row.version));
        let former = versions.find(&row.version);
        if is_current {
            row.commit = commit(Which::Current);
        } else if let Some(former) = former {
            row.url = Some(versions.url(former).to_string());
            row.commit = commit(former);
        }
        let mut befores = versions.former();
        let before = befores.find(|which| {
            let next = which.next();
            if is_current {
                next == Some(Which::Current)
            } else {
                former.is_some() && next == former
            }
        });
        row.changes = before.and_then(|before| {
            let title =
                format!("What changed from {} to {}", versions.version(before)?, row.version);
            Some(Crumb::new(title, versions.changes_url(before)?.to_string()))
        });
    }
    view.last_change = commit(Which::Current);
    view.missing = (document.kind != DocumentType::External)
        .then(|| what_is_missing(handbook, document))
        .flatten();
    view
}

/// Whether a text is the one that was approved, in words.
pub fn text_badge(handbook: &Handbook, text: &Controlled<'_>) -> Badge {
    let has_approval = text.counting_approvals(handbook.today).next().is_some();
    let tone = if text.is_in_force() { "bad" } else { "quiet" };
    match text.approved_text(handbook.today) {
        Some((_, digest)) if digest == text.digest => Badge::new("As approved", "ok"),
        Some(_) => Badge::new("Changed since approval", tone),
        None if has_approval => Badge::new("Digest not kept", "quiet"),
        None if text.is_record => Badge::new("Record", "quiet"),
        None => Badge::new("Not approved", tone),
    }
}

/// Versions, approvals and reviews, newest first.
pub fn trail(handbook: &Handbook, trail: &Trail) -> TrailView {
    let mut history: Vec<_> = trail.history.iter().collect();
    history.sort_by(|left, right| {
        let version = |revision: &parse::Revision| {
            revision.version.as_ref().map(|version| version.value.clone()).unwrap_or_default()
        };
        natural_order(&version(right), &version(left))
    });
    let mut reviews: Vec<_> = trail.reviews.iter().collect();
    reviews.sort_by_key(|review| std::cmp::Reverse(review.date.as_ref().map(|date| date.value)));
    let when = |date: &Option<Spanned<Date>>| {
        date.as_ref().map(|date| When::new(handbook.today, date.value))
    };
    TrailView {
        history: history
            .into_iter()
            .map(|revision| Revision {
                version: revision
                    .version
                    .as_ref()
                    .map(|version| version.value.clone())
                    .unwrap_or_default(),
                date: when(&revision.date),
                author: revision.author.as_ref().map(|author| name_of(handbook, &author.value)),
                change: revision.change.clone(),
                material: revision.material,
                ..Revision::default()
            })
            .collect(),
        approvals: approvals(handbook, trail),
        reviews: reviews
            .into_iter()
            .map(|review| ReviewEntry {
                date: when(&review.date),
                by: review.by.as_ref().map(|by| name_of(handbook, &by.value)),
                outcome: review.outcome.map(label_of),
                note: review.note.clone(),
            })
            .collect(),
        last_change: None,
        missing: None,
    }
}
