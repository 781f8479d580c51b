//! `annexa explain`: what a finding means, why it matters and how to mend it.

use clap::{Args, ValueEnum};

use crate::base::text::printable;
use crate::cli::report::{columns, print_text, style};
use crate::cli::strictness::known;
use crate::cli::{CLEAN, Ended};
use crate::diag::manual::{markdown, terminal};
use crate::pipeline;

/// How the pages are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum PageFormat {
    /// For people at a terminal.
    Human,
    /// All pages as one Markdown document.
    Markdown,
}

/// Explain a kind of finding, or list all kinds.
///
/// Each page says what is found and when, its levels, why it matters (with the clause or control), how to mend it, and an example.
#[derive(Args)]
pub(super) struct Explain {
    /// The code in brackets in a finding, such as review-overdue; without it all codes are listed.
    code: Option<String>,
    /// How the pages are written; `markdown` writes all of them.
    #[arg(long, value_enum, default_value_t = PageFormat::Human)]
    format: PageFormat,
}

/// No finding has the code.
#[derive(Debug, thiserror::Error)]
#[error("there is no check `{code}`{hint}")]
struct UnknownCode {
    /// What was typed.
    code: String,
    /// The near miss, as the end of the sentence.
    hint: String,
}

impl Explain {
    pub(super) fn run(&self) -> Ended {
        let code = match &self.code {
            None => None,
            Some(typed) => {
                Some(known(typed).map_err(|hint| UnknownCode { code: printable(typed), hint })?)
            }
        };
        // A file has as many columns as a book.
        let columns = columns().unwrap_or(88);
        let text = match (code, self.format) {
            (None, PageFormat::Markdown) => markdown::document(&pipeline::codes()),
            (Some(code), PageFormat::Markdown) => markdown::page(code),
            (None, PageFormat::Human) => terminal::list(&pipeline::codes(), style(), columns),
            (Some(code), PageFormat::Human) => terminal::page(code, style(), columns),
        };
        print_text(&text)?;
        Ok(CLEAN)
    }
}
