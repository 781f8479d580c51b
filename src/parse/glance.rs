//! A look at the version and the status of a text without reading all of its TOML: the past holds many texts, and most of them differ in
//! neither.

use crate::parse::document::Status;
use crate::parse::front_matter::split;
use crate::parse::word::Word as _;

/// What a text says of itself at the top of its TOML, as typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glance<'t> {
    /// The version, without its quotes; `None` when there is none, or none that can be told at a glance.
    pub version: Option<&'t str>,
    /// True when the text was in force: its status is `approved`, or not stated.
    pub is_approved: bool,
}

/// The signs around a text of several lines.
const LONG: [&str; 2] = ["\"\"\"", "'''"];

/// Looks at the front matter of a Markdown file, or at the top of a TOML file.
pub fn glance<'t>(path_extension: &str, text: &'t str) -> Glance<'t> {
    let toml = match path_extension {
        "md" => split(text).front.and_then(|front| text.get(front)).unwrap_or(""),
        _ => text,
    };
    let mut glance = Glance { version: None, is_approved: true };
    // The sign that ends the text of several lines within which a line stands: such a line is no key.
    let mut open: Option<&str> = None;
    for line in toml.lines() {
        if let Some(sign) = open {
            open = open.filter(|_| !line.contains(sign));
            continue;
        }
        if line.trim_start().starts_with('[') {
            break;
        }
        let Some((key, value)) = line.split_once('=') else { continue };
        open = LONG.into_iter().find(|sign| {
            value.trim_start().strip_prefix(sign).is_some_and(|rest| !rest.contains(sign))
        });
        match key.trim().trim_matches(['"', '\'']) {
            "version" => glance.version = quoted(value),
            "status" => {
                glance.is_approved = quoted(value) == Some(Status::Approved.word());
            }
            _ => {}
        }
    }
    glance
}

/// The text between the first two quotes of a value.
fn quoted(value: &str) -> Option<&str> {
    let value = value.trim_start();
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    value.get(1..)?.split_once(quote).map(|(text, _)| text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn version_and_status_are_seen_above_the_first_table() {
        let text = "+++\nid = \"A\"\nversion   = \"2.1\" # of March\nstatus = 'draft'\n[[history]]\nversion = \"2.0\"\n+++\nversion = \"9\"\n";
        assert_eq!(glance("md", text), Glance { version: Some("2.1"), is_approved: false });
        assert_eq!(
            glance("toml", "version = \"3.0\"\n[control.\"A.5.1\"]\nstatus = \"planned\"\n")
                .version,
            Some("3.0")
        );
        assert_eq!(glance("md", "# A\n"), Glance { version: None, is_approved: true });
        assert!(!glance("md", "+++\nstatus = \"final\"\n+++\n").is_approved);
    }

    #[test]
    fn a_text_of_several_lines_holds_no_keys_and_quoted_keys_are_keys() {
        for sign in LONG {
            let text = format!(
                "+++\n\"version\" = \"2.1\"\nsummary = {sign}\nversion = \"9\"\n[a]\nstatus = \"draft\"{sign}\ntitle = {sign}A{sign}\n'status' = \"draft\"\n+++\n"
            );
            let expected = Glance { version: Some("2.1"), is_approved: false };
            assert_eq!(glance("md", &text), expected);
            let text = text.replace("'status' = \"draft\"", "");
            assert_eq!(glance("md", &text), Glance { is_approved: true, ..expected });
        }
    }
}
