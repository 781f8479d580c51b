//! The versions, approvals and reviews of a document.

use serde::Serialize;

use crate::base::date::Date;
use crate::base::text::natural_order;
use crate::diag::span::Spanned;
use crate::model::handbook::Handbook;
use crate::model::trail::Controlled;
use crate::parse::trail::{self as parse, Trail};
use crate::view::parts::{Badge, When, label_of, name_of};

/// Versions, approvals and reviews, newest first.
#[derive(Debug, Serialize)]
pub struct TrailView {
    /// Versions.
    pub history: Vec<Revision>,
    /// Approvals.
    pub approvals: Vec<Approval>,
    /// Reviews.
    pub reviews: Vec<ReviewEntry>,
}

/// A version.
#[derive(Debug, Serialize)]
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
    let view = |approval: &parse::Approval| {
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
    };
    approvals.into_iter().map(view).collect()
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
    }
}
