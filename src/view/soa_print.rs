//! The Statement of Applicability as one file to print or mail.

use serde::Serialize;

use crate::base::text::natural_order;
use crate::model::handbook::Handbook;
use crate::view::pager::IDS;
use crate::view::parts::Link;
use crate::view::soa::{RowView, SoaView};

/// The statement, and what the ids in it stand for: away from the handbook, nobody can look them up.
#[derive(Debug, Serialize)]
pub struct SoaPrintView {
    /// The statement.
    pub statement: SoaView,
    /// What its ids stand for, by what they are; those without any are left out.
    pub keys: Vec<Key>,
}

/// What ids of one kind stand for.
#[derive(Debug, Serialize)]
pub struct Key {
    /// What they are, such as `Documents`.
    pub title: &'static str,
    /// Each once, in the order of their ids.
    pub links: Vec<Link>,
}

impl SoaPrintView {
    /// The statement of the handbook.
    pub fn new(handbook: &Handbook) -> Self {
        let statement = SoaView::new(handbook);
        let evidence =
            |row: &RowView| row.evidence.iter().map(|piece| piece.link.clone()).collect();
        let keys = [
            // No more of them stand in a row.
            key("Documents", &statement, |row| row.documents.iter().take(IDS).cloned().collect()),
            key("Obligations", &statement, |row| row.obligations.clone()),
            key("Risks", &statement, |row| row.risks.clone()),
            key("Evidence", &statement, evidence),
        ];
        let keys = keys.into_iter().filter(|key| !key.links.is_empty()).collect();
        Self { statement, keys }
    }
}

fn key(title: &'static str, statement: &SoaView, links: impl Fn(&RowView) -> Vec<Link>) -> Key {
    let rows = statement.groups.iter().flat_map(|group| &group.rows);
    let mut links: Vec<Link> = rows.flat_map(links).collect();
    links.sort_by(|left, right| natural_order(&left.id, &right.id));
    links.dedup_by(|left, right| left.id == right.id);
    Key { title, links }
}
