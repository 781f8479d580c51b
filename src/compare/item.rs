//! A thing that differs, and in what: the same form for documents, decisions, risks and everything else.

use crate::base::date::Date;
use crate::parse::word::Word;

/// What became of a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// It is there, and was not.
    New,
    /// It is another one in some respect.
    Changed,
    /// It was reviewed or approved, and nothing else about it differs.
    Reviewed,
    /// Evidence that was collected once more.
    Collected,
    /// It is there still, and no longer binds: retired or superseded.
    Withdrawn,
    /// It was there, and is not.
    Gone,
}

impl Word for Fate {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("new", Self::New),
        ("changed", Self::Changed),
        ("reviewed", Self::Reviewed),
        ("collected", Self::Collected),
        ("withdrawn", Self::Withdrawn),
        ("gone", Self::Gone),
    ];
}

/// What became of a text under control.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextStep {
    /// The digest is the same.
    Same,
    /// The digest is another one, and so is the version.
    Stepped,
    /// The digest is another one, and the version is the same.
    Unstepped,
}

impl Word for TextStep {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("same", Self::Same),
        ("changed", Self::Stepped),
        ("changed-without-version", Self::Unstepped),
    ];
}

/// A value before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// A single value; `None` where there is none.
    Value {
        /// As it was.
        before: Option<String>,
        /// As it is.
        after: Option<String>,
    },
    /// A list whose order means nothing.
    List {
        /// What is no longer in it.
        removed: Vec<String>,
        /// What came into it.
        added: Vec<String>,
    },
}

/// A respect in which a thing differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// What about it: a word of the domain in kebab-case, such as `next-review`.
    pub field: &'static str,
    /// Which one, where there are several: the id of an action.
    pub of: Option<String>,
    /// How it differs.
    pub difference: Difference,
}

/// A kind of entry in a control trail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventKind {
    /// A version was made.
    Revision,
    /// A text was approved.
    Approval,
    /// A text was reviewed.
    Review,
    /// A risk was accepted.
    Acceptance,
}

impl Word for EventKind {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("revision", Self::Revision),
        ("approval", Self::Approval),
        ("review", Self::Review),
        ("acceptance", Self::Acceptance),
    ];
}

/// What became of an entry in a control trail. Such entries say what happened; only adding one is usual.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It was added.
    Added,
    /// It says something else.
    Edited,
    /// It was taken out.
    Removed,
}

impl Word for Step {
    const WORDS: &'static [(&'static str, Self)] =
        &[("added", Self::Added), ("edited", Self::Edited), ("removed", Self::Removed)];
}

/// An entry of a control trail that one side has and the other has not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// What it records.
    pub kind: EventKind,
    /// What became of it.
    pub step: Step,
    /// What about it says something else, where it was edited.
    pub edited: Vec<&'static str>,
    /// Its date.
    pub date: Option<Date>,
    /// Who did it, as readers see them.
    pub by: Option<String>,
    /// The version that it is about.
    pub version: Option<String>,
    /// The method of an approval, the outcome of a review, `material` for a revision.
    pub outcome: Option<&'static str>,
    /// What changed, what was looked at, what was accepted.
    pub text: Option<String>,
}

/// What became of a section of a text, by its heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// New, changed or gone.
    pub fate: Fate,
    /// Its heading; `None` for what stands before the first one.
    pub heading: Option<String>,
}

/// A thing that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What it is: the type of a document, `decision`, `risk` and so on.
    pub kind: &'static str,
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What became of it.
    pub fate: Fate,
    /// Its version as it is, where it has one.
    pub version: Option<String>,
    /// Its file.
    pub path: Option<String>,
    /// The file that it was in, if that is another one.
    pub moved_from: Option<String>,
    /// What became of its text; `None` for what has no text under control, and for what is new or gone.
    pub text: Option<TextStep>,
    /// True when what stands below its attributes differs, be it in nothing but the order of its sections.
    pub is_body_changed: bool,
    /// The sections of its text that differ.
    pub sections: Vec<Section>,
    /// In what it differs; of a new thing, what there is to know about it first.
    pub fields: Vec<Changed>,
    /// Entries of its control trail.
    pub events: Vec<Event>,
}

impl Item {
    /// A thing of which nothing is known yet but its name.
    pub fn new(kind: &'static str, id: &str, title: &str, fate: Fate) -> Self {
        Self {
            kind,
            id: id.to_owned(),
            title: title.to_owned(),
            fate,
            version: None,
            path: None,
            moved_from: None,
            text: None,
            is_body_changed: false,
            sections: Vec::new(),
            fields: Vec::new(),
            events: Vec::new(),
        }
    }
}

/// Collects the respects in which two sides differ, and passes over those in which they do not.
#[derive(Debug, Default)]
pub struct Fields(pub Vec<Changed>);

impl Fields {
    /// Compares a single value. Blanks around it and breaks in it mean nothing.
    pub fn value(
        &mut self,
        field: &'static str,
        before: Option<impl Into<String>>,
        after: Option<impl Into<String>>,
    ) {
        self.value_of(field, None, before, after);
    }

    /// Compares a single value of one of several things with the same fields.
    pub fn value_of(
        &mut self,
        field: &'static str,
        of: Option<&str>,
        before: Option<impl Into<String>>,
        after: Option<impl Into<String>>,
    ) {
        let (before, after) = (before.map(tidied), after.map(tidied));
        if before != after {
            let difference = Difference::Value { before, after };
            self.0.push(Changed { field, of: of.map(str::to_owned), difference });
        }
    }

    /// Compares a list whose order means nothing.
    pub fn list<'a>(
        &mut self,
        field: &'static str,
        before: impl IntoIterator<Item = &'a str>,
        after: impl IntoIterator<Item = &'a str>,
    ) {
        let tidied = |text: &str| tidied(text);
        let before: Vec<String> = before.into_iter().map(tidied).collect();
        let after: Vec<String> = after.into_iter().map(tidied).collect();
        let without = |all: &[String], others: &[String]| -> Vec<String> {
            all.iter().filter(|one| !others.contains(one)).cloned().collect()
        };
        let (removed, added) = (without(&before, &after), without(&after, &before));
        if !removed.is_empty() || !added.is_empty() {
            let difference = Difference::List { removed, added };
            self.0.push(Changed { field, of: None, difference });
        }
    }
}

/// A text in one line, as it is compared.
fn tidied(text: impl Into<String>) -> String {
    let text: String = text.into();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_the_same_is_no_difference() {
        let mut fields = Fields::default();
        fields.value("owner", Some("ciso"), Some(" ciso\n"));
        fields.value("owner", None::<&str>, None::<&str>);
        fields.list("controls", ["A.5.1", "A.5.2"], ["A.5.2", "A.5.1"]);
        assert_eq!(fields.0, []);
    }

    #[test]
    fn a_list_says_what_left_it_and_what_came() {
        let mut fields = Fields::default();
        fields.list("controls", ["A.5.1", "A.5.2"], ["A.5.2", "A.5.3"]);
        let [changed] = fields.0.as_slice() else { panic!("one difference") };
        assert_eq!(
            changed.difference,
            Difference::List { removed: vec!["A.5.1".into()], added: vec!["A.5.3".into()] }
        );
    }
}
