//! What single values are in JSON: days, intervals, words, and how something stands.

use std::borrow::Cow;
use std::fmt::Display;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

use crate::base::date::{Date, Interval};
use crate::base::digest::Digest as Sum;
use crate::diag::span::Spanned;
use crate::model::review::ReviewState;
use crate::parse::word::Word;

/// A day, as ISO 8601 writes it.
#[derive(Debug)]
pub(super) struct Day(pub(super) Date);

impl Day {
    /// A day that may not be there.
    pub(super) fn of(date: Option<&Spanned<Date>>) -> Option<Self> {
        date.map(|date| Self(date.value))
    }
}

/// How long something lasts, such as `12 months`.
#[derive(Debug)]
pub(super) struct Every(pub(super) Interval);

impl Every {
    /// An interval that may not be there.
    pub(super) fn of(interval: Option<&Spanned<Interval>>) -> Option<Self> {
        interval.map(|interval| Self(interval.value))
    }
}

/// A digest, as `sha256:…`.
#[derive(Debug)]
pub(super) struct Digest(pub(super) Sum);

/// One of the words of a list that the reader of the source knows, too.
#[derive(Debug)]
pub(super) struct Term<T>(pub(super) T);

impl<T: Copy> Term<T> {
    /// A word that may not be there.
    pub(super) fn of(word: Option<&Spanned<T>>) -> Option<Self> {
        word.map(|word| Self(word.value))
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&self.0)
    }
}

impl Serialize for Every {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&self.0)
    }
}

impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&format_args!("sha256:{}", self.0))
    }
}

impl<T: Word + PartialEq + 'static> Serialize for Term<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.0.word())
    }
}

/// A schema that stands where it is used, without a name of its own.
macro_rules! inline {
    ($name:literal, $schema:expr) => {
        fn inline_schema() -> bool {
            true
        }

        fn schema_name() -> Cow<'static, str> {
            $name.into()
        }

        fn json_schema(_: &mut SchemaGenerator) -> Schema {
            $schema
        }
    };
}

impl JsonSchema for Day {
    inline!("Day", json_schema!({ "type": "string", "format": "date" }));
}

impl JsonSchema for Every {
    inline!("Every", json_schema!({ "type": "string", "pattern": "^[0-9]+ (day|month)s?$" }));
}

impl JsonSchema for Digest {
    inline!("Digest", json_schema!({ "type": "string", "pattern": "^sha256:[0-9a-f]{64}$" }));
}

impl<T: Word + PartialEq + 'static> JsonSchema for Term<T> {
    inline!("Term", {
        let words: Vec<&str> = T::WORDS.iter().map(|(word, _)| *word).collect();
        json_schema!({ "type": "string", "enum": words })
    });
}

/// How a review, the age of evidence, or the end of something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum State {
    /// No day is due.
    NotDue,
    /// Nobody looked at it so far, and no day is set.
    Never,
    /// The day lies further ahead than the warning time.
    Current,
    /// The day is today, or lies within the warning time.
    DueSoon,
    /// The day has passed.
    Overdue,
}

/// How something stands that falls due, and when that is.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Standing {
    /// In a word.
    pub(super) state: State,
    /// The last day on which it is in time.
    pub(super) due: Option<Day>,
}

impl From<ReviewState> for Standing {
    fn from(review: ReviewState) -> Self {
        let state = match review {
            ReviewState::NotDue => State::NotDue,
            ReviewState::NeverReviewed => State::Never,
            ReviewState::Current { .. } => State::Current,
            ReviewState::DueSoon { .. } => State::DueSoon,
            ReviewState::Overdue { .. } => State::Overdue,
        };
        Self { state, due: review.due().map(Day) }
    }
}

/// A text that may not be there.
pub(super) fn text(text: Option<&Spanned<String>>) -> Option<String> {
    text.map(|text| text.value.clone())
}

/// Texts as typed.
pub(super) fn texts<T: Display>(texts: &[Spanned<T>]) -> Vec<String> {
    texts.iter().map(|text| text.value.to_string()).collect()
}
