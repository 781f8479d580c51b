//! `annexa new`: a document, or a row of a register, from a template.

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::author::{Refused, new, row};
use crate::cli::Ended;
use crate::cli::proposal::ProposalArgs;
use crate::model::register::Kind;
use crate::parse::document::DocumentType;
use crate::parse::word::Word;

/// What may begin.
#[derive(Clone, Copy)]
enum What {
    /// A document or record.
    Document(DocumentType),
    /// A row of a register.
    Row(Kind),
}

/// Reads a type of documents, or what a row of a register is called.
fn what() -> impl TypedValueParser<Value = What> {
    let documents = DocumentType::WORDS.iter().map(|(word, kind)| (*word, What::Document(*kind)));
    let rows = Kind::ALL.into_iter().map(|kind| (kind.row(), What::Row(kind)));
    let all: Vec<(&str, What)> = documents.chain(rows).collect();
    let words = PossibleValuesParser::new(all.iter().map(|(word, _)| *word).collect::<Vec<_>>());
    words.try_map(move |typed| {
        let found = all.iter().find(|(word, _)| *word == typed);
        found.map(|(_, what)| *what).ok_or("no such word")
    })
}

/// Begin a document, or a row of a register: the next free id, a template with guidance.
///
/// The document is a draft of version 0.1; a finding and a training have no version. Its id follows those of its type, its file is named and placed as theirs are, and
/// its review date follows from the review rule. The text says what belongs under each heading; `annexa check` lists what was not filled in.
/// Nothing that is there is replaced. A row, such as a risk or a supplier, stands at the end of the TOML file of its register.
#[derive(Args)]
#[command(after_help = "Example: annexa new policy \"Use of AI assistants\" --owner ciso")]
pub(super) struct New {
    /// What it is.
    #[arg(value_name = "TYPE", value_parser = what())]
    kind: What,
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
        match self.kind {
            What::Document(kind) => self.document(kind),
            What::Row(kind) => self.row(kind),
        }
    }

    fn row(&self, kind: Kind) -> Ended {
        let options = [("--approver", self.approver.is_some()), ("--in", self.folder.is_some())];
        if let Some((option, _)) = options.iter().find(|(_, is_given)| *is_given) {
            let reason = format!("`{option}` is for documents, not for rows of a register");
            return Err(Refused(vec![reason]).into());
        }
        let request = row::Row {
            kind,
            title: self.title.clone(),
            owner: self.owner.clone(),
            id: self.id.clone(),
        };
        self.proposal.carry_out(|snapshot| row::row(snapshot, &request))
    }

    fn document(&self, kind: DocumentType) -> Ended {
        let request = new::New {
            kind,
            title: self.title.clone(),
            owner: self.owner.clone(),
            approver: self.approver.clone(),
            id: self.id.clone(),
            folder: self.folder.clone(),
        };
        self.proposal.carry_out(|snapshot| new::new(snapshot, &request))
    }
}
