//! Planned audits whose day is over.

use crate::base::text::{plural, printable};
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::handbook::Handbook;

code! {
    /// An internal audit was planned for a day that is over, and is not said to be performed.
    ///
    /// Looked at is `planned` of records of type `internal-audit` without `performed`, drafts too. On the day itself it is not late.
    /// Whether the longest time between two audits is over is said by `audit-interval-exceeded`.
    ///
    /// # Why
    /// Internal audits must take place at planned intervals (ISO/IEC 27001:2022, 9.2.1). A plan that slips in silence is no plan.
    ///
    /// # Mend
    /// Once it has taken place, set `performed` to its last day. If it was put off, agree on a new day with whoever the programme belongs to, and set
    /// `planned`. If it was given up, set `status = "retired"` and say why in the text.
    ///
    /// # Example
    /// On 21 November 2026:
    ///
    /// ```toml
    /// id      = "REC-010"
    /// type    = "internal-audit"
    /// status  = "draft"
    /// planned = 2026-09-14
    /// ```
    ///
    /// It took place, and the report is being written:
    ///
    /// ```toml
    /// planned   = 2026-09-14
    /// performed = 2026-09-17
    /// ```
    AUDIT_OVERDUE = "audit-overdue", Warn (Draft: Note)
}

pub(super) const CHECK: Check = Check { code: &AUDIT_OVERDUE, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    for (_, document, audit) in handbook.audits() {
        let parsed = &audit.parsed;
        if parsed.performed.is_some() || parsed.unread.contains(&"performed") {
            continue;
        }
        let Some(planned) = parsed.planned.as_ref().filter(|day| day.value < handbook.today) else {
            continue;
        };
        let days = usize::try_from(planned.value.days_until(handbook.today)).unwrap_or(0);
        let message = format!(
            "audit `{}` was planned for {}, {} ago, and is not said to be performed",
            printable(document.id()),
            planned.value,
            plural(days, "day", "days")
        );
        let help = "set `performed` to its last day, or agree on a new `planned`";
        let span = document.span_of(Some(planned));
        found.report_with_help(&AUDIT_OVERDUE, span, message, help);
    }
}
