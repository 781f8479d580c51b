//! The path to certification: each step with what is to be there, what is there, and what comes next.

use serde::Serialize;

use crate::model::guide::{Next, Path, Progress, Stand};
use crate::model::handbook::Handbook;
use crate::view::parts::{Badge, Link, capitalized, link_to, links_to};

/// The next thing to do.
#[derive(Debug, Serialize)]
pub struct NextView {
    /// What to do, in words; what it is about follows.
    pub text: String,
    /// What it is about.
    pub link: Option<Link>,
    /// The file to open, or the command or line to type.
    pub code: Option<String>,
}

/// A step.
#[derive(Debug, Serialize)]
pub struct StepView {
    /// Its number, from 1.
    pub number: usize,
    /// Its anchor.
    pub anchor: &'static str,
    /// What is done.
    pub title: &'static str,
    /// The clauses that ask for it.
    pub clauses: Vec<Link>,
    /// How far it is, in words.
    pub state: Badge,
    /// What is to be there, in our own words.
    pub wanted: &'static str,
    /// When it counts as done.
    pub done_when: &'static str,
    /// What is there: documents, records, registers and evidence, with their states.
    pub entries: Vec<Link>,
    /// What is there, in words and numbers.
    pub facts: Vec<String>,
    /// What comes next; nothing when it is done or cannot be seen.
    pub next: Option<NextView>,
}

/// Steps that stand together.
#[derive(Debug, Serialize)]
pub struct GuidePart {
    /// Its title.
    pub title: &'static str,
    /// Its steps.
    pub steps: Vec<StepView>,
}

/// The whole path.
#[derive(Debug, Serialize)]
pub struct GuideView {
    /// How many steps are done.
    pub done: usize,
    /// How many steps are begun.
    pub begun: usize,
    /// How many steps are still to do.
    pub to_do: usize,
    /// How many steps can be seen here.
    pub seen: usize,
    /// The number of the first step that is not done; those that nothing here can show come last.
    pub next: Option<usize>,
    /// The parts in their order.
    pub parts: Vec<GuidePart>,
}

impl GuideView {
    /// The path of a handbook.
    pub fn new(handbook: &Handbook, path: &Path) -> Self {
        let mut parts: Vec<GuidePart> = Vec::new();
        for (number, stand) in (1..).zip(&path.stands) {
            if parts.last().is_none_or(|part| part.title != stand.step.part) {
                parts.push(GuidePart { title: stand.step.part, steps: Vec::new() });
            }
            if let Some(part) = parts.last_mut() {
                part.steps.push(step(handbook, number, stand));
            }
        }
        Self {
            done: path.count(Progress::Done),
            begun: path.count(Progress::Begun),
            to_do: path.count(Progress::ToDo),
            seen: path.seen(),
            next: path.next().map(|(number, _)| number),
            parts,
        }
    }
}

fn step(handbook: &Handbook, number: usize, stand: &Stand) -> StepView {
    let clauses = stand.step.clauses.iter().filter_map(|id| handbook.frameworks.find_clause(id));
    StepView {
        number,
        anchor: stand.step.anchor,
        title: stand.step.title,
        clauses: links_to(handbook, clauses),
        state: match stand.progress {
            Progress::Done => Badge::new("Done", "ok"),
            Progress::Begun => Badge::new("Begun", "warn"),
            Progress::ToDo => Badge::new("To do", "quiet"),
            Progress::Unseen => Badge::new("Not seen from here", "quiet"),
        },
        wanted: stand.step.wanted,
        done_when: stand.step.done_when,
        entries: links_to(handbook, stand.entries.iter().copied()),
        facts: stand.facts.iter().map(|fact| capitalized(fact)).collect(),
        next: stand.next.as_ref().map(|next| next_view(handbook, next)),
    }
}

fn next_view(handbook: &Handbook, next: &Next) -> NextView {
    NextView {
        text: capitalized(&next.text),
        link: next.entry.map(|entry| link_to(handbook, entry)),
        code: next.code.clone(),
    }
}
