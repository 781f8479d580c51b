//! The Statement of Applicability: the statement itself, and each decision that is another one.

use crate::compare::Side;
use crate::compare::item::{Fate, Fields, Item, TextStep};
use crate::compare::naming::{day, parties, party, text, texts, word};
use crate::compare::pairs::{Pair, pairs};
use crate::compare::trail;
use crate::diag::span::Spanned;
use crate::model::soa::{Applicability, SoaRow};
use crate::model::version::is_same_version;
use crate::parse::soa::{Reason, Row, SoaFile};
use crate::parse::word::Word;

/// The statement, if it differs, and the decisions that do.
pub fn compare(before: Side<'_>, after: Side<'_>) -> Vec<Item> {
    let statement = match (&before.handbook.soa.parsed, &after.handbook.soa.parsed) {
        (None, None) => None,
        (Some(soa), None) => Some(head(soa, Fate::Gone)),
        (None, Some(soa)) => Some(added(after, soa)),
        (Some(was), Some(is)) => changed((before, was), (after, is)),
    };
    statement.into_iter().chain(decisions(before, after)).collect()
}

/// What the statement itself is called: `statement` is a type of documents.
pub const KIND: &str = "statement-of-applicability";

fn head(soa: &SoaFile, fate: Fate) -> Item {
    let item = Item::new(KIND, &soa.id, &soa.title, fate);
    let version = text(soa.version.as_ref()).map(|version| version.trim().to_owned());
    Item { version, path: Some(soa.path.to_string()), ..item }
}

fn added(side: Side<'_>, soa: &SoaFile) -> Item {
    let mut fields = Fields::default();
    fields.value("version", None::<String>, text(soa.version.as_ref()));
    let owner = soa.owner.as_ref().map(|owner| party(side, owner.value.trim()));
    fields.value("owner", None::<String>, owner);
    let events = trail::compare(None, Some((side, &soa.trail)));
    Item { fields: fields.0, events, ..head(soa, Fate::New) }
}

fn changed(before: (Side<'_>, &SoaFile), after: (Side<'_>, &SoaFile)) -> Option<Item> {
    let (was, is) = (before.1, after.1);
    let mut fields = Fields::default();
    fields.value("version", text(was.version.as_ref()), text(is.version.as_ref()));
    fields.value("title", Some(&*was.title), Some(&*is.title));
    fields.value("framework", text(was.framework.as_ref()), text(is.framework.as_ref()));
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
    let due = |side: Side<'_>| side.handbook.soa.review.due().map(|day| day.to_string());
    fields.value("next-review", due(before.0), due(after.0));
    let events = trail::compare(Some((before.0, &was.trail)), Some((after.0, &is.trail)));
    let version = |soa: &SoaFile| text(soa.version.as_ref()).unwrap_or("").to_owned();
    let step = if before.0.handbook.soa.digest == after.0.handbook.soa.digest {
        TextStep::Same
    } else if is_same_version(&version(was), &version(is)) {
        TextStep::Unstepped
    } else {
        TextStep::Stepped
    };
    if fields.0.is_empty() && events.is_empty() && step == TextStep::Same {
        return None;
    }
    let is_reviewed = step == TextStep::Same && trail::is_looked_at(&events, &fields.0);
    let fate = if is_reviewed { Fate::Reviewed } else { Fate::Changed };
    Some(Item { text: Some(step), fields: fields.0, events, ..head(is, fate) })
}

/// A row with its side, so that its control has a name.
struct Decision<'h> {
    side: Side<'h>,
    row: &'h SoaRow,
}

impl Decision<'_> {
    fn id(&self) -> &str {
        &self.side.handbook.label(self.row.control).id
    }

    fn item(&self, fate: Fate) -> Item {
        Item::new("decision", self.id(), &self.side.handbook.label(self.row.control).title, fate)
    }
}

fn decisions(before: Side<'_>, after: Side<'_>) -> Vec<Item> {
    fn rows(side: Side<'_>) -> Vec<Decision<'_>> {
        side.handbook.soa.rows.iter().map(|row| Decision { side, row }).collect()
    }
    let (before, after) = (rows(before), rows(after));
    pairs(&before, &after, |decision| decision.id().to_owned())
        .into_iter()
        .filter_map(|pair| {
            let (fate, was, is) = match pair {
                Pair::New(is) => (Fate::New, None, Some(is)),
                Pair::Gone(was) => (Fate::Gone, Some(was), None),
                Pair::Both(was, is) => (Fate::Changed, Some(was), Some(is)),
            };
            let fields = if fate == Fate::Gone { Fields::default() } else { fields(was, is?) };
            // Of another framework's controls only those that somebody decided are news.
            let counts = is.or(was)?.row.parsed.is_some();
            if fields.0.is_empty() && fate == Fate::Changed || !counts && fate != Fate::Changed {
                return None;
            }
            Some(Item { fields: fields.0, ..is.or(was)?.item(fate) })
        })
        .collect()
}

/// A list of ids in a row.
type Ids = fn(&Row) -> &[Spanned<String>];

fn fields(was: Option<&Decision<'_>>, is: &Decision<'_>) -> Fields {
    let mut fields = Fields::default();
    let decision = |decision: &Decision<'_>| applicability(decision.row.applicability);
    fields.value("decision", was.map(decision), Some(decision(is)));
    let row = was.and_then(|was| was.row.parsed.as_ref());
    let now = is.row.parsed.as_ref();
    let part = |field: fn(&Row) -> Option<&Spanned<String>>| {
        (row.and_then(|row| text(field(row))), now.and_then(|now| text(field(now))))
    };
    let status = |row: Option<&Row>| row.and_then(|row| word(row.status.as_ref()));
    fields.value("status", status(row), status(now));
    let reasons = |row: Option<&Row>| -> Vec<&'static str> {
        let reasons: &[Spanned<Reason>] = row.map_or(&[], |row| &row.reasons);
        reasons.iter().map(|reason| reason.value.word()).collect()
    };
    fields.list("reasons", reasons(row), reasons(now));
    let (before, after) = part(|row| row.justification.as_ref());
    fields.value("justification", before, after);
    let (before, after) = part(|row| row.exclusion.as_ref());
    fields.value("exclusion", before, after);
    fields.value(
        "how",
        row.and_then(|row| row.how.as_deref()),
        now.and_then(|now| now.how.as_deref()),
    );
    let owner_before = row.and_then(|row| row.owner.as_ref());
    let side = was.map_or(is.side, |was| was.side);
    let (before, after) =
        parties((side, owner_before), (is.side, now.and_then(|now| now.owner.as_ref())));
    fields.value("owner", before, after);
    let due = |row: Option<&Row>| row.and_then(|row| day(row.due.as_ref()));
    fields.value("due", due(row), due(now));
    let (before, after) = part(|row| row.action.as_ref());
    fields.value("action", before, after);
    let list = |row: Option<&'_ Row>, field: Ids| -> Vec<String> {
        row.iter().flat_map(|row| texts(field(row))).map(str::to_owned).collect()
    };
    let parts: [(&'static str, Ids); 3] = [
        ("risks", |row| &row.risks),
        ("obligations", |row| &row.obligations),
        ("evidence", |row| &row.evidence),
    ];
    for (name, field) in parts {
        let (before, after) = (list(row, field), list(now, field));
        fields.list(name, before.iter().map(String::as_str), after.iter().map(String::as_str));
    }
    fields
}

fn applicability(decision: Applicability) -> &'static str {
    match decision {
        Applicability::Undecided => "undecided",
        Applicability::Included(_) => "applies",
        Applicability::Excluded => "does not apply",
    }
}
