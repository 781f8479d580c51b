//! Steps that somebody takes: of the treatment of risks, of findings, of management reviews.

use crate::compare::Side;
use crate::compare::item::Fields;
use crate::compare::naming::{day, parties};
use crate::compare::pairs::{Pair, pairs};
use crate::parse::action::Action;

/// Actions by their ids, and by their text where they have none.
pub(super) fn compare(
    fields: &mut Fields,
    before: (Side<'_>, &[Action]),
    after: (Side<'_>, &[Action]),
) {
    let id = |action: &Action| action.id.clone().unwrap_or_else(|| action.text.clone());
    for pair in pairs(before.1, after.1, id) {
        let (was, is) = match pair {
            Pair::Gone(was) => (Some(was), None),
            Pair::New(is) => (None, Some(is)),
            Pair::Both(was, is) => (Some(was), Some(is)),
        };
        let of = is.or(was).map(id);
        match (was, is) {
            (Some(was), Some(is)) => {
                let of = of.as_deref();
                fields.value_of("action", of, Some(&*was.text), Some(&*is.text));
                let (owner_before, owner) =
                    parties((before.0, was.owner.as_ref()), (after.0, is.owner.as_ref()));
                fields.value_of("action-owner", of, owner_before, owner);
                fields.value_of("action-due", of, day(was.due.as_ref()), day(is.due.as_ref()));
                fields.value_of("action-done", of, day(was.done.as_ref()), day(is.done.as_ref()));
            }
            (was, is) => {
                let said = |action: &Action| {
                    let due = day(action.due.as_ref()).map(|due| format!(" (due {due})"));
                    let done = day(action.done.as_ref()).map(|done| format!(" (done {done})"));
                    format!("{}{}", action.text, done.or(due).unwrap_or_default())
                };
                fields.value_of("action", of.as_deref(), was.map(said), is.map(said));
            }
        }
    }
}
