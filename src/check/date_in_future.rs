//! Approvals, reviews and other records of what has not taken place yet.

use crate::base::date::Date;
use crate::base::path::RelPath;
use crate::base::text::printable;
use crate::check::Check;
use crate::code;
use crate::diag::span::Spanned;
use crate::diag::{Diagnostic, Findings};
use crate::model::handbook::Handbook;
use crate::model::register::Kind;
use crate::parse::trail::Trail;

code! {
    /// Something that is said to have taken place is dated after today.
    ///
    /// Annexa looks at
    ///
    /// - `date` in `[[approvals]]` and `[[reviews]]` of documents and records, whatever
    ///   their status, and of `soa.toml`;
    /// - `done` of the actions and `date` of the acceptances of risks;
    /// - `collected` of evidence.
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
    for document in &handbook.documents {
        report(handbook, &document.parsed.path, &document.parsed.front.trail, found);
    }
    if let Some(soa) = &handbook.soa.parsed {
        report(handbook, &soa.path, &soa.trail, found);
    }
    report_risks(handbook, found);
    report_evidence(handbook, found);
}

fn report_risks(handbook: &Handbook, found: &mut Findings) {
    let path = handbook.register(Kind::Risks).path.clone();
    for risk in &handbook.risks {
        let id = &risk.parsed.id.value;
        let done = risk.parsed.actions.iter().filter_map(|action| {
            let name = action.id.as_ref().map_or_else(
                || format!("an action of `{}`", printable(id)),
                |action| format!("the action `{}` of `{}`", printable(action), printable(id)),
            );
            Some((format!("{name} is said to be done on"), action.done.as_ref()?))
        });
        let accepted = risk.parsed.acceptances.iter().filter_map(|acceptance| {
            let message = format!("the acceptance of `{}` is dated", printable(id));
            Some((message, acceptance.date.as_ref()?))
        });
        for (what, date) in done.chain(accepted).filter(|(_, date)| date.value > handbook.today) {
            report_date(&what, date, &path, found).about(id);
        }
    }
}

fn report_evidence(handbook: &Handbook, found: &mut Findings) {
    let path = handbook.register(Kind::Evidence).path.clone();
    for piece in &handbook.evidence {
        let collected = piece.parsed.collected.as_ref();
        if let Some(date) = collected.filter(|date| date.value > handbook.today) {
            let id = printable(&piece.parsed.id.value);
            let what = format!("evidence `{id}` is said to be collected on");
            report_date(&what, date, &path, found).about(&piece.parsed.id.value);
        }
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
        report_date(&format!("the {what} is dated"), date, path, found);
    }
}

fn report_date<'f>(
    what: &str,
    date: &Spanned<Date>,
    path: &RelPath,
    found: &'f mut Findings,
) -> &'f mut Diagnostic {
    let message = format!("{what} {}, which is still to come; it does not count", date.value);
    let help = "correct the date, or add the entry when it has taken place";
    found.report_with_help(&DATE_IN_FUTURE, date.span(path), message, help)
}
