//! Steps that somebody has to take as a table: all of them, and those of one kind of record.

use crate::base::date::Date;
use crate::export::{id_of, party_of, typed_day};
use crate::model::action::Step;
use crate::model::handbook::Handbook;
use crate::sheet::{Cell, Sheet};
use crate::view::parts::link_to;

/// A table of steps.
pub(super) fn steps_sheet(handbook: &Handbook, steps: Vec<Step<'_>>) -> Sheet {
    Sheet::of("Actions", steps)
        .column("of", "Belongs to", 13, |it| id_of(handbook, it.of))
        .column("kind", "Kind", 17, |it| Cell::text(link_to(handbook, it.of).kind))
        .column("title", "Title of that", 36, |it| Cell::text(&handbook.label(it.of).title))
        .column("actions.id", "Action", 12, |it| Cell::maybe(it.action.id.as_deref()))
        .column("actions.text", "What is done", 60, |it| Cell::text(&it.action.text))
        .column("actions.owner", "Who", 28, |it| party_of(handbook, it.owner))
        .column("actions.due", "Due", 11, |it| typed_day(it.action.due.as_ref()))
        .column("actions.done", "Done", 11, |it| typed_day(it.action.done.as_ref()))
        .column("state", "State", 8, |it| Cell::text(state(it, handbook.today)))
        .column("late", "Late", 6, |it| Cell::from(it.is_late(handbook.today)))
        .column("path", "File", 38, |it| Cell::text(it.path.as_str()))
        .end()
}

/// A word that rows can be filtered by.
fn state(step: &Step<'_>, today: Date) -> &'static str {
    if step.is_open(today) { "Open" } else { "Done" }
}
