//! `annexa check --fix`: what is mended, and above all what is not.

mod support;

use std::fs;

use annexa::base::path::RelPath;
use annexa::write::rewrite::rewrite;

use support::project::{HANDBOOK, Project, stderr, stdout};

const RISKS: &str = r#"# Our risks.
owner       = "ciso"   # kept
review_date = 2027-06-01

# The tenth.
[risk.R-10]
title = "Laptop lost"

[[risk.R-10.actions]]
text = "Encrypt"

[risk.R-2]
title = "Backup unreadable"
"#;

const SORTED: &str = r#"# Our risks.
owner       = "ciso"   # kept
review_date = 2027-06-01

[risk.R-2]
title = "Backup unreadable"

# The tenth.
[risk.R-10]
title = "Laptop lost"

[[risk.R-10.actions]]
text = "Encrypt"
"#;

const FILE: &str = "registers/risks.toml";

/// A sound project but for the order of its risks.
fn unsorted() -> Project {
    let project = Project::sound();
    // Whether the risks are assessed is not the point here.
    let checks = "[checks]\nmandatory-document-missing = \"allow\"\nmissing-owner = \"allow\"\nrisk-incomplete = \"allow\"\n";
    project.write("handbook.toml", &format!("{HANDBOOK}\n{checks}"));
    project.write(FILE, RISKS);
    project
}

#[test]
fn a_dry_run_shows_the_difference_and_writes_nothing() {
    let project = unsorted();
    let before = project.files();
    let run = project.run("check", &["--fix", "--dry-run"]).code(0);
    let diff = stdout(&run);
    assert!(
        diff.starts_with("--- a/registers/risks.toml\n+++ b/registers/risks.toml\n@@ "),
        "{diff}"
    );
    assert!(diff.contains("\n+[risk.R-2]\n") && diff.contains("\n-[risk.R-2]\n"), "{diff}");
    assert_eq!(stderr(&run), "would mend 1 finding in 1 file; nothing was written\n");
    assert!(before == project.files());
}

#[test]
fn the_difference_of_a_dry_run_is_what_git_applies() {
    let project = unsorted();
    let diff = stdout(&project.run("check", &["--fix", "--dry-run"]));
    let applied = snapbox::cmd::Command::new("git")
        .args(["apply", "-"])
        .current_dir(&project.root)
        .env("GIT_CEILING_DIRECTORIES", &project.root)
        .stdin(diff);
    applied.assert().success();
    assert_eq!(project.read(FILE), SORTED);
}

#[test]
fn a_dry_run_without_fix_is_refused() {
    unsorted().run("check", &["--dry-run"]).code(2).stdout_eq("");
}

#[test]
fn what_is_mended_is_no_longer_reported_and_nothing_else_changes() {
    let project = unsorted();
    let before = project.files();
    let run = project.run("check", &["--fix"]).code(0).stdout_eq("");
    assert!(stderr(&run).starts_with("mended 1 finding in 1 file\n"), "{}", stderr(&run));
    assert!(stderr(&run).contains("no findings"), "{}", stderr(&run));
    assert_eq!(project.read(FILE), SORTED);
    let rest = |files: Vec<(String, Vec<u8>)>| -> Vec<(String, Vec<u8>)> {
        files.into_iter().filter(|(path, _)| path != FILE).collect()
    };
    assert!(rest(before) == rest(project.files()));
}

#[test]
fn a_second_run_changes_nothing() {
    let project = unsorted();
    project.run("check", &["--fix"]).code(0);
    let time = || {
        let metadata = fs::metadata(project.path(FILE)).expect("it is there");
        metadata.modified().expect("a time")
    };
    let before = time();
    let run = project.run("check", &["--fix"]).code(0);
    assert!(stderr(&run).starts_with("mended 0 findings in 0 files\n"), "{}", stderr(&run));
    assert_eq!(before, time());
    project.run("check", &["--fix", "--dry-run"]).code(0).stdout_eq("");
}

#[test]
fn what_is_left_still_decides_the_exit_code() {
    let project = Project::overdue();
    project.write(FILE, RISKS);
    let run = project.run("check", &["--fix", "--profile", "audit"]).code(1);
    assert!(stdout(&run).starts_with("error[review-overdue]"), "{}", stdout(&run));
    assert_eq!(project.read(FILE), SORTED);
}

#[test]
fn a_byte_order_mark_stays() {
    let project = unsorted();
    project.write(FILE, &format!("\u{feff}{RISKS}"));
    project.run("check", &["--fix"]).code(0);
    assert_eq!(project.read(FILE), format!("\u{feff}{SORTED}"));
}

#[cfg(unix)]
#[test]
fn permissions_stay() {
    use std::os::unix::fs::PermissionsExt;
    let project = unsorted();
    let mode = |mode| fs::Permissions::from_mode(mode);
    fs::set_permissions(project.path(FILE), mode(0o640)).expect("a mode can be set");
    project.run("check", &["--fix"]).code(0);
    let metadata = fs::metadata(project.path(FILE)).expect("it is there");
    assert_eq!(metadata.permissions().mode() & 0o777, 0o640);
    assert_eq!(project.read(FILE), SORTED);
}

#[test]
fn rows_with_windows_line_ends_are_sorted_and_keep_them() {
    let project = unsorted();
    project.write(FILE, &RISKS.replace('\n', "\r\n"));
    let run = project.run("check", &["--fix"]).code(0).stdout_eq("");
    assert!(stderr(&run).starts_with("mended 1 finding in 1 file\n"), "{}", stderr(&run));
    assert_eq!(project.read(FILE), SORTED.replace('\n', "\r\n"));
}

#[test]
fn rows_with_mixed_line_ends_are_left_alone() {
    let project = unsorted();
    let text = RISKS.replacen('\n', "\r\n", 3);
    project.write(FILE, &text);
    let run = project.run("check", &["--fix"]).code(0);
    assert!(stderr(&run).starts_with("mended 0 findings in 0 files\n"), "{}", stderr(&run));
    assert!(stdout(&run).starts_with("note[unsorted-rows]"), "{}", stdout(&run));
    assert_eq!(project.read(FILE), text);
}

#[test]
fn what_is_allowed_is_not_mended() {
    let project = unsorted();
    project.run("check", &["--fix", "--allow", "unsorted-rows"]).code(0);
    assert_eq!(project.read(FILE), RISKS);
    project.write("handbook.toml", &format!("{HANDBOOK}\n[checks]\nunsorted-rows = \"allow\"\n"));
    project.run("check", &["--fix"]).code(0);
    assert_eq!(project.read(FILE), RISKS);
}

#[test]
fn what_is_waived_is_not_mended() {
    let project = unsorted();
    let waiver = "\n[[waiver]]\ncode = \"unsorted-rows\"\ntarget = \"registers/risks.toml\"\nreason = \"Sorted after the audit.\"\nuntil = 2026-12-31\n";
    project.write("handbook.toml", &format!("{HANDBOOK}{waiver}"));
    let run = project.run("check", &["--fix"]).code(0);
    assert!(stderr(&run).contains("(1 waived)"), "{}", stderr(&run));
    assert_eq!(project.read(FILE), RISKS);
}

#[test]
fn a_file_that_cannot_be_read_is_left_alone() {
    let project = unsorted();
    let text = format!("{RISKS}title = \"a second time\"\n");
    project.write(FILE, &text);
    project.run("check", &["--fix"]).code(1);
    assert_eq!(project.read(FILE), text);
}

#[test]
fn nothing_is_left_behind() {
    let project = unsorted();
    let names = || project.files().into_iter().map(|(path, _)| path).collect::<Vec<_>>();
    let before = names();
    project.run("check", &["--fix"]).code(0);
    assert_eq!(before, names());
}

#[test]
fn checking_writes_nothing() {
    let project = unsorted();
    project.write("documents/access.md", "# Access\n\nSee [nobody](nobody.md).\n");
    let before = project.files();
    for arguments in [&[][..], &["--format", "json"], &["--profile", "audit"]] {
        project.run("check", arguments).code(1);
    }
    assert!(before == project.files());
}

#[test]
fn a_file_that_somebody_changed_meanwhile_is_left_as_it_is() {
    let project = unsorted();
    let path = RelPath::fixed(FILE);
    let edited = RISKS.replace("Laptop lost", "Laptop stolen");
    project.write(FILE, &edited);
    let error = rewrite(&project.root, &path, RISKS, SORTED).expect_err("it was changed");
    assert!(chain(&error).contains("it was changed meanwhile; run again"), "{}", chain(&error));
    assert_eq!(project.read(FILE), edited);
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_symbolic_link() {
    let project = unsorted();
    project.write("elsewhere.toml", RISKS);
    fs::remove_file(project.path(FILE)).expect("it was there");
    std::os::unix::fs::symlink(project.path("elsewhere.toml"), project.path(FILE))
        .expect("a link can be made");
    project.run("check", &["--fix"]);
    rewrite(&project.root, &RelPath::fixed(FILE), RISKS, SORTED).expect_err("it is a link");
    assert_eq!(project.read("elsewhere.toml"), RISKS);
}

fn chain(error: &dyn std::error::Error) -> String {
    error.source().map_or_else(|| error.to_string(), |cause| format!("{error}: {}", chain(cause)))
}
