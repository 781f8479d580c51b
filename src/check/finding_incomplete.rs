//! Findings of which a part is missing that everybody needs who works on them.

use crate::base::text::{list_of, printable};
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::handbook::Handbook;
use crate::model::record::finding::Finding;
use crate::parse::record::finding::Grade;

code! {
    /// A finding does not say how grave it is, what it violates, where it comes from, or who does what until when.
    ///
    /// A finding in force needs `grade`, `statement`, `raised`, `audit` or `source`, and `requirement` unless it is an opportunity.
    /// While it is open, a nonconformity needs `due`, or an action with one, and each action that is not done needs `owner` and `due`.
    /// One finding names all that is missing; what cannot be read is a finding of its own. Without an owner of its own it is `missing-owner`,
    /// without a cause `finding-without-cause`.
    ///
    /// # Why
    /// The nature of nonconformities and what was done about them must be documented (ISO/IEC 27001:2022, 10.2 f). Without the
    /// requirement nobody can tell whether it is met again, and without a day nothing is ever late.
    ///
    /// # Mend
    /// Take what is missing from the report of the audit, or ask whoever raised it. Agree on days with those who do the work.
    ///
    /// # Example
    /// ```toml
    /// id        = "FND-2026-08"
    /// type      = "finding"
    /// owner     = "cto"
    /// statement = "The policy on development was not reviewed in time."
    /// ```
    ///
    /// Complete:
    ///
    /// ```toml
    /// id          = "FND-2026-08"
    /// type        = "finding"
    /// owner       = "cto"
    /// audit       = "REC-004"
    /// grade       = "minor"
    /// requirement = ["7.5.2", "POL-008"]
    /// raised      = 2026-09-28
    /// statement   = "The policy on development was not reviewed in time."
    /// due         = 2026-11-30
    /// ```
    FINDING_INCOMPLETE = "finding-incomplete", Warn (Draft: Note, Audit: Deny)
}

pub(super) const CHECK: Check = Check { code: &FINDING_INCOMPLETE, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    for (_, document, finding) in handbook.findings() {
        if !document.is_in_force() || document.parsed.is_unreadable {
            continue;
        }
        let mut missing = missing(finding);
        if finding.is_open(handbook.today) {
            missing.extend(missing_plan(handbook, finding));
        }
        if missing.is_empty() {
            continue;
        }
        let id = printable(document.id());
        found.report_with_help(
            &FINDING_INCOMPLETE,
            document.span_of(finding.parsed.grade.as_ref()),
            format!("finding `{id}` lacks {}", list_of(&missing)),
            "add what the report says, and agree on days with those who do the work",
        );
    }
}

fn missing(finding: &Finding) -> Vec<String> {
    let parsed = &finding.parsed;
    let is_unread = |key: &str| parsed.unread.contains(&key);
    let has_origin = parsed.audit.is_some()
        || parsed.source.is_some()
        || is_unread("audit")
        || is_unread("source");
    let has_requirement = !parsed.requirement.is_empty()
        || is_unread("requirement")
        || finding.grade() == Some(Grade::Opportunity);
    [
        ("`grade`", parsed.grade.is_some() || is_unread("grade")),
        ("`requirement`", has_requirement),
        ("`raised`", parsed.raised.is_some() || is_unread("raised")),
        ("`statement`", parsed.statement.is_some() || is_unread("statement")),
        ("`audit` or `source`", has_origin),
    ]
    .into_iter()
    .filter(|(_, is_there)| !is_there)
    .map(|(key, _)| key.to_owned())
    .collect()
}

/// What an open finding lacks for anybody to know who does what until when.
fn missing_plan(handbook: &Handbook, finding: &Finding) -> Vec<String> {
    let parsed = &finding.parsed;
    let mut missing = Vec::new();
    let is_dated = parsed.due.is_some()
        || parsed.unread.contains(&"due")
        || parsed.actions.iter().any(|action| action.due.is_some());
    if finding.is_nonconformity() && !is_dated {
        missing.push("`due`".to_owned());
    }
    for action in parsed.actions.iter().filter(|action| action.is_open(handbook.today)) {
        let lacks = [("owner", action.owner.is_none()), ("due", action.due.is_none())];
        let name = match &action.id {
            Some(id) => format!("of the action `{}`", printable(id)),
            None => "of an action".to_owned(),
        };
        let keys: Vec<String> = lacks
            .into_iter()
            .filter(|(key, is_missing)| *is_missing && !action.unread.contains(key))
            .map(|(key, _)| format!("`{key}`"))
            .collect();
        if !keys.is_empty() {
            missing.push(format!("{} {name}", list_of(&keys)));
        }
    }
    missing
}
