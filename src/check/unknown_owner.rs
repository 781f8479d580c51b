//! Owners, approvers and reviewers whom `people.toml` does not hold.

use crate::base::text::{near_misses, one_of, printable, searched};
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::handbook::Handbook;
use crate::model::people::PartyKind;
use crate::model::unresolved::Wanted;

code! {
    /// An owner, approver, reviewer or author is not in `people.toml`.
    ///
    /// Reported only when there is a `people.toml`. Annexa looks up
    ///
    /// - `owner` and `approver`, wherever they stand;
    /// - `by` and `author` in the front matter of documents and records and in
    ///   `soa.toml`;
    /// - owners of actions and decisions, `by` of acceptances, `approved_by` of exceptions
    ///   and `role` of competences;
    /// - `auditor` and `reported_to` of audits, `by` and owners in findings;
    /// - `holder` of a role, which must be a person of the file.
    ///
    /// The key counts, spelled exactly: the title of a role or the name of a person is
    /// no key. A name that one person of the file has is reported with the key, and taken
    /// for that person until it is corrected.
    ///
    /// # Why
    /// Responsibilities must be assigned (ISO/IEC 27001:2022, 5.3). Nobody is asked to
    /// review what belongs to a name that means no one.
    ///
    /// # Mend
    /// Correct the key, or add `[role.KEY]` or `[person.KEY]` to `people.toml`.
    ///
    /// # Example
    /// `people.toml` has `[role.ciso]`, and a document says:
    ///
    /// ```toml
    /// id    = "POL-005"
    /// owner = "cisso"
    /// ```
    ///
    /// The key spelled right:
    ///
    /// ```toml
    /// id    = "POL-005"
    /// owner = "ciso"
    /// ```
    UNKNOWN_OWNER = "unknown-owner", Warn (Audit: Deny)
}

pub(super) const CHECK: Check = Check { code: &UNKNOWN_OWNER, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    let known = || {
        handbook
            .directory
            .parties
            .iter()
            .filter(|party| party.kind != PartyKind::FreeText)
            .map(|party| party.key.as_str())
    };
    let misses = handbook.unresolved.iter().filter(|miss| miss.wanted == Wanted::Party);
    for (number, miss) in misses.enumerate() {
        let typed = printable(&miss.typed);
        let named = handbook.directory.find(&miss.typed).map(|id| handbook.party(id));
        let near = near_misses(&miss.typed, searched(number, known()));
        let message = match named {
            Some(person) if person.kind == PartyKind::Person => {
                format!("`{typed}` is a name; the key is `{}`", printable(&person.key))
            }
            _ if near.is_empty() => format!("`{typed}` is not in `people.toml`"),
            _ => format!("`{typed}` is not in `people.toml`; did you mean {}?", one_of(&near)),
        };
        found.report_with_help(
            &UNKNOWN_OWNER,
            miss.span.clone(),
            message,
            "correct the key, or add `[role.…]` to `people.toml`",
        );
    }
}
