//! Controls that are not in place and have no plan, or do not say whether they are in place.

use crate::base::path::RelPath;
use crate::base::text::printable;
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::diag::span::Span;
use crate::model::handbook::Handbook;
use crate::model::soa::Applicability;
use crate::parse::soa::Implementation;
use crate::parse::word::Word;

code! {
    /// A control applies, is not fully in place, and lacks a date or an action; or
    /// nothing says whether it is in place.
    ///
    /// A row of `soa.toml` with `applicable = true` needs a `status`. With `partial`,
    /// `planned` or `not-started` it needs both `due` and `action` as well. A row
    /// without `status` is reported even if it has both. A status that cannot be
    /// read, such as one that is no word of the list, is a finding of its own and not
    /// missing. Excluded controls need none of the three. A `due` that has passed is not reported here.
    ///
    /// # Why
    /// The statement says whether each necessary control is in place, and the treatment
    /// plan what is left (ISO/IEC 27001:2022, 6.1.3 d and e, 8.3). Without a step and a
    /// day it is no plan.
    ///
    /// # Mend
    /// Say in `status` how far the control is in place: `implemented`, `partial`,
    /// `planned` or `not-started`. Unless it is `implemented`, say in `action` what is
    /// left to do, and in `due` by which day.
    ///
    /// # Example
    /// ```toml
    /// [control."A.7.4"]
    /// applicable    = true
    /// reasons       = ["risk"]
    /// justification = "The server room is shared with the landlord."
    /// status        = "partial"
    /// ```
    ///
    /// With a step and a day:
    ///
    /// ```toml
    /// [control."A.7.4"]
    /// applicable    = true
    /// reasons       = ["risk"]
    /// justification = "The server room is shared with the landlord."
    /// status        = "partial"
    /// due           = 2027-01-31
    /// action        = "Install a camera and keep an entry log."
    /// ```
    NOT_IMPLEMENTED_WITHOUT_ACTION = "not-implemented-without-action", Warn (Draft: Note, Audit: Deny)
}

pub(super) const CHECK: Check = Check { code: &NOT_IMPLEMENTED_WITHOUT_ACTION, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    let path = RelPath::fixed("soa.toml");
    for row in &handbook.soa.rows {
        let (Applicability::Included(status), Some(parsed)) = (row.applicability, &row.parsed)
        else {
            continue;
        };
        let Some(status) = status else {
            if parsed.has_unread_status {
                continue;
            }
            let at = parsed.applicable.as_ref().map_or(&parsed.control.at, |word| &word.at);
            let message = format!(
                "control `{}` applies, and nothing says whether it is in place",
                printable(&parsed.control.value)
            );
            found.report_with_help(
                &NOT_IMPLEMENTED_WITHOUT_ACTION,
                Span::new(&path, at.clone()),
                message,
                "add `status`: `implemented`, `partial`, `planned` or `not-started`",
            );
            continue;
        };
        let missing: Vec<&str> =
            [("due", parsed.due.is_none()), ("action", parsed.action.is_none())]
                .into_iter()
                .filter(|(_, missing)| *missing)
                .map(|(key, _)| key)
                .collect();
        if status == Implementation::Implemented || missing.is_empty() {
            continue;
        }
        let at = parsed.status.as_ref().map_or(parsed.at.clone(), |status| status.at.clone());
        let message = format!(
            "control `{}` is `{}` without `{}`",
            printable(&parsed.control.value),
            status.word(),
            missing.join("` and `")
        );
        found.report_with_help(
            &NOT_IMPLEMENTED_WITHOUT_ACTION,
            Span::new(&path, at),
            message,
            "say what is left to do, and by when",
        );
    }
}
