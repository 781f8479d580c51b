//! Controls that are said to be in place without proof.

use crate::base::path::RelPath;
use crate::base::text::printable;
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::handbook::Handbook;
use crate::model::soa::Applicability;
use crate::parse::soa::Implementation;

code! {
    /// A control is implemented, and no piece of evidence shows it.
    ///
    /// Evidence counts on either side: named under `evidence` in the control's row, or naming the control under `proves` in
    /// `registers/evidence.toml`. Stale evidence counts too; its age is reported by `evidence-stale`.
    ///
    /// Controls that are `partial`, `planned` or `not-started` need no proof yet. While the project keeps no evidence at all,
    /// nothing is reported. An id that leads nowhere is `unknown-reference`, not this.
    ///
    /// # Why
    /// An auditor believes what can be shown. Results of monitoring must be kept as evidence (ISO/IEC 27001:2022,
    /// 9.1), and so must what shows that processes ran as planned (8.1).
    ///
    /// # Mend
    /// Add an entry to `registers/evidence.toml` that has the control under `proves`, with what it shows in `result`. If there is
    /// nothing to show, the control is not fully in place: set `status = "partial"` with `due` and `action`.
    ///
    /// # Example
    /// A claim without proof:
    ///
    /// ```toml
    /// [control."A.8.13"]
    /// applicable = true
    /// status     = "implemented"
    /// how        = "Nightly backups, a restore test each quarter."
    /// ```
    ///
    /// The restore test, in `registers/evidence.toml`:
    ///
    /// ```toml
    /// [evidence.EV-2026-011]
    /// title     = "Restore test, third quarter 2026"
    /// collected = 2026-09-24
    /// valid_for = "3 months"
    /// proves    = ["A.8.13"]
    /// result    = "Restored in 1 hour 52 minutes; no row was missing."
    /// ```
    IMPLEMENTED_WITHOUT_EVIDENCE = "implemented-without-evidence", Warn (Draft: Note, Audit: Deny)
}

pub(super) const CHECK: Check = Check { code: &IMPLEMENTED_WITHOUT_EVIDENCE, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    // Without a register the finding would stand at every row and say the same.
    if handbook.evidence.is_empty() {
        return;
    }
    let path = RelPath::fixed("soa.toml");
    for row in &handbook.soa.rows {
        let (Applicability::Included(Some(Implementation::Implemented)), Some(parsed)) =
            (row.applicability, &row.parsed)
        else {
            continue;
        };
        // Evidence that is named and not found is reported where it is named.
        let Some(status) = parsed
            .status
            .as_ref()
            .filter(|_| row.evidence.is_empty() && parsed.evidence.is_empty())
        else {
            continue;
        };
        let id = printable(&parsed.control.value);
        found.report_with_help(
            &IMPLEMENTED_WITHOUT_EVIDENCE,
            status.span(&path),
            format!("control `{id}` is `implemented`, but no evidence shows it"),
            format!("add `{id}` to `proves` of a piece of evidence, or add `evidence = [\"…\"]`"),
        );
    }
}
