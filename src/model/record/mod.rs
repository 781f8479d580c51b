//! What records say of what they record, with references resolved.

pub mod audit;
pub mod finding;
pub mod independence;
pub mod lapse;
pub mod management_review;
pub mod training;

use crate::base::date::Date;
use crate::diag::span::Spanned;
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

impl Details {
    /// True when the record itself says that what it records is still to come: it proves nothing yet.
    pub fn is_to_come(&self, today: Date) -> bool {
        let is_ahead = |day: Option<&Spanned<Date>>| day.is_some_and(|day| day.value > today);
        match self {
            Self::Audit(audit) => audit.parsed.planned.is_some() && audit.ended(today).is_none(),
            Self::ManagementReview(review) => is_ahead(review.parsed.date.as_ref()),
            Self::Training(training) => is_ahead(training.parsed.date.as_ref()),
            Self::None | Self::Finding(_) | Self::Record(_) => false,
        }
    }
}
