//! Documents in force that nobody ever looked at.

use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::handbook::Handbook;
use crate::model::review::ReviewState;
use crate::model::reviewable::reviewables;

code! {
    /// A document is in force without an approval, a review or a review date.
    ///
    /// # Why
    /// Nothing says that it is suitable, or when somebody will ask (ISO/IEC 27001:2022, 7.5.2 c).
    ///
    /// # Mend
    /// Have it reviewed and add the entry, or set `review_date`; a text still being written has `status = "draft"`.
    ///
    /// # Example
    /// Front matter with neither `review_date` nor `[[approvals]]` nor `[[reviews]]`.
    NEVER_REVIEWED = "never-reviewed", Warn
}

pub(super) const CHECK: Check = Check { code: &NEVER_REVIEWED, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    for reviewable in reviewables(handbook)
        .into_iter()
        .filter(|reviewable| reviewable.state == ReviewState::NeverReviewed)
    {
        let message = format!("{} was never reviewed and has no review date", reviewable.name);
        let help = "add `review_date = 2027-03-24` or a `[[reviews]]` entry";
        found.report_with_help(&NEVER_REVIEWED, reviewable.span, message, help);
    }
}
