//! Specifications in Markdown: files, a day, and what Annexa must say or show. See `tests/cases/README.md`.

use std::fmt::Write as _;

use annexa::base::date::Date;
use annexa::base::path::{OutPath, RelPath};
use annexa::load::Sources;
use annexa::load::history::{Commit, History, Log, Past};
use annexa::pipeline::{Options, Outcome, build, check};

/// The day of a case that names none.
const TODAY: &str = "2026-11-21";

/// The settings of a case that brings none.
const HANDBOOK: &str = r#"title = "Handbook"

[checks]
missing-approval = "allow"
missing-owner    = "allow"
orphan-document  = "allow"
risk-incomplete  = "allow"
"#;

/// One case: a section of a specification.
#[derive(Debug)]
pub(crate) struct Case {
    /// Its heading.
    pub(crate) title: String,
    /// The day, if it names one.
    pub(crate) today: Date,
    /// Its files.
    pub(crate) files: Vec<(String, String)>,
    /// How files read after commits of these days.
    pub(crate) past: Vec<(Date, String, String)>,
    /// The findings that it expects, and the lines of the specification that hold them.
    pub(crate) findings: Option<(String, std::ops::Range<usize>)>,
    /// Pages with lines that they must hold, or must not.
    pub(crate) pages: Vec<Page>,
}

/// What a page must hold, or must not.
#[derive(Debug)]
pub(crate) struct Page {
    /// The page.
    pub(crate) path: String,
    /// Whether the lines must be there.
    pub(crate) holds: bool,
    /// The lines.
    pub(crate) lines: Vec<String>,
}

/// Reads the cases of a specification.
pub(crate) fn parse(text: &str) -> Vec<Case> {
    let lines: Vec<&str> = text.lines().collect();
    let mut cases: Vec<Case> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        if let Some(title) = line.strip_prefix("## ") {
            let today = TODAY.parse().expect("a date");
            cases.push(Case {
                title: title.to_owned(),
                today,
                files: Vec::new(),
                past: Vec::new(),
                findings: None,
                pages: Vec::new(),
            });
        } else if let Some(day) = line.strip_prefix("Today is ") {
            let case = cases.last_mut().expect("a day belongs to a case");
            case.today =
                day.trim_end_matches('.').parse().expect("`Today is` is followed by a date");
        } else if line.starts_with("```") {
            let fence: String = line.chars().take_while(|letter| *letter == '`').collect();
            let end =
                (at + 1..lines.len()).find(|end| lines[*end] == fence).expect("a fence has an end");
            block(
                &line[fence.len()..],
                &lines[at + 1..end],
                at + 1..end,
                cases.last_mut().expect("a block belongs to a case"),
            );
            at = end;
        }
        at += 1;
    }
    cases
}

fn block(info: &str, lines: &[&str], range: std::ops::Range<usize>, case: &mut Case) {
    let text: String = lines.iter().flat_map(|line| [*line, "\n"]).collect();
    match info.split_whitespace().collect::<Vec<_>>()[..] {
        ["findings"] => case.findings = Some((text, range)),
        ["html", "of", path] => case.pages.push(page(path, lines, true)),
        ["html", "not", "of", path] => case.pages.push(page(path, lines, false)),
        [_, path, "as", "of", day] => {
            let day = day.parse().expect("`as of` is followed by a date");
            case.past.push((day, path.to_owned(), text));
        }
        [_, path] => case.files.push((path.to_owned(), text)),
        _ => panic!(
            "a block is headed by `LANGUAGE PATH`, `LANGUAGE PATH as of DATE`, `findings`, `html of PATH` or `html not of PATH`, not `{info}`"
        ),
    }
}

fn page(path: &str, lines: &[&str], holds: bool) -> Page {
    let lines =
        lines.iter().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect();
    Page { path: path.to_owned(), holds, lines }
}

impl Case {
    /// Checks the case, and builds its site where a page is looked at: both find the same.
    pub(crate) fn run(&self) -> Outcome {
        let own = self.files.iter().any(|(path, _)| path == "handbook.toml");
        let settings = (!own).then_some(("handbook.toml", HANDBOOK));
        let files = self.files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
        let sources = Sources::from_files(settings.into_iter().chain(files));
        let sources = sources.with_history(self.history());
        let options = Options::on(self.today);
        let checked = check(&sources, &options);
        if self.pages.is_empty() {
            return checked;
        }
        let built = build(&sources, &options, &());
        assert_eq!(findings(&built), findings(&checked), "{}: check and build differ", self.title);
        built
    }

    /// A commit for each text of the past, newest first; nothing is known of the past without one.
    fn history(&self) -> History {
        if self.past.is_empty() {
            return History::default();
        }
        let mut past: Vec<_> = self.past.iter().collect();
        past.sort_by_key(|(day, ..)| std::cmp::Reverse(*day));
        let mut log = Log { head: format!("{:040x}", past.len()), ..Log::default() };
        for (number, (date, path, text)) in past.into_iter().enumerate() {
            let path = RelPath::new(path).expect("a clean path");
            let id = format!("{:040x}", self.past.len() - number);
            let (author, mail) = ("Jo Doe".to_owned(), "jo@example.com".to_owned());
            log.commits.push(Commit { id, date: *date, author, mail });
            let text =
                Past { commit: number, path: path.clone(), text: Some(text.as_str().into()) };
            log.texts.entry(path).or_default().push(text);
        }
        History::Known(log)
    }

    /// Says what differs from what the case expects, the findings apart.
    pub(crate) fn page_faults(&self, outcome: &Outcome) -> Vec<String> {
        let mut faults = Vec::new();
        for page in &self.pages {
            let path = OutPath::new(&page.path).expect("a clean path");
            let Some(html) = outcome.tree.get(&path) else {
                faults.push(format!("there is no page `{}`", page.path));
                continue;
            };
            let html = String::from_utf8_lossy(html);
            for line in page.lines.iter().filter(|line| html.contains(line.as_str()) != page.holds)
            {
                let verb = if page.holds { "lacks" } else { "holds" };
                faults.push(format!("`{}` {verb}: {line}", page.path));
            }
        }
        faults
    }
}

/// The findings of a run, a line each.
pub(crate) fn findings(outcome: &Outcome) -> String {
    let mut text = String::new();
    for finding in outcome.report.findings() {
        let diagnostic = &finding.diagnostic;
        let (path, code, message) =
            (&diagnostic.span.path, diagnostic.code.name, &diagnostic.message);
        writeln!(
            text,
            "{path}:{}:{} {} {code}: {message}",
            finding.start.line, finding.start.column, finding.level
        )
        .expect("writing to a string");
    }
    text
}
