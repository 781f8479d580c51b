//! The documentation says what the program does: generated pages are current, examples are what a run prints, commands are accepted.
//!
//! `UPDATE=1 cargo test --test docs` writes what was seen into the pages; read the difference before you keep it.

mod support;

use std::env;
use std::fs;

use snapbox::cmd::{Command, cargo_bin};

use support::page::{Block, blocks, page};
use support::project::{HANDBOOK, Project, SOUND, annexa, stderr, stdout, text};
use support::repository::plain_git;

/// Pages whose `console` blocks are run in the project that their other blocks make up.
const EXAMPLES: [&str; 8] = [
    "docs/audit-pack.md",
    "docs/control.md",
    "docs/due.md",
    "docs/init.md",
    "docs/levels.md",
    "docs/mend.md",
    "docs/records.md",
    "docs/registers.md",
];

/// Pages whose commands are tried.
const COMMANDS: [&str; 8] = [
    "README.md",
    "docs/audit.md",
    "docs/ci.md",
    "docs/diff.md",
    "docs/due.md",
    "docs/levels.md",
    "docs/mend.md",
    "docs/preview.md",
];

fn is_updating() -> bool {
    env::var_os("UPDATE").is_some()
}

#[test]
fn the_page_of_all_checks_is_what_explain_prints() {
    let run = annexa().args(["explain", "--format", "markdown"]).assert().code(0);
    let (path, wanted) = (page("docs/checks.md"), stdout(&run));
    if is_updating() {
        fs::write(&path, &wanted).expect("a page can be written");
    }
    let seen = fs::read_to_string(path).expect("a page can be read");
    assert!(
        seen == wanted,
        "docs/checks.md is made by `annexa explain --format markdown`: run with UPDATE=1"
    );
}

/// Every template but those that others are made of has a row in the table of `docs/themes.md`, and every view there is documented.
#[test]
fn the_page_of_views_is_what_the_code_says() {
    let themes = fs::read_to_string(page("docs/themes.md")).expect("a page can be read");
    let rows: Vec<Vec<&str>> = themes
        .lines()
        .filter(|line| line.starts_with("| `") && line.contains("](views.md#"))
        .map(|line| line.split('|').map(str::trim).collect())
        .collect();
    for entry in fs::read_dir(page("theme/templates")).expect("the templates can be listed") {
        let name = entry.expect("an entry can be read").file_name();
        let name = name.to_str().expect("names are plain");
        let is_made_of_others =
            ["base.html", "record.html", "register.html", "tree.html", "ui.html"].contains(&name);
        let is_listed = rows.iter().any(|row| row[1] == format!("`{name}`"));
        assert!(is_made_of_others || is_listed, "docs/themes.md: `{name}` has no row");
    }
    let named = rows.iter().filter_map(|row| row[3].split(['[', ']']).nth(1));
    let mut roots = vec!["Site".to_owned(), "Place".to_owned()];
    for root in named {
        if !roots.iter().any(|known| known == root) {
            roots.push(root.to_owned());
        }
    }
    let wanted = support::views::page(&page("src/view"), &roots);
    if is_updating() {
        fs::write(page("docs/views.md"), &wanted).expect("a page can be written");
    }
    let seen = fs::read_to_string(page("docs/views.md")).expect("a page can be read");
    assert!(
        seen == wanted,
        "docs/views.md is made from the comments of src/view: run with UPDATE=1"
    );
}

/// Components are called by themes, so each is named in `docs/themes.md` with its arguments, and no other one is.
#[test]
fn the_components_in_the_documentation_are_those_of_the_theme() {
    let ui = fs::read_to_string(page("theme/templates/ui.html")).expect("a template can be read");
    let written: Vec<String> = ui
        .lines()
        .filter_map(|line| line.split("{% component ").nth(1)?.split_once(" %}"))
        .map(|(head, _)| {
            let (name, arguments) = head.trim_end_matches(')').split_once('(').expect("arguments");
            let names = arguments
                .split(',')
                .map(|argument| argument.split([':', '=']).next().unwrap_or_default().trim());
            format!("{name}({})", names.collect::<Vec<_>>().join(", "))
        })
        .collect();
    let themes = fs::read_to_string(page("docs/themes.md")).expect("a page can be read");
    let list = themes.split("Built-in components: ").nth(1).expect("there is a list");
    let list = list.split(". `empty`").next().unwrap_or_default();
    let listed: Vec<String> =
        list.split('`').filter(|piece| piece.starts_with("ui.")).map(str::to_owned).collect();
    let sorted = |mut names: Vec<String>| {
        names.sort();
        names
    };
    assert!(written.len() > 10, "{written:?}");
    assert_eq!(sorted(listed), sorted(written));
}

#[test]
fn examples_are_what_a_run_prints() {
    let mut faults = Vec::new();
    for name in EXAMPLES {
        let project = Project::new(&[]);
        fs::create_dir_all(&project.root).expect("a folder can be made");
        let original = fs::read_to_string(page(name)).expect("a page can be read");
        let mut lines: Vec<String> = original.lines().map(str::to_owned).collect();
        let mut replaced = Vec::new();
        for block in blocks(name) {
            if let Some(path) = block.path() {
                project.write(path, &block.text());
            } else if block.language() == "console" {
                let seen = replay(&block, &project);
                if seen != block.lines {
                    faults.push(format!("{name}:{}\n{}", block.range.start + 1, seen.join("\n")));
                    replaced.push((block.range, seen));
                }
            }
        }
        for (range, seen) in replaced.into_iter().rev() {
            lines.splice(range, seen);
        }
        if is_updating() {
            fs::write(page(name), lines.join("\n") + "\n").expect("a page can be written");
        }
    }
    let faults = if is_updating() { Vec::new() } else { faults };
    assert!(faults.is_empty(), "these print something else:\n\n{}", faults.join("\n\n"));
}

/// The first build that the two introductions show, of one line and one document.
#[test]
fn the_first_handbook_is_as_large_as_the_introductions_say() {
    let project = Project::new(&[
        ("handbook.toml", "title = \"Our handbook\"\n"),
        (
            "documents/access.md",
            "# Access control policy\n\nEverybody gets what their work needs.\n",
        ),
    ]);
    let counted = |printed: &str| {
        let line = printed.lines().find(|line| line.starts_with("built 1 document"));
        let line = line.expect("a build says what it built");
        let (before, time) = line.split_once(", in ").expect("it says how long it took");
        let (_, written) = time.split_once('(').expect("it says what it wrote");
        (before.to_owned(), written.to_owned())
    };
    let seen = counted(&stderr(&project.run("build", &[])));
    for name in ["README.md", "docs/first-handbook.md"] {
        let said = fs::read_to_string(page(name)).expect("a page can be read");
        assert_eq!(counted(&said), seen, "{name}");
    }
}

/// The block with what its commands print now. What the page writes as `…` is passed over.
fn replay(block: &Block, project: &Project) -> Vec<String> {
    let mut seen = Vec::new();
    let mut code = 0;
    let mut at = 0;
    while let Some(command) = block.lines.get(at) {
        let typed = command.strip_prefix("$ ").expect("an example begins with a command");
        let end = (at + 1..block.lines.len())
            .find(|end| block.lines[*end].starts_with("$ "))
            .unwrap_or(block.lines.len());
        let run = Command::new("sh")
            .args(["-c", &typed.replace("$?", &code.to_string())])
            .current_dir(&project.root)
            .env_remove("SOURCE_DATE_EPOCH")
            .env("PATH", path_with_annexa())
            .output()
            .expect("a command can be run");
        code = run.status.code().unwrap_or(-1);
        let printed = text(&run.stdout) + &text(&run.stderr);
        let printed: Vec<String> = printed.lines().map(without_time).collect();
        let expected = &block.lines[at + 1..end];
        seen.push(command.clone());
        seen.extend(if holds(expected, &printed) { expected.to_vec() } else { printed });
        at = end;
    }
    seen
}

/// The folder of the program before all others.
fn path_with_annexa() -> std::ffi::OsString {
    let folder = cargo_bin!("annexa").parent().expect("a program lies in a folder").to_owned();
    let others = env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(folder).chain(env::split_paths(&others));
    env::join_paths(folders).expect("folders without a separator in their names")
}

/// How long a run took is another number each time.
fn without_time(line: &str) -> String {
    match line.rsplit_once(", in ") {
        Some((before, time)) if time.ends_with(" s") => format!("{before}, in 0.01 s"),
        _ => line.to_owned(),
    }
}

/// True when the lines are the expected ones, where `…` stands for any number of lines.
fn holds(expected: &[String], lines: &[String]) -> bool {
    match expected.split_first() {
        None => lines.is_empty(),
        Some((first, rest)) if first == "…" => {
            (0..=lines.len()).any(|from| holds(rest, &lines[from..]))
        }
        Some((first, rest)) => lines.first() == Some(first) && holds(rest, &lines[1..]),
    }
}

#[test]
fn links_of_the_documentation_lead_somewhere() {
    let docs = fs::read_dir(page("docs")).expect("the folder can be read");
    let names =
        docs.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    let mut pages: Vec<String> = names
        .filter(|name| name.to_lowercase().ends_with(".md"))
        .map(|name| format!("docs/{name}"))
        .collect();
    pages.extend(["README.md".to_owned(), "CHANGELOG.md".to_owned(), "SECURITY.md".to_owned()]);
    pages.sort();
    let mut faults = Vec::new();
    for name in &pages {
        let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        for (number, target) in links(name) {
            let (path, anchor) = target.split_once('#').unwrap_or((&target, ""));
            let file = if path.is_empty() { page(name) } else { page(folder).join(path) };
            let leads = file.exists()
                && (anchor.is_empty()
                    || anchors(&fs::read_to_string(&file).unwrap_or_default())
                        .iter()
                        .any(|known| known == anchor));
            if !leads {
                faults.push(format!("{name}:{number} {target}"));
            }
        }
    }
    assert!(faults.is_empty(), "these links lead nowhere:\n{}", faults.join("\n"));
}

/// The lines of a page with their numbers, code apart.
fn prose(text: &str) -> Vec<(usize, &str)> {
    let mut is_code = false;
    let mut lines = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if line.starts_with("```") {
            is_code = !is_code;
        } else if !is_code {
            lines.push((number + 1, line));
        }
    }
    lines
}

/// Links of a page to other files and places, with their lines.
fn links(name: &str) -> Vec<(usize, String)> {
    let text = fs::read_to_string(page(name)).expect("a page can be read");
    let mut found = Vec::new();
    for (number, line) in prose(&text) {
        // What stands in backticks is shown, not followed.
        let shown: String = line.split('`').step_by(2).collect::<Vec<_>>().join("`");
        for piece in shown.split("](").skip(1) {
            let target = piece.split(')').next().unwrap_or("");
            if !target.contains(':') {
                found.push((number, target.to_owned()));
            }
        }
    }
    found
}

/// The anchors of a page, as GitHub makes them.
fn anchors(text: &str) -> Vec<String> {
    let headings = prose(text).into_iter().filter(|(_, line)| line.starts_with('#'));
    headings
        .map(|(_, line)| {
            let kept = line.trim_start_matches('#').trim().to_lowercase();
            let kept =
                kept.chars().filter(|letter| letter.is_alphanumeric() || " -_".contains(*letter));
            kept.collect::<String>().replace(' ', "-")
        })
        .collect()
}

/// What recipes may ask for.
const FORMATS: [&str; 9] =
    ["human", "json", "sarif", "github", "gitlab", "junit", "markdown", "csv", "ics"];

#[test]
fn every_command_of_the_recipes_is_accepted() {
    let mut faults = Vec::new();
    let mut count = 0;
    for name in COMMANDS {
        for block in blocks(name) {
            if !["yaml", "sh", "console"].contains(&block.language()) {
                continue;
            }
            for (number, line) in block.range.clone().zip(&block.lines) {
                let Some(words) = command(line) else { continue };
                count += 1;
                let run = tried(&words);
                if !matches!(run.status.code(), Some(0 | 1)) {
                    faults.push(format!("{name}:{} {line}\n{}", number + 1, text(&run.stderr)));
                }
            }
        }
    }
    assert!(count > 20, "only {count} commands were found");
    assert!(faults.is_empty(), "these are refused:\n{}", faults.join("\n"));
}

/// The words of a line that runs the program, without redirections and what follows.
fn command(line: &str) -> Option<Vec<String>> {
    let line = line.trim_start();
    let line = line.strip_prefix("- ").unwrap_or(line);
    let line =
        ["run: ", "entry: ", "$ "].iter().find_map(|lead| line.strip_prefix(lead)).unwrap_or(line);
    let command = line.strip_prefix("annexa ")?;
    let command = command.split([';', '|', '>', '#', '&']).next()?;
    Some(command.split_whitespace().map(|word| word.trim_matches('"').to_owned()).collect())
}

/// Runs a command of a recipe in a folder where its project is.
fn tried(words: &[String]) -> std::process::Output {
    let people = "[role.ciso]\ntitle = \"CISO\"\n[role.it]\ntitle = \"IT\"\n[person.lena]\nname = \"Lena\"\n";
    let project = Project::new(&[]);
    // What is to be written by the command is not there before.
    let begun: &[&str] =
        if words.first().is_some_and(|word| word == "init") { &[] } else { &["my-isms/"] };
    for folder in ["", "isms/", "my-handbook/", "content-example/"].iter().chain(begun) {
        for (path, text) in
            [("handbook.toml", HANDBOOK), ("people.toml", people), ("documents/access.md", SOUND)]
        {
            project.write(&format!("{folder}{path}"), text);
        }
    }
    if words.first().is_some_and(|word| word == "diff") {
        make_history(&project);
    }
    let root = project.root.to_string_lossy().into_owned();
    let arguments: Vec<String> = words
        .iter()
        .map(|word| {
            word.replace("$staged/$project", &root)
                .replace("$staged/isms", &root)
                .replace("$TODAY", "2026-11-21")
                .replace("$CI_MERGE_REQUEST_DIFF_BASE_SHA", "HEAD")
        })
        .collect();
    if let Some(at) = words.iter().position(|word| word == "--format") {
        let format = words.get(at + 1).expect("a format has a name");
        assert!(FORMATS.contains(&format.as_str()), "there is no format `{format}`");
    }
    // A preview goes on until somebody ends it; this reads its arguments and leaves it at that.
    let is_endless = words.first().is_some_and(|word| word == "serve");
    let annexa = annexa().args(arguments).args(is_endless.then_some("--help"));
    annexa.current_dir(&project.root).output().expect("a command can be run")
}

/// Two commits, and the tags and branches that the documentation names.
fn make_history(project: &Project) {
    let git = |arguments: &[&str]| {
        let day = "2025-10-31T12:00:00Z";
        let git = plain_git(&project.root).env("GIT_COMMITTER_DATE", day);
        git.args(arguments).assert().success();
    };
    git(&["init", "--quiet", "--initial-branch=main"]);
    git(&["add", "--all"]);
    for message in ["One", "Two"] {
        git(&["commit", "--quiet", "--allow-empty", "--message", message]);
    }
    for name in ["audit-2025", "audit-2026", "now"] {
        git(&["tag", name]);
    }
    git(&["update-ref", "refs/remotes/origin/main", "HEAD"]);
}
