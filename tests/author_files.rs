//! The commands that write for an author: what they leave alone, in files of all kinds and in a real repository.

mod support;

use std::fs;

use annexa::author::{new, review, snapshot::Snapshot};
use annexa::base::path::RelPath;
use annexa::diag::Findings;
use annexa::load::Sources;
use annexa::parse::document::{Document, DocumentType, parse};
use annexa::parse::trail::ReviewOutcome;
use proptest::prelude::*;
use snapbox::cmd::Command;

use support::author::{APPROVE, POLICY, REVIEW, example, run, small};
use support::project::{HANDBOOK, Project, SOUND, stderr, stdout};

const REVIEW_A: [&str; 8] =
    ["review", "POL-1", "--by", "ciso", "--outcome", "no-change", "--note", "Read."];

#[test]
fn line_ends_marks_and_comments_stay() {
    let before = "\u{feff}+++\r\nid       = 'POL-1'   # kept\r\nreview_date = 2026-12-01 # day\r\n\r\n# Looks.\r\n[[reviews]]\r\ndate    = 2025-01-01\r\noutcome = \"changed\"\r\n# Own.\r\n[extra]\r\nx = 1\r\n+++\r\n# A  \r\n";
    let project = small(before);
    run(&project, &REVIEW_A).code(0);
    let text = project.read("documents/a.md");
    let (digest_at, digest) = text
        .match_indices("digest  = \"")
        .next()
        .and_then(|(at, found)| Some((at, text.get(at + found.len()..)?.split('"').next()?)))
        .expect("a digest");
    assert!(digest_at > 0 && digest.starts_with("sha256:"));
    let new = format!(
        "\r\n[[reviews]]\r\ndate    = 2026-11-21\r\nby      = \"ciso\"\r\noutcome = \"no-change\"\r\nnote    = \"Read.\"\r\ndigest  = \"{digest}\"\r\n\r\n"
    );
    let expected = before
        .replace("2026-12-01", "2027-11-21")
        .replace("\"changed\"\r\n", &format!("\"changed\"\r\n{new}"));
    assert_eq!(text, expected);
}

#[test]
fn a_document_without_front_matter_gets_some() {
    let project = small("# A\n\nText.\n");
    let mut review = REVIEW_A;
    review[1] = "a";
    run(&project, &review).code(0);
    let text = project.read("documents/a.md");
    assert!(text.starts_with("+++\n[[reviews]]\ndate = 2026-11-21\n"), "{text}");
    assert!(text.ends_with("\"\n+++\n\n# A\n\nText.\n"), "{text}");
}

#[test]
fn a_number_that_nobody_counts_up_to_is_not_counted() {
    let project = small("+++\nid = \"POL-18446744073709551615\"\n+++\n# A\n");
    let diff = stdout(&run(&project, &["new", "policy", "B", "--dry-run"]).code(0));
    assert!(diff.contains("+id = \"POL-001\"\n"), "{diff}");
}

#[test]
fn what_cannot_be_edited_for_sure_is_refused() {
    for (document, why) in [
        (
            "+++\nid = \"POL-1\"\nreviews = [ # none yet\n]\n+++\n# A\n",
            "error: `documents/a.md` is written in a way that cannot be edited for sure; write this by hand:\n[[reviews]]\ndate = 2026-11-21\nby = \"ciso\"\n",
        ),
        (
            "+++\nid = \"POL-1\"\nid = \"POL-2\"\n+++\n# A\n",
            "error: `documents/a.md` holds TOML that cannot be read; `annexa check` says where\n",
        ),
        ("+++\nid = \"POL-1\"\n# A\n", "error: no document has the id `POL-1`\n"),
    ] {
        let project = small(document);
        let refused = run(&project, &REVIEW_A).code(2).stdout_eq("");
        assert!(stderr(&refused).starts_with(why), "{}", stderr(&refused));
        assert_eq!(project.read("documents/a.md"), document);
    }
    let yaml = small("---\nid: POL-1\n---\n# A\n");
    let mut review = REVIEW_A;
    review[1] = "a";
    let refused = run(&yaml, &review).code(2);
    assert_eq!(
        stderr(&refused),
        "error: the front matter of `documents/a.md` cannot be read; `annexa check` says why\n"
    );
}

#[test]
fn two_documents_with_one_id_are_not_told_apart() {
    let project = small(SOUND);
    project.write("documents/b.md", SOUND);
    let refused = run(&project, &REVIEW_A).code(2);
    assert_eq!(
        stderr(&refused),
        "error: `POL-1` is the id of `documents/a.md` and `documents/b.md`; give each its own\n"
    );
}

#[cfg(unix)]
#[test]
fn nothing_is_made_behind_a_symbolic_link() {
    let project = small(SOUND);
    let elsewhere = project.path("elsewhere");
    fs::create_dir(&elsewhere).expect("a folder can be made");
    std::os::unix::fs::symlink(&elsewhere, project.path("documents/far")).expect("a link");
    let refused =
        run(&project, &["new", "plan", "B", "--in", "documents/far"]).code(2).stdout_eq("");
    assert!(stderr(&refused).contains("it is a symbolic link"), "{}", stderr(&refused));
    assert_eq!(fs::read_dir(elsewhere).expect("it is there").count(), 0);
}

/// Git without what the machine would tell it.
#[track_caller]
fn git(project: &Project, arguments: &[&str]) -> String {
    let git = Command::new("git").arg("-C").arg(&project.root).args(arguments);
    let git = git
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null")
        .env("GIT_AUTHOR_NAME", "Author")
        .env("GIT_AUTHOR_EMAIL", "author@example.com")
        .env("GIT_COMMITTER_NAME", "Author")
        .env("GIT_COMMITTER_EMAIL", "author@example.com");
    stdout(&git.assert().success())
}

#[test]
fn one_changed_word_of_an_approved_policy_is_found_and_an_approval_clears_it() {
    let project = example();
    git(&project, &["init", "--quiet", "--initial-branch", "main"]);
    let commit = |message: &str| {
        git(&project, &["add", "--all"]);
        git(&project, &["commit", "--quiet", "--message", message]);
    };
    let found = || {
        let check = project.run("check", &["--format", "json"]);
        let json = support::project::json(&check);
        let findings = json["findings"].as_array().expect("a list").clone();
        let changed =
            findings.into_iter().filter(|finding| finding["code"] == "changed-since-approval");
        changed
            .map(|finding| finding["path"].as_str().expect("a path").to_owned())
            .collect::<Vec<_>>()
    };
    commit("The handbook.");
    assert!(found().is_empty());

    let text = project.read(POLICY);
    assert!(text.contains("Never share an account."));
    let one_word =
        text.replacen("You must use your own account.", "You should use your own account.", 1);
    assert_ne!(one_word, text);
    project.write(POLICY, &one_word);
    commit("One word.");
    assert_eq!(found(), [POLICY]);

    let change = "Own accounts are advice.";
    run(&project, &["bump", "POL-005", "--change", change]).code(0);
    let approve = run(&project, &APPROVE).code(0);
    commit("POL-005 is 2.2.");
    assert!(found().is_empty());
    assert!(stderr(&approve).contains("version `2.2` of `POL-005` was approved by `ceo`"));

    // Nothing but this file was touched since the word was changed, and nothing but its trail.
    assert_eq!(git(&project, &["show", "--format=", "--name-only", "HEAD"]).trim(), POLICY);
    let diff = git(&project, &["diff", "--unified=0", "HEAD~1", "HEAD", "--", POLICY]);
    let gone: Vec<&str> =
        diff.lines().filter(|line| line.starts_with('-') && !line.starts_with("---")).collect();
    assert_eq!(
        gone,
        ["-version = \"2.1\"", "-effective = 2026-04-01", "-review_date = 2027-03-24"]
    );
}

#[test]
fn an_approval_of_a_text_that_git_knew_otherwise_is_told() {
    let project = example();
    // An approval without a digest: only git knows of which text it was.
    let lines = project.read(POLICY);
    let lines: Vec<&str> = lines.lines().filter(|line| !line.starts_with("digest = ")).collect();
    project.write(POLICY, &(lines.join("\n") + "\n"));
    git(&project, &["init", "--quiet", "--initial-branch", "main"]);
    git(&project, &["add", "--all"]);
    git(&project, &["commit", "--quiet", "--message", "The handbook."]);
    let text = project.read(POLICY);
    project.write(POLICY, &text.replace("You must use your own", "You should use your own"));
    let said = "which was version `2.1` already; `annexa bump POL-005 --change \"…\"` gives it";
    let dry = |more: &[&str]| run(&project, &[&APPROVE, more, &["--dry-run"]].concat()).code(0);
    assert!(stderr(&dry(&[])).contains(said), "{}", stderr(&dry(&[])));
    assert!(!stderr(&dry(&["--no-history"])).contains(said));
    let review = run(&project, &[&REVIEW[..], &["--dry-run"]].concat()).code(0);
    let became = "note: the text is not the one that became version `2.1` on ";
    assert!(stderr(&review).contains(became), "{}", stderr(&review));
    run(&project, &["bump", "POL-005", "--change", "Own accounts are advice."]).code(0);
    assert!(!stderr(&dry(&[])).contains("already"), "{}", stderr(&dry(&[])));
}

#[test]
fn an_approval_alone_clears_the_finding_too() {
    let project = example();
    let text = project.read(POLICY);
    project.write(
        POLICY,
        &text.replace("You must use your own account.", "You should use your own account."),
    );
    let approve = run(&project, &APPROVE).code(0);
    let said = stderr(&approve);
    assert!(said.contains("; this clears changed-since-approval\n"), "{said}");
    assert!(said.contains("note: version `2.1` was approved with another text"), "{said}");
}

fn read(path: &RelPath, text: &str) -> (Document, Findings) {
    let mut found = Findings::default();
    (parse(path, &text.into(), &mut found), found)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_note_is_read_back_and_the_rest_stays(note in "(?s).{1,60}", by in "[\\PC]{1,10}") {
        let path = RelPath::fixed("documents/access.md");
        let sources = Sources::from_files([("handbook.toml", HANDBOOK), ("documents/access.md", SOUND)]);
        let snapshot = Snapshot::new(&sources, "2026-11-21".parse().expect("a date"));
        let request = review::Review {
            id: "pol-1".to_owned(),
            by: by.clone(),
            outcome: ReviewOutcome::NoChange,
            note: note.clone(),
            next: None,
        };
        let Ok(proposal) = review::review(&snapshot, &request) else { return Ok(()) };
        let (document, found) = read(&path, &proposal.change.after);
        prop_assert_eq!(found.iter().count(), 0);
        let review = document.front.trail.reviews.first().expect("a review");
        prop_assert_eq!(review.note.as_deref(), Some(note.trim()));
        prop_assert_eq!(review.by.as_ref().map(|by| by.value.as_str()), Some(by.trim()));
        let moved = SOUND.replace("2027-06-01", "2027-11-21");
        let (head, tail) = moved.split_once("+++\n# Access").expect("a body");
        prop_assert!(proposal.change.after.starts_with(head));
        let end = format!("\n+++\n# Access{tail}");
        prop_assert!(proposal.change.after.ends_with(&end));
    }

    #[test]
    fn any_title_is_read_back(title in "(?s).{1,80}") {
        let sources = Sources::from_files([("handbook.toml", HANDBOOK)]);
        let snapshot = Snapshot::new(&sources, "2026-11-21".parse().expect("a date"));
        let request = new::New {
            kind: DocumentType::Policy,
            title: title.clone(),
            owner: Some("ciso".to_owned()),
            approver: None,
            id: None,
            folder: None,
        };
        let Ok(proposal) = new::new(&snapshot, &request) else { return Ok(()) };
        prop_assert!(proposal.change.path.as_str().starts_with("documents/pol-001"));
        let (document, _) = read(&proposal.change.path, &proposal.change.after);
        prop_assert_eq!(document.title(), title.trim());
        prop_assert!(!document.is_unreadable);
        // The heading shows the title as it is, whatever signs it holds.
        let shown: String = title.split_whitespace().collect::<Vec<_>>().join(" ");
        let heading = document.body.title().map(|heading| heading.text.clone());
        prop_assert_eq!(heading, Some(shown));
    }
}
