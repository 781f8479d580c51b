//! The command line: what a person types, reads, and finds on disk afterwards.

mod support;

use std::fs;
use std::path::Path;

use snapbox::cmd::Command;
use snapbox::dir::DirRoot;

use support::project::{Project, SOUND, annexa, files, text};

#[test]
fn a_build_says_what_it_made_and_where() {
    let project = Project::sound();
    let output = project.run("build", &[]).success().stdout_eq("").get_output().clone();
    let said = text(&output.stderr);
    assert!(said.contains("built 1 document into "), "{said}");
    assert!(said.contains("no findings"), "{said}");
    assert!(said.contains("open ") && said.contains("index.html"), "{said}");
    assert!(project.path("public/documents/pol-1.html").is_file());
}

#[test]
fn a_build_says_where_its_time_went_when_it_is_asked() {
    let project = Project::sound();
    let output = project.run("build", &["--timings"]).success().stdout_eq("").get_output().clone();
    let said = text(&output.stderr);
    let words: Vec<&str> = said.lines().filter_map(|line| line.split_whitespace().next()).collect();
    let stages = [
        "stage", "read", "parse", "resolve", "check", "theme", "list", "report", "search", "write",
        "pages", "exports", "excerpts", "all", "built", "open",
    ];
    assert_eq!(words, stages, "{said}");
    let documentation = include_str!("../docs/publishing.md");
    for stage in &stages[1..13] {
        assert!(documentation.contains(&format!("| `{stage}` | ")), "{stage}");
    }
    let output = project.run("build", &[]).success().get_output().clone();
    assert!(!text(&output.stderr).contains("stage"));
}

#[test]
fn a_second_build_writes_nothing() {
    let project = Project::sound();
    project.run("build", &[]).success();
    let before = fs::metadata(project.path("public/index.html"))
        .expect("it is there")
        .modified()
        .expect("a time");
    let output = project.run("build", &[]).success().get_output().clone();
    assert!(text(&output.stderr).contains("(0 written, "), "{}", text(&output.stderr));
    let after = fs::metadata(project.path("public/index.html"))
        .expect("it is there")
        .modified()
        .expect("a time");
    assert_eq!(before, after);
}

#[test]
fn two_builds_are_the_same_bytes_whatever_the_number_of_threads() {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("content-example");
    let folder = DirRoot::mutable_temp().expect("a temporary folder");
    let root = folder.path().expect("it has a path");
    let built = |name: &str, threads: &str| {
        let output = root.join(name);
        annexa()
            .env("RAYON_NUM_THREADS", threads)
            .arg("build")
            .arg(&example)
            .arg("--output")
            .arg(&output)
            .args(["--today", "2026-11-21"])
            .assert()
            .success();
        files(&output)
    };
    let (one, other) = (built("one", "1"), built("other", "4"));
    assert!(one.len() > 300);
    assert!(one == other);
}

#[test]
fn a_page_of_a_document_that_is_gone_goes_and_nothing_else() {
    let project = Project::sound();
    project.write("documents/backup.md", &SOUND.replace("POL-1", "POL-2"));
    project.run("build", &[]).success();
    assert!(project.path("public/documents/pol-2.html").is_file());
    project.write("public/documents/kept.txt", "not Annexa's");
    fs::remove_file(project.path("documents/backup.md")).expect("it was there");
    project.run("build", &[]).success();
    assert!(!project.path("public/documents/pol-2.html").exists());
    assert!(project.path("public/documents/kept.txt").is_file());
}

#[test]
fn a_folder_of_an_earlier_version_is_known() {
    let project = Project::sound();
    let earlier = "{\n  \"generator\": \"annexa\",\n  \"schema\": 1,\n  \"files\": {\n    \"old.html\": \"0\"\n  }\n}\n";
    project.write("public/manifest.json", earlier);
    project.write("public/old.html", "a page of an earlier version");
    project.write("public/kept.html", "not Annexa's");
    project.run("build", &[]).success();
    assert!(!project.path("public/old.html").exists());
    assert!(project.path("public/kept.html").is_file());
    assert!(project.read("public/manifest.json").contains("\"schema\": 2"));
}

#[test]
fn a_folder_that_annexa_did_not_make_is_left_alone() {
    let project = Project::sound();
    project.write("public/notes.txt", "mine");
    let output = project.run("build", &[]).code(2).get_output().clone();
    assert!(
        text(&output.stderr).contains("holds files that Annexa did not write"),
        "{}",
        text(&output.stderr)
    );
    assert_eq!(files(&project.path("public")), [("notes.txt".to_owned(), b"mine".to_vec())]);
}

#[test]
fn dangerous_output_folders_are_refused() {
    let project = Project::sound();
    let root = project.root.to_string_lossy().into_owned();
    let above = project.root.parent().expect("it has a parent").to_string_lossy().into_owned();
    let inside = project.path("documents/site").to_string_lossy().into_owned();
    let file = project.path("handbook.toml").to_string_lossy().into_owned();
    for folder in ["/", &root, &above, &inside, &file] {
        let output = project.run("build", &["--output", folder]).code(2).get_output().clone();
        assert!(
            text(&output.stderr).contains("cannot be the output folder"),
            "{folder}: {}",
            text(&output.stderr)
        );
    }
    assert_eq!(files(&project.root).len(), 2);
}

#[test]
fn a_build_that_was_cut_off_can_be_finished() {
    let project = Project::sound();
    project.write("public/.annexa-building", "Annexa is building this folder.\n");
    project.write("public/index.html", "half");
    project.run("build", &[]).success();
    assert!(project.path("public/manifest.json").is_file());
    assert!(!project.path("public/.annexa-building").exists());
    assert!(
        text(&fs::read(project.path("public/index.html")).expect("it is there"))
            .contains("</html>")
    );
}

#[cfg(unix)]
#[test]
fn nothing_is_written_or_removed_through_a_symbolic_link() {
    let project = Project::sound();
    project.run("build", &[]).success();
    project.write("elsewhere/pol-1.html", "mine");
    fs::remove_dir_all(project.path("public/documents")).expect("it was there");
    std::os::unix::fs::symlink(project.path("elsewhere"), project.path("public/documents"))
        .expect("a link can be made");
    project.run("build", &[]).code(2);
    fs::remove_file(project.path("documents/access.md")).expect("it was there");
    project.write("records/note.md", &SOUND.replace("POL-1", "REC-1"));
    project.run("build", &[]).success();
    assert_eq!(files(&project.path("elsewhere")), [("pol-1.html".to_owned(), b"mine".to_vec())]);
}

#[test]
fn a_denied_finding_keeps_the_former_site() {
    let project = Project::sound();
    project.run("build", &[]).success();
    let before = files(&project.path("public"));
    project.write("documents/access.md", &SOUND.replace("Ask first.", "[Ask](nobody.md)."));
    let output = project.run("build", &[]).code(1).get_output().clone();
    assert!(text(&output.stdout).contains("error[broken-link]"), "{}", text(&output.stdout));
    assert!(text(&output.stderr).contains("nothing was written"), "{}", text(&output.stderr));
    assert!(before == files(&project.path("public")));
}

#[test]
fn what_is_not_built_says_how_to_look_at_it_where_there_is_a_way() {
    let project = Project::sound();
    let hint = |args: &[&str]| {
        let output = project.run("build", args).code(1).get_output().clone();
        text(&output.stderr).ends_with("to look at it as it is, add `--profile draft`\n")
    };
    project.write("documents/access.md", &SOUND.replace("Ask first.", "[Ask](nobody.md)."));
    assert!(hint(&[]));
    project.run("build", &["--profile", "draft"]).success();
    assert!(!hint(&["--profile", "draft", "--deny", "broken-link"]));
    assert!(!hint(&["--deny", "broken-link"]), "a draft would be denied, too");
    project.write("documents/access.md", "+++\nid = \n+++\n# A\n");
    assert!(!hint(&[]), "what cannot be read is no draft");
}

#[test]
fn four_faults_of_one_file_are_four_findings_of_one_run() {
    let project = Project::new(&[
        ("handbook.toml", "title = \"Handbook\"\n\n[checks]\nmissing-approval = \"allow\"\n"),
        (
            "documents/access.md",
            "+++\nid = \"POL-1\"\nowner = \"ciso\"\nreveiw_every = \"1 year\"\nreview_date = 2026-01-31\ncontrols = [\"A.5.15\", \"A.5.51\"]\n+++\n# Access\n\nSee [backup](../bakup.md).\n",
        ),
    ]);
    let output = project.run("check", &["--format", "json"]).code(1).get_output().clone();
    let object: serde_json::Value =
        serde_json::from_slice(&output.stdout).expect("one JSON object");
    assert_eq!(object["schema"], 1);
    let findings: Vec<String> = object["findings"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|finding| {
            format!(
                "{}:{}:{} {}",
                finding["path"].as_str().unwrap_or(""),
                finding["line"],
                finding["column"],
                finding["code"].as_str().unwrap_or("")
            )
        })
        .collect();
    assert_eq!(
        findings,
        [
            "documents/access.md:4:1 unknown-key",
            "documents/access.md:5:15 review-overdue",
            "documents/access.md:6:23 unknown-control",
            "documents/access.md:10:14 broken-link",
        ]
    );
    // The missing approval is allowed by the settings of this project.
    let summary = serde_json::json!({ "deny": 3, "warn": 1, "note": 0, "waived": 0, "allowed": 1 });
    assert_eq!(object["summary"], summary);
}

/// The shape is a contract (`schema` 1): fields may be added, none may change or go.
#[test]
fn json_of_findings_has_one_shape() {
    let project = Project::sound();
    project.write("documents/access.md", &SOUND.replace("2027-06-01", "2026-08-17"));
    project.write("documents/odd.md", &SOUND.replace("POL-1", "POL-2").replace("owner", "onwer"));
    project.write(
        "handbook.toml",
        "title = \"Handbook\"\n[checks]\norphan-document = \"allow\"\n[[waiver]]\ncode = \"review-overdue\"\ntarget = \"POL-1\"\nreason = \"The owner changes.\"\nuntil = 2026-12-15\n",
    );
    project.run("check", &["--format", "json"]).code(1).stdout_eq(snapbox::str![[r#"
{"schema":1,"findings":[{"code":"unknown-key","level":"deny","path":"documents/odd.md","line":3,"column":1,"end_line":3,"end_column":6,"subject":"POL-2","message":"unknown key `onwer`; did you mean `owner`?","help":"write `owner`","fixable":true,"fingerprint":"1a494e0d54694117089f4ac0b73a869237bbe86b7eeb22a8b73562615506f97b"}],"waived":[{"code":"review-overdue","level":"warn","path":"documents/access.md","line":4,"column":15,"end_line":4,"end_column":25,"subject":"POL-1","message":"the review of `POL-1` was due on 2026-08-17, 96 days ago","help":"review it, add a `[[reviews]]` entry and set the next date","fixable":false,"fingerprint":"2dfaff3655063510dec8470bf1841ac3688c9b8953aca960ea16dfa26a542bbc","reason":"The owner changes.","until":"2026-12-15"}],"summary":{"deny":1,"warn":0,"note":0,"waived":1,"allowed":2}}

"#]]);
}

#[test]
fn formats_for_ci_name_files_from_the_working_directory() {
    let project = Project::sound();
    project.write("documents/access.md", &SOUND.replace("Ask first.", "[Ask](nobody.md)."));
    let above = project.root.parent().expect("it has a parent");
    let found = |root: &Path, here: &Path, format: &str| {
        let check = annexa().current_dir(here).arg("check").arg(root).args(["--format", format]);
        text(&check.args(["--today", "2026-11-21"]).assert().code(1).get_output().stdout)
    };
    for format in ["sarif", "github", "gitlab", "junit", "markdown"] {
        let from_above = found(Path::new("project"), above, format);
        assert!(from_above.contains("project/documents/access.md"), "{from_above}");
        assert_eq!(from_above, found(&project.root, above, format), "{format}");
        let from_inside = found(Path::new("."), &project.root, format);
        assert!(!from_inside.contains("project/documents/access.md"), "{from_inside}");
    }
    let json = found(Path::new("project"), above, "json");
    assert!(json.contains(r#""path":"documents/access.md""#), "{json}");
}

#[test]
fn findings_have_the_shape_of_a_compiler() {
    let project = Project::sound();
    project.write("documents/access.md", &SOUND.replace("review_date", "reveiw_date"));
    project.run("check", &[]).code(1).stdout_eq(snapbox::str![[r"
error[unknown-key]: unknown key `reveiw_date`; did you mean `review_date`?
 --> documents/access.md:4:1
  |
4 | reveiw_date = 2027-06-01
  | ^^^^^^^^^^^
  |
  = why: A mistyped key would be dropped in silence, and with it an owner or a review date (ISO/IEC 27001:2022, 7.5.2).
  = help: write `review_date`


"]]);
}

#[test]
fn many_findings_of_one_kind_are_a_list() {
    let project = Project::sound();
    let found = |count: usize| {
        let places: Vec<String> = (1..=count).map(|number| format!("[TBD: {number}]")).collect();
        project.write("documents/access.md", &SOUND.replace("Ask first.", &places.join("\n\n")));
        text(&project.run("check", &[]).code(0).get_output().stdout)
    };
    let few = found(20);
    assert_eq!(few.matches("warning[placeholder]: never filled in").count(), 20, "{few}");
    let many = found(21);
    let head = "warnings[placeholder]: 21 places\n  documents/access.md\n    11:1    never filled in: `[TBD: 1]`\n";
    assert!(many.starts_with(head) && many.matches("= why: ").count() == 1, "{many}");
    assert!(many.contains("= help: write what holds in the place of the brackets"), "{many}");
}

#[test]
fn what_cannot_be_carried_out_ends_with_two() {
    let project = Project::sound();
    annexa().args(["build", "there-is-no-such-folder"]).assert().code(2);
    annexa().arg("check").arg(project.path("documents")).assert().code(2);
    annexa().arg("check").arg(&project.root).args(["--today", "2026-02-30"]).assert().code(2);
    annexa().arg("polish").assert().code(2);
    annexa().arg("check").arg(&project.root).env("SOURCE_DATE_EPOCH", "soon").assert().code(2);
    annexa().arg("--help").assert().code(0);
}

#[test]
fn the_day_is_the_argument_then_the_variable() {
    let project = Project::sound();
    let summary = |command: Command| text(&command.assert().success().get_output().stderr.clone());
    let epoch = annexa().arg("check").arg(&project.root).env("SOURCE_DATE_EPOCH", "1795219200");
    assert!(summary(epoch).contains("as of 2026-11-21"));
    let both = annexa()
        .arg("check")
        .arg(&project.root)
        .args(["--today", "2027-01-02"])
        .env("SOURCE_DATE_EPOCH", "1795219200");
    assert!(summary(both).contains("as of 2027-01-02"));
}
