//! The path to certification: the steps of ISO/IEC 27001 in their order, with how far the handbook is.
//!
//! `steps` is the table of steps; each has a function in `look` that looks at the handbook, and `texts` is what most of them look at.
//! A step is done when what it says under `done_when` can be seen in the handbook. What happens elsewhere, such as the certification audit
//! itself, is never guessed: such a step says that nothing here can show it.

mod command;
mod look;
mod records;
mod steps;
mod texts;

use crate::model::entry::Entry;
use crate::model::guide::steps::STEPS;
use crate::model::guide::texts::Texts;
use crate::model::handbook::Handbook;

/// The framework whose steps these are.
const FRAMEWORK: &str = "iso27001-2022";

/// How far a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Progress {
    /// Nothing of it is there, or only an empty form.
    ToDo,
    /// Some of it is there.
    Begun,
    /// What it asks for can be seen.
    Done,
    /// It happens elsewhere, and nothing here can show it.
    Unseen,
}

/// A step. The texts are for readers; `done_when` says what `look` computes.
#[derive(Debug)]
pub struct Step {
    /// The part of the path: steps with the same one stand together.
    pub part: &'static str,
    /// Its anchor.
    pub anchor: &'static str,
    /// What is done, in a few words.
    pub title: &'static str,
    /// The clauses that ask for it.
    pub clauses: &'static [&'static str],
    /// What is to be there, in our own words.
    pub wanted: &'static str,
    /// When it counts as done.
    pub done_when: &'static str,
    /// The entries of the catalogue that it needs.
    pub texts: &'static [&'static str],
    /// What else it needs.
    look: fn(&Handbook) -> Vec<Point>,
}

/// Something that a step needs besides its texts.
#[derive(Debug)]
struct Point {
    progress: Progress,
    /// What is there, in words; a count where there is one.
    fact: Option<String>,
    /// What to do about it, unless it is done.
    next: Option<Next>,
}

/// The next thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Next {
    /// What, as the beginning of a sentence; what it is about follows.
    pub text: String,
    /// What it is about.
    pub entry: Option<Entry>,
    /// The file to open, or the command or line to type.
    pub code: Option<String>,
}

/// A step and how far it is.
#[derive(Debug)]
pub struct Stand {
    /// The step.
    pub step: &'static Step,
    /// How far it is.
    pub progress: Progress,
    /// Documents, registers and evidence that belong to it, in force or not.
    pub entries: Vec<Entry>,
    /// What is there, in words.
    pub facts: Vec<String>,
    /// What comes next.
    pub next: Option<Next>,
}

/// The whole path.
#[derive(Debug)]
pub struct Path {
    /// The steps in their order.
    pub stands: Vec<Stand>,
}

impl Path {
    /// How far the handbook is; `None` when its first framework is another one.
    pub fn of(handbook: &Handbook) -> Option<Self> {
        let stands = || STEPS.iter().map(|step| stand(handbook, step)).collect();
        Self::exists(handbook).then(|| Self { stands: stands() })
    }

    /// True when there are steps for the first framework of the handbook.
    pub fn exists(handbook: &Handbook) -> bool {
        handbook.frameworks.used.first().is_some_and(|framework| framework.id == FRAMEWORK)
    }

    /// How many steps are as far as that.
    pub fn count(&self, progress: Progress) -> usize {
        self.stands.iter().filter(|stand| stand.progress == progress).count()
    }

    /// How many steps can be seen here.
    pub fn seen(&self) -> usize {
        self.stands.len() - self.count(Progress::Unseen)
    }

    /// The first step that is not done, with its number from 1; what cannot be seen comes last.
    pub fn next(&self) -> Option<(usize, &Stand)> {
        let numbered = || (1..).zip(&self.stands);
        let open = |(_, stand): &(usize, &Stand)| stand.progress < Progress::Done;
        numbered()
            .find(open)
            .or_else(|| numbered().find(|(_, stand)| stand.progress == Progress::Unseen))
    }
}

/// The next step in one line for a terminal; `None` when the framework is another one, or nothing is left to do here.
pub fn next_in_a_line(handbook: &Handbook) -> Option<String> {
    let path = Path::of(handbook)?;
    let (number, stand) = path.next()?;
    let next = stand.next.as_ref()?;
    let id = next.entry.map(|entry| format!(" {}", handbook.label(entry).id)).unwrap_or_default();
    let code = next.code.as_ref().map(|code| format!(": {code}")).unwrap_or_default();
    Some(format!(
        "{} of {} steps to certification done; next is {number}, {}: {}{id}{code}",
        path.count(Progress::Done),
        path.seen(),
        stand.step.title,
        next.text,
    ))
}

fn stand(handbook: &Handbook, step: &'static Step) -> Stand {
    let texts = Texts::of(handbook, step.texts);
    let mut points = Vec::new();
    // What a text is about comes before the text.
    points.extend((step.look)(handbook));
    points.extend(texts.point(handbook));
    // A step of which anything is there is begun; it is done when all of it is.
    let least = points.iter().map(|point| point.progress).min().unwrap_or(Progress::ToDo);
    let most = points.iter().map(|point| point.progress).max().unwrap_or(Progress::ToDo);
    let progress =
        if least == Progress::ToDo && most > Progress::ToDo { Progress::Begun } else { least };
    let next = points.iter().find_map(|point| point.next.clone());
    let facts = points.into_iter().filter_map(|point| point.fact).collect();
    Stand { step, progress, entries: texts.entries, facts, next }
}
