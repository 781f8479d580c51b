//! `annexa bump`: a changed text gets its next version.

use clap::Args;

use crate::author::bump::{self, Weight};
use crate::cli::Ended;
use crate::cli::proposal::ProposalArgs;

/// Give a changed document its next version, with a line in its history.
///
/// MINOR steps by one; with --material, MAJOR steps and readers must read it again. The status stays: the new version counts when it is
/// approved. A version that nobody approved yet keeps its number, unless --again is given. Works for the Statement of Applicability, too.
#[derive(Args)]
#[command(
    after_help = "Example: annexa bump POL-005 --change \"Leaver deadline is four working hours.\""
)]
pub(super) struct Bump {
    /// The id of a document or of the Statement of Applicability.
    #[arg(value_name = "ID")]
    id: String,
    /// What changed, in a sentence for readers.
    #[arg(long, value_name = "TEXT")]
    change: String,
    /// Readers must read it again: MAJOR steps.
    #[arg(long)]
    material: bool,
    /// Who wrote it: a key of `people.toml` [default: the owner].
    #[arg(long, value_name = "KEY")]
    by: Option<String>,
    /// Count on although nobody approved the present version yet.
    #[arg(long)]
    again: bool,
    #[command(flatten)]
    proposal: ProposalArgs,
}

impl Bump {
    pub(super) fn run(&self) -> Ended {
        let request = bump::Bump {
            id: self.id.clone(),
            change: self.change.clone(),
            weight: if self.material { Weight::Material } else { Weight::Small },
            by: self.by.clone(),
            again: self.again,
        };
        self.proposal.carry_out(|snapshot| bump::bump(snapshot, &request))
    }
}
