//! What the commands share that write for an author: the project, the day, and how a proposal is shown and put on disk.

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::author::snapshot::Snapshot;
use crate::author::verdict::{Verdict, judge};
use crate::author::{Proposal, Proposed};
use crate::base::date::Date;
use crate::base::text::plural;
use crate::cli::project::{HistoryArgs, RootArgs};
use crate::cli::{CLEAN, Ended, report, today};
use crate::diag::code::Level;
use crate::diag::report::Finding;
use crate::parse::word::Word;
use crate::pipeline::Options;
use crate::write::rewrite::put;

/// The project, the day, and whether anything is written.
#[derive(Args)]
pub(super) struct ProposalArgs {
    #[command(flatten)]
    project: RootArgs,
    #[command(flatten)]
    history: HistoryArgs,
    /// The day that is written, such as 2026-11-21 [default: `SOURCE_DATE_EPOCH`, else today in UTC].
    #[arg(long, value_name = "DATE")]
    today: Option<Date>,
    /// Show what would change as a unified diff, and write nothing.
    #[arg(long)]
    dry_run: bool,
}

/// Findings at deny level that a proposal would bring.
#[derive(Debug, thiserror::Error)]
#[error("nothing was written: the project would no longer pass `annexa check`\n{findings}")]
struct Breaks {
    /// A line for each finding.
    findings: String,
}

/// How many new findings are shown, a line each.
const SHOWN: usize = 5;

impl ProposalArgs {
    /// Shows what a command would write, and writes it unless it is refused.
    pub(super) fn carry_out(&self, command: impl FnOnce(&Snapshot<'_>) -> Proposed) -> Ended {
        let today = today::resolve(self.today)?;
        let sources = self.history.read(&self.project.root)?;
        let proposal = command(&Snapshot::new(&sources, today))?;
        let verdict = judge(&sources, &proposal, &Options::on(today));
        if verdict.is_denied() {
            let denied = verdict.brings.iter().filter(|finding| finding.level == Level::Deny);
            let lines: Vec<String> = denied.map(line).collect();
            return Err(Breaks { findings: lines.join("\n") }.into());
        }
        if !self.dry_run {
            put(&self.project.root, &proposal.change)?;
        }
        report::print_content(&proposal.change.unified())?;
        self.say(&proposal, &verdict);
        Ok(CLEAN)
    }

    fn say(&self, proposal: &Proposal, verdict: &Verdict) {
        for remark in &proposal.remarks {
            report::say(&format!("note: {remark}"));
        }
        for finding in verdict.brings.iter().take(SHOWN) {
            report::say(&line(finding));
        }
        if let Some(more) = verdict.brings.len().checked_sub(SHOWN).filter(|more| *more > 0) {
            let findings = plural(more, "more finding", "more findings");
            report::say(&format!("and {findings}, see `annexa check`"));
        }
        let cleared = match verdict.clears.as_slice() {
            [] => String::new(),
            codes => format!("; this clears {}", codes.join(", ")),
        };
        let dry = if self.dry_run { "dry run, nothing was written: " } else { "" };
        report::say(&format!("{dry}{}{cleared}", proposal.summary));
        report::say(&format!("next: {}", proposal.next));
    }
}

/// A finding on one line.
fn line(finding: &Finding) -> String {
    let diagnostic = &finding.diagnostic;
    let level = match finding.level {
        Level::Deny => "error",
        Level::Warn => "warning",
        Level::Note | Level::Allow => "note",
    };
    format!("{level}[{}]: {}: {}", diagnostic.code.name, diagnostic.span.path, diagnostic.message)
}

/// Reads one of the words of an enumeration.
pub(super) fn word<T: Word + Send + Sync>() -> impl TypedValueParser<Value = T> {
    let words = PossibleValuesParser::new(T::WORDS.iter().map(|(word, _)| *word));
    words.try_map(|typed| {
        let found = T::WORDS.iter().find(|(word, _)| *word == typed);
        found.map(|(_, value)| *value).ok_or("no such word")
    })
}
