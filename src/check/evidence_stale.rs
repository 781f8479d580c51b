//! Evidence that is older than it may be.

use crate::base::path::RelPath;
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::diag::span::Span;
use crate::model::handbook::Handbook;
use crate::model::review::ReviewState;

code! {
    /// A piece of evidence is older than it counts as fresh.
    ///
    /// # Why
    /// Evidence shows that a control works, not that it once did (ISO/IEC 27001:2022, 9.1).
    ///
    /// # Mend
    /// Collect it again and set `collected`, or say with `valid_for` how long it really holds.
    ///
    /// # Example
    /// An access review of January with `valid_for = "3 months"`, looked at in November.
    EVIDENCE_STALE = "evidence-stale", Warn
}

pub(super) const CHECK: Check = Check { code: &EVIDENCE_STALE, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    let path = RelPath::fixed("registers/evidence.toml");
    for piece in &handbook.evidence {
        let (ReviewState::Overdue { due, days }, Some(collected)) =
            (piece.freshness, &piece.parsed.collected)
        else {
            continue;
        };
        let message = format!(
            "evidence `{}` counted as fresh until {due}, {} ago",
            piece.parsed.id.value,
            crate::base::text::plural(usize::try_from(days).unwrap_or(0), "day", "days")
        );
        found.report_with_help(
            &EVIDENCE_STALE,
            Span::new(&path, collected.at.clone()),
            message,
            "collect it again and set `collected`",
        );
    }
}
