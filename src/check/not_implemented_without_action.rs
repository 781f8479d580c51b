//! Controls that are not in place and have no plan.

use crate::base::path::RelPath;
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::diag::span::Span;
use crate::model::handbook::Handbook;
use crate::model::soa::Applicability;
use crate::parse::soa::Implementation;
use crate::parse::word::Word;

code! {
    /// A control applies, is not fully in place, and lacks a date or an action.
    ///
    /// # Why
    /// The risk treatment plan must say who does what by when (ISO/IEC 27001:2022, 6.1.3 e and 8.3).
    ///
    /// # Mend
    /// Add `due` and `action` to the control's row.
    ///
    /// # Example
    /// `status = "partial"` alone.
    NOT_IMPLEMENTED_WITHOUT_ACTION = "not-implemented-without-action", Warn
}

pub(super) const CHECK: Check = Check { code: &NOT_IMPLEMENTED_WITHOUT_ACTION, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    let path = RelPath::fixed("soa.toml");
    for row in &handbook.soa.rows {
        let (Applicability::Included(Some(status)), Some(parsed)) =
            (row.applicability, &row.parsed)
        else {
            continue;
        };
        let missing: Vec<&str> =
            [("due", parsed.due.is_none()), ("action", parsed.action.is_none())]
                .into_iter()
                .filter(|(_, missing)| *missing)
                .map(|(key, _)| key)
                .collect();
        if status == Implementation::Implemented || missing.is_empty() {
            continue;
        }
        let at = parsed.status.as_ref().map_or(parsed.at.clone(), |status| status.at.clone());
        let message = format!(
            "control `{}` is `{}` without `{}`",
            parsed.control.value,
            status.word(),
            missing.join("` and `")
        );
        found.report_with_help(
            &NOT_IMPLEMENTED_WITHOUT_ACTION,
            Span::new(&path, at),
            message,
            "say what is left to do, and by when",
        );
    }
}
