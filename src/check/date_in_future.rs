//! Approvals and reviews that have not taken place yet.

use crate::base::path::RelPath;
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::handbook::Handbook;
use crate::parse::trail::Trail;

code! {
    /// An approval or a review is dated after the day of the build. It does not count.
    ///
    /// # Why
    /// A record of something that has not taken place is no evidence (ISO/IEC 27001:2022, 7.5.3); a mistyped year would also keep a review from ever falling due.
    ///
    /// # Mend
    /// Correct the date, or add the entry when it has taken place.
    ///
    /// # Example
    /// A review with `date = 2062-03-20` instead of `2026-03-20`.
    DATE_IN_FUTURE = "date-in-future", Warn
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
