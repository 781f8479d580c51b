//! Reports what of a body goes beyond its limits, and characters that act unseen and stand in it by their number.

use crate::base::path::RelPath;
use crate::base::unseen::name;
use crate::diag::Findings;
use crate::parse::characters::{HIDDEN_CHARACTER, advice};
use crate::parse::limits::{self, LINE, NESTING, TOO_DEEP, TOO_LONG};
use crate::parse::markdown::Body;

/// Reports each place.
pub fn report_excess(path: &RelPath, body: &Body, found: &mut Findings) {
    for at in &body.too_deep {
        let span = crate::diag::span::Span::new(path, at.clone());
        let message = format!(
            "more than {NESTING} elements lie in each other; what lies deeper is shown as plain text"
        );
        found.report_with_help(
            &TOO_DEEP,
            span,
            message,
            "remove signs that were not meant, or write the inner part below a heading of its own",
        );
    }
    for heading in &body.long_headings {
        limits::report(path, heading.at.clone(), ("the heading", LINE, heading.value), found);
    }
    if let Some(beyond) = &body.headings_beyond {
        let (message, help) = limits::too_many_headings(body.headings.len() + beyond.value);
        found.report_with_help(&TOO_LONG, beyond.span(path), message, help);
    }
    for it in &body.unseen {
        let message = format!("the character {} acts without being seen", name(it.value));
        found.report_with_help(&HIDDEN_CHARACTER, it.span(path), message, advice(it.value));
    }
}
