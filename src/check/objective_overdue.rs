//! Objectives whose day is over and that are not reached.

use crate::base::text::{plural, printable};
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::handbook::Handbook;
use crate::model::objective::{Objective, Reached};
use crate::model::register::Kind;

code! {
    /// The day of an objective is over, and its newest figure does not reach the target, or there is no figure.
    ///
    /// The newest of the `values` up to today counts, also when it is later than `due`. With `better = "higher"` it must be at least the
    /// target, with `"lower"` at most. On the day of `due` itself it is not late.
    ///
    /// # Why
    /// Objectives must be monitored, and updated as appropriate (ISO/IEC 27001:2022, 6.2 d and f). How far they are reached is an
    /// input of the management review (9.3.2 d 4). A day that passes in silence shows that nobody looks.
    ///
    /// # Mend
    /// If there is a newer figure, add it. If the objective was missed, say so in the next management review, and decide: another plan with a
    /// new `due`, another target, or the end of the objective. Do not move the day without a decision.
    ///
    /// # Example
    /// On 21 November 2026, with 18 as the newest figure:
    ///
    /// ```toml
    /// [objective.OBJ-2]
    /// title  = "High vulnerabilities are fixed within 30 days"
    /// target = 95
    /// unit   = "%"
    /// due    = 2026-09-30
    /// ```
    ///
    /// After the decision of the management review:
    ///
    /// ```toml
    /// due    = 2027-03-31
    /// plan   = "Half a day a week for one engineer of each team (REC-005-D3)."
    /// ```
    OBJECTIVE_OVERDUE = "objective-overdue", Warn (Draft: Note, Audit: Deny)
}

pub(super) const CHECK: Check = Check { code: &OBJECTIVE_OVERDUE, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    let path = &handbook.register(Kind::Objectives).path;
    for objective in &handbook.objectives {
        let parsed = &objective.parsed;
        let Some(due) = parsed.due.as_ref().filter(|due| due.value < handbook.today) else {
            continue;
        };
        let Some(how) = state(handbook, objective) else { continue };
        let days = usize::try_from(due.value.days_until(handbook.today)).unwrap_or(0);
        let message = format!(
            "objective `{}` was due on {}, {} ago, and {how}",
            printable(&parsed.id.value),
            due.value,
            plural(days, "day", "days")
        );
        let help = "add the newest figure, or decide on a new plan and day";
        found
            .report_with_help(&OBJECTIVE_OVERDUE, due.span(path), message, help)
            .about(&parsed.id.value);
    }
}

/// In what way it is not reached; `None` when it is, or when there is nothing to compare with.
fn state(handbook: &Handbook, objective: &Objective) -> Option<String> {
    let parsed = &objective.parsed;
    let Some(newest) = objective.newest(handbook.today) else {
        return Some("nothing was measured".to_owned());
    };
    let target = parsed.target.as_ref()?;
    let is_missed = objective.reached(handbook.today) == Reached::Missed;
    is_missed.then(|| {
        let (value, target) = (newest.value.value, target.value);
        format!("the newest figure is {value}, the target {target}")
    })
}
