//! Finds what was never filled in, in running text only: code, links and pictures may say `[TBD]` and mean it.

use std::ops::Range;

use pulldown_cmark::Event;

use crate::base::path::RelPath;
use crate::base::text::printable;
use crate::diag::Findings;
use crate::parse::codes::PLACEHOLDER;
use crate::parse::markdown::Body;
use crate::parse::placeholder::places;

/// Joins the pieces of running text that follow each other: brackets end a piece, a line may end inside them.
#[derive(Default)]
pub(super) struct Unfilled {
    /// The bytes of the body that the open run of text has.
    run: Option<Range<usize>>,
    /// The places that were found, as bytes of the body.
    pub(super) found: Vec<Range<usize>>,
}

impl Unfilled {
    /// Takes the next event; `is_running` is false inside code, links and pictures.
    pub(super) fn event(
        &mut self,
        source: &str,
        event: &Event<'_>,
        at: &Range<usize>,
        is_running: bool,
    ) {
        match event {
            Event::Text(_) | Event::SoftBreak if is_running => {
                self.run.get_or_insert_with(|| at.clone()).end = at.end;
            }
            _ => self.end(source),
        }
    }

    /// Ends the run of text.
    pub(super) fn end(&mut self, source: &str) {
        let Some(run) = self.run.take() else { return };
        // A backslash before the first bracket is no text, but it is the author's.
        let start = run.start - usize::from(source[..run.start].ends_with('\\'));
        let text = source.get(start..run.end).unwrap_or("");
        self.found.extend(places(text).into_iter().map(|at| start + at.start..start + at.end));
    }
}

/// Reports each place of a body that was never filled in.
pub fn report_unfilled(path: &RelPath, body: &Body, found: &mut Findings) {
    for place in &body.placeholders {
        let words: Vec<&str> = place.value.split_whitespace().filter(|word| *word != ">").collect();
        let message = format!("never filled in: `{}`", printable(&words.join(" ")));
        let help = "write what holds in the place of the brackets";
        found.report_with_help(&PLACEHOLDER, place.span(path), message, help);
    }
}
