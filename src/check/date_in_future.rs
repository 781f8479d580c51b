//! Approvals, reviews and other records of what has not taken place yet.

use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::handbook::Handbook;
use crate::model::happened::happened;

code! {
    /// Something that is said to have taken place is dated after today.
    ///
    /// Annexa looks at
    ///
    /// - `date` in `[[approvals]]` and `[[reviews]]` of documents and records, whatever
    ///   their status, and of `soa.toml`;
    /// - `done` of actions, `date` of acceptances and of figures, `collected`,
    ///   `approved`, `reviewed`, `proven` and `ended` in registers;
    /// - `performed`, `reported`, `raised` and `date` of records; a draft may name the day
    ///   for which it is planned.
    ///
    /// A date of today counts. What is still to come does not count: the day of the next
    /// review is found as if the entry were not there, the action is open, the risk is
    /// not accepted, and the evidence is not fresh. `effective` and `[[history]]` do
    /// not matter here: a version may be prepared for a day to come.
    ///
    /// Today is the day of `--today`, else that of `SOURCE_DATE_EPOCH`, else the
    /// current day in UTC.
    ///
    /// # Why
    /// A record of what has not taken place is no evidence: records must keep their
    /// integrity (ISO/IEC 27001:2022, 7.5.3 b). If it counted, a mistyped year would
    /// keep a review from ever falling due.
    ///
    /// # Mend
    /// Correct the date, or add the entry when it has taken place. To plan a review,
    /// set `review_date`.
    ///
    /// # Example
    /// Two digits of the year are swapped:
    ///
    /// ```toml
    /// [[reviews]]
    /// date    = 2062-03-20
    /// by      = "ciso"
    /// outcome = "no-change"
    /// ```
    ///
    /// The review took place in March 2026:
    ///
    /// ```toml
    /// [[reviews]]
    /// date    = 2026-03-20
    /// by      = "ciso"
    /// outcome = "no-change"
    /// ```
    DATE_IN_FUTURE = "date-in-future", Warn (Audit: Deny)
}

pub(super) const CHECK: Check = Check { code: &DATE_IN_FUTURE, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    for event in happened(handbook) {
        let day = event.date.value;
        if day <= handbook.today {
            continue;
        }
        let message = format!("{} {day}, which is still to come; it does not count", event.what);
        let help = "correct the date, or add the entry when it has taken place";
        let span = event.date.span(event.path);
        let finding = found.report_with_help(&DATE_IN_FUTURE, span, message, help);
        if let Some(id) = event.id {
            finding.about(id);
        }
    }
}
