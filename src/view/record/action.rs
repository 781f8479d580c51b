//! A step that somebody takes, as a row: what, who, until when, and how it stands in words.

use serde::Serialize;

use crate::model::action::Step;
use crate::model::handbook::Handbook;
use crate::model::people::PartyId;
use crate::parse::action::Action;
use crate::view::parts::{Badge, Link, When, link_to};
use crate::view::record::somebody::{Somebody, of_party};
use crate::view::record::words::{lateness, when};

/// A step that somebody takes.
#[derive(Debug, Serialize)]
pub struct StepRow {
    /// Its id.
    pub id: Option<String>,
    /// What is done.
    pub text: String,
    /// The finding, management review or risk that it belongs to; none on the page of that.
    pub of: Option<Link>,
    /// Who does it.
    pub owner: Option<Somebody>,
    /// By when.
    pub due: Option<When>,
    /// When it was done.
    pub done: Option<When>,
    /// Done, open or late, in words.
    pub state: Badge,
}

/// A step of a record, on the page of the record. `owner` answers where the step names nobody.
pub fn own_step(handbook: &Handbook, action: &Action, owner: Option<PartyId>) -> StepRow {
    let named = action.owner.as_ref().and_then(|key| handbook.directory.find(&key.value));
    row(handbook, action, action.id.clone(), named.or(owner))
}

/// A step among those of the whole handbook.
pub fn step(handbook: &Handbook, step: &Step<'_>) -> StepRow {
    let row = row(handbook, step.action, step.action.id.clone(), step.owner);
    StepRow { of: Some(link_to(handbook, step.of)), ..row }
}

fn row(
    handbook: &Handbook,
    action: &Action,
    id: Option<String>,
    owner: Option<PartyId>,
) -> StepRow {
    let done = action.done.as_ref().filter(|_| !action.is_open(handbook.today));
    let state = match (done, &action.due) {
        (Some(done), Some(due)) if done.value > due.value => Badge::new("Done late", "quiet"),
        (Some(_), _) => Badge::new("Done", "ok"),
        (None, Some(due)) => lateness(handbook, due.value),
        (None, None) => Badge::new("No date set", "bad"),
    };
    StepRow {
        id,
        text: action.text.clone(),
        of: None,
        owner: owner.map(|owner| of_party(handbook, owner)),
        due: when(handbook, action.due.as_ref()),
        done: when(handbook, done),
        state,
    }
}
