//! Documents that nobody keeps.

use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::handbook::Handbook;

code! {
    /// A document has no owner.
    ///
    /// # Why
    /// A text without an owner is reviewed by nobody (ISO/IEC 27001:2022, 5.3 and A.5.2).
    ///
    /// # Mend
    /// Name a role of `people.toml`.
    ///
    /// # Example
    /// Front matter without `owner = "ciso"`.
    MISSING_OWNER = "missing-owner", Warn
}

pub(super) const CHECK: Check = Check { code: &MISSING_OWNER, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    for document in handbook
        .documents
        .iter()
        .filter(|document| document.owner.is_none() && !document.parsed.is_unreadable)
    {
        let message = format!("`{}` has no owner", document.id());
        found.report_with_help(
            &MISSING_OWNER,
            document.span_of::<String>(None),
            message,
            "add `owner = \"…\"` with the role that keeps it",
        );
    }
}
