//! Objectives of which nobody can tell whether they are reached.

use crate::base::text::{list_of, printable};
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::handbook::Handbook;
use crate::model::register::Kind;

code! {
    /// An objective lacks its measure, its target or its day.
    ///
    /// Each objective in the register needs `measure` (what is measured, and how), `target` (the figure to reach) and `due` (by when).
    /// One finding names all that is missing; what cannot be read is a finding of its own. An objective without `owner` is `missing-owner`.
    ///
    /// # Why
    /// Objectives must be measurable where that is practicable, and it must be settled when they are reached and how results are
    /// evaluated (ISO/IEC 27001:2022, 6.2 b, k and l).
    ///
    /// # Mend
    /// Say what is counted, from which source, and how often; then the figure and the day. If nothing can be counted, count a step:
    /// exercises held, teams trained.
    ///
    /// # Example
    /// ```toml
    /// [objective.OBJ-3]
    /// title = "Staff recognize phishing and report it"
    /// owner = "people-lead"
    /// ```
    ///
    /// With a measure:
    ///
    /// ```toml
    /// [objective.OBJ-3]
    /// title   = "Staff recognize phishing and report it"
    /// owner   = "people-lead"
    /// measure = "People who reported the message of the quarterly exercise, of all who got it."
    /// target  = 60
    /// unit    = "%"
    /// due     = 2027-03-31
    /// ```
    OBJECTIVE_WITHOUT_MEASURE = "objective-without-measure", Warn (Draft: Note, Audit: Deny)
}

pub(super) const CHECK: Check = Check { code: &OBJECTIVE_WITHOUT_MEASURE, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    let path = &handbook.register(Kind::Objectives).path;
    for parsed in handbook.objectives.iter().map(|objective| &objective.parsed) {
        let missing: Vec<String> = [
            ("measure", parsed.measure.is_none()),
            ("target", parsed.target.is_none()),
            ("due", parsed.due.is_none()),
        ]
        .into_iter()
        .filter(|(key, is_missing)| *is_missing && !parsed.unread.contains(key))
        .map(|(key, _)| format!("`{key}`"))
        .collect();
        if missing.is_empty() {
            continue;
        }
        found.report_with_help(
            &OBJECTIVE_WITHOUT_MEASURE,
            parsed.id.span(path),
            format!("objective `{}` lacks {}", printable(&parsed.id.value), list_of(&missing)),
            "say what is measured and how, which figure is to be reached, and by when",
        );
    }
}
