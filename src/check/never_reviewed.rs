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
    /// In force is a document with `status = "approved"` or without `status`. Reported
    /// when it has no `review_date` and no entry in `[[approvals]]` or `[[reviews]]`
    /// that is dated today or earlier. `review_every` alone is not enough: it has no
    /// date to start from. The same holds for `soa.toml`.
    ///
    /// Drafts and documents that are in review, superseded or retired are not reported,
    /// nor are records without `review_every`. What another finding says already is not
    /// said twice: front matter in YAML or without an end is `syntax`, an entry of a day
    /// to come is `date-in-future`, and a date or a key that was typed but cannot be
    /// read is `invalid-date`, `placeholder`, `missing-key` or `unknown-key`.
    ///
    /// # Why
    /// Nothing shows that the text is suitable and adequate, or when somebody will ask
    /// (ISO/IEC 27001:2022, 7.5.2 c).
    ///
    /// # Mend
    /// Have the document reviewed or approved, and add the entry. Or set `review_date`
    /// to the day by which it will be. A text that is still being written has
    /// `status = "draft"`.
    ///
    /// # Example
    /// ```toml
    /// id    = "POL-005"
    /// title = "Access control policy"
    /// owner = "ciso"
    /// ```
    ///
    /// After the approval:
    ///
    /// ```toml
    /// id    = "POL-005"
    /// title = "Access control policy"
    /// owner = "ciso"
    ///
    /// [[approvals]]
    /// by     = "ceo"
    /// date   = 2026-11-20
    /// method = "minutes"
    /// ref    = "Management meeting of November 2026, item 4"
    /// ```
    NEVER_REVIEWED = "never-reviewed", Warn (Draft: Note, Audit: Deny)
}

pub(super) const CHECK: Check = Check { code: &NEVER_REVIEWED, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    for reviewable in reviewables(handbook).into_iter().filter(|reviewable| {
        reviewable.state == ReviewState::NeverReviewed && !reviewable.is_in_doubt
    }) {
        let message = format!("{} was never reviewed and has no review date", reviewable.name);
        let help = "add `review_date = 2027-03-24` or a `[[reviews]]` entry";
        found.report_with_help(&NEVER_REVIEWED, reviewable.span, message, help);
    }
}
