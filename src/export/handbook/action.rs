//! Steps: of the treatment of a risk, of a finding, of a management review.

use schemars::JsonSchema;
use serde::Serialize;

use crate::export::handbook::names::Names;
use crate::export::handbook::values::Day;
use crate::parse::action::Action as Parsed;

/// A step.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Action {
    /// Its id.
    id: Option<String>,
    /// What is done.
    text: String,
    /// Who does it.
    owner: Option<String>,
    /// By when.
    due: Option<Day>,
    /// When it was done.
    done: Option<Day>,
    /// True while it is not done.
    is_open: bool,
}

/// Steps in the order of the file.
pub(super) fn actions(names: Names<'_>, actions: &[Parsed]) -> Vec<Action> {
    let action = |one: &Parsed| Action {
        id: one.id.clone(),
        text: one.text.clone(),
        owner: names.somebody(one.owner.as_ref()),
        due: Day::of(one.due.as_ref()),
        done: Day::of(one.done.as_ref()),
        is_open: one.is_open(names.handbook.today),
    };
    actions.iter().map(action).collect()
}
