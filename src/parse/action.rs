//! A step that somebody takes until a day: of a risk's treatment, of a finding, of a management review.

use crate::base::date::Date;
use crate::diag::span::Spanned;
use crate::parse::fields::Fields;

/// A step.
#[derive(Debug, Clone)]
pub struct Action {
    /// Its id.
    pub id: Option<String>,
    /// What is done.
    pub text: String,
    /// Who does it.
    pub owner: Option<Spanned<String>>,
    /// By when.
    pub due: Option<Spanned<Date>>,
    /// When it was done.
    pub done: Option<Spanned<Date>>,
    /// Keys that were typed and could not be read: they are not missing.
    pub unread: Vec<&'static str>,
}

impl Action {
    /// True while it is not done: a day to come on which it will be done does not count.
    pub fn is_open(&self, today: Date) -> bool {
        self.done.as_ref().is_none_or(|done| done.value > today)
    }
}

/// Reads the steps under `[[actions]]`.
pub(super) fn read_all(fields: &Fields<'_, '_>) -> Vec<Action> {
    fields.tables("actions", |action| {
        let (owner, due) = (action.text("owner"), action.date("due"));
        let empty = [("owner", owner.is_none()), ("due", due.is_none())];
        let empty = empty.into_iter().filter(|(_, is_empty)| *is_empty).map(|(key, _)| key);
        Action {
            id: action.text("id").map(|text| text.value),
            text: action.required_text("text").map(|text| text.value).unwrap_or_default(),
            unread: empty.filter(|key| action.is_typed(key)).collect(),
            owner,
            due,
            done: action.date("done"),
        }
    })
}
