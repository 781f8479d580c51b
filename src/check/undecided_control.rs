//! Controls without a decision.

use crate::base::text::plural;
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::diag::span::Span;
use crate::model::handbook::Handbook;
use crate::model::soa::Applicability;
use crate::parse::soa::Row;

code! {
    /// The Statement of Applicability does not say whether a control applies.
    ///
    /// Either the control has no row in `soa.toml`, or its row has no `applicable`. All
    /// controls of the first framework count. When more than ten have no row, they are
    /// one finding, and so are more than ten rows that decide nothing. Without a
    /// `soa.toml` nothing is reported. A control with two rows is `duplicate-id`.
    ///
    /// # Why
    /// What was decided must be compared with all of Annex A, so that no control is
    /// forgotten (ISO/IEC 27001:2022, 6.1.3 c and d). Annexa never guesses a decision.
    ///
    /// # Mend
    /// Give the control a row with `applicable = true`, `reasons` and `justification`,
    /// or with `applicable = false` and `exclusion`.
    ///
    /// # Example
    /// This row of `soa.toml` decides nothing:
    ///
    /// ```toml
    /// [control."A.7.4"]
    /// status = "implemented"
    /// ```
    ///
    /// With a decision:
    ///
    /// ```toml
    /// [control."A.7.4"]
    /// applicable    = true
    /// reasons       = ["risk"]
    /// justification = "The server room is shared with the landlord."
    /// status        = "implemented"
    /// ```
    UNDECIDED_CONTROL = "undecided-control", Warn (Draft: Note, Audit: Deny)
}

/// More than this are one finding.
const MANY: usize = 10;

pub(super) const CHECK: Check = Check { code: &UNDECIDED_CONTROL, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    // Without soa.toml nothing is decided: the page says how to begin, and ninety-three findings would say no more.
    let Some(soa) = &handbook.soa.parsed else { return };
    let undecided: Vec<_> = handbook
        .soa
        .rows
        .iter()
        .filter(|row| row.applicability == Applicability::Undecided)
        .collect();
    // One finding for many: a statement that is being written decides little.
    let silent: Vec<&Row> = undecided.iter().filter_map(|row| row.parsed.as_ref()).collect();
    if let [first, .., last] = silent.as_slice()
        && silent.len() > MANY
    {
        let message = format!(
            "{} controls do not say whether they apply, from `{}` to `{}`",
            silent.len(),
            first.control.value,
            last.control.value
        );
        let help =
            "decide on one after the other; the page of the Statement of Applicability lists them";
        let span = Span::new(&soa.path, first.control.at.clone());
        found.report_with_help(&UNDECIDED_CONTROL, span, message, help);
    } else {
        for row in silent {
            let message =
                format!("control `{}` does not say whether it applies", row.control.value);
            let span = Span::new(&soa.path, row.control.at.clone());
            let help = "add `applicable = true` or `applicable = false`";
            found.report_with_help(&UNDECIDED_CONTROL, span, message, help);
        }
    }
    let missing: Vec<&str> = undecided
        .iter()
        .filter(|row| row.parsed.is_none())
        .map(|row| handbook.label(row.control).id.as_str())
        .collect();
    if missing.len() > MANY {
        let message = format!(
            "{} have no row, from `{}` to `{}`",
            plural(missing.len(), "control", "controls"),
            missing[0],
            missing[missing.len() - 1]
        );
        found.report_with_help(
            &UNDECIDED_CONTROL,
            Span::file(&soa.path),
            message,
            "the page of the Statement of Applicability lists them",
        );
        return;
    }
    for id in missing {
        let help =
            format!("add `[control.\"{id}\"]` with `applicable = true` or `applicable = false`");
        found.report_with_help(
            &UNDECIDED_CONTROL,
            Span::file(&soa.path),
            format!("control `{id}` has no row"),
            help,
        );
    }
}
