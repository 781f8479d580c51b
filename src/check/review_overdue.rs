//! Reviews that are late.

use crate::base::text::plural;
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::handbook::Handbook;
use crate::model::review::ReviewState;
use crate::model::reviewable::reviewables;

code! {
    /// A document, a register or a row of one is past the day on which its review was due.
    ///
    /// Due on the day itself is not late. The day is `review_date`, if there is one.
    /// Otherwise it lies one interval after the newest date in `[[approvals]]` and
    /// `[[reviews]]` that is not after today. The interval is `review_every` of the
    /// document, else `every` under `[review]` in `handbook.toml`, else 12 months.
    ///
    /// Reported for documents and records in force, for `soa.toml`, for `review_date` of
    /// registers, and for rows with `review_date` or `reviewed`, whose interval counts from
    /// `reviewed`. Drafts, documents in review, superseded and retired ones are never due,
    /// nor is a record without `review_date` and `review_every`, or a row that has ended. Today is the day of `--today`, else that of `SOURCE_DATE_EPOCH`,
    /// else the current day in UTC.
    ///
    /// # Why
    /// Documented information must be reviewed for suitability and adequacy (ISO/IEC
    /// 27001:2022, 7.5.2 c), policies at planned intervals (A.5.1).
    ///
    /// # Mend
    /// Review the text, add an entry to `[[reviews]]` that says what was looked at, and
    /// set the next `review_date`, or remove that key and leave it to `review_every`.
    /// Moving the date without a review only hides the gap.
    ///
    /// # Example
    /// ```toml
    /// review_date = 2026-08-17
    /// ```
    ///
    /// On 21 November 2026 this is 96 days late. After the review:
    ///
    /// ```toml
    /// review_date = 2027-11-21
    ///
    /// [[reviews]]
    /// date    = 2026-11-21
    /// by      = "ciso"
    /// outcome = "no-change"
    /// note    = "Went through it with the service desk; nothing changed."
    /// ```
    REVIEW_OVERDUE = "review-overdue", Warn (Draft: Note, Audit: Deny)
}

pub(super) const CHECK: Check = Check { code: &REVIEW_OVERDUE, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    for reviewable in reviewables(handbook) {
        let ReviewState::Overdue { due, days } = reviewable.state else { continue };
        let days = plural(usize::try_from(days).unwrap_or(0), "day", "days");
        let message = format!("the review of {} was due on {due}, {days} ago", reviewable.name);
        let help = reviewable.what_to_do();
        found.report_with_help(&REVIEW_OVERDUE, reviewable.span, message, help);
    }
}
