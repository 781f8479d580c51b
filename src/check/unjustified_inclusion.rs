//! Controls that apply without a reason.

use crate::base::path::RelPath;
use crate::base::text::printable;
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::diag::span::Span;
use crate::model::handbook::Handbook;
use crate::model::soa::Applicability;

code! {
    /// A control applies, and a reason or its justification is missing.
    ///
    /// A row of `soa.toml` with `applicable = true` needs both `reasons` and
    /// `justification`. A reason is one of `risk`, `legal`, `contract` and `business`;
    /// any other word is `wrong-type` and does not count. Naming `risks` or
    /// `obligations` does not take the place of `reasons`.
    ///
    /// # Why
    /// The Statement of Applicability must justify inclusions, too (ISO/IEC 27001:2022,
    /// 6.1.3 d). That something is good practice is no reason.
    ///
    /// # Mend
    /// Say in `reasons` what kind of reason asks for the control, and in
    /// `justification` which risk, law, contract or need it is.
    ///
    /// # Example
    /// ```toml
    /// [control."A.5.15"]
    /// applicable = true
    /// status     = "implemented"
    /// ```
    ///
    /// With its reasons:
    ///
    /// ```toml
    /// [control."A.5.15"]
    /// applicable    = true
    /// reasons       = ["risk", "contract"]
    /// justification = "Leaver accounts stayed open in 2025; customers ask for least privilege."
    /// status        = "implemented"
    /// ```
    UNJUSTIFIED_INCLUSION = "unjustified-inclusion", Warn (Draft: Note, Audit: Deny)
}

pub(super) const CHECK: Check = Check { code: &UNJUSTIFIED_INCLUSION, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    let path = RelPath::fixed("soa.toml");
    for row in &handbook.soa.rows {
        let (Applicability::Included(_), Some(parsed)) = (row.applicability, &row.parsed) else {
            continue;
        };
        let missing: Vec<&str> = [
            ("reasons", parsed.reasons.is_empty()),
            ("justification", parsed.justification.is_none()),
        ]
        .into_iter()
        .filter(|(_, missing)| *missing)
        .map(|(key, _)| key)
        .collect();
        if missing.is_empty() {
            continue;
        }
        let at = parsed
            .applicable
            .as_ref()
            .map_or(parsed.control.at.clone(), |applicable| applicable.at.clone());
        let message = format!(
            "control `{}` applies without `{}`",
            printable(&parsed.control.value),
            missing.join("` and `")
        );
        found.report_with_help(
            &UNJUSTIFIED_INCLUSION,
            Span::new(&path, at),
            message,
            "say which risk, law, contract or business reason asks for it",
        );
    }
}
