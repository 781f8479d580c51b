//! Owners, approvers and reviewers whom `people.toml` does not hold.

use crate::base::text::{did_you_mean, printable};
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::handbook::Handbook;
use crate::model::people::PartyKind;
use crate::model::unresolved::Wanted;

code! {
    /// An owner, approver or reviewer is not in `people.toml`.
    ///
    /// # Why
    /// Nobody is asked to review what belongs to a name that means no one.
    ///
    /// # Mend
    /// Correct the key, or add the role or person to `people.toml`.
    ///
    /// # Example
    /// `owner = "cisso"`.
    UNKNOWN_OWNER = "unknown-owner", Warn
}

pub(super) const CHECK: Check = Check { code: &UNKNOWN_OWNER, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    let known = || {
        handbook
            .directory
            .parties
            .iter()
            .filter(|party| party.kind != PartyKind::FreeText)
            .map(|party| party.key.as_str())
    };
    for miss in handbook.unresolved.iter().filter(|miss| miss.wanted == Wanted::Party) {
        let typed = printable(&miss.typed);
        let message = match did_you_mean(&miss.typed, known()) {
            Some(near) => format!("`{typed}` is not in `people.toml`; did you mean `{near}`?"),
            None => format!("`{typed}` is not in `people.toml`"),
        };
        found.report_with_help(
            &UNKNOWN_OWNER,
            miss.span.clone(),
            message,
            "correct the key, or add `[role.…]` to `people.toml`",
        );
    }
}
