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
    /// # Why
    /// A review takes an owner, a reader and an approval; begun on its last day it is late (ISO/IEC 27001:2022, 7.5.2 c).
    ///
    /// # Mend
    /// Review the document and set the next date. The warning time is `warn` under `[review]` in `handbook.toml`, 30 days unless set.
    ///
    /// # Example
    /// `review_date = 2026-12-01`, built on 2026-11-21.
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
