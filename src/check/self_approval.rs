//! Authors who approve what they wrote.

use crate::base::text::printable;
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::handbook::Handbook;
use crate::model::trail::{Controlled, controlled};

code! {
    /// The current version of a document was approved by the person who wrote it, and by
    /// nobody else.
    ///
    /// The author is the one that `[[history]]` names for the version. All approvals of
    /// that version up to the day of the run count: when one of them is by somebody
    /// else, nothing is reported, in whichever order they were given. People are
    /// compared, not keys: a role of `people.toml` stands for whoever holds it today.
    /// Nothing is reported either when the history names no author, or when an owner
    /// approves what somebody else wrote.
    ///
    /// # Why
    /// Documented information must be approved for suitability and adequacy (ISO/IEC 27001:2022, 7.5.2 c). Nobody sees the faults of a text
    /// of their own; A.5.3 asks that conflicting duties be kept apart.
    ///
    /// # Mend
    /// Ask somebody else with the authority to approve the version, and add that approval to `[[approvals]]`. If another person wrote the
    /// version, correct `author`. In a very small company the second pair of eyes may be a partner or an adviser.
    ///
    /// # Example
    /// The same person wrote version 2.1 and approved it:
    ///
    /// ```toml
    /// version = "2.1"
    ///
    /// [[approvals]]
    /// version = "2.1"
    /// by      = "ciso"
    /// date    = 2026-03-24
    ///
    /// [[history]]
    /// version = "2.1"
    /// date    = 2026-03-24
    /// author  = "ciso"
    /// change  = "Leaver deadline is four working hours."
    /// ```
    ///
    /// The managing director approves it as well, on a later day:
    ///
    /// ```toml
    /// [[approvals]]
    /// version = "2.1"
    /// by      = "ceo"
    /// date    = 2026-04-02
    /// ```
    SELF_APPROVAL = "self-approval", Warn (Audit: Deny)
}

pub(super) const CHECK: Check = Check { code: &SELF_APPROVAL, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    for text in controlled(handbook).filter(Controlled::is_in_force) {
        let (Some(version), Some(author)) = (text.version, text.author()) else { continue };
        let is_author = |key: &str| handbook.directory.is_same_person(key, &author.value);
        let mut approvals = text.counting_approvals(handbook.today);
        if !approvals
            .all(|(approval, _)| approval.by.as_ref().is_some_and(|by| is_author(&by.value)))
        {
            continue;
        }
        let newest = text.newest_approval(handbook.today);
        let Some(approver) = newest.and_then(|approval| approval.by.as_ref()) else { continue };
        let who = if approver.value == author.value {
            format!("its author, `{}`", printable(&author.value))
        } else {
            let (approver, author) = (printable(&approver.value), printable(&author.value));
            format!("`{approver}`, the same person as its author `{author}`")
        };
        let message = format!(
            "version `{}` of `{}` was approved by {who}",
            printable(&version.value),
            printable(text.id)
        );
        let help = "let somebody else approve it and add that to `[[approvals]]`, or correct `author` in `[[history]]`";
        let span = approver.span(text.path);
        found.report_with_help(&SELF_APPROVAL, span, message, help).about(text.id);
    }
}
