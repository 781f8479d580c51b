//! Exceptions.

use schemars::JsonSchema;
use serde::Serialize;

use crate::export::handbook::names::Names;
use crate::export::handbook::values::{Day, Standing};
use crate::model::entry::Entry;
use crate::model::exception::Exception as Found;

/// An exception.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Exception {
    /// Its id.
    id: String,
    /// What is allowed, in a line.
    title: String,
    /// The documents whose rule does not hold.
    document: Vec<String>,
    /// The controls that are not met in full.
    control: Vec<String>,
    /// Why it is needed.
    why: Option<String>,
    /// The risks that it makes larger.
    risk: Vec<String>,
    /// What protects meanwhile.
    measures: Option<String>,
    /// Who asked for it and answers for it.
    owner: Option<String>,
    /// Who allowed it.
    approved_by: Option<String>,
    /// When.
    approved: Option<Day>,
    /// The last day on which it holds.
    until: Option<Day>,
    /// When it was given up.
    ended: Option<Day>,
    /// How its end stands.
    expiry: Standing,
    /// True when somebody allowed it, and its time is not over.
    is_in_force: bool,
    /// Its page, relative to the root of the site.
    page: String,
}

/// The rows.
pub(super) fn rows(names: Names<'_>) -> Vec<Exception> {
    let exceptions = names.handbook.exceptions.iter().enumerate();
    exceptions.map(|(number, one)| of(names, Entry::Exception(number), one)).collect()
}

fn of(names: Names<'_>, entry: Entry, exception: &Found) -> Exception {
    let parsed = &exception.parsed;
    Exception {
        id: parsed.id.value.clone(),
        title: parsed.title.clone(),
        document: names.entries(&parsed.documents),
        control: names.controls(&parsed.controls),
        why: parsed.why.clone(),
        risk: names.entries(&parsed.risks),
        measures: parsed.measures.clone(),
        owner: names.party(parsed.owner.as_ref()),
        approved_by: names.party(parsed.approved_by.as_ref()),
        approved: Day::of(parsed.approved.as_ref()),
        until: Day::of(parsed.until.as_ref()),
        ended: Day::of(parsed.ended.as_ref()),
        expiry: exception.expiry.into(),
        is_in_force: exception.is_in_force(names.handbook.today),
        page: names.page(entry),
    }
}
