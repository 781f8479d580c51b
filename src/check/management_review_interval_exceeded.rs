//! Too long a time since the newest management review.

use crate::base::path::RelPath;
use crate::base::text::{plural, printable};
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::handbook::Handbook;
use crate::model::record::lapse::{Lapse, of_management_reviews};

code! {
    /// The longest time between two management reviews is over.
    ///
    /// It is `every` under `[management_review]` in `handbook.toml`; without it nothing is checked. It begins with the newest `date` up to
    /// today among records of type `management-review` in force, and its last day is not too late: a draft proves nothing yet. Where none
    /// was held yet, that is reported as well, unless the `date` of one lies within the time from today.
    ///
    /// # Why
    /// Top management must review the ISMS at planned intervals (ISO/IEC 27001:2022, 9.3.1), and before the first certification at least once.
    ///
    /// # Mend
    /// Hold the review, and set `date` in its record. Minutes that only tell the day in their text are not found: they need
    /// `type = "management-review"` and the day. Do not lengthen `every` to get rid of the finding.
    ///
    /// # Example
    /// `handbook.toml`, while the newest review was held on 15 October 2025:
    ///
    /// ```toml
    /// [management_review]
    /// every = "12 months"
    /// ```
    ///
    /// On 21 November 2026 this is reported. The minutes of the next review:
    ///
    /// ```toml
    /// id   = "REC-013"
    /// type = "management-review"
    /// date = 2026-11-26
    /// ```
    MANAGEMENT_REVIEW_INTERVAL_EXCEEDED = "management-review-interval-exceeded", Warn (Draft: Note, Audit: Deny)
}

pub(super) const CHECK: Check = Check { code: &MANAGEMENT_REVIEW_INTERVAL_EXCEEDED, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    let Some(every) = &handbook.settings.management_review_every else { return };
    let Some(lapse) = of_management_reviews(handbook, every.value) else { return };
    let (message, about) = match lapse {
        Lapse::Never => {
            let every = every.value;
            let message =
                format!("no management review was held, and none is planned within {every}");
            (message, None)
        }
        Lapse::Since { newest, last, due } => {
            let days = usize::try_from(due.days_until(handbook.today)).unwrap_or(0);
            let message = format!(
                "the newest management review, `{}`, was held on {last}; the next one was due by {due}, {} ago",
                printable(newest.id()),
                plural(days, "day", "days")
            );
            (message, Some(newest.id()))
        }
    };
    let help = "hold the review, and set `date` in its record";
    let span = every.span(&RelPath::fixed("handbook.toml"));
    let code = &MANAGEMENT_REVIEW_INTERVAL_EXCEEDED;
    let finding = found.report_with_help(code, span, message, help);
    if let Some(id) = about {
        finding.about(id);
    }
}
