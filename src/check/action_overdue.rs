//! Actions that are past their day and not done.

use crate::base::date::Date;
use crate::base::path::RelPath;
use crate::base::text::{plural, printable};
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::diag::span::Spanned;
use crate::model::action::steps;
use crate::model::handbook::Handbook;
use crate::model::soa::Applicability;
use crate::parse::soa::Implementation;

code! {
    /// An action should have been done by now and is not.
    ///
    /// Looked at are
    ///
    /// - the `actions` of risks, findings and management reviews, which are open until `done` names a day up to today;
    /// - the rows of included controls that are not `implemented`;
    /// - `due` of findings that are not closed;
    /// - `due` under `[effectiveness]` of open findings, until somebody judged whether the actions worked.
    ///
    /// Due on the day itself is not late. What has no `due` is not reported here, nor is what a superseded or
    /// retired record asks for.
    ///
    /// # Why
    /// The risk treatment plan must be carried out, and so must corrective actions and what management decided (ISO/IEC 27001:2022, 8.3,
    /// 10.2 and 9.3.3). An auditor asks first about the dates that have passed.
    ///
    /// # Mend
    /// If it is done, say so: `done` for an action, `status = "implemented"` for a control. If it is not, decide with its owner on a
    /// new `due`, and have the delay known to whoever carries the risk meanwhile. Do not move the date in silence.
    ///
    /// # Example
    /// On 21 November 2026 this is eight days late:
    ///
    /// ```toml
    /// [[risk.R-021.actions]]
    /// id   = "R-021-2"
    /// text = "Approve the guideline on AI assistants."
    /// due  = 2026-11-13
    /// ```
    ///
    /// Once it is done:
    ///
    /// ```toml
    /// due  = 2026-11-13
    /// done = 2026-11-25
    /// ```
    ACTION_OVERDUE = "action-overdue", Warn (Draft: Note, Audit: Deny)
}

pub(super) const CHECK: Check = Check { code: &ACTION_OVERDUE, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    report_steps(handbook, found);
    report_controls(handbook, found);
    report_findings(handbook, found);
}

fn report_steps(handbook: &Handbook, found: &mut Findings) {
    for step in steps(handbook).into_iter().filter(|step| step.is_late(handbook.today)) {
        let Some(due) = &step.action.due else { continue };
        let of = printable(step.id);
        let what = match &step.action.id {
            Some(id) => format!("the action `{}` of `{of}`", printable(id)),
            None => format!("an action of `{of}`"),
        };
        let message = format!("{what} was due on {}", late(due.value, handbook.today));
        let help = "set `done` if it is done, or agree on a new `due`";
        found.report_with_help(&ACTION_OVERDUE, due.span(step.path), message, help).about(step.id);
    }
}

fn report_findings(handbook: &Handbook, found: &mut Findings) {
    let open = handbook.findings().filter(|(_, _, finding)| finding.is_open(handbook.today));
    for (_, document, finding) in open {
        let (id, parsed) = (printable(document.id()), &finding.parsed);
        let mut report = |due: &Spanned<Date>, what: String, help: &str| {
            if due.value < handbook.today {
                let message = format!("{what} on {}", late(due.value, handbook.today));
                found.report_with_help(&ACTION_OVERDUE, document.span_of(Some(due)), message, help);
            }
        };
        if let Some(due) = &parsed.due {
            let help = "add `[closure]` if it is closed, or agree on a new `due`";
            report(due, format!("finding `{id}` was to be closed"), help);
        }
        let check = parsed.effectiveness.as_ref();
        let check = check.filter(|_| finding.judged(handbook.today).is_none());
        if let Some(due) = check.and_then(|check| check.due.as_ref()) {
            let what = format!("whether the actions of `{id}` worked was to be judged");
            report(due, what, "look whether they worked, and add `result`, `date` and `by`");
        }
    }
}

fn report_controls(handbook: &Handbook, found: &mut Findings) {
    let path = RelPath::fixed("soa.toml");
    for row in &handbook.soa.rows {
        let (Applicability::Included(status), Some(parsed)) = (row.applicability, &row.parsed)
        else {
            continue;
        };
        let is_late =
            |due: Date| status != Some(Implementation::Implemented) && due < handbook.today;
        let Some(due) = parsed.due.as_ref().filter(|due| is_late(due.value)) else { continue };
        let message = format!(
            "control `{}` was to be in place on {}",
            printable(&parsed.control.value),
            late(due.value, handbook.today)
        );
        found.report_with_help(
            &ACTION_OVERDUE,
            due.span(&path),
            message,
            "set `status = \"implemented\"` if it is, or agree on a new `due`",
        );
    }
}

/// The day with how long ago it was.
fn late(due: Date, today: Date) -> String {
    let days = usize::try_from(due.days_until(today)).unwrap_or(0);
    format!("{due}, {} ago", plural(days, "day", "days"))
}
