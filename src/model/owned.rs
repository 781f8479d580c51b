//! Everything that counts today and has an owner: documents in force, the Statement of Applicability and its rows, the registers.

use crate::base::path::RelPath;
use crate::base::text::printable;
use crate::diag::span::{Span, Spanned};
use crate::model::handbook::Handbook;
use crate::model::people::PartyId;
use crate::model::register::Kind;
use crate::model::review::ReviewState;
use crate::model::soa::Applicability;

/// Something with an owner.
#[derive(Debug)]
pub struct Owned {
    /// How findings call it.
    pub name: String,
    /// Its id; `None` for a register, which has none.
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
        push(&mut all, &document.parsed.path, document.id(), document.owner, at);
    }
    let path = RelPath::fixed("soa.toml");
    if let Some(soa) = &handbook.soa.parsed {
        push(&mut all, &path, &soa.id, handbook.soa.owner, soa.owner.as_ref());
    }
    for row in &handbook.soa.rows {
        let applies = matches!(row.applicability, Applicability::Included(_));
        if let Some(parsed) = row.parsed.as_ref().filter(|_| applies) {
            let id = handbook.label(row.control).id.as_str();
            push(&mut all, &path, id, row.owner, parsed.owner.as_ref());
        }
    }
    for register in handbook.registers.values() {
        let Some(owner) = &register.owner else { continue };
        let (name, span) = (register.name(), owner.span(&register.head_path));
        all.push(Owned { name, id: None, owner: owner.value, span });
    }
    for table in &handbook.tables {
        let Some(owner) = &table.owner else { continue };
        let (name, span) =
            (format!("`{}`", table.path), owner.span(&RelPath::fixed("handbook.toml")));
        all.push(Owned { name, id: None, owner: owner.value, span });
    }
    rows(handbook, &mut all);
    all
}

/// The rows of registers that count today: not stale evidence, nor what came to its end.
fn rows(handbook: &Handbook, all: &mut Vec<Owned>) {
    let path = |kind| &handbook.register(kind).path;
    for risk in &handbook.risks {
        let id = &risk.parsed.id.value;
        push(all, path(Kind::Risks), id, risk.owner, risk.parsed.owner.as_ref());
    }
    let is_stale = |state| matches!(state, ReviewState::Overdue { .. });
    for piece in handbook.evidence.iter().filter(|piece| !is_stale(piece.freshness)) {
        let id = &piece.parsed.id.value;
        push(all, path(Kind::Evidence), id, piece.owner, piece.parsed.owner.as_ref());
    }
    for objective in &handbook.objectives {
        let parsed = &objective.parsed;
        let id = &parsed.id.value;
        push(all, path(Kind::Objectives), id, objective.owner, parsed.owner.as_ref());
    }
    let live = handbook.exceptions.iter().filter(|one| one.is_live(handbook.today));
    for exception in live {
        let parsed = &exception.parsed;
        let id = &parsed.id.value;
        push(all, path(Kind::Exceptions), id, exception.owner, parsed.owner.as_ref());
    }
    for obligation in &handbook.obligations {
        let parsed = &obligation.parsed;
        let id = &parsed.id.value;
        push(all, path(Kind::Obligations), id, obligation.owner, parsed.owner.as_ref());
    }
    for list in &handbook.lists {
        for row in list.rows.iter().filter(|row| row.is_live(handbook.today)) {
            let id = &row.parsed.id.value;
            push(all, path(list.kind), id, row.owner, row.parsed.owner.as_ref());
        }
    }
}

/// A row without an owner.
#[derive(Debug)]
pub struct Ownerless<'h> {
    /// Its id.
    pub id: &'h Spanned<String>,
    /// The file that holds it.
    pub path: &'h RelPath,
}

/// The rows of registers that count today, need an owner of their own, and have none. What cannot be read is a finding of its own.
pub fn without_owner(handbook: &Handbook) -> Vec<Ownerless<'_>> {
    let today = handbook.today;
    let risks = handbook.risks.iter().filter(|risk| risk.owner.is_none());
    let risks = risks.map(|risk| (Kind::Risks, &risk.parsed.id));
    let objectives = handbook.objectives.iter().map(|objective| &objective.parsed);
    let objectives =
        objectives.filter(|parsed| parsed.owner.is_none() && !parsed.unread.contains(&"owner"));
    let exceptions = handbook.exceptions.iter().filter(|exception| {
        let parsed = &exception.parsed;
        exception.is_live(today) && parsed.owner.is_none() && !parsed.unread.contains(&"owner")
    });
    let lists = handbook.lists.iter();
    let lists = lists.filter(|list| matches!(list.kind, Kind::Suppliers | Kind::Assets));
    let rows = lists.flat_map(|list| list.rows.iter().map(|row| (list.kind, row)));
    let rows = rows.filter(|(_, row)| {
        row.is_live(today) && row.owner.is_none() && !row.parsed.unread.contains(&"owner")
    });
    risks
        .chain(objectives.map(|parsed| (Kind::Objectives, &parsed.id)))
        .chain(exceptions.map(|exception| (Kind::Exceptions, &exception.parsed.id)))
        .chain(rows.map(|(kind, row)| (kind, &row.parsed.id)))
        .map(|(kind, id)| Ownerless { id, path: &handbook.register(kind).path })
        .collect()
}

fn push<T>(
    all: &mut Vec<Owned>,
    path: &RelPath,
    id: &str,
    owner: Option<PartyId>,
    at: Option<&Spanned<T>>,
) {
    let (Some(owner), Some(at)) = (owner, at) else { return };
    let (name, id) = (format!("`{}`", printable(id)), Some(id.to_owned()));
    all.push(Owned { name, id, owner, span: at.span(path) });
}
