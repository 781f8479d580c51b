//! A management review with its references resolved.

use crate::base::date::Date;
use crate::model::people::PartyId;
pub use crate::parse::record::management_review::Input;
use crate::parse::record::management_review::ManagementReview as Parsed;

/// A management review.
#[derive(Debug)]
pub struct ManagementReview {
    /// What its front matter says.
    pub parsed: Parsed,
    /// Who was there: parties whom the directory knows, or names.
    pub attendees: Vec<Result<PartyId, String>>,
    /// True while its minutes are being written.
    pub is_draft: bool,
}

impl ManagementReview {
    /// The day on which it took place, if it did and its minutes are no draft any more.
    pub fn held(&self, today: Date) -> Option<Date> {
        let day = self.parsed.date.as_ref().map(|day| day.value);
        day.filter(|day| *day <= today && !self.is_draft)
    }

    /// What was said to an input.
    pub fn input(&self, input: Input) -> Option<&str> {
        let said = self.parsed.inputs.iter().find(|(which, _)| *which == input);
        said.map(|(_, text)| text.value.as_str())
    }
}
