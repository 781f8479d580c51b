//! Whether actions worked, judged by whoever carried them out.

use crate::base::text::printable;
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::document::Document;
use crate::model::handbook::Handbook;
use crate::model::record::finding::Finding;

code! {
    /// Whoever owns a finding or one of its actions judges whether the actions worked.
    ///
    /// `by` under `[effectiveness]` is compared with the `owner` of the finding and with those of its actions, by the people who hold
    /// the roles today. It is reported before the check as well as after it, for every finding that is not superseded or retired.
    ///
    /// # Why
    /// The effectiveness of corrective actions must be reviewed (ISO/IEC 27001:2022, 10.2 d), and nobody sees the faults of
    /// their own work. The standard does not forbid it; an auditor asks who else looked.
    ///
    /// # Mend
    /// Let somebody judge who has no action in this finding: the internal auditor, the owner of the rule that was broken, a
    /// colleague of another team. Where there is nobody else, say in `note` what was measured, so that others can see the result
    /// for themselves.
    ///
    /// # Example
    /// ```toml
    /// id    = "FND-2026-05"
    /// type  = "finding"
    /// owner = "platform-lead"
    ///
    /// [effectiveness]
    /// result = "effective"
    /// date   = 2026-10-29
    /// by     = "platform-lead"
    /// ```
    ///
    /// Judged by somebody else:
    ///
    /// ```toml
    /// [effectiveness]
    /// result = "effective"
    /// date   = 2026-10-30
    /// by     = "internal-auditor"
    /// ```
    EFFECTIVENESS_JUDGED_BY_OWNER = "effectiveness-judged-by-owner", Warn (Draft: Note)
}

pub(super) const CHECK: Check = Check { code: &EFFECTIVENESS_JUDGED_BY_OWNER, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    for (_, document, finding) in handbook.findings() {
        let check = finding.parsed.effectiveness.as_ref();
        let Some(by) = check.and_then(|check| check.by.as_ref()) else { continue };
        let Some(part) = part(handbook, document, finding, &by.value) else { continue };
        let is = if finding.judged(handbook.today).is_some() { "was" } else { "is to be" };
        let message = format!(
            "whether the actions of `{}` worked {is} judged by `{}`, who owns {part}",
            printable(document.id()),
            printable(&by.value)
        );
        let help = "let somebody judge who has no action in this finding";
        let span = document.span_of(Some(by));
        found.report_with_help(&EFFECTIVENESS_JUDGED_BY_OWNER, span, message, help);
    }
}

/// What the judge owns of the finding.
fn part(handbook: &Handbook, document: &Document, finding: &Finding, by: &str) -> Option<String> {
    let is_judge = |key: &str| handbook.directory.is_same_person(key, by);
    let owner = document.parsed.front.owner.as_ref();
    if owner.is_some_and(|owner| is_judge(&owner.value)) {
        return Some("the finding".to_owned());
    }
    let mut actions = finding.parsed.actions.iter();
    let own =
        actions.find(|action| action.owner.as_ref().is_some_and(|owner| is_judge(&owner.value)))?;
    Some(match &own.id {
        Some(id) => format!("the action `{}`", printable(id)),
        None => "one of them".to_owned(),
    })
}
