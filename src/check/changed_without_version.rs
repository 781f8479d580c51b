//! Texts that changed while their version stayed.

use crate::base::text::printable;
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::handbook::Handbook;
use crate::model::trail::{Controlled, controlled};

code! {
    /// The text of a document in force changed after its version was made, and the version did not.
    ///
    /// Git knows how the text read when the version was first there: with the first commit of the main line that holds an approval of the
    /// version or, where no approval names it, with the first one in which the document is approved. Compared are the digests (`annexa digest`) of
    /// that text and of the text as it is. Where `changed-since-approval` reports the text, this does not. Nothing is reported without
    /// git, for texts that were never committed, and for versions older than the history that git has.
    ///
    /// # Why
    /// Changes must be controlled, versions among them (ISO/IEC 27001:2022, 7.5.3 e). Two texts with one number: nobody can say which of them
    /// was read, acknowledged or audited.
    ///
    /// # Mend
    /// See what changed with `annexa diff COMMIT`, then give the text the next version: `annexa bump ID --change "…"`, and have it approved. A
    /// correction of spelling is a change as well; it is a MINOR step.
    ///
    /// # Example
    /// Version 2.1 was approved in March, and a deadline was changed in October:
    ///
    /// ```toml
    /// version = "2.1"
    /// ```
    ///
    /// The new text became version 2.2:
    ///
    /// ```toml
    /// version = "2.2"
    ///
    /// [[history]]
    /// version = "2.2"
    /// date    = 2026-10-14
    /// author  = "ciso"
    /// change  = "Leavers lose access within two hours."
    /// ```
    CHANGED_WITHOUT_VERSION = "changed-without-version", Warn
}

pub(super) const CHECK: Check = Check { code: &CHANGED_WITHOUT_VERSION, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    for text in controlled(handbook).filter(Controlled::is_in_force) {
        let Some((commit, digest)) = text.past.approved else { continue };
        let (Some(commit), Some(version)) = (handbook.record.commit(commit), text.version) else {
            continue;
        };
        let approved = text.approved_text(handbook.today);
        let is_reported = approved.is_some_and(|(_, approved)| approved != text.digest);
        if digest == text.digest || is_reported || text.is_record {
            continue;
        }
        let id = printable(text.id);
        let message = format!(
            "the text of `{id}` changed since commit {} of {}, and is still version `{}`",
            commit.short(),
            commit.date,
            printable(&version.value)
        );
        let help = format!("give it the next version: `annexa bump {id} --change \"…\"`");
        let span = version.span(text.path);
        found.report_with_help(&CHANGED_WITHOUT_VERSION, span, message, help).about(text.id);
    }
}
