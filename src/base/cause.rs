//! Errors in one line: [`with_causes`].

use std::error::Error;

/// What an error says, followed by what its causes say: the last of them is often what can be mended.
pub fn with_causes(error: &dyn Error) -> String {
    let mut line = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        line.push_str(": ");
        line.push_str(&error.to_string());
        cause = error.source();
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("cannot read `people.toml`")]
    struct Read(#[source] std::fmt::Error);

    #[test]
    fn causes_follow_what_they_caused() {
        let said = with_causes(&Read(std::fmt::Error));
        assert!(said.starts_with("cannot read `people.toml`: an error occurred"), "{said}");
    }
}
