//! What the terminal shows of a preview: [`Terminal`] hears news and tells, after each change, which findings are new and how things stand.
//!
//! A finding is told with its excerpt once. One that went and comes again, as happens while a word is half typed, is a line; the panel beside the
//! page has all of it.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use crate::base::digest::Digest;
use crate::base::path::{OutPath, RelPath};
use crate::base::text::printable;
use crate::cli::project::say_unread;
use crate::cli::report::{self, Format};
use crate::diag::code::Level;
use crate::diag::human::heading;
use crate::diag::report::{Finding, Report};
use crate::load::Sources;
use crate::preview::news::News;

/// The longest list of files that is written out, in characters.
const LONGEST: usize = 80;

/// How many findings are remembered as told. Beyond these, only the present ones are.
const REMEMBERED: usize = 10_000;

/// How many findings that come again have a line each.
const AGAIN: usize = 5;

/// What the terminal shows.
pub(super) struct Terminal<'t> {
    root: &'t Path,
    address: &'t str,
    /// What is shown and was not told yet.
    change: Option<Change>,
    /// What was found in it.
    verdict: Option<Verdict>,
    /// What was found when it was told last.
    before: Option<Arc<Report>>,
    /// What was told since the preview began.
    told: BTreeSet<Digest>,
}

/// What changed, of one site or of several in a row.
struct Change {
    number: u64,
    files: BTreeSet<RelPath>,
    page: Option<OutPath>,
    took: Duration,
}

struct Verdict {
    report: Arc<Report>,
    sources: Arc<Sources>,
}

impl<'t> Terminal<'t> {
    /// Nothing yet, of the project at `root`, whose preview is at `address`.
    pub(super) fn new(root: &'t Path, address: &'t str) -> Self {
        let told = BTreeSet::new();
        Self { root, address, change: None, verdict: None, before: None, told }
    }

    /// Takes news in, and tells at once what is no handbook.
    pub(super) fn hear(&mut self, news: News) {
        match news {
            News::Shown { number, changed, page, took } => {
                let former = self.change.take();
                let mut change =
                    Change { number, files: changed.into_iter().collect(), page, took };
                if let Some(former) = former {
                    change.add(former);
                }
                self.change = Some(change);
                self.verdict = None;
            }
            News::Judged { number, report, sources } => {
                // What was found in a site that was replaced meanwhile is of the past.
                if self.change.as_ref().is_none_or(|change| change.number <= number) {
                    self.verdict = Some(Verdict { report, sources });
                }
            }
            News::Failed(why) => {
                report::say(&format!("error: {why}"));
                report::say("the preview stays as it is until the files can be read");
            }
            News::Recovered => report::say("the files can be read again"),
            News::Polling(why) => {
                report::say(&format!("{why}; looking for changes a few times a second instead"));
            }
        }
    }

    /// Tells what was heard, once it was judged.
    pub(super) fn tell(&mut self) -> io::Result<()> {
        let Some(Verdict { report, sources }) = self.verdict.take() else { return Ok(()) };
        let change = self.change.take();
        if self.told.len() > REMEMBERED {
            let before = self.before.iter().flat_map(|before| before.findings());
            self.told = before.map(|finding| finding.fingerprint).collect();
        }
        match self.before.replace(report.clone()) {
            None => self.tell_first(&report, &sources, change.as_ref()),
            Some(before) => self.tell_next(&before, &report, &sources, change.as_ref()),
        }
    }

    fn tell_first(
        &mut self,
        report: &Report,
        sources: &Sources,
        change: Option<&Change>,
    ) -> io::Result<()> {
        say_unread(sources.history());
        self.print(report, sources)?;
        let took = change.map(|change| change.took).unwrap_or_default();
        report::say(&format!("made in {:.2} s: {}", took.as_secs_f64(), report.summary()));
        report::say(&format!(
            "save a file, and {} follows; the panel on each page lists findings and shows other days",
            self.address
        ));
        Ok(())
    }

    fn tell_next(
        &mut self,
        before: &Report,
        report: &Report,
        sources: &Sources,
        change: Option<&Change>,
    ) -> io::Result<()> {
        let (came, went) = (report.since(before), before.since(report));
        let again: Vec<&Finding> =
            came.findings().iter().filter(|finding| self.was_told(finding)).collect();
        report::print_text(&list_of(&again))?;
        self.print(&came, sources)?;
        let moved = moved(came.findings().len(), went.findings().len());
        let change = change.filter(|change| !change.files.is_empty());
        let Some(change) = change else {
            // Git tells something else after each first edit; who reads the terminal cares when a finding comes or goes.
            if !moved.is_empty() {
                report::say(&format!("what git tells is shown: {}{moved}", report.summary()));
            }
            return Ok(());
        };
        let millis = change.took.as_millis();
        let (files, are) = change.in_words(sources);
        let files = report::bold(&files);
        report::say(&format!("{files} {are} after {millis} ms: {}{moved}", report.summary()));
        if let Some(page) = &change.page {
            report::say(&format!("  {}{page}", self.address));
        }
        Ok(())
    }

    fn was_told(&self, finding: &Finding) -> bool {
        self.told.contains(&finding.fingerprint)
    }

    /// Writes the findings that were never told before.
    fn print(&mut self, report: &Report, sources: &Sources) -> io::Result<()> {
        let new = report.only(|finding| !self.was_told(finding));
        if new.findings().is_empty() {
            return Ok(());
        }
        self.told.extend(new.findings().iter().map(|finding| finding.fingerprint));
        report::print_text("\n")?;
        report::print(&new, Format::Human, sources, self.root)
    }
}

impl Change {
    /// Adds what happened before and was not told.
    fn add(&mut self, former: Self) {
        self.page = match (self.files.len(), former.files.len()) {
            (_, 0) => self.page.take(),
            (0, _) => former.page,
            _ if self.files == former.files => self.page.take(),
            _ => None,
        };
        self.files.extend(former.files);
        self.took = self.took.max(former.took);
    }

    /// Which files, and what happened to them.
    fn in_words(&self, sources: &Sources) -> (String, &'static str) {
        let n_there = self.files.iter().filter(|path| sources.get(path).is_some()).count();
        let names: Vec<String> = self.files.iter().map(|path| printable(path.as_str())).collect();
        let (many, list) = (names.len(), names.join(", "));
        let (what, are) = match n_there {
            0 => ("files", if many == 1 { "is gone" } else { "are gone" }),
            _ => ("changed files", if many == 1 { "is shown" } else { "are shown" }),
        };
        // Of some that came and some that went, a list would say both of all.
        let is_listed =
            [0, many].contains(&n_there) && (many == 1 || list.chars().count() <= LONGEST);
        let list = if is_listed { list } else { format!("{many} {what}") };
        (list, are)
    }
}

/// A finding that was told before, on a line.
fn line_of(finding: &Finding) -> String {
    let word = match finding.level {
        Level::Deny => "error",
        Level::Warn => "warning",
        Level::Note | Level::Allow => "note",
    };
    let (diagnostic, at) = (&finding.diagnostic, finding.start);
    let (code, message) = (diagnostic.code.name, &diagnostic.message);
    let path = printable(diagnostic.span.path.as_str());
    let head = heading(&format!("{word}[{code}] again"), finding.level, report::style());
    format!("{head}: {message} ({path}:{}:{})\n", at.line, at.column)
}

/// Findings that were told before.
fn list_of(again: &[&Finding]) -> String {
    if again.is_empty() {
        return String::new();
    }
    if again.len() > AGAIN {
        return format!("\n{} findings are there again; the panel lists them\n", again.len());
    }
    let lines: String = again.iter().map(|finding| line_of(finding)).collect();
    format!("\n{lines}")
}

/// How many findings came and went, as the end of a line.
fn moved(came: usize, went: usize) -> String {
    match (came, went) {
        (0, 0) => String::new(),
        (came, 0) => format!("; {came} new"),
        (0, went) => format!("; {went} mended"),
        (came, went) => format!("; {came} new, {went} mended"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(number: u64, file: &str, millis: u64) -> News {
        News::Shown {
            number,
            changed: vec![RelPath::fixed(file)],
            page: Some(OutPath::fixed("index.html")),
            took: Duration::from_millis(millis),
        }
    }

    fn judged(number: u64) -> News {
        News::Judged { number, report: Arc::default(), sources: Arc::default() }
    }

    fn heard(all: impl IntoIterator<Item = News>) -> Terminal<'static> {
        let mut terminal = Terminal::new(Path::new("."), "http://localhost:27001/");
        all.into_iter().for_each(|news| terminal.hear(news));
        terminal
    }

    #[test]
    fn what_was_found_in_a_site_that_was_replaced_is_not_told() {
        let is_judged = |all: Vec<News>| heard(all).verdict.is_some();
        assert!(is_judged(vec![shown(1, "a.md", 1), judged(1)]));
        assert!(!is_judged(vec![shown(1, "a.md", 1), shown(2, "a.md", 1), judged(1)]));
        assert!(!is_judged(vec![shown(1, "a.md", 1), judged(1), shown(2, "a.md", 1)]));
        assert!(is_judged(vec![shown(1, "a.md", 1), shown(2, "a.md", 1), judged(2)]));
    }

    #[test]
    fn changes_in_a_row_are_told_as_one_with_the_longest_time() {
        let told = |all: Vec<News>| {
            let change = heard(all).change.expect("a change");
            let (files, are) = change.in_words(&Sources::default());
            (format!("{files} {are}"), change.page.is_some(), change.took.as_millis())
        };
        let same = told(vec![shown(1, "a.md", 9), shown(2, "a.md", 5)]);
        assert_eq!(same, ("a.md is gone".to_owned(), true, 9));
        let two = told(vec![shown(1, "a.md", 5), shown(2, "b.md", 7)]);
        assert_eq!(two, ("a.md, b.md are gone".to_owned(), false, 7));
        let many = told((0..30).map(|n| shown(n, &format!("documents/{n}.md"), n)).collect());
        assert_eq!(many, ("30 files are gone".to_owned(), false, 29));
    }
}
