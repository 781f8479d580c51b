//! Reviews that are late.

use crate::base::date::Date;
use crate::base::path::RelPath;
use crate::base::text::plural;
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::diag::span::{Span, Spanned};
use crate::model::handbook::Handbook;
use crate::model::review::ReviewState;

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
    for document in &handbook.documents {
        let date = document.parsed.front.trail.review_date.as_ref();
        report(document.id(), document.review, document.span_of(date), found);
    }
    if let Some(soa) = &handbook.soa.parsed {
        let span = span_in(&soa.path, soa.trail.review_date.as_ref());
        report(&soa.id, handbook.soa.review, span, found);
    }
    let risks = RelPath::fixed("registers/risks.toml");
    if let Some(date) = &handbook.risk_register_review {
        let state = ReviewState::on(date.value, handbook.today, handbook.settings.review_warn);
        report("risk register", state, date.span(&risks), found);
    }
}

fn span_in(path: &RelPath, date: Option<&Spanned<Date>>) -> Span {
    date.map_or_else(|| Span::file(path), |date| date.span(path))
}

fn report(name: &str, state: ReviewState, span: Span, found: &mut Findings) {
    let ReviewState::Overdue { due, days } = state else { return };
    let days = plural(usize::try_from(days).unwrap_or(0), "day", "days");
    let message = format!("the review of `{name}` was due on {due}, {days} ago");
    found.report_with_help(
        &REVIEW_OVERDUE,
        span,
        message,
        "review it, add a `[[reviews]]` entry and set the next date",
    );
}
