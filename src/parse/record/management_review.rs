//! A management review: what leadership looked at, and what it decided (9.3).

use crate::base::date::Date;
use crate::diag::span::Spanned;
use crate::parse::action::{self, Action};
use crate::parse::fields::Fields;

/// The inputs that clause 9.3.2 asks for, by the letters of the clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Input {
    /// The state of what former reviews decided.
    FormerActions,
    /// Changes of issues inside and outside.
    Issues,
    /// Changes of what interested parties need.
    Parties,
    /// Nonconformities and corrective actions.
    Nonconformities,
    /// What was monitored and measured.
    Measurements,
    /// Results of audits.
    Audits,
    /// How far objectives are reached.
    Objectives,
    /// What interested parties said.
    Feedback,
    /// Results of risk assessment, and how far the treatment plan is.
    Risks,
    /// Opportunities for improvement.
    Improvement,
}

impl Input {
    /// All inputs in the order of the clause.
    pub const ALL: [Self; 10] = [
        Self::FormerActions,
        Self::Issues,
        Self::Parties,
        Self::Nonconformities,
        Self::Measurements,
        Self::Audits,
        Self::Objectives,
        Self::Feedback,
        Self::Risks,
        Self::Improvement,
    ];

    /// Its key under `[inputs]`: the letter of the clause, with a number for the four parts of d.
    pub fn key(self) -> &'static str {
        match self {
            Self::FormerActions => "a",
            Self::Issues => "b",
            Self::Parties => "c",
            Self::Nonconformities => "d1",
            Self::Measurements => "d2",
            Self::Audits => "d3",
            Self::Objectives => "d4",
            Self::Feedback => "e",
            Self::Risks => "f",
            Self::Improvement => "g",
        }
    }

    /// What it is called, in our words.
    pub fn title(self) -> &'static str {
        match self {
            Self::FormerActions => "State of earlier decisions and actions",
            Self::Issues => "Changes around and within the organization",
            Self::Parties => "Changes of what interested parties need",
            Self::Nonconformities => "Nonconformities and corrective actions",
            Self::Measurements => "Monitoring and measurement",
            Self::Audits => "Results of audits",
            Self::Objectives => "How far objectives are reached",
            Self::Feedback => "Feedback of interested parties",
            Self::Risks => "Risk assessment and treatment plan",
            Self::Improvement => "Opportunities for improvement",
        }
    }
}

/// Something that was decided (9.3.3).
#[derive(Debug, Clone)]
pub struct Decision {
    /// Its id.
    pub id: Option<String>,
    /// What was decided.
    pub text: String,
    /// Who carries it out.
    pub owner: Option<Spanned<String>>,
}

/// What the front matter of a management review says.
#[derive(Debug, Clone)]
pub struct ManagementReview {
    /// When it took place.
    pub date: Option<Spanned<Date>>,
    /// Who was there: keys of `people.toml`, or names.
    pub attendees: Vec<Spanned<String>>,
    /// What was said to each input. Inputs without a word are not in it.
    pub inputs: Vec<(Input, Spanned<String>)>,
    /// Inputs that were typed and could not be read: they are not missing.
    pub unread: Vec<Input>,
    /// Where `[inputs]` stands, if it is there.
    pub inputs_at: Option<std::ops::Range<usize>>,
    /// What was decided.
    pub decisions: Vec<Decision>,
    /// What is to be done.
    pub actions: Vec<Action>,
}

/// Reads the keys of a management review.
pub(super) fn read(fields: &Fields<'_, '_>) -> ManagementReview {
    let inputs = fields.table("inputs", |table| {
        let typed = Input::ALL.map(|input| (input, table.text(input.key())));
        let empty = typed.iter().filter(|(_, text)| text.is_none());
        let unread: Vec<Input> =
            empty.map(|(input, _)| *input).filter(|input| table.is_typed(input.key())).collect();
        let said = typed.into_iter().filter_map(|(input, text)| Some((input, text?)));
        (said.collect(), unread, table.place())
    });
    let (inputs, unread, inputs_at) = match inputs {
        Some((inputs, unread, at)) => (inputs, unread, Some(at)),
        None => (Vec::new(), Vec::new(), None),
    };
    ManagementReview {
        date: fields.date("date"),
        attendees: fields.texts("attendees"),
        inputs,
        unread,
        inputs_at,
        decisions: fields.tables("decisions", |entry| Decision {
            id: entry.text("id").map(|text| text.value),
            text: entry.required_text("text").map(|text| text.value).unwrap_or_default(),
            owner: entry.text("owner"),
        }),
        actions: action::read_all(fields),
    }
}
