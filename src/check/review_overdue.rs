//! Reviews that are late.

use crate::base::text::plural;
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::handbook::Handbook;
use crate::model::review::ReviewState;
use crate::model::reviewable::reviewables;

code! {
    /// A document is past the day on which its review was due. Due on the day itself is not late.
    ///
    /// # Why
    /// Documented information must be reviewed for suitability and adequacy (ISO/IEC 27001:2022, 7.5.2 c), policies at planned intervals (A.5.1).
    ///
    /// # Mend
    /// Review the text, add an entry to `[[reviews]]` that says what was looked at, and set `review_date`, or leave it to `review_every`.
    /// Moving the date without a review only hides the gap.
    ///
    /// # Example
    /// `review_date = 2026-08-17`, built on 2026-11-21.
    REVIEW_OVERDUE = "review-overdue", Warn
}

pub(super) const CHECK: Check = Check { code: &REVIEW_OVERDUE, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    for reviewable in reviewables(handbook) {
        let ReviewState::Overdue { due, days } = reviewable.state else { continue };
        let days = plural(usize::try_from(days).unwrap_or(0), "day", "days");
        let message = format!("the review of {} was due on {due}, {days} ago", reviewable.name);
        let help = "review it, add a `[[reviews]]` entry and set the next date";
        found.report_with_help(&REVIEW_OVERDUE, reviewable.span, message, help);
    }
}
