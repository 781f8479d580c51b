//! `registers/exceptions.toml`: where a rule does not hold for a while, who allowed it, and until when.

use crate::base::date::Date;
use crate::diag::span::Spanned;
use crate::parse::fields::Fields;
use crate::parse::id;

/// One exception.
#[derive(Debug, Clone)]
pub struct Exception {
    /// Its id.
    pub id: Spanned<String>,
    /// What is allowed, in a line.
    pub title: String,
    /// The documents whose rule does not hold.
    pub documents: Vec<Spanned<String>>,
    /// The controls that are not met in full.
    pub controls: Vec<Spanned<String>>,
    /// Why it is needed.
    pub why: Option<String>,
    /// The risks that it makes larger.
    pub risks: Vec<Spanned<String>>,
    /// What protects meanwhile.
    pub measures: Option<String>,
    /// Who asked for it and answers for it.
    pub owner: Option<Spanned<String>>,
    /// Who allowed it.
    pub approved_by: Option<Spanned<String>>,
    /// When.
    pub approved: Option<Spanned<Date>>,
    /// The last day on which it holds.
    pub until: Option<Spanned<Date>>,
    /// When it was given up.
    pub ended: Option<Spanned<Date>>,
    /// Keys that were typed and could not be read: they are not missing.
    pub unread: Vec<&'static str>,
}

/// Reads an exception.
pub(in crate::parse) fn read(id: Spanned<String>, row: &Fields<'_, '_>) -> Option<Exception> {
    let name = id.value.clone();
    let id = id::checked(id, row);
    let title = row.required_text("title");
    let mut exception = Exception {
        id: Spanned::new(name.clone(), 0..0),
        title: title.map_or(name, |text| text.value),
        documents: row.one_or_more("document"),
        controls: row.one_or_more("control"),
        why: row.text("why").map(|text| text.value),
        risks: row.one_or_more("risk"),
        measures: row.text("measures").map(|text| text.value),
        owner: row.text("owner"),
        approved_by: row.text("approved_by"),
        approved: row.date("approved"),
        until: row.date("until"),
        ended: row.date("ended"),
        unread: Vec::new(),
    };
    let empty = [
        ("document", exception.documents.is_empty()),
        ("control", exception.controls.is_empty()),
        ("owner", exception.owner.is_none()),
        ("why", exception.why.is_none()),
        ("approved_by", exception.approved_by.is_none()),
        ("approved", exception.approved.is_none()),
        ("until", exception.until.is_none()),
    ];
    let empty = empty.into_iter().filter(|(_, is_empty)| *is_empty).map(|(key, _)| key);
    exception.unread = empty.filter(|key| row.is_typed(key)).collect();
    exception.id = id?;
    Some(exception)
}
