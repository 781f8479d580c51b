//! The commands that help at the keyboard: `schema`, `completions`, `man`. What shells and `man` make of them is asked of the real ones.
//!
//! A shell that is not installed is skipped, and said so on standard error whatever the test runner captures.

use std::fs;
use std::io::Write;
use std::path::Path;

use snapbox::cmd::{Command, cargo_bin};
use snapbox::dir::DirRoot;

/// Every command.
const COMMANDS: [&str; 15] = [
    "build",
    "check",
    "serve",
    "due",
    "new",
    "review",
    "bump",
    "approve",
    "retire",
    "verify",
    "digest",
    "explain",
    "schema",
    "completions",
    "man",
];

fn annexa(arguments: &[&str]) -> Command {
    Command::new(cargo_bin!("annexa")).args(arguments)
}

/// What a command writes to standard output when it succeeds.
#[track_caller]
fn said(command: Command) -> String {
    String::from_utf8_lossy(&command.assert().success().get_output().stdout).into_owned()
}

/// A temporary folder for the time of a test.
fn folder() -> DirRoot {
    DirRoot::mutable_temp().expect("a temporary folder")
}

fn path(folder: &DirRoot) -> &Path {
    folder.path().expect("it has a path")
}

fn is_installed(program: &str) -> bool {
    let installed = Command::new(program).arg("--version").output().is_ok();
    if !installed {
        // Not `eprintln`, which the test runner keeps to itself.
        let _ = writeln!(std::io::stderr(), "SKIPPED: `{program}` is not installed");
    }
    installed
}

#[test]
fn schemas_are_listed_with_their_files() {
    let list = said(annexa(&["schema"]));
    assert_eq!(list.lines().count(), 16, "{list}");
    assert!(list.contains("soa           soa.toml\n"), "{list}");
    assert!(list.contains("risks         registers/risks.toml\n"), "{list}");
}

#[test]
fn a_schema_is_printed_or_written() {
    let printed = said(annexa(&["schema", "soa"]));
    assert!(printed.starts_with("{\n") && printed.ends_with("}\n"), "{printed}");
    let folder = folder();
    let below = path(&folder).join("new/schemas");
    let written = |arguments: &[&str]| {
        annexa(arguments).arg("--output").arg(&below).assert().success().stdout_eq("");
        fs::read_dir(&below).expect("it was made").count()
    };
    assert_eq!(written(&["schema", "soa"]), 1);
    assert_eq!(fs::read_to_string(below.join("soa.schema.json")).expect("it is there"), printed);
    fs::write(below.join("mine.json"), "mine").expect("a file can be written");
    assert_eq!(written(&["schema"]), 17);
    annexa(&["schema", "sao"]).assert().code(2);
}

#[test]
fn a_folder_that_cannot_be_written_ends_with_two() {
    let folder = folder();
    let file = path(&folder).join("file");
    fs::write(&file, "").expect("a file can be written");
    for command in ["schema", "man"] {
        annexa(&[command, "--output"]).arg(&file).assert().code(2).stdout_eq("");
    }
}

/// What bash offers after the words.
fn offered_by_bash(script: &Path, words: &[&str]) -> Vec<String> {
    const ASK: &str = r#"
        source "$1"; shift
        COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
        function=$(complete -p annexa | sed 's/.*-F \([^ ]*\).*/\1/')
        "$function" annexa "${COMP_WORDS[$COMP_CWORD]}" "${COMP_WORDS[$COMP_CWORD - 1]}"
        printf '%s\n' "${COMPREPLY[@]}"
    "#;
    let bash = Command::new("bash").args(["--norc", "--noprofile", "-c", ASK, "ask"]);
    said(bash.arg(script).args(words)).lines().map(str::to_owned).collect()
}

#[test]
fn bash_completes_commands_options_and_values() {
    if !is_installed("bash") {
        return;
    }
    let folder = folder();
    let script = path(&folder).join("annexa.bash");
    fs::write(&script, said(annexa(&["completions", "bash"]))).expect("a file can be written");
    Command::new("bash").arg("-n").arg(&script).assert().success().stderr_eq("");

    let commands = offered_by_bash(&script, &["annexa", ""]);
    for command in COMMANDS {
        assert!(commands.iter().any(|offered| offered == command), "{command}: {commands:?}");
    }
    assert_eq!(offered_by_bash(&script, &["annexa", "bu"]), ["build", "bump"]);
    assert_eq!(offered_by_bash(&script, &["annexa", "check", "--to"]), ["--today"]);
    assert_eq!(offered_by_bash(&script, &["annexa", "check", "--format", "js"]), ["json"]);
    let outcomes = offered_by_bash(&script, &["annexa", "review", "--outcome", ""]);
    assert_eq!(outcomes, ["no-change", "changed", "retire"]);
    let schemas = offered_by_bash(&script, &["annexa", "schema", ""]);
    assert!(schemas.iter().any(|offered| offered == "soa"), "{schemas:?}");
}

#[test]
fn other_shells_can_read_their_completions() {
    let folder = folder();
    for shell in ["zsh", "fish"] {
        let script = path(&folder).join(shell);
        fs::write(&script, said(annexa(&["completions", shell]))).expect("a file can be written");
        if is_installed(shell) {
            Command::new(shell).arg("-n").arg(&script).assert().success().stderr_eq("");
        }
    }
    for shell in ["zsh", "fish", "elvish", "powershell"] {
        let script = said(annexa(&["completions", shell]));
        assert!(script.contains("build") && script.contains("today"), "{shell}");
    }
    annexa(&["completions", "dos"]).assert().code(2);
}

#[test]
fn the_manual_page_says_what_a_page_must_say() {
    let page = said(annexa(&["man"]));
    for part in [
        ".TH annexa 1 ",
        ".SH NAME\n",
        ".SH SYNOPSIS\n",
        ".SH DESCRIPTION\n",
        ".SH COMMANDS\n",
        ".SS \"annexa build\"\n",
        ".SS \"annexa check\"\n",
        ".SH \"EXIT STATUS\"\n",
        ".SH ENVIRONMENT\n",
        "\\fBNO_COLOR\\fR",
        "\\fBSOURCE_DATE_EPOCH\\fR",
        ".SH FILES\n",
        "\\fBhandbook.toml\\fR",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(!page.contains('`'), "Markdown in a manual page: {page}");
}

#[test]
fn every_command_has_a_manual_page() {
    let folder = folder();
    annexa(&["man", "--output"]).arg(path(&folder)).assert().success().stdout_eq("");
    let overview = fs::read_to_string(path(&folder).join("annexa.1")).expect("it is there");
    for command in COMMANDS {
        assert!(overview.contains(&format!("annexa\\-{command}(1)")), "{command}: {overview}");
        let page = path(&folder).join(format!("annexa-{command}.1"));
        let page = fs::read_to_string(page).expect("it is there");
        assert!(page.contains(".SH OPTIONS\n") && page.contains(".SH \"SEE ALSO\"\n"), "{page}");
    }
}

#[test]
fn groff_and_mandoc_have_nothing_to_say_about_the_pages() {
    let folder = folder();
    annexa(&["man", "--output"]).arg(path(&folder)).assert().success();
    fs::write(path(&folder).join("whole.1"), said(annexa(&["man"]))).expect("it can be written");
    let pages: Vec<_> = fs::read_dir(path(&folder))
        .expect("it can be read")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    for (program, arguments) in
        [("groff", ["-man", "-ww", "-Tutf8"].as_slice()), ("mandoc", &["-Tlint", "-Werror"])]
    {
        if !is_installed(program) {
            continue;
        }
        for page in &pages {
            Command::new(program).args(arguments).arg(page).assert().success().stderr_eq("");
        }
    }
}
