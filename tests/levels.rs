//! Levels, profiles and waivers on the command line.

mod support;

use support::project::{HANDBOOK, Project, SOUND, annexa, json, stderr, stdout};

/// `LEVEL CODE` of each finding.
fn levels(project: &Project, more: &[&str]) -> Vec<String> {
    let arguments = [&["--format", "json"], more].concat();
    let object = json(&project.run("check", &arguments));
    let findings = object["findings"].as_array().expect("a list").iter();
    findings
        .map(|finding| {
            let word = |key: &str| finding[key].as_str().unwrap_or("").to_owned();
            format!("{} {}", word("level"), word("code"))
        })
        .collect()
}

/// A policy without an owner that is overdue: two warnings.
fn careless() -> Project {
    let project = Project::overdue();
    let text = project.read("documents/access.md").replace("owner = \"ciso\"\n", "");
    project.write("documents/access.md", &text);
    project
}

#[test]
fn a_code_can_be_denied() {
    let project = careless();
    project.run("check", &[]).code(0);
    project.run("check", &["--deny", "review-overdue"]).code(1);
    assert_eq!(
        levels(&project, &["--deny", "review-overdue"]),
        ["warn missing-owner", "deny review-overdue"]
    );
}

#[test]
fn codes_are_separated_by_commas_or_repeated() {
    let project = careless();
    let denied = ["deny missing-owner", "deny review-overdue"];
    assert_eq!(levels(&project, &["--deny", "review-overdue,missing-owner"]), denied);
    assert_eq!(levels(&project, &["--deny", "review-overdue", "--deny", "missing-owner"]), denied);
}

#[test]
fn all_that_warns_can_be_denied_and_exceptions_made() {
    let project = careless();
    assert_eq!(
        levels(&project, &["--deny", "warnings"]),
        ["deny missing-owner", "deny review-overdue"]
    );
    assert_eq!(
        levels(&project, &["--deny", "warnings", "--allow", "missing-owner"]),
        ["deny review-overdue"]
    );
    project.run("check", &["--deny", "warnings"]).code(1);
    Project::sound().run("check", &["--deny", "warnings"]).code(0);
}

#[test]
fn notes_are_no_warnings() {
    let project = Project::sound();
    project.write("documents/access.md", &SOUND.replace("2027-06-01", "2026-12-01"));
    assert_eq!(levels(&project, &["--deny", "warnings"]), ["note review-due-soon"]);
}

#[test]
fn what_is_allowed_is_not_shown_and_does_not_count() {
    let project = careless();
    let run =
        project.run("check", &["--allow", "missing-owner,review-overdue"]).code(0).stdout_eq("");
    assert!(stderr(&run).contains("no findings"), "{}", stderr(&run));
}

#[test]
fn a_denial_can_be_lowered() {
    let project = Project::sound();
    project.write("documents/access.md", &SOUND.replace("Ask first.", "[Ask](nobody.md)."));
    project.run("check", &[]).code(1);
    project.run("check", &["--warn", "broken-link"]).code(0);
    project.run("build", &["--warn", "broken-link"]).code(0);
}

#[test]
fn an_overdue_review_fails_an_audit_only() {
    let project = Project::overdue();
    project.run("check", &["--profile", "draft"]).code(0);
    project.run("check", &["--profile", "default"]).code(0);
    let run = project.run("check", &["--profile", "audit"]).code(1);
    assert!(stdout(&run).starts_with("error[review-overdue]"), "{}", stdout(&run));
    assert_eq!(levels(&project, &["--profile", "draft"]), ["note review-overdue"]);
}

#[test]
fn the_profile_of_the_project_counts_unless_the_command_line_names_one() {
    let project = Project::overdue();
    project.write("handbook.toml", "title = \"Handbook\"\nprofile = \"audit\"\n");
    project.run("check", &[]).code(1);
    project.run("check", &["--profile", "default"]).code(0);
}

#[test]
fn a_level_of_the_project_goes_before_the_profile_and_the_command_line_before_both() {
    let project = Project::overdue();
    project.write("handbook.toml", &format!("{HANDBOOK}\n[checks]\nreview-overdue = \"note\"\n"));
    assert_eq!(levels(&project, &["--profile", "audit"]), ["note review-overdue"]);
    assert_eq!(
        levels(&project, &["--profile", "draft", "--warn", "review-overdue"]),
        ["warn review-overdue"]
    );
}

#[test]
fn a_code_that_does_not_exist_is_refused_with_the_nearest_one() {
    let project = Project::sound();
    for option in ["--deny", "--warn", "--allow"] {
        let run = project.run("check", &[option, "review-overdu"]).code(2).stdout_eq("");
        assert!(stderr(&run).contains("did you mean `review-overdue`?"), "{}", stderr(&run));
    }
    let run = project.run("build", &["--deny", "xyzzyxyzzy"]).code(2).stdout_eq("");
    assert!(stderr(&run).contains("`annexa explain` lists all codes"), "{}", stderr(&run));
    let run = project.run("check", &["--warn", "warnings"]).code(2).stdout_eq("");
    assert!(stderr(&run).contains("there is no check `warnings`"), "{}", stderr(&run));
    let run = project.run("check", &["--profile", "strict"]).code(2).stdout_eq("");
    assert!(stderr(&run).contains("audit"), "{}", stderr(&run));
}

#[test]
fn two_levels_for_one_code_are_refused() {
    let project = Project::overdue();
    let run = project
        .run("check", &["--deny", "review-overdue", "--allow", "review-overdue"])
        .code(2)
        .stdout_eq("");
    assert!(stderr(&run).contains("is given two levels: "), "{}", stderr(&run));
    // The same level twice is no contradiction.
    project.run("check", &["--deny", "review-overdue,review-overdue"]).code(1);
}

const WAIVER: &str = r#"title = "Handbook"

[[waiver]]
code   = "review-overdue"
target = "POL-1"
reason = "The owner changes on 1 December; the review follows in the same week."
until  = 2026-12-15
"#;

#[test]
fn what_is_waived_is_counted_and_not_shown() {
    let project = Project::overdue();
    project.write("handbook.toml", WAIVER);
    let run = project.run("check", &["--profile", "audit"]).code(0).stdout_eq("");
    assert!(stderr(&run).contains("no findings (1 waived)"), "{}", stderr(&run));
    let run = project.run("build", &[]).code(0).stdout_eq("");
    assert!(stderr(&run).contains("(1 waived)"), "{}", stderr(&run));
}

#[test]
fn a_waiver_ends_with_its_last_day() {
    let project = Project::overdue();
    project.write("handbook.toml", WAIVER);
    let on = |day: &str| {
        let arguments = ["--today", day, "--profile", "audit"];
        annexa().arg("check").arg(&project.root).args(arguments).assert()
    };
    on("2026-12-15").code(0);
    let run = on("2026-12-16").code(1);
    assert!(stdout(&run).contains("error[review-overdue]"), "{}", stdout(&run));
    assert!(stdout(&run).contains("error[expired-waiver]"), "{}", stdout(&run));
    assert!(!stderr(&run).contains("waived"), "{}", stderr(&run));
}

#[test]
fn a_waiver_is_for_one_code_and_its_target() {
    let project = careless();
    project.write("handbook.toml", WAIVER);
    assert_eq!(levels(&project, &[]), ["warn missing-owner"]);
    project.write("handbook.toml", &WAIVER.replace("POL-1", "documents/"));
    assert_eq!(levels(&project, &[]), ["warn missing-owner"]);
    project.write("handbook.toml", &WAIVER.replace("POL-1", "documents/access.md"));
    assert_eq!(levels(&project, &[]), ["warn missing-owner"]);
    project.write("handbook.toml", &WAIVER.replace("POL-1", "records/"));
    assert_eq!(
        levels(&project, &[]),
        ["warn missing-owner", "warn review-overdue", "warn unused-waiver"]
    );
}

#[test]
fn a_waiver_without_a_reason_holds_nothing_back() {
    let project = Project::overdue();
    for key in ["code", "target", "reason", "until"] {
        let lines: Vec<&str> = WAIVER.lines().filter(|line| !line.starts_with(key)).collect();
        project.write("handbook.toml", &lines.join("\n"));
        let seen = levels(&project, &[]);
        assert_eq!(seen, ["warn review-overdue", "deny missing-key"], "without {key}");
    }
}
