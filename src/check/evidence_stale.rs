//! Evidence that is older than it may be.

use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::diag::span::Span;
use crate::model::handbook::Handbook;
use crate::model::register::Kind;
use crate::model::review::ReviewState;

code! {
    /// A piece of evidence is older than its `valid_for` allows.
    ///
    /// It counts as fresh up to the day that lies `valid_for` after `collected`, and on
    /// that day, too. From the next day on it is stale. Months are calendar months: one
    /// month after 31 January is the last day of February. Evidence without `collected`
    /// or without `valid_for` never becomes stale. Evidence dated after today is
    /// `date-in-future` instead.
    ///
    /// # Why
    /// Evidence must show that a control works today, not that it once did (ISO/IEC
    /// 27001:2022, 9.1).
    ///
    /// # Mend
    /// Collect it again, put the new proof in `file` or `url`, and set `collected`. If
    /// it really holds for longer, set `valid_for` to that time. A new date without new
    /// proof is a false statement.
    ///
    /// # Example
    /// In `registers/evidence.toml`:
    ///
    /// ```toml
    /// [evidence.EV-2026-014]
    /// title     = "Access review of the first quarter"
    /// collected = 2026-04-02
    /// valid_for = "3 months"
    /// ```
    ///
    /// On 21 November 2026 this has been stale for 142 days. After the next access
    /// review:
    ///
    /// ```toml
    /// [evidence.EV-2026-014]
    /// title     = "Access review of the third quarter"
    /// collected = 2026-10-05
    /// valid_for = "3 months"
    /// ```
    EVIDENCE_STALE = "evidence-stale", Warn (Draft: Note, Audit: Deny)
}

pub(super) const CHECK: Check = Check { code: &EVIDENCE_STALE, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    let path = handbook.register(Kind::Evidence).path.clone();
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
