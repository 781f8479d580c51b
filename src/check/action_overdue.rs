//! Actions that are past their day and not done.

use crate::base::date::Date;
use crate::base::path::RelPath;
use crate::base::text::{plural, printable};
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::handbook::Handbook;
use crate::model::register::Kind;
use crate::model::soa::Applicability;
use crate::parse::soa::Implementation;

code! {
    /// An action should have been done by now and is not.
    ///
    /// Looked at are the `actions` of risks, which are open until `done` names a day up to today, and the rows of included controls that are not
    /// `implemented`. Due on the day itself is not late. What has no `due` is not reported here.
    ///
    /// # Why
    /// The risk treatment plan must be carried out (ISO/IEC 27001:2022, 8.3). An auditor asks first about the dates that have passed.
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
    report_risks(handbook, found);
    report_controls(handbook, found);
}

fn report_risks(handbook: &Handbook, found: &mut Findings) {
    let path = handbook.register(Kind::Risks).path.clone();
    for risk in &handbook.risks {
        let risk_id = printable(&risk.parsed.id.value);
        let open = risk.parsed.actions.iter().filter(|action| action.is_open(handbook.today));
        for action in open {
            let Some(due) = action.due.as_ref().filter(|due| due.value < handbook.today) else {
                continue;
            };
            let what = match &action.id {
                Some(id) => format!("the action `{}` of `{risk_id}`", printable(id)),
                None => format!("an action of `{risk_id}`"),
            };
            found
                .report_with_help(
                    &ACTION_OVERDUE,
                    due.span(&path),
                    format!("{what} was due on {}", late(due.value, handbook.today)),
                    "set `done` if it is done, or agree on a new `due`",
                )
                .about(&risk.parsed.id.value);
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
