//! What records say of what they record, with references resolved.

pub mod audit;
pub mod finding;
pub mod independence;
pub mod lapse;
pub mod management_review;
pub mod training;

use crate::model::record::audit::Audit;
use crate::model::record::finding::Finding;
use crate::model::record::management_review::ManagementReview;
use crate::model::record::training::Training;
use crate::parse::record::Record;

/// What a record says of what it records.
#[derive(Debug, Default)]
pub enum Details {
    /// Nothing: it is no record.
    #[default]
    None,
    /// An internal audit.
    Audit(Box<Audit>),
    /// A finding.
    Finding(Box<Finding>),
    /// A management review.
    ManagementReview(Box<ManagementReview>),
    /// A training.
    Training(Box<Training>),
    /// Any other record.
    Record(Record),
}
