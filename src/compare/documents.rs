//! Documents and records: new, changed with and without a version step, reviewed, withdrawn, gone.

use crate::compare::Side;
use crate::compare::item::{Fate, Fields, Item, TextStep};
use crate::compare::naming::{day, parties, party, text, texts};
use crate::compare::pairs::{Pair, pairs};
use crate::compare::{records, sections, trail};
use crate::model::document::Document;
use crate::model::version::is_same_version;
use crate::parse::digest::text_of;
use crate::parse::word::Word;

/// A document that differs, and whether it is a record.
#[derive(Debug)]
pub struct Compared {
    /// In what it differs.
    pub item: Item,
    /// True for proof of something past.
    pub is_record: bool,
}

/// The documents and records that differ.
pub fn compare(before: Side<'_>, after: Side<'_>) -> Vec<Compared> {
    let found = pairs(&before.handbook.documents, &after.handbook.documents, |document| {
        document.id().to_owned()
    });
    found
        .into_iter()
        .filter_map(|pair| {
            let (item, document) = match pair {
                Pair::New(document) => (added(after, document), document),
                Pair::Gone(document) => (head(document, Fate::Gone), document),
                Pair::Both(earlier, later) => (changed((before, earlier), (after, later))?, later),
            };
            Some(Compared { item, is_record: document.is_record() })
        })
        .collect()
}

fn head(document: &Document, fate: Fate) -> Item {
    let item = Item::new(document.kind.word(), document.id(), &document.title, fate);
    let version =
        text(document.parsed.front.version.as_ref()).map(|version| version.trim().to_owned());
    Item { version, path: Some(document.parsed.path.to_string()), ..item }
}

fn added(side: Side<'_>, document: &Document) -> Item {
    let front = &document.parsed.front;
    let mut fields = Fields::default();
    let nothing = None::<String>;
    fields.value("version", nothing.clone(), text(front.version.as_ref()));
    fields.value("status", nothing.clone(), Some(front.status.word()));
    let owner = front.owner.as_ref().map(|owner| party(side, owner.value.trim()));
    fields.value("owner", nothing.clone(), owner);
    fields.value("classification", nothing.clone(), text(front.classification.as_ref()));
    fields.value("effective", nothing, day(front.effective.as_ref()));
    records::added(&mut fields, side, &document.details);
    let item = head(document, if document.is_withdrawn() { Fate::Withdrawn } else { Fate::New });
    let events = trail::compare(None, Some((side, &front.trail)));
    Item { fields: fields.0, events, ..item }
}

fn changed(before: (Side<'_>, &Document), after: (Side<'_>, &Document)) -> Option<Item> {
    let (earlier, later) = (before.1, after.1);
    let moved = earlier.parsed.path != later.parsed.path;
    let moved_from = moved.then(|| earlier.parsed.path.to_string());
    if earlier.parsed.is_unreadable || later.parsed.is_unreadable {
        let fields = readability(earlier, later).0;
        let differs = moved || earlier.parsed.text != later.parsed.text;
        return differs.then(|| Item { moved_from, fields, ..head(later, Fate::Changed) });
    }
    let step = text_step(earlier, later);
    let fields = fields(before, after).0;
    let events = trail::compare(
        Some((before.0, &earlier.parsed.front.trail)),
        Some((after.0, &later.parsed.front.trail)),
    );
    if !moved && step == TextStep::Same && fields.is_empty() && events.is_empty() {
        return None;
    }
    let is_looked_at = trail::is_looked_at(&events, &fields);
    let fate = if later.is_withdrawn() && !earlier.is_withdrawn() {
        Fate::Withdrawn
    } else if step == TextStep::Same && !moved && is_looked_at {
        Fate::Reviewed
    } else {
        Fate::Changed
    };
    let is_body_changed = body(earlier) != body(later);
    let sections = if is_body_changed {
        sections::compare(&earlier.parsed, &later.parsed)
    } else {
        Vec::new()
    };
    let text = Some(step);
    Some(Item { moved_from, text, is_body_changed, sections, fields, events, ..head(later, fate) })
}

/// Of front matter that cannot be read no value is known, and none is said to be gone.
fn readability(earlier: &Document, later: &Document) -> Fields {
    let state = |document: &Document| {
        Some(if document.parsed.is_unreadable { "cannot be read" } else { "can be read" })
    };
    let mut fields = Fields::default();
    fields.value("front-matter", state(earlier), state(later));
    fields
}

fn text_step(earlier: &Document, later: &Document) -> TextStep {
    if earlier.digest == later.digest {
        return TextStep::Same;
    }
    let version = |document: &Document| {
        document.parsed.front.version.as_ref().map_or("", |typed| typed.value.as_str()).to_owned()
    };
    if is_same_version(&version(earlier), &version(later)) {
        TextStep::Unstepped
    } else {
        TextStep::Stepped
    }
}

/// What stands below the attributes in the text that the digest is taken of.
fn body(document: &Document) -> String {
    let text = text_of(&document.parsed);
    text.split_once("\n\n").map_or(String::new(), |(_, body)| body.to_owned())
}

fn fields(before: (Side<'_>, &Document), after: (Side<'_>, &Document)) -> Fields {
    let (earlier, later) = (before.1, after.1);
    let (was, is) = (&earlier.parsed.front, &later.parsed.front);
    let mut fields = Fields::default();
    let version = |typed| text(typed).map(str::trim);
    fields.value("version", version(was.version.as_ref()), version(is.version.as_ref()));
    fields.value("title", Some(&*earlier.title), Some(&*later.title));
    fields.value("type", Some(earlier.kind.word()), Some(later.kind.word()));
    fields.value("status", Some(was.status.word()), Some(is.status.word()));
    let (owner_before, owner) =
        parties((before.0, was.owner.as_ref()), (after.0, is.owner.as_ref()));
    fields.value("owner", owner_before, owner);
    let (approver_before, approver) =
        parties((before.0, was.approver.as_ref()), (after.0, is.approver.as_ref()));
    fields.value("approver", approver_before, approver);
    fields.value(
        "classification",
        text(was.classification.as_ref()),
        text(is.classification.as_ref()),
    );
    fields.value("effective", day(was.effective.as_ref()), day(is.effective.as_ref()));
    if later.is_in_force() || !earlier.is_in_force() {
        let due = |document: &Document| document.review.due().map(|day| day.to_string());
        fields.value("next-review", due(earlier), due(later));
    }
    fields.value("language", was.language.as_deref(), is.language.as_deref());
    fields.value("summary", was.summary.as_deref(), is.summary.as_deref());
    for (name, was, is) in [
        ("controls", &was.controls, &is.controls),
        ("clauses", &was.clauses, &is.clauses),
        ("fulfils", &was.fulfils, &is.fulfils),
        ("implements", &was.implements, &is.implements),
        ("supersedes", &was.supersedes, &is.supersedes),
        ("related", &was.related, &is.related),
    ] {
        fields.list(name, texts(was), texts(is));
    }
    for (name, was, is) in [
        ("audience", &was.audience, &is.audience),
        ("key-points", &was.key_points, &is.key_points),
        ("questions", &was.questions, &is.questions),
        ("keywords", &was.keywords, &is.keywords),
        ("tags", &was.tags, &is.tags),
    ] {
        fields.list(name, was.iter().map(String::as_str), is.iter().map(String::as_str));
    }
    fields.value("retention", was.retention.as_deref(), is.retention.as_deref());
    records::compare(&mut fields, (before.0, &earlier.details), (after.0, &later.details));
    fields
}
