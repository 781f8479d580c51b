//! Owners who are no longer there.

use std::collections::BTreeMap;

use crate::base::path::RelPath;
use crate::base::text::printable;
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::diag::span::Span;
use crate::model::handbook::Handbook;
use crate::model::owned::{Owned, owned};
use crate::model::people::{Party, PartyId, PartyKind};

code! {
    /// An owner has left, or is a role that nobody holds.
    ///
    /// Annexa looks at the owners of
    ///
    /// - documents and records in force;
    /// - `soa.toml` and its rows for controls that apply;
    /// - registers and their rows, but not stale evidence, nor what has ended.
    ///
    /// One who left is reported at each `owner`, on the day that `left` names in
    /// `people.toml` and after it; also when the owner is a role whose `holder` left.
    /// Approvers and the owners of actions are not reported.
    ///
    /// A role without `holder` is reported once, at the role in `people.toml`, if it
    /// owns any of these. Where no role has a holder, nothing is said about vacancies:
    /// the names are kept elsewhere.
    ///
    /// # Why
    /// Responsibilities must be assigned (ISO/IEC 27001:2022, 5.3). One that left with
    /// its holder is assigned to nobody.
    ///
    /// # Mend
    /// Name the successor as `holder` of the role, or give what it owns to another
    /// `owner`, for example to the deputy while the post is vacant. Keep the person in
    /// `people.toml`: earlier approvals and reviews name them. Do not remove `left`.
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
    let owned = owned(handbook);
    for thing in &owned {
        let owner = handbook.party(thing.owner);
        let Some(left) = owner.left.filter(|left| *left <= handbook.today) else { continue };
        let message =
            format!("the owner of {}, `{}`, left on {left}", thing.name, printable(&owner.key));
        let help = "name another owner, or another holder of the role";
        let finding = found.report_with_help(&OWNER_LEFT, thing.span.clone(), message, help);
        if let Some(id) = &thing.id {
            finding.about(id);
        }
    }
    report_vacant(handbook, &owned, found);
}

/// Reports roles without a holder that own something.
fn report_vacant(handbook: &Handbook, owned: &[Owned], found: &mut Findings) {
    let is_held = |party: &Party| party.kind == PartyKind::Role && party.person.is_some();
    // A file that names no holder at all keeps the names elsewhere.
    if !handbook.directory.parties.iter().any(is_held) {
        return;
    }
    let mut by_owner: BTreeMap<PartyId, Vec<&str>> = BTreeMap::new();
    for thing in owned {
        by_owner.entry(thing.owner).or_default().push(&thing.name);
    }
    let path = RelPath::fixed("people.toml");
    for (owner, names) in by_owner {
        let party = handbook.party(owner);
        let is_vacant = party.kind == PartyKind::Role && party.person.is_none();
        let (Some(at), true, [first, others @ ..]) = (&party.at, is_vacant, names.as_slice())
        else {
            continue;
        };
        let more =
            if others.is_empty() { String::new() } else { format!(" and {} more", others.len()) };
        let key = printable(&party.key);
        found.report_with_help(
            &OWNER_LEFT,
            Span::new(&path, at.clone()),
            format!("role `{key}` has no holder, and owns {first}{more}"),
            "add `holder = \"…\"` with the key of a person, or give what it owns to another role",
        );
    }
}
