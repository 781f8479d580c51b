//! `annexa review`: somebody looked at a text.

use clap::Args;

use crate::author::review;
use crate::base::date::Date;
use crate::cli::Ended;
use crate::cli::proposal::{ProposalArgs, word};
use crate::parse::trail::ReviewOutcome;

/// Record that a document was reviewed, and what that led to.
///
/// Writes an entry of `[[reviews]]` with the digest of the text as it is, so that nobody has to ask which text was looked at. A `review_date`
/// in the document moves on by its `review_every`, else by the handbook's interval, and never to an earlier day. Works for the Statement
/// of Applicability, too.
#[derive(Args)]
#[command(
    after_help = "Example: annexa review POL-005 --by ciso --outcome no-change --note \"Access review of Q3 found nothing.\""
)]
pub(super) struct Review {
    /// The id of a document or of the Statement of Applicability.
    #[arg(value_name = "ID")]
    id: String,
    /// Who looked: a key of `people.toml`.
    #[arg(long, value_name = "KEY")]
    by: String,
    /// What it led to.
    #[arg(long, value_name = "OUTCOME", value_parser = word::<ReviewOutcome>())]
    outcome: ReviewOutcome,
    /// What was looked at, in a sentence that an auditor understands.
    #[arg(long, value_name = "TEXT")]
    note: String,
    /// The day of the next review [default: from the review rule].
    #[arg(long, value_name = "DATE")]
    next: Option<Date>,
    #[command(flatten)]
    proposal: ProposalArgs,
}

impl Review {
    pub(super) fn run(&self) -> Ended {
        let request = review::Review {
            id: self.id.clone(),
            by: self.by.clone(),
            outcome: self.outcome,
            note: self.note.clone(),
            next: self.next,
        };
        self.proposal.carry_out(|snapshot| review::review(snapshot, &request))
    }
}
