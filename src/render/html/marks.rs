//! Finds again, among the events of a body, the places that were never filled in, so that they stand out on the page.

use std::ops::Range;

use pulldown_cmark::Event;

use crate::parse::markdown::Body;

/// How far the walk is. A place holds nothing but text and line ends, so what begins in it ends in it.
#[derive(Default)]
pub(super) struct Marks {
    /// The index of the place that comes next, or is open.
    next: usize,
    is_open: bool,
}

impl Marks {
    /// True when a place begins with this event.
    pub(super) fn begin(&mut self, body: &Body, event: &Event<'_>, at: &Range<usize>) -> bool {
        if self.is_open || !matches!(event, Event::Text(_)) {
            return false;
        }
        let here = at.start + body.range.start;
        // One that shares its first event with other text is passed over: it cannot be told apart.
        while body.placeholders.get(self.next).is_some_and(|place| place.at.start < here) {
            self.next += 1;
        }
        self.is_open = body.placeholders.get(self.next).is_some_and(|place| place.at.start == here);
        self.is_open
    }

    /// True when the open place ends with the event that stands there.
    pub(super) fn end(&mut self, body: &Body, at: &Range<usize>) -> bool {
        let is_over = |place: usize| at.end + body.range.start >= place;
        let ends = self.is_open
            && body.placeholders.get(self.next).is_none_or(|place| is_over(place.at.end));
        if ends {
            self.is_open = false;
            self.next += 1;
        }
        ends
    }
}
