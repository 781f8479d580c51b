//! What laws and contracts ask for.

use crate::compare::Side;
use crate::compare::item::{Fate, Fields, Item};
use crate::compare::naming::{parties, party};
use crate::compare::pairs::{Pair, pairs};
use crate::model::obligation::Obligation;
use crate::parse::word::Word;

/// The obligations that differ.
pub fn compare(before: Side<'_>, after: Side<'_>) -> Vec<Item> {
    let id = |obligation: &Obligation| obligation.parsed.id.value.clone();
    let found = pairs(&before.handbook.obligations, &after.handbook.obligations, id);
    found
        .into_iter()
        .filter_map(|pair| match pair {
            Pair::New(obligation) => Some(added(after, obligation)),
            Pair::Gone(obligation) => Some(head(obligation, Fate::Gone)),
            Pair::Both(was, is) => changed((before, was), (after, is)),
        })
        .collect()
}

fn head(obligation: &Obligation, fate: Fate) -> Item {
    Item::new("obligation", &obligation.parsed.id.value, &obligation.parsed.title, fate)
}

fn added(side: Side<'_>, obligation: &Obligation) -> Item {
    let mut fields = Fields::default();
    fields.value("kind", None::<String>, obligation.parsed.kind.map(Word::word));
    fields.value("source", None::<String>, obligation.parsed.source.as_deref());
    let owner = obligation.parsed.owner.as_ref().map(|owner| party(side, owner.value.trim()));
    fields.value("owner", None::<String>, owner);
    Item { fields: fields.0, ..head(obligation, Fate::New) }
}

fn changed(before: (Side<'_>, &Obligation), after: (Side<'_>, &Obligation)) -> Option<Item> {
    let (was, is) = (&before.1.parsed, &after.1.parsed);
    let mut fields = Fields::default();
    fields.value("title", Some(&*was.title), Some(&*is.title));
    fields.value("kind", was.kind.map(Word::word), is.kind.map(Word::word));
    fields.value("source", was.source.as_deref(), is.source.as_deref());
    fields.value("summary", was.summary.as_deref(), is.summary.as_deref());
    let (owner_before, owner) =
        parties((before.0, was.owner.as_ref()), (after.0, is.owner.as_ref()));
    fields.value("owner", owner_before, owner);
    (!fields.0.is_empty()).then(|| Item { fields: fields.0, ..head(after.1, Fate::Changed) })
}
