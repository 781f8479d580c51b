//! What records record, as pages show it: audits, findings, management reviews, trainings, and the lists of them.
//!
//! One file for the details of each type, one for the list of each, and small ones for what they share.

pub mod action;
pub mod actions;
pub mod audit;
pub mod audits;
pub mod coverage;
pub mod figures;
pub mod finding;
pub mod findings;
pub mod life;
pub mod management_review;
pub mod management_reviews;
pub mod mention;
pub mod next_due;
pub mod period;
pub mod somebody;
pub mod step;
pub mod strip;
pub mod tally;
pub mod training;
pub mod trainings;
pub mod words;

use serde::Serialize;

use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::record::Details;
use crate::view::parts::When;
use crate::view::record::audit::AuditView;
use crate::view::record::finding::FindingView;
use crate::view::record::management_review::ManagementReviewView;
use crate::view::record::training::TrainingView;
use crate::view::record::words::when;

/// What a record says of what it records: one of these, by its type.
#[derive(Debug, Default, Serialize)]
pub struct RecordView {
    /// An internal audit.
    pub audit: Option<AuditView>,
    /// A finding.
    pub finding: Option<FindingView>,
    /// A management review.
    pub management_review: Option<ManagementReviewView>,
    /// A training.
    pub training: Option<TrainingView>,
    /// Any other record that names its day or its subject.
    pub other: Option<OtherRecord>,
}

/// Any other record.
#[derive(Debug, Serialize)]
pub struct OtherRecord {
    /// The day of what it records.
    pub date: Option<When>,
    /// What it is about.
    pub subject: Option<String>,
}

impl RecordView {
    /// The details of the document with this index; `None` for what is no record, and for a record that says nothing of the kind.
    pub fn new(handbook: &Handbook, index: usize) -> Option<Self> {
        let document = &handbook.documents[index];
        let entry = Entry::Document(index);
        let view = Self::default();
        let view = match &document.details {
            Details::None => return None,
            Details::Audit(audit) => {
                let audit = AuditView::new(handbook, entry, audit);
                Self { audit: Some(audit), ..view }
            }
            Details::Finding(finding) => {
                let finding = FindingView::new(handbook, document, finding);
                Self { finding: Some(finding), ..view }
            }
            Details::ManagementReview(review) => {
                let review = ManagementReviewView::new(handbook, document, review);
                Self { management_review: Some(review), ..view }
            }
            Details::Training(training) => {
                let training = TrainingView::new(handbook, training);
                Self { training: Some(training), ..view }
            }
            Details::Record(record) if record.date.is_none() && record.subject.is_none() => {
                return None;
            }
            Details::Record(record) => {
                let other = OtherRecord {
                    date: when(handbook, record.date.as_ref()),
                    subject: record.subject.clone(),
                };
                Self { other: Some(other), ..view }
            }
        };
        Some(view)
    }
}
