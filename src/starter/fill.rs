//! Puts words into a template: `{{name}}` becomes a value, escaped for the place where it stands.
//!
//! The template is read once from its beginning to its end, so a value is never taken for a template. What has two braces and no value
//! stays as it is; a test asserts that nothing does.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::base::path::RelPath;
use crate::starter::answers::Answer;

/// What a file is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// TOML: an answer is a string with its quotes.
    Toml,
    /// Markdown, with front matter in TOML if it begins with one.
    Markdown,
    /// Anything else: an answer stands as it is.
    Plain,
}

impl Form {
    /// The form of a file.
    pub(super) fn of(path: &RelPath) -> Self {
        match path.extension() {
            "toml" => Self::Toml,
            "md" => Self::Markdown,
            _ => Self::Plain,
        }
    }
}

enum Word<'a> {
    /// Somebody typed it, or has still to be asked.
    Answer(&'a Answer),
    /// Annexa wrote it for the place where it stands.
    Written(String),
}

/// The values by name.
#[derive(Default)]
pub(super) struct Words<'a>(BTreeMap<&'static str, Word<'a>>);

impl<'a> Words<'a> {
    /// Adds what somebody said.
    pub(super) fn answer(&mut self, name: &'static str, answer: &'a Answer) {
        self.0.insert(name, Word::Answer(answer));
    }

    /// Adds what needs no escaping.
    pub(super) fn written(&mut self, name: &'static str, text: String) {
        self.0.insert(name, Word::Written(text));
    }
}

/// What ends the front matter of a Markdown file.
const FENCE: &str = "\n+++\n";

/// Fills a template.
pub(super) fn fill(template: &str, form: Form, words: &Words<'_>) -> String {
    let head = match form {
        Form::Markdown if template.starts_with("+++\n") => {
            template.find(FENCE).map_or(0, |at| at + FENCE.len())
        }
        _ => 0,
    };
    let (front, body) = template.split_at(head);
    let mut filled = String::with_capacity(template.len());
    fill_part(front, Form::Toml, words, &mut filled);
    fill_part(body, form, words, &mut filled);
    filled
}

fn fill_part(template: &str, form: Form, words: &Words<'_>, filled: &mut String) {
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        filled.push_str(before);
        let found =
            after.split_once("}}").and_then(|(name, rest)| Some((words.0.get(name)?, rest)));
        let Some((word, behind)) = found else {
            filled.push_str("{{");
            rest = after;
            continue;
        };
        match word {
            Word::Written(text) => filled.push_str(text),
            Word::Answer(answer) => filled.push_str(&written(answer, form)),
        }
        rest = behind;
    }
    filled.push_str(rest);
}

/// An answer as a file of this form writes it; what is unknown is a placeholder that the checks find.
fn written(answer: &Answer, form: Form) -> String {
    match (answer, form) {
        (Answer::Given(text), Form::Toml) => toml_string(text),
        (Answer::Given(text), Form::Markdown) => markdown_text(text),
        (Answer::Given(text), Form::Plain) => text.clone(),
        (Answer::Unknown(what), Form::Toml) => toml_string(&format!("[TBD: {what}]")),
        (Answer::Unknown(what), _) => format!("[TBD: {what}]"),
    }
}

/// A text as a basic string of TOML, with its quotes.
pub(super) fn toml_string(text: &str) -> String {
    let mut string = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => string.extend(['\\', letter]),
            letter if letter.is_control() => {
                let _ = write!(string, "\\u{:04X}", u32::from(letter));
            }
            letter => string.push(letter),
        }
    }
    string.push('"');
    string
}

/// A text as Markdown that shows nothing but the text.
fn markdown_text(text: &str) -> String {
    let mut escaped = String::new();
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let begins_entity = letter == '&'
            && letters.peek().is_some_and(|next| next.is_ascii_alphanumeric() || *next == '#');
        if r"\`*_[]<>|~#".contains(letter) || begins_entity {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{prop_assert_eq, proptest};

    fn filled(template: &str, form: Form, typed: &str) -> String {
        let answer = Answer::Given(typed.to_owned());
        let mut words = Words::default();
        words.answer("name", &answer);
        fill(template, form, &words)
    }

    #[test]
    fn a_name_is_escaped_for_its_place() {
        let name = r#"O"Neil \ _Sons_ & Co|R&D"#;
        assert_eq!(filled("a = {{name}}", Form::Toml, name), r#"a = "O\"Neil \\ _Sons_ & Co|R&D""#);
        assert_eq!(filled("{{name}}", Form::Plain, name), name);
        let file = filled("+++\nt = {{name}}\n+++\n{{name}}\n", Form::Markdown, name);
        let (front, body) = file.split_once("\n+++\n").expect("two parts");
        assert_eq!(front, "+++\nt = \"O\\\"Neil \\\\ _Sons_ & Co|R&D\"");
        assert_eq!(body, "O\"Neil \\\\ \\_Sons\\_ & Co\\|R\\&D\n");
    }

    #[test]
    fn what_has_no_value_stays() {
        assert_eq!(
            filled("${{ github.ref }} {{other}} {{", Form::Plain, "x"),
            "${{ github.ref }} {{other}} {{"
        );
    }

    #[test]
    fn what_is_unknown_is_a_placeholder() {
        let answer = Answer::Unknown("who");
        let mut words = Words::default();
        words.answer("name", &answer);
        assert_eq!(fill("{{name}}", Form::Toml, &words), "\"[TBD: who]\"");
        assert_eq!(fill("{{name}}", Form::Markdown, &words), "[TBD: who]");
    }

    proptest! {
        #[test]
        fn any_name_survives_toml(name in "\\PC{0,40}|[\"\\\\\u{0}-\u{1f}']{0,20}") {
            let text = filled("name = {{name}}\n", Form::Toml, &name);
            let table: toml::Table = toml::from_str(&text).expect("it is TOML");
            prop_assert_eq!(table["name"].as_str(), Some(name.as_str()));
        }
    }
}
