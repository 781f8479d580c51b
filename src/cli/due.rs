//! `annexa due`: what falls due, the latest first.

use std::fmt::Write as _;

use clap::{Args, ValueEnum};

use crate::base::date::{Interval, distance_in_words};
use crate::base::text::{did_you_mean, plural, printable};
use crate::cli::project::ProjectArgs;
use crate::cli::report::{columns, print_text, say, say_next, style};
use crate::cli::{CLEAN, DENIED, Ended, today};
use crate::diag::code::Profile;
use crate::diag::human::Style;
use crate::export::due::rows::{Row, Selection, calendar, rows};
use crate::export::due::{csv, ics, json};
use crate::load::read::read;
use crate::model::deadline::Urgency;
use crate::model::handbook::Handbook;
use crate::model::people::PartyId;
use crate::model::review::ReviewState;
use crate::model::reviewable::reviewables;
use crate::parse::document::Status;
use crate::parse::word::Word;
use crate::pipeline;

/// How deadlines are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum DueFormat {
    /// A table, for people.
    Human,
    /// One JSON object, for programs.
    Json,
    /// Comma-separated values (RFC 4180), for spreadsheets.
    Csv,
    /// A calendar (iCalendar, RFC 5545).
    Ics,
}

/// List what falls due: reviews, evidence, actions, controls, acceptances, waivers.
///
/// What is overdue always comes first. Exit codes: 0; 1 with --deny when something is overdue; 2 when the command could not be carried out.
#[derive(Args)]
pub(super) struct Due {
    #[command(flatten)]
    project: ProjectArgs,
    /// How far ahead: a count and a unit, such as 90d, 6w, 12m or 1y.
    #[arg(long, value_name = "TIME", default_value = "90d")]
    within: Interval,
    /// Only what this role or person answers for: a key of `people.toml`. A person has what their roles have.
    #[arg(long, value_name = "KEY")]
    owner: Option<String>,
    /// End with exit code 1 when something is overdue.
    #[arg(long)]
    deny: bool,
    /// How the list is written to standard output.
    #[arg(long, value_enum, default_value_t = DueFormat::Human)]
    format: DueFormat,
}

/// Nobody has the key.
#[derive(Debug, thiserror::Error)]
#[error("nobody in this handbook has the key `{key}`{hint}")]
struct UnknownOwner {
    /// What was typed.
    key: String,
    /// The near miss, as the end of the sentence.
    hint: String,
}

impl Due {
    pub(super) fn run(&self) -> Ended {
        let today = today::resolve(self.project.today)?;
        let sources = read(&self.project.root)?;
        let (handbook, _) = pipeline::resolve(&sources, today);
        let owner = self.owner.as_ref().map(|key| find_owner(&handbook, key)).transpose()?;
        let selection = Selection { within: self.within, owner };
        let rows = rows(&handbook, selection, |path| sources.text(path));
        print_text(&match self.format {
            DueFormat::Human => table(&rows, &handbook, style(), columns()),
            DueFormat::Json => json::render(&rows, today),
            DueFormat::Csv => csv::render(&rows),
            DueFormat::Ics => ics::render(&calendar(&handbook, selection, &rows)),
        })?;
        let overdue = rows.iter().filter(|row| row.state == Urgency::Overdue).count();
        say(&self.summary(&handbook, owner, rows.len() - overdue, overdue));
        say_next(pipeline::next(&handbook).as_deref());
        Ok(if self.deny && overdue > 0 { DENIED } else { CLEAN })
    }

    fn summary(
        &self,
        handbook: &Handbook,
        owner: Option<PartyId>,
        ahead: usize,
        overdue: usize,
    ) -> String {
        let mut line = format!(
            "as of {}: {overdue} overdue, {ahead} due within {}",
            handbook.today, self.within
        );
        // What has no day is in no list of days; silence would say that it is in time.
        let never = reviewables(handbook).into_iter().filter(|reviewable| {
            let same = |other| owner.is_none_or(|party| handbook.directory.is_same(other, party));
            reviewable.state == ReviewState::NeverReviewed
                && (owner.is_none() || reviewable.owner.is_some_and(same))
        });
        let never = never.count();
        if never > 0 {
            let documents = plural(never, "document", "documents");
            let _ = write!(line, "; {documents} without any date, see `annexa check`");
        }
        // A draft is not due, and neither does anybody see when it will be.
        let drafts = handbook.documents.iter().filter(|document| {
            matches!(document.parsed.front.status, Status::Draft | Status::InReview)
        });
        let drafts = drafts.count();
        if drafts > 0 && handbook.settings.profile == Profile::Draft {
            let drafts = plural(drafts, "draft has", "drafts have");
            let _ = write!(line, "; {drafts} no day until approved");
        }
        line
    }
}

fn find_owner(handbook: &Handbook, key: &str) -> Result<PartyId, UnknownOwner> {
    let known = || handbook.directory.parties.iter().map(|party| party.key.as_str());
    handbook.directory.find(key).ok_or_else(|| UnknownOwner {
        key: printable(key),
        hint: match did_you_mean(key, known()) {
            Some(near) => format!("; did you mean `{near}`?"),
            None => String::new(),
        },
    })
}

/// The column of the table that is shortened where the terminal is narrow.
const TITLE: usize = 4;

/// The least that is left of a title.
const SHORTEST_TITLE: usize = 20;

/// The table: day, distance, id, kind, what, and the key of whose, under a heading for each state. On a terminal it has its width.
fn table(rows: &[Row], handbook: &Handbook, style: Style, columns: Option<usize>) -> String {
    let mut out = String::new();
    let cells: Vec<[String; 6]> = rows
        .iter()
        .map(|row| {
            [
                row.due.to_string(),
                distance_in_words(handbook.today, row.due),
                printable(&row.id),
                row.kind.word().to_owned(),
                printable(&row.title),
                printable(row.owner.as_deref().unwrap_or("nobody")),
            ]
        })
        .collect();
    let width =
        |column: usize| cells.iter().map(|cells| cells[column].chars().count()).max().unwrap_or(0);
    let mut widths: Vec<usize> = (0..6).map(width).collect();
    if let Some(columns) = columns {
        // What cannot be shortened: the other cells, two blanks before each cell.
        let others: usize = widths.iter().sum::<usize>() - widths[TITLE] + 2 * widths.len();
        widths[TITLE] = widths[TITLE].min(columns.saturating_sub(others).max(SHORTEST_TITLE));
    }
    let mut before = None;
    for (row, cells) in rows.iter().zip(&cells) {
        if before != Some(row.state) {
            let gap = if before.is_some() { "\n" } else { "" };
            let _ = writeln!(out, "{gap}{}", heading(row.state, style));
            before = Some(row.state);
        }
        let padded: Vec<String> = cells
            .iter()
            .zip(&widths)
            .map(|(cell, width)| format!("{:<width$}", clipped(cell, *width)))
            .collect();
        let _ = writeln!(out, "  {}", padded.join("  ").trim_end());
    }
    out
}

/// A text on as many columns at most; what is left out is marked.
fn clipped(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    let kept: String = text.chars().take(width.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

fn heading(state: Urgency, style: Style) -> String {
    let (text, color) = match state {
        Urgency::Overdue => ("Overdue", "1;31"),
        Urgency::Soon => ("Due soon", "1;33"),
        Urgency::Later => ("Later", "1"),
    };
    match style {
        Style::Colored => format!("\u{1b}[{color}m{text}\u{1b}[0m"),
        Style::Plain => text.to_owned(),
    }
}
