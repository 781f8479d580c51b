//! `annexa init`: what it writes, what it asks, what it refuses.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use annexa::base::date::Date;
use annexa::diag::code::{Level, Profile};
use annexa::diag::levels::Strictness;
use annexa::diag::report::Finding;
use annexa::frameworks::{Demand, ItemKind, library};
use annexa::load::read::read;
use annexa::pipeline::{Options, build, check, resolve};
use snapbox::cmd::OutputAssert;

use support::page::blocks;
use support::project::{Project, annexa, files, stderr, stdout};

const DAY: &str = "2026-11-21";

fn today() -> Date {
    DAY.parse().expect("a date")
}

/// A folder that is not there yet, in one that belongs to the test.
fn nowhere() -> Project {
    Project::new(&[])
}

fn init(project: &Project, more: &[&str]) -> OutputAssert {
    annexa().arg("init").arg(&project.root).args(more).stdin("").assert()
}

/// A starter with these arguments besides `--yes`.
fn begun(more: &[&str]) -> Project {
    let project = nowhere();
    init(&project, &[&["--yes", "--today", DAY], more].concat()).code(0);
    project
}

fn is(path: &str, extension: &str) -> bool {
    Path::new(path).extension().is_some_and(|own| own == extension)
}

fn findings(root: &Path) -> Vec<Finding> {
    let sources = read(root).expect("it can be read");
    check(&sources, &Options::on(today())).report.findings().to_vec()
}

#[test]
fn a_starter_builds_at_once_and_denies_nothing() {
    let project = begun(&[]);
    let run = annexa().arg("build").arg(&project.root).args(["--today", DAY]).assert().code(0);
    assert!(stderr(&run).contains("steps to certification done; next is 1, "), "{}", stderr(&run));
    assert!(project.path("public/guide.html").is_file());
    let expected = BTreeMap::from([
        ("audit-interval-exceeded", 1),
        ("management-review-interval-exceeded", 1),
        ("mandatory-document-missing", 1),
        ("missing-approval", 1),
        ("undecided-control", 1),
    ]);
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in findings(&project.root) {
        assert_eq!(finding.level, Level::Note, "{}", finding.diagnostic.message);
        if finding.diagnostic.code.name != "placeholder" {
            *seen.entry(finding.diagnostic.code.name).or_default() += 1;
        }
    }
    assert_eq!(seen, expected);
}

#[test]
fn every_placeholder_is_reported_where_it_stands() {
    let project = begun(&["--ci", "github"]);
    let mut written = BTreeSet::new();
    for (path, bytes) in project.files() {
        let is_content = ["documents/", "records/"].iter().any(|folder| path.starts_with(folder))
            || is(&path, "toml");
        let text = String::from_utf8(bytes).expect("UTF-8");
        for (number, line) in text.lines().enumerate().filter(|_| is_content) {
            let shown =
                if line.trim_start().starts_with('#') && is(&path, "toml") { "" } else { line };
            for (at, _) in shown.match_indices("[TBD") {
                // A value of TOML is reported at its quotes.
                let column = shown[..at].chars().count() + usize::from(!shown[..at].ends_with('"'));
                written.insert((path.clone(), number + 1, column));
            }
        }
    }
    let reported: BTreeSet<(String, usize, usize)> = findings(&project.root)
        .iter()
        .filter(|finding| finding.diagnostic.code.name == "placeholder")
        .map(|finding| {
            (finding.diagnostic.span.path.to_string(), finding.start.line, finding.start.column)
        })
        .collect();
    assert!(reported.len() > 60, "{}", reported.len());
    assert_eq!(reported, written);
}

#[test]
fn every_control_has_an_undecided_row() {
    let project = begun(&[]);
    let (handbook, _) = resolve(&read(&project.root).expect("it can be read"), today());
    let rows = handbook.soa.parsed.as_ref().map_or(0, |soa| soa.rows.len());
    let controls = library().frameworks["iso27001-2022"].items.iter();
    assert_eq!(rows, controls.filter(|item| item.kind == ItemKind::Control).count());
    let totals = handbook.soa.totals();
    assert_eq!((totals.all, totals.undecided), (93, 93));
}

#[test]
fn each_thing_that_the_standard_demands_has_a_template() {
    let project = begun(&[]);
    let (handbook, _) = resolve(&read(&project.root).expect("it can be read"), today());
    for (number, entry) in handbook.frameworks.catalogue.iter().enumerate() {
        let named = handbook.documents.iter().any(|document| document.fulfils.contains(&number));
        let is_demanded = entry.kind != Demand::Expected;
        assert!(named || !is_demanded || entry.id == "statement-of-applicability", "{}", entry.id);
    }
    for document in &handbook.documents {
        let (front, id) = (&document.parsed.front, document.id());
        assert!(!document.is_in_force(), "{id}: nobody has approved it");
        assert!(
            front.summary.is_some() && document.owner.is_some() && document.approver.is_some(),
            "{id}"
        );
        assert!(
            !front.key_points.is_empty()
                && !front.questions.is_empty()
                && !front.audience.is_empty(),
            "{id}"
        );
        assert!(
            !front.fulfils.is_empty() && !front.controls.is_empty() | !front.clauses.is_empty(),
            "{id}"
        );
        assert!(
            (60..700).contains(&document.parsed.body.words),
            "{id}: {} words",
            document.parsed.body.words
        );
    }
}

#[test]
fn names_with_quotes_and_signs_survive() {
    let name = r#"O"Neil \ <b>Söhne</b> & *Co*"#;
    let project = begun(&[
        "--organization",
        name,
        "--title",
        name,
        "--scope",
        name,
        "--security-lead",
        name,
        "--approver",
        "Kim Roe",
    ]);
    let sources = read(&project.root).expect("it can be read");
    let (handbook, _) = resolve(&sources, today());
    let settings = &handbook.settings;
    assert_eq!(settings.organization.as_deref(), Some(name));
    assert_eq!((settings.title.as_str(), settings.description.as_deref()), (name, Some(name)));
    let holders: Vec<_> =
        handbook.directory.parties.iter().filter_map(|party| party.holder.as_deref()).collect();
    assert!(holders.contains(&name) && holders.contains(&"Kim Roe"), "{holders:?}");
    let outcome = build(&sources, &Options::on(today()), &());
    assert!(!outcome.report.is_denied());
    let codes: BTreeSet<_> =
        outcome.report.findings().iter().map(|finding| finding.diagnostic.code.name).collect();
    let expected = [
        "audit-interval-exceeded",
        "management-review-interval-exceeded",
        "mandatory-document-missing",
        "missing-approval",
        "placeholder",
        "undecided-control",
    ];
    assert_eq!(codes, BTreeSet::from(expected));
    let page = outcome
        .tree
        .iter()
        .find(|(path, _)| path.as_str() == "documents/stm-001.html")
        .expect("a page");
    let page = String::from_utf8_lossy(page.1);
    assert!(page.contains("&lt;b&gt;Söhne&lt;/b&gt; &amp; *Co*"), "shown as it was typed");
}

#[test]
fn answers_may_come_from_a_pipe() {
    let project = nowhere();
    let answers = "Example Ltd\n\nWe make maps.\nJo Doe\nKim Roe\ngitlab\n";
    let run = annexa()
        .arg("init")
        .arg(&project.root)
        .args(["--today", DAY])
        .stdin(answers)
        .assert()
        .code(0);
    assert!(stderr(&run).contains("Name of the organization: "), "{}", stderr(&run));
    assert!(stdout(&run).contains("annexa build ") && stdout(&run).contains("annexa due "));
    let handbook = project.read("handbook.toml");
    assert!(handbook.contains("organization = \"Example Ltd\""));
    assert!(handbook.contains("title        = \"Information security handbook\""));
    assert!(project.read("people.toml").contains("[person.jo-doe]\nname = \"Jo Doe\""));
    assert!(
        project
            .read("documents/governance/stm-001-scope.md")
            .contains("what Example Ltd does: We make maps.")
    );
    assert!(project.path(".gitlab-ci.yml").is_file() && !project.path(".github").exists());
}

#[test]
fn a_flag_answers_its_question() {
    let project = nowhere();
    let flags = [
        "--organization",
        "A",
        "--title",
        "B",
        "--scope",
        "C",
        "--security-lead",
        "D",
        "--approver",
        "E",
    ];
    let run =
        annexa().arg("init").arg(&project.root).args(flags).stdin("github\n").assert().code(0);
    assert!(!stderr(&run).contains("Name of the organization"), "{}", stderr(&run));
    assert!(project.path(".github/workflows/handbook.yml").is_file());
}

#[test]
fn a_wrong_host_is_asked_for_again() {
    let project = nowhere();
    let answers = "A\nB\nC\nD\nE\nbitbucket\nGitHub\n";
    let run = annexa().arg("init").arg(&project.root).stdin(answers).assert().code(0);
    let said = "there are no files for `bitbucket`: answer github or gitlab, or none for any other host\nFiles for the CI";
    assert!(stderr(&run).contains(said), "{}", stderr(&run));
    assert!(project.path(".github/workflows/handbook.yml").is_file());
}

#[test]
fn an_end_of_input_names_the_flag_and_writes_nothing() {
    let project = nowhere();
    for (answers, flag) in
        [("", "--organization"), ("A\nB\n", "--scope"), ("A\nB\nC\nD\nE\n", "--ci")]
    {
        let run = annexa().arg("init").arg(&project.root).stdin(answers).assert().code(2);
        assert!(stderr(&run).contains(&format!("`{flag}`")), "{}", stderr(&run));
        assert!(!project.root.exists());
    }
    let run = init(&project, &["--yes", "--ci", "hal"]).code(2);
    assert!(stderr(&run).contains("invalid value 'hal'"), "{}", stderr(&run));
    let run = init(&project, &["--yes", "--organization", "A\nB"]).code(2);
    assert!(stderr(&run).contains("`--organization`"), "{}", stderr(&run));
    assert!(!project.root.exists());
}

#[test]
fn a_folder_that_holds_something_is_refused_as_it_is() {
    let project = Project::new(&[("notes.txt", "mine"), (".env", "mine")]);
    let before = project.files();
    for more in [&["--yes"][..], &["--example"], &[]] {
        let run = init(&project, more).code(2);
        assert!(stderr(&run).contains("it holds `.env`, `notes.txt`"), "{}", stderr(&run));
    }
    assert_eq!(project.files(), before);
    let file = project.path("notes.txt");
    let run = annexa().arg("init").arg(&file).arg("--yes").assert().code(2);
    assert!(stderr(&run).contains("is not a folder"), "{}", stderr(&run));
    assert_eq!(project.files(), before);
}

#[test]
fn an_empty_repository_is_empty_enough() {
    let project = Project::new(&[(".git/config", "[core]\n")]);
    init(&project, &["--yes"]).code(0);
    assert_eq!(project.read(".git/config"), "[core]\n");
    assert!(project.path("handbook.toml").is_file() && project.path(".gitignore").is_file());
    let left: Vec<String> = project
        .files()
        .into_iter()
        .map(|(path, _)| path)
        .filter(|path| path.contains("partial"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[cfg(unix)]
#[test]
fn where_nothing_can_be_written_nothing_is_left() {
    let project = Project::new(&[("notes.txt", "mine")]);
    // Below a file there is no folder.
    let run =
        annexa().arg("init").arg(project.path("notes.txt/isms")).arg("--yes").assert().code(2);
    assert!(stderr(&run).starts_with("error: cannot"), "{}", stderr(&run));
    std::os::unix::fs::symlink(project.path("elsewhere"), project.path("link")).expect("a link");
    annexa().arg("init").arg(project.path("link")).arg("--yes").assert().code(2);
    assert!(!project.path("elsewhere").exists());
    let left: Vec<String> = project.files().into_iter().map(|(path, _)| path).collect();
    assert_eq!(left, ["notes.txt"]);
}

#[test]
fn the_copied_example_builds_to_the_same_site() {
    let project = nowhere();
    init(&project, &["--example"]).code(0);
    let original = Path::new(env!("CARGO_MANIFEST_DIR")).join("content-example");
    let site =
        |root: &Path| build(&read(root).expect("it can be read"), &Options::on(today()), &()).tree;
    let (copied, own) = (site(&project.root), site(&original));
    assert!(copied.iter().eq(own.iter()), "the sites differ");
    let without_site = |mut files: Vec<(String, Vec<u8>)>| {
        files.retain(|(path, _)| !path.starts_with("public/"));
        files
    };
    assert!(
        without_site(project.files()) == without_site(files(&original)),
        "touch src/starter/embedded.rs"
    );
}

#[test]
fn the_embedded_templates_are_those_of_the_folder() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/starter/files");
    let named = |path: &str| {
        path.split('/')
            .skip(1)
            .map(|part| part.replacen("dot-", ".", 1))
            .collect::<Vec<_>>()
            .join("/")
    };
    let mut wanted: BTreeSet<String> =
        files(&folder).into_iter().map(|(path, _)| named(&path)).collect();
    for host in ["github", "gitlab"] {
        for (path, bytes) in begun(&["--ci", host]).files() {
            wanted.remove(&path);
            let own = folder.join(host).join(path.replacen('.', "dot-", 1));
            if path.starts_with('.') && own.is_file() {
                assert_eq!(fs::read(&own).expect("a file can be read"), bytes, "{path}");
            }
        }
    }
    assert!(wanted.is_empty(), "not embedded: touch src/starter/embedded.rs: {wanted:?}");
}

/// The recipes of the documentation, for a repository that is nothing but the project.
#[test]
fn the_files_for_ci_are_the_recipes_of_the_documentation() {
    let (github, gitlab) = (begun(&["--ci", "github"]), begun(&["--ci", "gitlab"]));
    let mut compared = 0;
    for block in blocks("docs/ci.md") {
        let Some(path) = block.path().filter(|path| is(path, "yml")) else { continue };
        let project = if path.starts_with(".github") { &github } else { &gitlab };
        // Comments on what a merge request changes are for later.
        if path == ".github/workflows/handbook-changes.yml" {
            continue;
        }
        let recipe = ["check", "build", "due"].iter().fold(block.text(), |text, command| {
            text.replace(&format!("annexa {command} isms"), &format!("annexa {command} ."))
        });
        let lines = |text: &str| -> Vec<String> {
            text.lines()
                .map(|line| {
                    line.replacen("# schedule:", "schedule:", 1).replacen(
                        "#   - cron",
                        "  - cron",
                        1,
                    )
                })
                .filter(|line| !line.contains("category:") && !line.trim_start().starts_with("# "))
                .collect()
        };
        let written = project.read(path);
        assert_eq!(lines(&written), lines(&recipe), "{path}");
        assert!(!written.contains("isms"), "{path} names the folder of the recipe");
        compared += 1;
    }
    assert_eq!(compared, 4);
}

/// What is left when every text is filled in and approved is what nobody but the organization can say.
#[test]
fn templates_once_approved_pass_the_audit_profile() {
    let names = ["--organization", "Example Ltd", "--scope", "We make maps."];
    let people = ["--security-lead", "Jo Doe", "--approver", "Kim Roe"];
    let project = begun(&[names, people].concat());
    for (path, bytes) in project.files() {
        let text = String::from_utf8(bytes).expect("UTF-8");
        if !is(&path, "md") || !text.contains("status = \"draft\"") {
            continue;
        }
        let approver = text.lines().find_map(|line| line.strip_prefix("approver = "));
        let by = approver.unwrap_or("\"management\"");
        let approval = format!("\n[[approvals]]\nby = {by}\ndate = 2026-11-21\n\n[[history]]\n");
        let approved = text
            .replace("status = \"draft\"", "status = \"approved\"")
            .replacen("\n[[history]]\n", &approval, 1)
            .replace("[TBD", "(seen: ");
        project.write(&path, &approved);
    }
    let sources = read(&project.root).expect("it can be read");
    let strictness = Strictness { profile: Some(Profile::Audit), ..Strictness::default() };
    let outcome = check(&sources, &Options { strictness, ..Options::on(today()) });
    let codes: BTreeSet<&str> =
        outcome.report.findings().iter().map(|finding| finding.diagnostic.code.name).collect();
    // Phone and mail for reports, holders of three roles, the statement, and that no audit and no review took place.
    let expected = [
        "audit-incomplete",
        "audit-interval-exceeded",
        "management-review-interval-exceeded",
        "missing-approval",
        "owner-left",
        "placeholder",
        "undecided-control",
    ];
    assert_eq!(codes, BTreeSet::from(expected));
    let next = outcome.next.expect("it is still being written");
    assert!(next.starts_with("10 of 17 steps") && next.contains("next is 4, "), "{next}");
}

/// What only drafts fulfil is said in words that stay the same from the first approval to the last but one.
#[test]
fn what_only_drafts_fulfil_is_one_finding_until_the_last_is_approved() {
    let project = begun(&[]);
    let drafts_only = || {
        let all = findings(&project.root).into_iter();
        let mut of_code =
            all.filter(|found| found.diagnostic.code.name == "mandatory-document-missing");
        let found = of_code.next().expect("a finding");
        assert!(of_code.next().is_none());
        (found.diagnostic.message, found.diagnostic.help.expect("a help"))
    };
    let (message, help) = drafts_only();
    let named = "26 entries are fulfilled by drafts only: `ISMS scope` by `STM-001`, ";
    assert!(help.contains(named) && help.ends_with(", and 23 more"), "{help}");
    let (path, text) = project
        .files()
        .into_iter()
        .map(|(path, bytes)| (path, String::from_utf8_lossy(&bytes).into_owned()))
        .find(|(_, text)| text.contains("id = \"STM-001\""))
        .expect("a scope");
    project.write(&path, &text.replace("status = \"draft\"", "status = \"approved\""));
    let (later, help) = drafts_only();
    assert_eq!(later, message);
    assert!(help.contains("25 entries") && !help.contains("STM-001"), "{help}");
}
