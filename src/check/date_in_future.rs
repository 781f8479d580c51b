//! Approvals and reviews that have not taken place yet.

use crate::base::path::RelPath;
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::handbook::Handbook;
use crate::parse::trail::Trail;

code! {
    /// An approval or a review is dated after today.
    ///
    /// Annexa looks at `date` in `[[approvals]]` and `[[reviews]]` of documents and
    /// records, whatever their status, and of `soa.toml`. An entry of today counts. One
    /// that is still to come does not: the day of the next review is found as if it
    /// were not there. `effective`, `[[history]]` and the dates of registers do not
    /// matter here.
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
    for document in &handbook.documents {
        report(handbook, &document.parsed.path, &document.parsed.front.trail, found);
    }
    if let Some(soa) = &handbook.soa.parsed {
        report(handbook, &soa.path, &soa.trail, found);
    }
}

fn report(handbook: &Handbook, path: &RelPath, trail: &Trail, found: &mut Findings) {
    let approvals = trail
        .approvals
        .iter()
        .filter_map(|approval| approval.date.as_ref())
        .map(|date| ("approval", date));
    let reviews =
        trail.reviews.iter().filter_map(|review| review.date.as_ref()).map(|date| ("review", date));
    for (what, date) in approvals.chain(reviews).filter(|(_, date)| date.value > handbook.today) {
        let message = format!(
            "the {what} is dated {}, which is still to come; it does not count",
            date.value
        );
        found.report_with_help(
            &DATE_IN_FUTURE,
            date.span(path),
            message,
            "correct the date, or add the entry when it has taken place",
        );
    }
}
