//! Exceptions that do not say what somebody needs to decide on them, or that nobody else decided on.

use crate::base::text::{list_of, printable};
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::diag::span::Span;
use crate::model::exception::Exception;
use crate::model::handbook::Handbook;
use crate::model::register::Kind;

code! {
    /// An exception lacks its reason, its approval, its end or its object, or is approved
    /// by whoever asked for it.
    ///
    /// An exception needs `document` or `control`, `why`, `approved_by`, `approved` and
    /// `until`. One finding names all that is missing. What cannot be read is a finding of
    /// its own, not missing; one without `owner` is `missing-owner`.
    ///
    /// Another finding, at `approved_by`, says that its owner approved it: two keys are
    /// compared by the people who hold them today.
    ///
    /// An exception that has `ended` is not looked at.
    ///
    /// # Why
    /// Who departs from a rule takes a risk for the organization, which somebody else must
    /// know, weigh and accept (ISO/IEC 27001:2022, 6.1.3 f and A.5.36).
    ///
    /// # Mend
    /// Add what is missing. Let somebody approve it who answers for the rule or for the risk,
    /// not whoever wants to break it. Choose a day for `until` on which it is looked at
    /// again, even where no end is in sight.
    ///
    /// # Example
    /// ```toml
    /// [exception.EXC-005]
    /// title = "Payroll signs in without single sign-on"
    /// owner = "people-lead"
    /// why   = "The supplier's release of December brings it."
    /// ```
    ///
    /// Decided on:
    ///
    /// ```toml
    /// [exception.EXC-005]
    /// title       = "Payroll signs in without single sign-on"
    /// document    = "STD-001"
    /// owner       = "people-lead"
    /// why         = "The supplier's release of December brings it."
    /// approved_by = "ciso"
    /// approved    = 2026-06-19
    /// until       = 2026-12-18
    /// ```
    EXCEPTION_INCOMPLETE = "exception-incomplete", Warn (Draft: Note, Audit: Deny)
}

pub(super) const CHECK: Check = Check { code: &EXCEPTION_INCOMPLETE, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    let live = handbook.exceptions.iter().filter(|one| one.is_live(handbook.today));
    for exception in live {
        report_missing(handbook, exception, found);
        report_own_approval(handbook, exception, found);
    }
}

fn report_missing(handbook: &Handbook, exception: &Exception, found: &mut Findings) {
    let parsed = &exception.parsed;
    let is_unread = |key: &str| parsed.unread.contains(&key);
    let has_object = !parsed.documents.is_empty()
        || !parsed.controls.is_empty()
        || is_unread("document")
        || is_unread("control");
    let missing: Vec<String> = [
        ("`document` or `control`", has_object),
        ("`why`", parsed.why.is_some() || is_unread("why")),
        ("`approved_by`", parsed.approved_by.is_some() || is_unread("approved_by")),
        ("`approved`", parsed.approved.is_some() || is_unread("approved")),
        ("`until`", parsed.until.is_some() || is_unread("until")),
    ]
    .into_iter()
    .filter(|(_, is_there)| !is_there)
    .map(|(key, _)| key.to_owned())
    .collect();
    if missing.is_empty() {
        return;
    }
    let path = &handbook.register(Kind::Exceptions).path;
    found.report_with_help(
        &EXCEPTION_INCOMPLETE,
        Span::new(path, parsed.id.at.clone()),
        format!("exception `{}` lacks {}", printable(&parsed.id.value), list_of(&missing)),
        "say what it departs from and why, who approved it when, and until when it holds",
    );
}

fn report_own_approval(handbook: &Handbook, exception: &Exception, found: &mut Findings) {
    let parsed = &exception.parsed;
    let (Some(owner), Some(by)) = (&parsed.owner, &parsed.approved_by) else { return };
    if !handbook.directory.is_same_person(&owner.value, &by.value) {
        return;
    }
    let id = printable(&parsed.id.value);
    let who = if owner.value == by.value {
        format!("its owner, `{}`", printable(&by.value))
    } else {
        let (by, owner) = (printable(&by.value), printable(&owner.value));
        format!("`{by}`, the same person as its owner `{owner}`")
    };
    let path = &handbook.register(Kind::Exceptions).path;
    let message = format!("exception `{id}` was approved by {who}");
    let help = "let somebody else approve it who answers for the rule or for the risk";
    found
        .report_with_help(&EXCEPTION_INCOMPLETE, by.span(path), message, help)
        .about(&parsed.id.value);
}
