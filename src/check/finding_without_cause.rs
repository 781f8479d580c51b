//! Nonconformities of which nobody says why they came about.

use crate::base::date::{Date, Interval};
use crate::base::text::{plural, printable};
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::diag::span::{Span, Spanned};
use crate::model::document::Document;
use crate::model::handbook::Handbook;
use crate::model::record::finding::Finding;

code! {
    /// A nonconformity has no cause.
    ///
    /// Looked at are findings in force with the grade `major` or `minor`. One without `cause` is reported when it is closed, when it
    /// has `actions`, or when more than 30 days have passed since `raised`. Observations and opportunities need no cause. A cause that was
    /// never filled in is `placeholder` instead.
    ///
    /// # Why
    /// The causes of a nonconformity must be determined, so that it does not come again or elsewhere (ISO/IEC 27001:2022,
    /// 10.2 b). An action against an unknown cause helps by chance.
    ///
    /// # Mend
    /// Ask why until the answer is something that an action can change: rarely a person who forgot, mostly a step that nobody had.
    /// Write it in `cause`, look whether the same exists elsewhere (`similar`), then plan the actions.
    ///
    /// # Example
    /// ```toml
    /// id    = "FND-2026-07"
    /// type  = "finding"
    /// grade = "minor"
    ///
    /// [[actions]]
    /// text = "Remind everybody of the deadline for leavers."
    /// due  = 2026-10-30
    /// ```
    ///
    /// With the cause, there is another action:
    ///
    /// ```toml
    /// cause = "Payroll is outside single sign-on, and closing its accounts is nobody's task."
    ///
    /// [[actions]]
    /// text = "Move payroll behind single sign-on."
    /// due  = 2026-12-18
    /// ```
    FINDING_WITHOUT_CAUSE = "finding-without-cause", Warn (Draft: Note, Audit: Deny)
}

/// How long a nonconformity may be without a cause while nothing is done about it.
const TIME: Interval = Interval::Days(30);

pub(super) const CHECK: Check = Check { code: &FINDING_WITHOUT_CAUSE, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    for (_, document, finding) in handbook.findings() {
        let parsed = &finding.parsed;
        let is_graded = parsed.grade.is_some() && finding.is_nonconformity();
        let is_settled = parsed.cause.is_some() || parsed.unread.contains(&"cause");
        if document.is_in_force()
            && is_graded
            && !is_settled
            && let Some((why, span)) = reason(handbook, document, finding)
        {
            let message = format!("`{}` {why}", printable(document.id()));
            let help = "ask why until the answer is something that an action can change, and write it in `cause`";
            found.report_with_help(&FINDING_WITHOUT_CAUSE, span, message, help);
        }
    }
}

/// Why a cause is needed by now, as the end of a sentence, and the place that shows it.
fn reason(handbook: &Handbook, document: &Document, finding: &Finding) -> Option<(String, Span)> {
    let parsed = &finding.parsed;
    if let Some(closed) = closed(handbook, finding) {
        let why = format!("was closed on {} without a cause", closed.value);
        return Some((why, document.span_of(Some(closed))));
    }
    let grade = document.span_of(parsed.grade.as_ref());
    if !parsed.actions.is_empty() {
        return Some(("has actions, but no cause".to_owned(), grade));
    }
    let raised = parsed.raised.as_ref()?;
    let is_old = raised.value.plus(TIME) < handbook.today;
    let days = usize::try_from(raised.value.days_until(handbook.today)).unwrap_or(0);
    let ago = plural(days, "day", "days");
    let why = format!("was raised on {}, {ago} ago, and has no cause", raised.value);
    is_old.then(|| (why, document.span_of(Some(raised))))
}

fn closed<'h>(handbook: &Handbook, finding: &'h Finding) -> Option<&'h Spanned<Date>> {
    let closure = finding.parsed.closure.as_ref()?;
    closure.date.as_ref().filter(|date| date.value <= handbook.today)
}
