//! What a reader must know before reading a document: that it is a draft, late for review, replaced or withdrawn.

use serde::Serialize;

use crate::base::date::Date;
use crate::model::document::Document;
use crate::model::handbook::Handbook;
use crate::model::review::ReviewState;
use crate::parse::document::Status;
use crate::parse::trail::ReviewOutcome;
use crate::view::parts::{Link, When, person};

/// What a reader must know before reading.
#[derive(Debug, Serialize)]
pub struct Banner {
    /// `warn`, `bad` or `quiet`.
    pub tone: &'static str,
    /// The message.
    pub text: String,
    /// The document that replaces this one.
    pub links: Vec<Link>,
    /// The day after which it is shown, if it waits for one: a review becomes overdue between two builds.
    pub after: Option<When>,
    /// True while that day has not come.
    pub is_waiting: bool,
}

impl Banner {
    /// A banner that is shown at once.
    fn plain(tone: &'static str, text: &str) -> Self {
        Self { tone, text: text.to_owned(), links: Vec::new(), after: None, is_waiting: false }
    }

    /// The banner of a document, if it needs one; `superseded_by` are the documents that replace it.
    pub fn new(handbook: &Handbook, document: &Document, superseded_by: &[Link]) -> Option<Self> {
        match document.parsed.front.status {
            Status::Draft => {
                Some(Banner::plain("warn", "This is a draft. It does not bind anybody yet."))
            }
            Status::InReview => Some(Banner::plain(
                "warn",
                "This text is being reviewed. It does not bind anybody yet.",
            )),
            Status::Superseded if superseded_by.is_empty() => Some(Banner::plain(
                "quiet",
                "This document was replaced. It no longer binds anybody.",
            )),
            Status::Superseded => Some(Banner {
                links: superseded_by.to_vec(),
                ..Banner::plain(
                    "quiet",
                    "This document no longer binds anybody. It was replaced by",
                )
            }),
            Status::Retired => Some(Banner::plain("quiet", &withdrawn(handbook.today, document))),
            Status::Approved => document.review.due().map(|due| overdue(handbook, document, due)),
        }
    }
}

/// When and why a document was withdrawn, as the newest review says that decided on it; at the least, that it was.
fn withdrawn(today: Date, document: &Document) -> String {
    let reviews = document.parsed.front.trail.reviews.iter();
    let decided = reviews
        .filter(|review| review.outcome == Some(ReviewOutcome::Retire))
        .filter_map(|review| Some((review.date.as_ref()?.value, review)))
        .filter(|(day, _)| *day <= today)
        .max_by_key(|(day, _)| *day);
    let Some((day, review)) = decided else {
        return "This document was withdrawn. It no longer binds anybody.".to_owned();
    };
    let day = day.long();
    match review.note.as_deref().map(str::trim).filter(|note| !note.is_empty()) {
        Some(note) => {
            let end = if note.ends_with(['.', '!', '?', '…']) { "" } else { "." };
            format!("Withdrawn on {day}: {note}{end} This document no longer binds anybody.")
        }
        None => format!("Withdrawn on {day}. This document no longer binds anybody."),
    }
}

/// The banner of a text in force whose review is late, ready before it is: the reader's day decides.
fn overdue(handbook: &Handbook, document: &Document, due: Date) -> Banner {
    let owner = document.owner.map(|owner| person(handbook, owner).title);
    let ask = owner.map_or_else(String::new, |owner| format!(" Ask: {owner}."));
    // The strip says since when.
    let text = format!(
        "The review of this text is overdue. It still binds; parts of it may be out of date.{ask}"
    );
    Banner {
        after: Some(When::new(handbook.today, due)),
        is_waiting: !matches!(document.review, ReviewState::Overdue { .. }),
        ..Banner::plain("bad", &text)
    }
}
