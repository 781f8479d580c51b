//! What whoever begins a handbook has said about it.

use crate::base::text::is_hidden;

/// The longest answer, in characters.
const LONGEST: usize = 300;

/// The title of a handbook that was given none.
const TITLE: &str = "Information security handbook";

/// Where the repository will lie, which decides on the recipe for its checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Host {
    /// GitHub, with workflows for GitHub Actions.
    Github,
    /// GitLab, with a pipeline.
    Gitlab,
    /// Another one, or none yet.
    #[default]
    None,
}

/// An answer, or what is still to be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// What was said.
    Given(String),
    /// What nobody knows yet, in words that follow `TBD:`.
    Unknown(&'static str),
}

impl Answer {
    /// What was said, or nothing.
    pub fn given(&self) -> Option<&str> {
        match self {
            Self::Given(text) => Some(text),
            Self::Unknown(_) => None,
        }
    }

    /// The same with what was typed, if anything was.
    #[must_use]
    pub fn or_typed(self, typed: Option<String>) -> Self {
        typed.filter(|typed| !typed.is_empty()).map_or(self, Self::Given)
    }
}

/// All answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answers {
    /// The name of the organization.
    pub organization: Answer,
    /// The title of the handbook.
    pub title: Answer,
    /// What the organization does, in a sentence.
    pub scope: Answer,
    /// Who answers for information security: a name.
    pub security_lead: Answer,
    /// Who approves for top management: a name.
    pub approver: Answer,
    /// Where the repository will lie.
    pub host: Host,
}

impl Default for Answers {
    /// Nothing is known but a title that fits everybody.
    fn default() -> Self {
        Self {
            organization: Answer::Unknown("name of the organization"),
            title: Answer::Given(TITLE.to_owned()),
            scope: Answer::Unknown("what the organization does, in one sentence"),
            security_lead: Answer::Unknown("who answers for information security"),
            approver: Answer::Unknown("who approves for top management"),
            host: Host::None,
        }
    }
}

/// Why an answer cannot be used.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnswerError {
    /// It has more than one line, or letters that nobody sees.
    #[error("it holds a line break or an invisible character")]
    Invisible,
    /// It is a text of its own.
    #[error("it has more than {LONGEST} characters")]
    TooLong,
}

/// The answer without blanks around it; an error says why it cannot be used.
pub fn tidy(typed: &str) -> Result<String, AnswerError> {
    let text = typed.trim();
    if text.chars().any(|letter| letter.is_control() || is_hidden(letter)) {
        return Err(AnswerError::Invisible);
    }
    if text.chars().count() > LONGEST {
        return Err(AnswerError::TooLong);
    }
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_one_line_that_can_be_seen() {
        assert_eq!(tidy("  Brightmoor \"B\" Ltd "), Ok("Brightmoor \"B\" Ltd".to_owned()));
        assert_eq!(tidy("a\nb"), Err(AnswerError::Invisible));
        assert_eq!(tidy("a\u{202e}b"), Err(AnswerError::Invisible));
        assert_eq!(tidy(&"x".repeat(301)), Err(AnswerError::TooLong));
    }
}
