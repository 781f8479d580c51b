//! Documents whose owner is no longer there.

use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::handbook::Handbook;

code! {
    /// A document in force is owned by somebody who left.
    ///
    /// Reported on the day that `left` names in `people.toml` and after it, for
    /// documents and records in force. Also reported when the owner is a role whose
    /// `holder` left. A role without a holder is not reported. Approvers, and the
    /// owners of `soa.toml` and of registers, are not reported.
    ///
    /// # Why
    /// Responsibilities must be assigned (ISO/IEC 27001:2022, 5.3). One that left with
    /// its holder is assigned to nobody.
    ///
    /// # Mend
    /// Name the successor as `holder` of the role, or give the document another
    /// `owner`. Keep the person in `people.toml`: earlier approvals and reviews name
    /// them. Do not remove `left`.
    ///
    /// # Example
    /// A document has `owner = "ciso"`, and `people.toml` says:
    ///
    /// ```toml
    /// [role.ciso]
    /// title  = "Chief information security officer"
    /// holder = "jo-doe"
    ///
    /// [person.jo-doe]
    /// name = "Jo Doe"
    /// left = 2026-09-30
    /// ```
    ///
    /// With a successor:
    ///
    /// ```toml
    /// [role.ciso]
    /// title  = "Chief information security officer"
    /// holder = "kim-roe"
    ///
    /// [person.jo-doe]
    /// name = "Jo Doe"
    /// left = 2026-09-30
    ///
    /// [person.kim-roe]
    /// name = "Kim Roe"
    /// ```
    OWNER_LEFT = "owner-left", Warn (Audit: Deny)
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
