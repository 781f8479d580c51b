//! `annexa diff`: what changed in the ISMS between two revisions of git.

use std::path::Path;

use clap::{Args, ValueEnum};

use crate::base::date::Date;
use crate::base::text::printable;
use crate::cli::project::RootArgs;
use crate::cli::report::{columns, print_text, say, style};
use crate::cli::{CLEAN, Ended, today};
use crate::compare::{Comparison, Fault, Point, Side, compare, human, json, markdown};
use crate::diag::Findings;
use crate::diag::code::Level;
use crate::load::Sources;
use crate::load::git::Git;
use crate::load::moment::{self, MomentError};
use crate::load::read::read;
use crate::load::revision::{self, RevisionError};
use crate::model::handbook::Handbook;
use crate::pipeline;

/// How a comparison is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum DiffFormat {
    /// By kind, for people.
    Human,
    /// One JSON object, for programs.
    Json,
    /// Markdown tables, for a comment on a merge request.
    Markdown,
}

/// Say what changed in the ISMS between two revisions.
///
/// Documents, decisions, risks, evidence, obligations, roles, settings, the reviews that were held and what became overdue. Exit codes: 0,
/// whether or not something differs; 2 when the command could not be carried out.
#[derive(Args)]
#[command(after_help = "Example: annexa diff 2025-11-01    what changed since that day")]
pub(super) struct Diff {
    /// The earlier one: a branch, a tag, a commit, `main@{2025-11-01}`, or a day such as 2025-11-01. `REV1..REV2` names both.
    #[arg(value_name = "REV1")]
    before: String,
    /// The later one [default: the files as they lie on disk].
    #[arg(value_name = "REV2")]
    after: Option<String>,
    #[command(flatten)]
    project: RootArgs,
    /// The day of the later one, for what is overdue [default: that of its commit; on disk `SOURCE_DATE_EPOCH`, else today in UTC].
    #[arg(long, value_name = "DATE")]
    today: Option<Date>,
    /// How the comparison is written to standard output.
    #[arg(long, value_enum, default_value_t = DiffFormat::Human)]
    format: DiffFormat,
}

/// Why there is nothing to compare.
#[derive(Debug, thiserror::Error)]
enum DiffError {
    /// A folder stands where a revision is expected.
    #[error("`{name}` is a folder, not a revision; `-C {name}` names the project")]
    Folder {
        /// What was typed.
        name: String,
    },
    /// The revision holds no project in this folder.
    #[error("revision `{name}` holds no `handbook.toml` in this folder")]
    NoHandbook {
        /// What was typed.
        name: String,
    },
}

/// The files of a project as they were or are, and where they come from.
struct Snapshot {
    sources: Sources,
    point: Point,
}

impl Diff {
    pub(super) fn run(&self) -> Ended {
        let (before, after) = self.ends();
        // The later side first: a folder without a project is said to be one, whatever the revision.
        let mut after = match after {
            Some(name) => self.at(name)?,
            None => self.on_disk()?,
        };
        let mut before = self.at(before)?;
        self.warn_of_order(&before.point, &after.point);
        if let Some(today) = self.today {
            after.point.day = today;
        }
        let earlier = before.resolve(after.point.day);
        let later = after.resolve(after.point.day);
        let changes = compare(before.side(&earlier), after.side(&later));
        let title = later.settings.title.clone();
        let comparison = Comparison { title, before: before.point, after: after.point, changes };
        print_text(&match self.format {
            DiffFormat::Human => human::render(&comparison, style(), columns()),
            DiffFormat::Json => json::render(&comparison),
            DiffFormat::Markdown => markdown::render(&comparison),
        })?;
        Ok(CLEAN)
    }

    /// The two revisions, written as two words or, as git writes them, as one with two dots.
    fn ends(&self) -> (&str, Option<&str>) {
        let range = self.before.split_once("..").filter(|(from, to)| {
            // Dots in braces belong to a name, and three dots mean something else.
            let is_in_braces = from.matches('{').count() != from.matches('}').count();
            !is_project(&self.before)
                && !from.is_empty()
                && !to.is_empty()
                && !to.starts_with('.')
                && !is_in_braces
        });
        match (range, &self.after) {
            (Some((from, to)), None) => (from, Some(to)),
            (_, after) => (&self.before, after.as_deref()),
        }
    }

    /// Says so where the first revision is the newer one: what was added then reads as gone.
    fn warn_of_order(&self, before: &Point, after: &Point) {
        let (Some(first), Some(second)) = (&before.name, &after.name) else { return };
        let is_newer = before.day > after.day || is_ancestor(&self.project.root, after, before);
        if is_newer {
            let (first, second) = (printable(first), printable(second));
            say(&format!(
                "`{first}` is newer than `{second}`, so this reads backwards: what was added is gone; the earlier one comes first"
            ));
        }
    }

    fn on_disk(&self) -> Result<Snapshot, Failed> {
        let sources = read(&self.project.root)?;
        let day = today::resolve(self.today)?;
        let point = Point { name: None, commit: None, committed: None, day, faults: Vec::new() };
        Ok(Snapshot { sources, point })
    }

    /// The files at a revision, as of the day that was asked for, else of its commit.
    fn at(&self, name: &str) -> Result<Snapshot, Failed> {
        let root = &self.project.root;
        let moment = moment::find(&Git::at(root), name).map_err(|error| match error {
            MomentError::Unknown { name, .. } if is_project(&name) => {
                Failed::from(DiffError::Folder { name })
            }
            error => error.into(),
        })?;
        let sources = revision::read(root, &moment.commit).map_err(|error| match error {
            RevisionError::NoHandbook { .. } => {
                Failed::from(DiffError::NoHandbook { name: printable(name) })
            }
            error => error.into(),
        })?;
        let point = Point {
            name: Some(name.to_owned()),
            commit: Some(moment.commit),
            committed: moment.asked.map(|_| moment.committed),
            day: moment.asked.unwrap_or(moment.committed),
            faults: Vec::new(),
        };
        Ok(Snapshot { sources, point })
    }
}

/// Why a command could not be carried out.
type Failed = Box<dyn std::error::Error>;

/// True when the commit of one point is among those that led to the other's. What git cannot say is no.
fn is_ancestor(root: &Path, one: &Point, other: &Point) -> bool {
    let (Some(one), Some(other)) = (&one.commit, &other.commit) else { return false };
    one != other && Git::at(root).ask(&["merge-base", "--is-ancestor", one, other]).is_ok()
}

/// True for a folder with a project: other commands take it where this one takes a revision.
fn is_project(name: &str) -> bool {
    Path::new(name).join("handbook.toml").is_file()
}

impl Snapshot {
    /// What the files mean as of a day. Notes what cannot be read.
    fn resolve(&mut self, day: Date) -> Handbook {
        let (handbook, found) = pipeline::resolve(&self.sources, day);
        self.point.faults = faults(&found);
        handbook
    }

    fn side<'s>(&'s self, handbook: &'s Handbook) -> Side<'s> {
        Side {
            handbook,
            sources: &self.sources,
            day: self.point.day,
            people: handbook.settings.people_shown,
        }
    }
}

/// What hinders reading, and so comparing: findings of the parser and the resolver that deny, whatever levels the project sets.
fn faults(found: &Findings) -> Vec<Fault> {
    let denying = found.iter().filter(|diagnostic| diagnostic.code.level == Level::Deny);
    let mut faults: Vec<Fault> = denying
        .map(|diagnostic| Fault {
            path: diagnostic.span.path.to_string(),
            code: diagnostic.code.name,
            message: diagnostic.message.clone(),
        })
        .collect();
    faults.sort_by(|left, right| left.path.cmp(&right.path));
    faults
}
