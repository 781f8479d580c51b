//! `annexa digest`: what identifies the texts that are approved.

use std::fmt::Write as _;

use clap::Args;

use crate::base::digest::Digest as Sha256;
use crate::base::text::{did_you_mean, printable};
use crate::cli::project::RootArgs;
use crate::cli::{CLEAN, Ended, report};
use crate::load::read::read;
use crate::parse::digest::{text_of, text_of_statement};
use crate::parse::{Known, parse};

/// Print the digest of a document's text, or of all of them.
///
/// The digest (SHA-256) is of the body, the title, the summary, the key points, the type, the classification, the owner, the audience, the
/// controls and the clauses, in a fixed form. It changes with every word of the text, and not with approvals, reviews or the ends of lines.
#[derive(Args)]
#[command(after_help = "Example: annexa digest POL-005 --text | sha256sum")]
pub(super) struct Digest {
    /// The id of a document or of the Statement of Applicability [default: all of them, a line each].
    #[arg(value_name = "ID")]
    id: Option<String>,
    /// Print the exact text that the digest is taken of, in place of the digest.
    #[arg(long, requires = "id")]
    text: bool,
    #[command(flatten)]
    project: RootArgs,
}

/// Why there is no digest to print.
#[derive(Debug, thiserror::Error)]
pub(super) enum DigestError {
    /// No text under control has the id.
    #[error("no document has the id `{id}`{hint}")]
    Unknown {
        /// What was typed.
        id: String,
        /// The near miss, as the end of the sentence.
        hint: String,
    },
}

impl Digest {
    pub(super) fn run(&self) -> Ended {
        let (documents, _) = parse(&read(&self.project.root)?, &Known::default());
        let mut texts: Vec<(&str, String)> = documents
            .documents
            .iter()
            .map(|document| (document.id.value.as_str(), text_of(document)))
            .chain(documents.soa.iter().map(|soa| (soa.id.as_str(), text_of_statement(soa))))
            .collect();
        texts.sort_by(|left, right| crate::base::text::natural_order(left.0, right.0));
        let digest = |text: &str| format!("sha256:{}", Sha256::of(text.as_bytes()));
        let answer = match &self.id {
            None => texts.iter().fold(String::new(), |mut lines, (id, text)| {
                let _ = writeln!(lines, "{}  {}", digest(text), printable(id));
                lines
            }),
            Some(wanted) => {
                let Some((_, text)) = texts.iter().find(|(id, _)| id.eq_ignore_ascii_case(wanted))
                else {
                    let near = did_you_mean(wanted, texts.iter().map(|(id, _)| *id));
                    let hint = near.map(|near| format!("; did you mean `{near}`?"));
                    let id = printable(wanted);
                    return Err(DigestError::Unknown { id, hint: hint.unwrap_or_default() }.into());
                };
                if self.text { text.clone() } else { format!("{}\n", digest(text)) }
            }
        };
        report::print_content(&answer)?;
        Ok(CLEAN)
    }
}
