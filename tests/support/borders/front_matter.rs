//! Text that may begin with front matter: every byte belongs to one part, and what is found stands in the text.

use annexa::load::Sources;
use annexa::parse::front_matter::split;
use annexa::parse::{Known, parse};

use super::findings;

/// Any text splits into pieces of itself; any file is read, and what is found stands in it.
pub(crate) fn hold(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        splits(text);
    }
    let mut sources = Sources::default();
    for path in ["documents/a.md", "documents/_index.md", "records/a.md"] {
        let path = annexa::base::path::RelPath::fixed(path);
        sources.insert(path, bytes.to_vec());
    }
    let known = Known::default();
    let (documents, found) = parse(&sources, &known);
    for one in found.iter() {
        findings::stands_in(one, sources.legible(&one.span.path).unwrap_or(""));
    }
    let again = parse(&sources, &known);
    assert_eq!(again.1, found, "what is remembered changes what is found");
    assert_eq!(again.0.documents.len(), documents.documents.len());
}

/// The parts of a text are the text: an opening line, the front matter, a closing line, the body.
fn splits(text: &str) {
    let parts = split(text);
    assert_eq!(parts.body.end, text.len(), "{text:?}");
    assert!(text.is_char_boundary(parts.body.start), "{text:?}");
    let is_fence = |line: &str, sign: &str| {
        let mut ends = line.match_indices('\n');
        line.trim_end() == sign && ends.next().is_none_or(|(at, _)| at + 1 == line.len())
    };
    match (&parts.front, &parts.unclosed, &parts.yaml) {
        (Some(front), None, None) => {
            assert!(is_fence(&text[..front.start], "+++"), "{text:?}");
            assert!(is_fence(&text[front.end..parts.body.start], "+++"), "{text:?}");
            let inner = &text[front.clone()];
            assert!(inner.is_empty() || inner.ends_with('\n'), "{text:?}");
            assert!(inner.lines().all(|line| line.trim_end() != "+++"), "it goes on: {text:?}");
        }
        (None, Some(unclosed), None) => {
            assert_eq!((&text[unclosed.clone()], unclosed.start), ("+++", 0), "{text:?}");
            assert_eq!(parts.body.start, 0, "{text:?}");
        }
        (None, None, Some(yaml)) => {
            assert_eq!((&text[yaml.clone()], yaml.start), ("---", 0), "{text:?}");
            assert!(text[..parts.body.start].trim_end().ends_with("---"), "{text:?}");
        }
        (None, None, None) => assert_eq!(parts.body.start, 0, "{text:?}"),
        _ => panic!("two things at once: {parts:?} of {text:?}"),
    }
}
