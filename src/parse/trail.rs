//! The control trail that documents, records and the Statement of Applicability share: approvals, reviews, history.

use crate::base::date::{Date, Interval};
use crate::diag::span::Spanned;
use crate::parse::fields::Fields;
use crate::parse::word::Word;

/// How an approval was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// By accepting a change in the version control system.
    MergeRequest,
    /// In a meeting with minutes.
    Minutes,
    /// By an electronic signature.
    ESignature,
}

impl Word for Method {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("merge-request", Self::MergeRequest),
        ("minutes", Self::Minutes),
        ("e-signature", Self::ESignature),
    ];
}

/// What a review led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReviewOutcome {
    /// The text stands as it was.
    NoChange,
    /// The text was changed.
    Changed,
    /// The document is to be withdrawn.
    Retire,
}

impl Word for ReviewOutcome {
    const WORDS: &'static [(&'static str, Self)] =
        &[("no-change", Self::NoChange), ("changed", Self::Changed), ("retire", Self::Retire)];
}

/// One entry of `[[approvals]]`.
#[derive(Debug, Clone)]
pub struct Approval {
    /// The version that was approved.
    pub version: Option<Spanned<String>>,
    /// Who approved: a key of `people.toml`.
    pub by: Option<Spanned<String>>,
    /// When.
    pub date: Option<Spanned<Date>>,
    /// How.
    pub method: Option<Method>,
    /// Where the proof is: a URL or a reference to minutes.
    pub reference: Option<String>,
    /// The digest of the text that was approved, as `sha256:…`.
    pub digest: Option<Spanned<String>>,
}

/// One entry of `[[reviews]]`.
#[derive(Debug, Clone)]
pub struct Review {
    /// When.
    pub date: Option<Spanned<Date>>,
    /// Who reviewed.
    pub by: Option<Spanned<String>>,
    /// What it led to.
    pub outcome: Option<ReviewOutcome>,
    /// What was looked at.
    pub note: Option<String>,
    /// The digest of the text that was reviewed.
    pub digest: Option<Spanned<String>>,
}

/// One entry of `[[history]]`.
#[derive(Debug, Clone)]
pub struct Revision {
    /// The version.
    pub version: Option<Spanned<String>>,
    /// When it was made.
    pub date: Option<Spanned<Date>>,
    /// Who wrote it.
    pub author: Option<Spanned<String>>,
    /// What changed, in a sentence.
    pub change: Option<String>,
    /// True when readers must acknowledge it again.
    pub material: bool,
}

/// Everything that shows that a text is under control.
#[derive(Debug, Clone, Default)]
pub struct Trail {
    /// Approvals in the order of the file.
    pub approvals: Vec<Approval>,
    /// Reviews in the order of the file.
    pub reviews: Vec<Review>,
    /// Versions in the order of the file.
    pub history: Vec<Revision>,
    /// The day on which the next review is due, if the author names one.
    pub review_date: Option<Spanned<Date>>,
    /// How often the text is reviewed, if the author says so.
    pub review_every: Option<Spanned<Interval>>,
    /// What was typed, but cannot be read: a finding of its own.
    pub unread: Unread,
}

/// Parts of a trail that their author typed and Annexa could not read, so that nothing can be said of what is missing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Unread {
    /// `approvals`.
    pub approvals: bool,
    /// `reviews`.
    pub reviews: bool,
    /// `review_date`.
    pub review_date: bool,
}

impl Trail {
    /// Reads the keys `approvals`, `reviews`, `history`, `review_date` and `review_every`.
    ///
    /// Call it after the getters of the other keys of text: which key was mistyped is told from those asked for so far.
    pub fn read(fields: &Fields<'_, '_>) -> Self {
        let mut trail = Self {
            approvals: fields.tables("approvals", |entry| Approval {
                version: entry.text("version"),
                by: entry.required_text("by"),
                date: required_date(entry),
                method: entry.word("method").map(|word| word.value),
                reference: entry.text("ref").map(|text| text.value),
                digest: entry.text("digest"),
            }),
            reviews: fields.tables("reviews", |entry| Review {
                date: required_date(entry),
                by: entry.text("by"),
                outcome: entry.word("outcome").map(|word| word.value),
                note: entry.text("note").map(|text| text.value),
                digest: entry.text("digest"),
            }),
            history: fields.tables("history", |entry| Revision {
                version: entry.required_text("version"),
                date: entry.date("date"),
                author: entry.text("author"),
                change: entry.text("change").map(|text| text.value),
                material: entry.boolean("material").is_some_and(|truth| truth.value),
            }),
            review_date: fields.date("review_date"),
            review_every: fields.interval("review_every"),
            unread: Unread::default(),
        };
        let mistyped = fields.mistyped_keys();
        let is_unread = |key| mistyped.contains(&key) || fields.is_refused(key);
        trail.unread = Unread {
            approvals: is_unread("approvals"),
            reviews: is_unread("reviews"),
            review_date: mistyped.contains(&"review_date")
                || fields.has_misplaced("review_date", &[])
                || fields.has("review_date") && trail.review_date.is_none(),
        };
        trail
    }
}

fn required_date(entry: &Fields<'_, '_>) -> Option<Spanned<Date>> {
    entry.require("date");
    entry.date("date")
}
