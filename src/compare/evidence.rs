//! Evidence: new, collected once more, changed in what it proves, gone.

use crate::base::date::Date;
use crate::compare::Side;
use crate::compare::item::{Fate, Fields, Item};
use crate::compare::naming::{day, parties, party, text, texts};
use crate::compare::pairs::{Pair, pairs};
use crate::model::evidence::Evidence;

/// The pieces that differ.
pub fn compare(before: Side<'_>, after: Side<'_>) -> Vec<Item> {
    let found = pairs(&before.handbook.evidence, &after.handbook.evidence, |piece| {
        piece.parsed.id.value.clone()
    });
    found
        .into_iter()
        .filter_map(|pair| match pair {
            Pair::New(piece) => Some(added(after, piece)),
            Pair::Gone(piece) => Some(head(piece, Fate::Gone)),
            Pair::Both(was, is) => changed((before, was), (after, is)),
        })
        .collect()
}

fn head(piece: &Evidence, fate: Fate) -> Item {
    Item::new("evidence", &piece.parsed.id.value, &piece.parsed.title, fate)
}

fn added(side: Side<'_>, piece: &Evidence) -> Item {
    let parsed = &piece.parsed;
    let mut fields = Fields::default();
    fields.value("collected", None::<String>, day(parsed.collected.as_ref()));
    let owner = parsed.owner.as_ref().map(|owner| party(side, owner.value.trim()));
    fields.value("owner", None::<String>, owner);
    fields.list("proves", [], texts(&parsed.proves));
    Item { fields: fields.0, ..head(piece, Fate::New) }
}

fn changed(before: (Side<'_>, &Evidence), after: (Side<'_>, &Evidence)) -> Option<Item> {
    let (was, is) = (&before.1.parsed, &after.1.parsed);
    let mut fields = Fields::default();
    fields.value("collected", day(was.collected.as_ref()), day(is.collected.as_ref()));
    fields.value("title", Some(&*was.title), Some(&*is.title));
    let (owner_before, owner) =
        parties((before.0, was.owner.as_ref()), (after.0, is.owner.as_ref()));
    fields.value("owner", owner_before, owner);
    fields.value("covers", was.covers.map(period), is.covers.map(period));
    let valid_for = |piece: &crate::parse::evidence::Evidence| {
        piece.valid_for.as_ref().map(|typed| typed.value.to_string())
    };
    fields.value("valid-for", valid_for(was), valid_for(is));
    fields.value("result", was.result.as_deref(), is.result.as_deref());
    fields.value("file", text(was.file.as_ref()), text(is.file.as_ref()));
    fields.value("url", text(was.url.as_ref()), text(is.url.as_ref()));
    fields.value("sha256", text(was.sha256.as_ref()), text(is.sha256.as_ref()));
    fields.list("proves", texts(&was.proves), texts(&is.proves));
    fields.list("fulfils", texts(&was.fulfils), texts(&is.fulfils));
    if fields.0.is_empty() {
        return None;
    }
    let collected =
        |piece: &crate::parse::evidence::Evidence| piece.collected.as_ref().map(|day| day.value);
    let is_renewed = collected(is) > collected(was);
    let fate = if is_renewed { Fate::Collected } else { Fate::Changed };
    Some(Item { fields: fields.0, ..head(after.1, fate) })
}

/// The period that a piece covers.
fn period((from, to): (Option<Date>, Option<Date>)) -> String {
    let day = |day: Option<Date>| day.map_or_else(|| "?".to_owned(), |day| day.to_string());
    format!("{} to {}", day(from), day(to))
}
