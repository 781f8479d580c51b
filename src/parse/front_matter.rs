//! Cuts a Markdown file into front matter and body and keeps the byte offsets of both.

use std::ops::Range;

use crate::base::path::RelPath;
use crate::diag::Findings;
use crate::diag::span::Span;
use crate::parse::file_codes::SYNTAX;
use crate::parse::limits::{FRONT_MATTER, TOO_LONG};

/// The two parts of a Markdown file as byte ranges of its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// The TOML between the `+++` lines; `None` when the file has no front matter.
    pub front: Option<Range<usize>>,
    /// Everything after the closing line.
    pub body: Range<usize>,
    /// The opening `+++` of front matter that is larger than is read.
    pub too_long: Option<Range<usize>>,
    /// The opening `+++` when no closing one follows.
    pub unclosed: Option<Range<usize>>,
    /// The opening `---` of YAML front matter, which other tools write and Annexa does not read.
    pub yaml: Option<Range<usize>>,
}

/// Finds the front matter: `+++` alone on the first line, up to the next line that is `+++` alone.
pub fn split(text: &str) -> Split {
    let mut lines = lines_with_ranges(text);
    let whole =
        Split { front: None, body: 0..text.len(), too_long: None, unclosed: None, yaml: None };
    let Some((first, opening)) = lines.next() else { return whole };
    match first.trim_end() {
        "+++" => {}
        "---" => {
            return match lines.find(|(line, _)| line.trim_end() == "---") {
                Some((_, closing)) => Split {
                    yaml: Some(opening.start..opening.start + 3),
                    body: closing.end..text.len(),
                    ..whole
                },
                None => whole,
            };
        }
        _ => return whole,
    }
    for (line, range) in lines {
        if line.trim_end() == "+++" {
            let front = opening.end..range.start;
            let is_too_long = front.len() > FRONT_MATTER;
            return Split {
                too_long: is_too_long.then(|| opening.start..opening.start + 3),
                front: Some(front).filter(|_| !is_too_long),
                body: range.end..text.len(),
                ..whole
            };
        }
    }
    Split { unclosed: Some(opening.start..opening.start + 3), ..whole }
}

/// Reports front matter that has no end, that is not TOML, or that is too long.
pub fn report_faults(path: &RelPath, split: &Split, found: &mut Findings) {
    if let Some(at) = split.unclosed.clone() {
        let help = "close it with a line that holds `+++` alone";
        found.report_with_help(&SYNTAX, Span::new(path, at), "the front matter has no end", help);
    }
    if let Some(at) = split.too_long.clone() {
        let message =
            format!("the front matter is larger than {} KiB and is not read", FRONT_MATTER / 1024);
        let help = "keep what describes the document, and write the rest below it";
        found.report_with_help(&TOO_LONG, Span::new(path, at), message, help);
    }
    if let Some(at) = split.yaml.clone() {
        let help = "put TOML between two lines of `+++`, for example `owner = \"ciso\"`";
        let message = "the front matter is YAML; Annexa reads TOML";
        found.report_with_help(&SYNTAX, Span::new(path, at), message, help);
    }
}

fn lines_with_ranges(text: &str) -> impl Iterator<Item = (&str, Range<usize>)> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let range = start..start + line.len();
        start = range.end;
        (line, range)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn front_matter_ends_at_its_closing_line() {
        let text = "+++\nid = \"A\"\n+++\n# Title\n";
        let split = split(text);
        assert_eq!(split.front.map(|range| &text[range]), Some("id = \"A\"\n"));
        assert_eq!(&text[split.body], "# Title\n");
    }

    #[test]
    fn windows_line_ends_make_no_difference() {
        let text = "+++\r\nid = \"A\"\r\n+++\r\nbody";
        let split = split(text);
        assert_eq!(split.front.map(|range| &text[range]), Some("id = \"A\"\r\n"));
        assert_eq!(&text[split.body], "body");
    }

    #[test]
    fn a_file_without_front_matter_is_all_body() {
        assert_eq!(split("# Title\n+++\n").front, None);
        assert!(split("+++\nid = 1\n").unclosed.is_some());
        let text = "---\ntitle: Access\n---\n# Access\n";
        let yaml = split(text);
        assert!(yaml.yaml.is_some());
        assert_eq!(&text[yaml.body], "# Access\n");
        assert!(split("---\nA rule, then text\n").yaml.is_none());
    }

    proptest! {
        #[test]
        fn no_byte_is_lost(front in "([a-z= \"]{0,12}\r?\n){0,4}", body in "\\PC{0,40}") {
            prop_assume!(!front.lines().any(|line| line.trim_end() == "+++"));
            let text = format!("+++\n{front}+++\n{body}");
            let split = split(&text);
            prop_assert_eq!(split.front.map(|range| text[range].to_owned()), Some(front));
            prop_assert_eq!(&text[split.body], body.as_str());
        }

        #[test]
        fn any_text_splits_into_ranges_of_itself(text in "(\\+\\+\\+|---|\n|\r|é|a){0,12}") {
            let split = split(&text);
            prop_assert!(text.get(split.body).is_some());
            prop_assert!(split.front.is_none_or(|range| text.get(range).is_some()));
        }
    }
}
