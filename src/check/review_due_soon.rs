//! Reviews that are near.

use crate::base::date::distance_in_words;
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::handbook::Handbook;
use crate::model::review::ReviewState;
use crate::model::reviewable::reviewables;

code! {
    /// The review of a document is due within the warning time.
    ///
    /// The warning time is `warn` under `[review]` in `handbook.toml`, 30 days unless
    /// set. The finding is there while the due day is no further ahead than that, and
    /// on the due day itself; from the next day on it is `review-overdue`. The page of
    /// `review-overdue` says which documents count and how the day is found.
    ///
    /// # Why
    /// A review takes an owner, a reader and an approval (ISO/IEC 27001:2022, 7.5.2 c).
    /// Begun on its last day, it is late.
    ///
    /// # Mend
    /// Review the document, add an entry to `[[reviews]]`, and set the next
    /// `review_date`, or leave it to `review_every`. To hear of reviews earlier, set
    /// `warn = "60 days"` under `[review]`.
    ///
    /// # Example
    /// ```toml
    /// review_date = 2026-12-01
    /// ```
    ///
    /// On 21 November 2026 this is due in 10 days. After the review:
    ///
    /// ```toml
    /// review_date = 2027-12-01
    ///
    /// [[reviews]]
    /// date    = 2026-11-21
    /// by      = "ciso"
    /// outcome = "changed"
    /// note    = "Added the new supplier; the rest still holds."
    /// ```
    REVIEW_DUE_SOON = "review-due-soon", Note
}

pub(super) const CHECK: Check = Check { code: &REVIEW_DUE_SOON, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    for reviewable in reviewables(handbook) {
        let ReviewState::DueSoon { due, .. } = reviewable.state else { continue };
        let when = distance_in_words(handbook.today, due);
        let message = format!("the review of {} is due {when}, on {due}", reviewable.name);
        found.report_with_help(
            &REVIEW_DUE_SOON,
            reviewable.span,
            message,
            "review it and set the next date",
        );
    }
}
