//! Documents whose owner is no longer there.

use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::handbook::Handbook;

code! {
    /// A document in force is owned by somebody who left.
    ///
    /// # Why
    /// Responsibilities must be assigned (ISO/IEC 27001:2022, 5.3); one that left with its holder is not.
    ///
    /// # Mend
    /// Give the document, or the role in `people.toml`, to somebody else.
    ///
    /// # Example
    /// `owner = "jo-doe"` while `[person.jo-doe]` has `left = 2026-09-30`.
    OWNER_LEFT = "owner-left", Warn
}

pub(super) const CHECK: Check = Check { code: &OWNER_LEFT, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    for document in handbook.documents.iter().filter(|document| document.is_in_force()) {
        let Some(owner) = document.owner.map(|owner| handbook.party(owner)) else { continue };
        let Some(left) = owner.left.filter(|left| *left <= handbook.today) else { continue };
        let message = format!("the owner of `{}`, `{}`, left on {left}", document.id(), owner.key);
        let span = document.span_of(document.parsed.front.owner.as_ref());
        found.report_with_help(
            &OWNER_LEFT,
            span,
            message,
            "name another owner, or another holder of the role",
        );
    }
}
