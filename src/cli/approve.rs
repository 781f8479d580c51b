//! `annexa approve`: somebody with the authority agreed to a text.

use clap::Args;

use crate::author::approve;
use crate::base::date::Date;
use crate::cli::Ended;
use crate::cli::proposal::{ProposalArgs, word};
use crate::parse::trail::Method;

/// Record that a document was approved, with the digest of the approved text.
///
/// Writes an entry of `[[approvals]]` for the document's version. A draft comes into force; with the first approval of a version, `effective`
/// becomes the day of approval and a `review_date` in the document moves on. From then on `annexa check` reports every change of the text as
/// `changed-since-approval`. Refused while places of the text are still to be filled in, and for drafts below version 1.0. Works for the
/// Statement of Applicability, too.
#[derive(Args)]
#[command(
    after_help = "Example: annexa approve POL-005 --by ceo --ref https://git.example.com/isms/-/merge_requests/118"
)]
pub(super) struct Approve {
    /// The id of a document or of the Statement of Applicability.
    #[arg(value_name = "ID")]
    id: String,
    /// Who approved: a key of `people.toml`.
    #[arg(long, value_name = "KEY")]
    by: String,
    /// Where the proof is: the address of a merge request, or what identifies minutes or a signature.
    #[arg(long = "ref", value_name = "URL")]
    reference: String,
    /// How it was approved [default: merge-request when --ref is a web address].
    #[arg(long, value_name = "METHOD", value_parser = word::<Method>())]
    method: Option<Method>,
    /// In force since [default: today, with the first approval of a version].
    #[arg(long, value_name = "DATE")]
    effective: Option<Date>,
    #[command(flatten)]
    proposal: ProposalArgs,
}

impl Approve {
    pub(super) fn run(&self) -> Ended {
        let request = approve::Approve {
            id: self.id.clone(),
            by: self.by.clone(),
            reference: self.reference.clone(),
            method: self.method,
            effective: self.effective,
        };
        self.proposal.carry_out(|snapshot| approve::approve(snapshot, &request))
    }
}
