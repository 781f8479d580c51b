//! All stages in their order: a snapshot of files and a date go in, files of the site and findings come out.
//!
//! `build` and `check`, every test and whoever embeds Annexa call these functions; nothing else puts stages together.

use crate::base::date::Date;
use crate::base::path::RelPath;
use crate::check;
use crate::check::waivers::waive;
use crate::diag::Findings;
use crate::diag::code::Code;
use crate::diag::levels::{Levels, Strictness};
use crate::diag::report::Report;
use crate::export;
use crate::load::Sources;
use crate::model;
use crate::model::handbook::Handbook;
use crate::parse;
use crate::render;
use crate::render::Progress;
use crate::render::output::OutputTree;

/// The result of a build.
#[derive(Debug)]
pub struct Outcome {
    /// The files of the site. Not to be published when the report denies.
    pub tree: OutputTree,
    /// What was found.
    pub report: Report,
    /// How many documents and records there are.
    pub documents: usize,
}

/// What a run depends on besides the files.
#[derive(Debug, Clone)]
pub struct Options {
    /// The day of all states.
    pub today: Date,
    /// What goes before the levels of the project.
    pub strictness: Strictness,
}

impl Options {
    /// A run on a day, with the levels of the project.
    pub fn on(today: Date) -> Self {
        Self { today, strictness: Strictness::default() }
    }
}

/// Checks a project without rendering it.
pub fn check(sources: &Sources, options: &Options) -> Outcome {
    let (handbook, found) = examine(sources, options.today);
    let documents = handbook.documents.len();
    let report = report(&handbook, found, sources, &options.strictness);
    Outcome { tree: OutputTree::default(), report, documents }
}

/// Checks and renders a project.
pub fn build(sources: &Sources, options: &Options, progress: Progress<'_>) -> Outcome {
    let (handbook, mut found) = examine(sources, options.today);
    let mut tree = render::render(&handbook, sources, progress, &mut found);
    export::export(&handbook, &mut tree, &mut found);
    let documents = handbook.documents.len();
    Outcome { tree, report: report(&handbook, found, sources, &options.strictness), documents }
}

/// Reads and resolves a project without checking it.
pub fn resolve(sources: &Sources, today: Date) -> (Handbook, Findings) {
    let (documents, mut found) = parse::parse(sources);
    let (handbook, unresolved) = model::resolve::resolve(documents, sources, today);
    found.extend(unresolved);
    (handbook, found)
}

fn examine(sources: &Sources, today: Date) -> (Handbook, Findings) {
    let (handbook, mut found) = resolve(sources, today);
    found.extend(check::check(&handbook));
    let known: Vec<&str> = codes().iter().map(|code| code.name).collect();
    handbook.settings.report_unknown_codes(&RelPath::fixed("handbook.toml"), &known, &mut found);
    (handbook, found)
}

fn report(
    handbook: &Handbook,
    found: Findings,
    sources: &Sources,
    strictness: &Strictness,
) -> Report {
    let settings = &handbook.settings;
    let project = settings.checks.iter().map(|(code, level)| (code.value.as_str(), *level));
    let levels = Levels::new(settings.profile, project, strictness);
    let (found, held_back) = waive(found, handbook, &codes());
    Report::new(found, held_back, &levels, |path| sources.text(path))
}

/// Every kind of finding that a run can report, sorted by name.
pub fn codes() -> Vec<&'static Code> {
    let stages =
        [parse::codes::CODES, model::codes::CODES, render::codes::CODES, check::waivers::CODES];
    let stages = stages.into_iter().flatten().copied();
    let mut codes: Vec<&'static Code> =
        stages.chain(check::ALL.iter().map(|check| check.code)).collect();
    codes.sort_by_key(|code| code.name);
    codes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_have_a_manual_page() {
        let codes = codes();
        assert!(codes.windows(2).all(|pair| pair[0].name != pair[1].name));
        for code in codes {
            let kebab = |letter: char| letter.is_ascii_lowercase() || letter == '-';
            assert!(code.name.chars().all(kebab), "{}", code.name);
            for section in ["# Why", "# Mend", "# Example"] {
                assert!(code.doc.contains(section), "`{}` lacks `{section}`", code.name);
            }
            assert!(!code.why().is_empty(), "{}", code.name);
        }
    }
}
