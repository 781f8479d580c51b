//! The figures of the coverage: how many of how many.

use serde::Serialize;

use crate::frameworks::ItemKind;
use crate::model::handbook::Handbook;
use crate::view::coverage::{implemented, included, is_rule, owned_by, sampled};
use crate::view::gap_list::GapList;

/// How many of how many.
#[derive(Debug, Serialize)]
pub struct Figure {
    /// What is counted.
    pub label: &'static str,
    /// How many have it.
    pub part: usize,
    /// Of how many.
    pub all: usize,
    /// The share in percent, rounded down: 100 means all of them.
    pub percent: usize,
}

impl Figure {
    fn new(label: &'static str, part: usize, all: usize) -> Self {
        Self { label, part, all, percent: (part * 100).checked_div(all).unwrap_or(0) }
    }
}

/// The figures. Most are what is left when the rows of a list are taken from all: figure and list cannot differ.
pub fn figures(handbook: &Handbook, lists: &[GapList]) -> Vec<Figure> {
    let without = |label, anchor: &str, all: usize| {
        let rows =
            lists.iter().find(|list| list.anchor == anchor).map_or(0, |list| list.rows.len());
        Figure::new(label, all.saturating_sub(rows), all)
    };
    let applicable = included(handbook).count();
    let in_place = implemented(handbook).count();
    let rules = handbook.documents.iter().filter(|document| is_rule(document)).count();
    let clauses = handbook.frameworks.items(0).filter(|(_, item)| item.kind == ItemKind::Clause);
    let looked_at = sampled(handbook);
    let looked_at = included(handbook).filter(|row| looked_at.contains(&row.control)).count();
    let open = handbook.findings().filter(|(.., finding)| finding.is_open(handbook.today)).count();
    vec![
        Figure::new("Controls apply", applicable, handbook.soa.rows.len()),
        without("Controls that apply have a document", "controls", applicable),
        Figure::new("Controls that apply are in place", in_place, applicable),
        without("Controls in place have evidence that counts", "evidence", in_place),
        Figure::new(
            "Controls that apply were sampled in the last three years",
            looked_at,
            applicable,
        ),
        without("Policies, standards and procedures name what they carry out", "documents", rules),
        without("Clauses have documented information", "clauses", clauses.count()),
        without("Risks are treated", "untreated", handbook.risks.len()),
        without("Owners who own something are there", "owners", owned_by(handbook).len()),
        without("Open findings have an owner", "findings", open),
    ]
}
