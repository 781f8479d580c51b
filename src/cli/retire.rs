//! `annexa retire`: a document binds nobody any more.

use clap::Args;

use crate::author::retire;
use crate::cli::Ended;
use crate::cli::proposal::ProposalArgs;

/// Withdraw a document, and list what still refers to it.
///
/// The status becomes `retired`, and an entry of `[[reviews]]` says who decided. The document stays readable, with a banner. After
/// `annexa review ID --outcome retire` no second entry is written.
#[derive(Args)]
#[command(
    after_help = "Example: annexa retire POL-016 --by ciso --note \"Nobody uses an own phone any more.\""
)]
pub(super) struct Retire {
    /// The id of a document.
    #[arg(value_name = "ID")]
    id: String,
    /// Who decided: a key of `people.toml` [default: the owner].
    #[arg(long, value_name = "KEY")]
    by: Option<String>,
    /// Why. An auditor will ask.
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    #[command(flatten)]
    proposal: ProposalArgs,
}

impl Retire {
    pub(super) fn run(&self) -> Ended {
        let request =
            retire::Retire { id: self.id.clone(), by: self.by.clone(), note: self.note.clone() };
        self.proposal.carry_out(|snapshot| retire::retire(snapshot, &request))
    }
}
