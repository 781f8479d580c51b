//! Management reviews that say nothing about an input that the standard asks for.

use crate::base::text::{list_of, printable};
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::diag::span::Span;
use crate::model::handbook::Handbook;
use crate::model::record::management_review::{Input, ManagementReview};

code! {
    /// A management review that was held says nothing about one or more of the ten inputs.
    ///
    /// Looked at are records of type `management-review` in force whose `date` is not after today, or missing. The inputs stand under
    /// `[inputs]` with the letters of clause 9.3.2 as keys: `a`, `b`, `c`, `d1` to `d4`, `e`, `f` and `g`. One finding lists all that
    /// are missing. One that was never filled in is `placeholder` instead.
    ///
    /// # Why
    /// The review must consider each of these inputs (ISO/IEC 27001:2022, 9.3.2), and its results are documented (9.3.3). What the minutes do not
    /// name was not considered, as far as anybody can tell.
    ///
    /// # Mend
    /// Write down what was said; "no change since the last review" is an answer where it is true. If an input was left out, take it up in
    /// the next meeting and say so.
    ///
    /// # Example
    /// ```toml
    /// id   = "REC-005"
    /// type = "management-review"
    /// date = 2026-10-14
    ///
    /// [inputs]
    /// a  = "Eight of nine decisions are done."
    /// b  = "Customers ask more about AI."
    /// ```
    ///
    /// The others follow:
    ///
    /// ```toml
    /// [inputs]
    /// a  = "Eight of nine decisions are done."
    /// b  = "Customers ask more about AI."
    /// c  = "Health customers want detail on recovery tests."
    /// d1 = "Seven nonconformities, none of them major; five are open."
    /// d2 = "Twelve of fifteen targets are met."
    /// d3 = "Internal audit of September: two minor nonconformities."
    /// d4 = "Four objectives on track, two at risk."
    /// e  = "31 questionnaires, two complaints about slow sign-in."
    /// f  = "26 risks, six above the appetite, all accepted."
    /// g  = "23 ideas, 14 carried out."
    /// ```
    REVIEW_INPUT_MISSING = "review-input-missing", Warn (Draft: Note, Audit: Deny)
}

pub(super) const CHECK: Check = Check { code: &REVIEW_INPUT_MISSING, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    for (_, document, review) in handbook.management_reviews() {
        let date = review.parsed.date.as_ref();
        let is_held = date.is_none_or(|date| date.value <= handbook.today);
        if !document.is_in_force() || document.parsed.is_unreadable || !is_held {
            continue;
        }
        let missing: Vec<Input> =
            Input::ALL.into_iter().filter(|input| is_missing(review, *input)).collect();
        if missing.is_empty() {
            continue;
        }
        let at = review.parsed.inputs_at.as_ref();
        let span = at.map_or_else(
            || document.span_of::<String>(None),
            |at| Span::new(&document.parsed.path, at.clone()),
        );
        let id = printable(document.id());
        let message = if missing.len() == Input::ALL.len() {
            format!("management review `{id}` says nothing about any of the ten inputs")
        } else {
            let names = missing.iter().map(|input| format!("{} ({})", input.key(), input.title()));
            let names: Vec<String> = names.collect();
            format!("management review `{id}` says nothing about {}", list_of(&names))
        };
        let help = "add each under `[inputs]` with its letter and what was said";
        found.report_with_help(&REVIEW_INPUT_MISSING, span, message, help);
    }
}

fn is_missing(review: &ManagementReview, input: Input) -> bool {
    review.input(input).is_none() && !review.parsed.unread.contains(&input)
}
