//! Everything that counts today and has an owner: documents in force, the Statement of Applicability and its rows, the registers.

use crate::base::path::RelPath;
use crate::base::text::printable;
use crate::diag::span::{Span, Spanned};
use crate::model::handbook::Handbook;
use crate::model::people::PartyId;
use crate::model::review::ReviewState;
use crate::model::soa::Applicability;

/// Something with an owner.
#[derive(Debug)]
pub struct Owned {
    /// How findings call it.
    pub name: String,
    /// Its id; `None` for the risk register, which has none.
    pub id: Option<String>,
    /// Who answers for it.
    pub owner: PartyId,
    /// Where the owner is named.
    pub span: Span,
}

/// Everything that counts today and has an owner: documents in the order of their ids, then the others.
pub fn owned(handbook: &Handbook) -> Vec<Owned> {
    let mut all: Vec<Owned> = Vec::new();
    for document in handbook.documents.iter().filter(|document| document.is_in_force()) {
        let at = document.parsed.front.owner.as_ref();
        push(&mut all, &document.parsed.path, Some(document.id()), document.owner, at);
    }
    let path = RelPath::fixed("soa.toml");
    if let Some(soa) = &handbook.soa.parsed {
        push(&mut all, &path, Some(&soa.id), handbook.soa.owner, soa.owner.as_ref());
    }
    for row in &handbook.soa.rows {
        let applies = matches!(row.applicability, Applicability::Included(_));
        if let Some(parsed) = row.parsed.as_ref().filter(|_| applies) {
            let id = handbook.label(row.control).id.as_str();
            push(&mut all, &path, Some(id), row.owner, parsed.owner.as_ref());
        }
    }
    let path = RelPath::fixed("registers/risks.toml");
    let register = handbook.risk_register_owner.as_ref();
    push(&mut all, &path, None, register.map(|owner| owner.value), register);
    for risk in &handbook.risks {
        let id = &risk.parsed.id.value;
        push(&mut all, &path, Some(id), risk.owner, risk.parsed.owner.as_ref());
    }
    let path = RelPath::fixed("registers/evidence.toml");
    let is_stale = |state| matches!(state, ReviewState::Overdue { .. });
    for piece in handbook.evidence.iter().filter(|piece| !is_stale(piece.freshness)) {
        let id = &piece.parsed.id.value;
        push(&mut all, &path, Some(id), piece.owner, piece.parsed.owner.as_ref());
    }
    let path = RelPath::fixed("registers/obligations.toml");
    for obligation in &handbook.obligations {
        let owner = obligation.owner.as_ref();
        let party = owner.and_then(|key| handbook.directory.find(&key.value));
        push(&mut all, &path, Some(&obligation.id.value), party, owner);
    }
    all
}

fn push<T>(
    all: &mut Vec<Owned>,
    path: &RelPath,
    id: Option<&str>,
    owner: Option<PartyId>,
    at: Option<&Spanned<T>>,
) {
    let (Some(owner), Some(at)) = (owner, at) else { return };
    let name =
        id.map_or_else(|| "the risk register".to_owned(), |id| format!("`{}`", printable(id)));
    all.push(Owned { name, id: id.map(str::to_owned), owner, span: at.span(path) });
}
