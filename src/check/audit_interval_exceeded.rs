//! Too long a time since the newest internal audit.

use crate::base::path::RelPath;
use crate::base::text::{plural, printable};
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::handbook::Handbook;
use crate::model::record::lapse::{Lapse, of_audits};

code! {
    /// The longest time between two internal audits is over.
    ///
    /// It is `every` under `[audit]` in `handbook.toml`; without it nothing is checked. It begins with the newest `performed` up to
    /// today among records of type `internal-audit` in force, and its last day is not too late: a draft proves nothing yet. Where none was
    /// performed yet, that is reported as well, unless one is `planned` within the time from today.
    ///
    /// # Why
    /// Internal audits must take place at planned intervals (ISO/IEC 27001:2022, 9.2.1), and before the first certification at least once.
    ///
    /// # Mend
    /// Hold the audit, and set `performed` in its record. A record that only tells of it in its text is not found: it needs
    /// `type = "internal-audit"` and the day. Do not lengthen `every` to get rid of the finding.
    ///
    /// # Example
    /// `handbook.toml`, while the newest audit ended on 25 September 2025:
    ///
    /// ```toml
    /// [audit]
    /// every = "12 months"
    /// ```
    ///
    /// On 21 November 2026 this is reported. The record of the next audit:
    ///
    /// ```toml
    /// id        = "REC-012"
    /// type      = "internal-audit"
    /// performed = 2026-11-26
    /// ```
    AUDIT_INTERVAL_EXCEEDED = "audit-interval-exceeded", Warn (Draft: Note, Audit: Deny)
}

pub(super) const CHECK: Check = Check { code: &AUDIT_INTERVAL_EXCEEDED, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    let Some(every) = &handbook.settings.audit_every else { return };
    let Some(lapse) = of_audits(handbook, every.value) else { return };
    let (message, about) = match lapse {
        Lapse::Never => {
            let every = every.value;
            let message =
                format!("no internal audit was performed, and none is planned within {every}");
            (message, None)
        }
        Lapse::Since { newest, last, due } => {
            let days = usize::try_from(due.days_until(handbook.today)).unwrap_or(0);
            let message = format!(
                "the newest internal audit, `{}`, ended on {last}; the next one was due by {due}, {} ago",
                printable(newest.id()),
                plural(days, "day", "days")
            );
            (message, Some(newest.id()))
        }
    };
    let help = "hold the audit, and set `performed` in its record";
    let span = every.span(&RelPath::fixed("handbook.toml"));
    let finding = found.report_with_help(&AUDIT_INTERVAL_EXCEEDED, span, message, help);
    if let Some(id) = about {
        finding.about(id);
    }
}
