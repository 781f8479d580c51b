//! `annexa new`: a document from a template.

use clap::Args;

use crate::author::new;
use crate::cli::Ended;
use crate::cli::proposal::{ProposalArgs, word};
use crate::parse::document::DocumentType;

/// Begin a document: the next free id, a template with guidance.
///
/// The document is a draft of version 0.1; a finding and a training have no version. Its id follows those of its type, its file is named and placed as theirs are, and
/// its review date follows from the review rule. The text says what belongs under each heading; `annexa check` lists what was not filled in.
/// Nothing that is there is replaced.
#[derive(Args)]
#[command(after_help = "Example: annexa new policy \"Use of AI assistants\" --owner ciso")]
pub(super) struct New {
    /// What it is.
    #[arg(value_name = "TYPE", value_parser = word::<DocumentType>())]
    kind: DocumentType,
    /// Its title.
    #[arg(value_name = "TITLE")]
    title: String,
    /// Who keeps it: a key of `people.toml` [default: its only role, else a place to fill in].
    #[arg(long, value_name = "KEY")]
    owner: Option<String>,
    /// Who approves it [default: who approves all documents of the type].
    #[arg(long, value_name = "KEY")]
    approver: Option<String>,
    /// Its id [default: the next free one of the type].
    #[arg(long, value_name = "ID")]
    id: Option<String>,
    /// Its folder, such as documents/access [default: the one in which all documents of the type lie].
    #[arg(long = "in", value_name = "FOLDER")]
    folder: Option<String>,
    #[command(flatten)]
    proposal: ProposalArgs,
}

impl New {
    pub(super) fn run(&self) -> Ended {
        let request = new::New {
            kind: self.kind,
            title: self.title.clone(),
            owner: self.owner.clone(),
            approver: self.approver.clone(),
            id: self.id.clone(),
            folder: self.folder.clone(),
        };
        self.proposal.carry_out(|snapshot| new::new(snapshot, &request))
    }
}
