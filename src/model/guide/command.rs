//! The commands that a step names: each can be typed as it stands, once the words in capitals are replaced.

use crate::model::handbook::Handbook;
use crate::model::people::{PartyId, PartyKind};
use crate::model::version::Version;

/// True for a version before the first edition: nobody approves a text as 0.1.
pub(super) fn is_before_first_edition(version: Option<&str>) -> bool {
    version.and_then(Version::read).is_some_and(|version| version.major == 0)
}

/// Makes a draft the first edition.
pub(super) fn first_edition(id: &str, owner: Option<PartyId>) -> String {
    // Without an owner the command has to be told who wrote the text.
    let by = if owner.is_none() { " --by KEY" } else { "" };
    format!("annexa bump {id} --material --change \"First edition.\"{by}")
}

/// Records an approval.
pub(super) fn approve(handbook: &Handbook, id: &str, approver: Option<PartyId>) -> String {
    format!("annexa approve {id} --by {} --ref URL", key(handbook, approver))
}

/// Records a review.
pub(super) fn review(handbook: &Handbook, id: &str, owner: Option<PartyId>) -> String {
    format!("annexa review {id} --by {} --outcome OUTCOME --note TEXT", key(handbook, owner))
}

/// The key of somebody; `KEY` where nobody may be named, or with a key that a shell would not take as it is.
fn key(handbook: &Handbook, party: Option<PartyId>) -> &str {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
    let shown = party.and_then(|party| {
        if handbook.hides(party) { only_role(handbook, party) } else { Some(party) }
    });
    let key = shown.map(|party| handbook.party(party).key.as_str());
    key.filter(|key| key.chars().all(is_plain) && !key.starts_with('-')).unwrap_or("KEY")
}

/// The role that a person holds, if it is one role: who holds several may act in any of them.
fn only_role(handbook: &Handbook, person: PartyId) -> Option<PartyId> {
    let parties = (0..handbook.directory.parties.len()).map(PartyId);
    let is_held = |party: &PartyId| handbook.directory.is_same(*party, person);
    let mut roles =
        parties.filter(|party| handbook.party(*party).kind == PartyKind::Role).filter(is_held);
    roles.next().filter(|_| roles.next().is_none())
}
