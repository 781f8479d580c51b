//! All stages in their order: a snapshot of files and a date go in, files of the site and findings come out.
//!
//! `check`, every test and whoever embeds Annexa call these functions; nothing else puts stages together. A [`project`] is published file by
//! file, and [`on_demand`] makes the same files one by one, for the preview; a [`Memo`] makes a run after a small change short.

pub mod on_demand;
pub mod paper;
pub mod project;
pub mod watch;

use crate::base::date::Date;
use crate::base::path::RelPath;
use crate::check;
use crate::check::waivers::waive;
use crate::diag::Findings;
use crate::diag::code::{Code, Profile};
use crate::diag::levels::{Levels, Strictness};
use crate::diag::report::Report;
use crate::load::Sources;
use crate::model;
use crate::model::guide::next_in_a_line;
use crate::model::handbook::Handbook;
use crate::parse;
use crate::pipeline::project::{Judged, Project};
use crate::pipeline::watch::{Stage, Watch};
use crate::render;
use crate::render::origin::Origin;
use crate::render::output::OutputTree;
use crate::render::press::Loaded;

/// The result of a build.
#[derive(Debug)]
pub struct Outcome {
    /// The files of the site. Not to be published when the report denies.
    pub tree: OutputTree,
    /// What the site was made of.
    pub origin: Origin,
    /// What was found.
    pub report: Report,
    /// How many documents and records there are.
    pub documents: usize,
    /// While the handbook is being written: the next step to certification, in a line.
    pub next: Option<String>,
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

/// What runs leave for the next one: the results of pure functions by their input. It saves time and changes nothing.
#[derive(Debug, Default)]
pub struct Memo {
    known: parse::Known,
    loaded: Loaded,
}

impl Memo {
    /// Ends a run: what it did not need is forgotten.
    pub fn forget_unused(&self) {
        self.known.forget_unused();
        self.loaded.forget_unused();
    }
}

/// Checks a project without making its site; finds what [`build`] finds.
pub fn check(sources: &Sources, options: &Options) -> Outcome {
    let project = Project::new(sources, options, &Memo::default(), &());
    let Judged { report, origin, documents, next, .. } = project.judge(&());
    Outcome { tree: OutputTree::default(), origin, report, documents, next }
}

/// Checks a project and makes its whole site in memory.
pub fn build(sources: &Sources, options: &Options, watch: &dyn Watch) -> Outcome {
    build_with(sources, options, &Memo::default(), watch)
}

/// Checks and makes a project with what earlier runs left: the same outcome, sooner.
pub fn build_with(sources: &Sources, options: &Options, memo: &Memo, watch: &dyn Watch) -> Outcome {
    let project = Project::new(sources, options, memo, watch);
    let Judged { report, origin, documents, next, listed } = project.judge_made(watch);
    let site = listed.with_search(watch);
    watch.begin(Stage::Write);
    Outcome { tree: OutputTree::of(site), origin, report, documents, next }
}

/// The next step, for a project whose profile says that it is being written.
pub fn next(handbook: &Handbook) -> Option<String> {
    let is_draft = handbook.settings.profile == Profile::Draft;
    is_draft.then(|| next_in_a_line(handbook)).flatten()
}

/// Reads and resolves a project without checking it.
pub fn resolve(sources: &Sources, today: Date) -> (Handbook, Findings) {
    read(sources, today, &Memo::default(), &())
}

fn read(sources: &Sources, today: Date, memo: &Memo, watch: &dyn Watch) -> (Handbook, Findings) {
    watch.begin(Stage::Parse);
    let (documents, mut found) = parse::parse(sources, &memo.known);
    watch.begin(Stage::Resolve);
    let (handbook, unresolved) = model::resolve::resolve(documents, sources, &memo.known, today);
    found.extend(unresolved);
    (handbook, found)
}

fn examine(sources: &Sources, today: Date, memo: &Memo, watch: &dyn Watch) -> (Handbook, Findings) {
    let (handbook, mut found) = read(sources, today, memo, watch);
    watch.begin(Stage::Check);
    run_checks(&handbook, &mut found);
    (handbook, found)
}

fn run_checks(handbook: &Handbook, found: &mut Findings) {
    found.extend(check::check(handbook));
    let known: Vec<&str> = codes().iter().map(|code| code.name).collect();
    handbook.settings.report_unknown_codes(&RelPath::fixed("handbook.toml"), &known, found);
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
    Report::new(found, held_back, &levels, |path| sources.legible(path))
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

    /// The longest line of a manual page, and the longest `# Why`, which stands on one line below each finding.
    const LONGEST_LINE: usize = 160;
    const LONGEST_WHY: usize = 240;

    /// A manual page as its readers see it: headings and fenced blocks told apart from the text.
    #[derive(Default)]
    struct Page<'d> {
        first_paragraph: Vec<&'d str>,
        headings: Vec<&'d str>,
        /// For each fenced block, the number of headings above it and the language that it names.
        fences: Vec<(usize, &'d str)>,
        is_fence_open: bool,
    }

    impl<'d> Page<'d> {
        fn read(doc: &'d str) -> Self {
            let mut page = Self::default();
            let lines = doc.lines().map(|line| line.strip_prefix(' ').unwrap_or(line));
            for line in lines.clone() {
                if let Some(language) = line.strip_prefix("```") {
                    page.is_fence_open = !page.is_fence_open;
                    if page.is_fence_open {
                        page.fences.push((page.headings.len(), language));
                    } else {
                        assert_eq!(language, "", "a block must end before the next one begins");
                    }
                } else if line.starts_with('#') && !page.is_fence_open {
                    page.headings.push(line);
                }
            }
            page.first_paragraph = lines.take_while(|line| !line.is_empty()).collect();
            page
        }
    }

    #[test]
    fn codes_are_unique_and_have_a_manual_page() {
        let codes = codes();
        assert!(codes.windows(2).all(|pair| pair[0].name != pair[1].name));
        for code in codes {
            let name = code.name;
            let kebab = |letter: char| letter.is_ascii_lowercase() || letter == '-';
            assert!(name.chars().all(kebab), "{name}");
            let (draft, audit) = (code.level_in(Profile::Draft), code.level_in(Profile::Audit));
            assert!(draft <= code.level && code.level <= audit, "`{name}`: levels out of order");
            let page = Page::read(code.doc);
            let first = page.first_paragraph.join(" ");
            let is_sentence = first.ends_with('.') && !first.contains(". ");
            assert!(is_sentence, "`{name}` must begin with a paragraph of one sentence: {first}");
            assert_eq!(page.headings, ["# Why", "# Mend", "# Example"], "{name}");
            let why = code.why().chars().count();
            assert!((1..=LONGEST_WHY).contains(&why), "`{name}`: `# Why` has {why} characters");
            assert!(!page.is_fence_open, "`{name}`: a block has no end");
            for (_, language) in &page.fences {
                let is_word = language.chars().all(|letter| letter.is_ascii_lowercase());
                assert!(is_word && !language.is_empty(), "`{name}`: a block names no language");
            }
            let has_example = page.fences.iter().any(|(headings, _)| *headings == 3);
            assert!(has_example, "`{name}`: `# Example` holds no block");
            for line in code.doc.lines() {
                assert!(line.chars().count() <= LONGEST_LINE, "`{name}`: too long: {line}");
            }
        }
    }
}
