//! Nonconformities that were closed although nobody knows whether their actions worked.

use crate::base::date::Date;
use crate::base::text::{list_of, printable};
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::handbook::Handbook;
use crate::model::record::finding::Finding;
use crate::parse::record::finding::Judgement;

code! {
    /// A nonconformity is closed, and nothing shows that its actions worked.
    ///
    /// Looked at are findings in force with the grade `major` or `minor` whose `[closure]` has a `date` up to today. Such a finding is
    /// reported when
    ///
    /// - `[effectiveness]` lacks `result` or `date`;
    /// - its `result` is `not-effective`;
    /// - its `date` is after that of the closure;
    /// - one of its actions is not done.
    ///
    /// One finding names all that is wrong. Observations and opportunities need no check of effectiveness.
    ///
    /// # Why
    /// The effectiveness of corrective actions must be reviewed, and the result documented (ISO/IEC 27001:2022, 10.2 d and g).
    /// What is closed untested comes back, mostly in the next audit.
    ///
    /// # Mend
    /// Look whether the actions worked, with somebody who did not carry them out, and write down `result`, `date`, `by` and what was
    /// seen. Until then take `[closure]` out. If they did not work, go back to the cause and plan other actions.
    ///
    /// # Example
    /// ```toml
    /// id    = "FND-2026-01"
    /// type  = "finding"
    /// grade = "minor"
    ///
    /// [closure]
    /// date = 2026-09-15
    /// by   = "ciso"
    /// ```
    ///
    /// After the check:
    ///
    /// ```toml
    /// [effectiveness]
    /// method = "The next two records are complete."
    /// result = "effective"
    /// date   = 2026-09-15
    /// by     = "ciso"
    ///
    /// [closure]
    /// date = 2026-09-15
    /// by   = "ciso"
    /// ```
    FINDING_CLOSED_WITHOUT_EFFECTIVENESS = "finding-closed-without-effectiveness", Warn (Draft: Note, Audit: Deny)
}

pub(super) const CHECK: Check = Check { code: &FINDING_CLOSED_WITHOUT_EFFECTIVENESS, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    for (_, document, finding) in handbook.findings() {
        let parsed = &finding.parsed;
        let is_graded = parsed.grade.is_some() && finding.is_nonconformity();
        let closure = parsed.closure.as_ref().and_then(|closure| closure.date.as_ref());
        let Some(closed) = closure.filter(|date| date.value <= handbook.today) else { continue };
        if !document.is_in_force() || !is_graded {
            continue;
        }
        let faults = faults(finding, closed.value, handbook.today);
        if faults.is_empty() {
            continue;
        }
        let id = printable(document.id());
        let message =
            format!("`{id}` was closed on {}, but {}", closed.value, faults.join(", and "));
        let help = "look whether the actions worked and add `result` and `date` under `[effectiveness]`, or take `[closure]` out";
        let span = document.span_of(Some(closed));
        found.report_with_help(&FINDING_CLOSED_WITHOUT_EFFECTIVENESS, span, message, help);
    }
}

/// Why it should not have been closed, each as a clause.
fn faults(finding: &Finding, closed: Date, today: Date) -> Vec<String> {
    let parsed = &finding.parsed;
    let check = parsed.effectiveness.as_ref();
    let result = check.and_then(|check| check.result.as_ref()).map(|result| result.value);
    let date = check.and_then(|check| check.date.as_ref()).map(|date| date.value);
    // What was typed and cannot be read is a finding of its own.
    let is_unread =
        parsed.unread.contains(&"effectiveness") || check.is_some_and(|check| check.is_unread);
    let mut faults = Vec::new();
    match (result, date) {
        _ if is_unread => {}
        (None, _) => faults.push("nobody says whether its actions worked".to_owned()),
        (Some(Judgement::NotEffective), _) => {
            faults.push("its actions were judged not to have worked".to_owned());
        }
        (Some(Judgement::Effective), None) => {
            faults.push("it is not said when its actions were judged to have worked".to_owned());
        }
        (Some(Judgement::Effective), Some(date)) if date > closed => {
            faults.push(format!("its actions were judged on {date} only"));
        }
        (Some(Judgement::Effective), Some(_)) => {}
    }
    let open = parsed.actions.iter().filter(|action| action.is_open(today));
    let names: Vec<String> = open
        .map(|action| match &action.id {
            Some(id) => format!("the action `{}`", printable(id)),
            None => "an action".to_owned(),
        })
        .collect();
    if !names.is_empty() {
        let verb = if names.len() == 1 { "is" } else { "are" };
        faults.push(format!("{} {verb} not done", list_of(&names)));
    }
    faults
}
