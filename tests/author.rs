//! The commands that write for an author: what they write, and what they say.

mod support;

use snapbox::cmd::OutputAssert;
use snapbox::{Data, assert_data_eq, file};

use support::author::{APPROVE, POLICY, REVIEW, example, run, small};
use support::project::{HANDBOOK, Project, SOUND, annexa, stderr, stdout};

/// Both outputs as a terminal shows them.
fn shown(run: &OutputAssert) -> String {
    format!("{}{}", stdout(run), stderr(run))
}

#[track_caller]
fn assert_shown(run: &OutputAssert, expected: Data) {
    assert_data_eq!(shown(run), expected);
}

#[test]
fn a_review_is_written_and_moves_the_date() {
    let project = example();
    let review = run(&project, &REVIEW).code(0);
    assert_shown(&review, file!["author/review.txt"]);
    assert!(project.read(POLICY).contains("review_date = 2027-11-21\n"));
}

#[test]
fn a_review_of_the_statement_looks_as_those_before_it() {
    let project = example();
    let arguments =
        ["review", "soa", "--by", "ciso", "--outcome", "changed", "--note", "Three rows."];
    assert_shown(&run(&project, &arguments).code(0), file!["author/review-soa.txt"]);
}

#[test]
fn a_new_version_is_counted_and_approved() {
    let project = example();
    let change = "Nobody signs in for a colleague.";
    let text = project.read(POLICY);
    project.write(POLICY, &text.replace("Nobody shares one, lends one", "Nobody lends one"));
    let bump = run(&project, &["bump", "POL-005", "--change", change]).code(0);
    assert_shown(&bump, file!["author/bump.txt"]);
    let approve = run(&project, &APPROVE).code(0);
    assert_shown(&approve, file!["author/approve.txt"]);
    let again = run(&project, &APPROVE).code(2).stdout_eq("");
    assert_eq!(
        stderr(&again),
        "error: `ceo` approved this text of `POL-005` as version `2.2` on 2026-11-21 already\n"
    );
}

#[test]
fn a_material_change_steps_major() {
    let project = example();
    run(&project, &["bump", "POL-005", "--change", "All new.", "--material", "--by", "cto"])
        .code(0);
    let text = project.read(POLICY);
    assert!(text.contains("version = \"3.0\"\neffective"), "{text}");
    assert!(text.contains("author = \"cto\"\nchange = \"All new.\"\nmaterial = true\n+++\n"));
}

#[test]
fn what_a_retired_document_leaves_behind_is_listed() {
    let project = example();
    let arguments = ["retire", "POL-010", "--note", "Backups are the provider's business now."];
    assert_shown(&run(&project, &arguments).code(0), file!["author/retire.txt"]);
}

#[test]
fn a_decision_to_retire_is_not_written_twice() {
    let project = example();
    let mut review = REVIEW;
    review[5] = "retire";
    run(&project, &review).code(0);
    let before = project.read(POLICY);
    assert!(before.contains("review_date = 2027-03-24\n"));
    run(&project, &["retire", "POL-005"]).code(0);
    let type_line = "type = \"policy\"\n";
    let expected = before.replace(type_line, &format!("{type_line}status = \"retired\"\n"));
    assert_eq!(project.read(POLICY), expected);
    let again = run(&project, &["retire", "POL-005"]).code(2);
    assert_eq!(stderr(&again), "error: `POL-005` is retired: it binds nobody\n");
}

#[test]
fn a_new_document_takes_the_next_number_of_its_kind() {
    let project = example();
    let arguments = ["new", "policy", "Use of drones", "--owner", "ciso"];
    assert_shown(&run(&project, &arguments).code(0), file!["author/new.txt"]);
    let second = run(&project, &["new", "policy", "Use of robots", "--owner", "ciso"]).code(0);
    assert!(stderr(&second).contains("`POL-018` is `documents/pol-018-use-of-robots.md`"));
    let check = project.run("check", &[]);
    assert!(!stdout(&check).contains("error["), "{}", stdout(&check));
    assert!(stdout(&check).contains("`summary` was never filled in"), "{}", stdout(&check));
}

#[test]
fn every_type_has_a_template_that_the_build_takes() {
    let project = Project::sound();
    let types = [
        "policy",
        "standard",
        "procedure",
        "guideline",
        "plan",
        "statement",
        "external",
        "record",
        "internal-audit",
        "finding",
        "management-review",
        "training",
    ];
    for name in types {
        run(&project, &["new", name, &format!("About {name}"), "--owner", "ciso"]).code(0);
    }
    let check = project.run("check", &[]).code(0);
    assert!(!stdout(&check).contains("error["), "{}", stdout(&check));
}

/// Every place that is left open is told as such, and nothing else is wrong with what a template writes.
#[test]
fn a_new_record_has_the_keys_of_its_type_and_says_what_is_open() {
    for (kind, known, open) in [
        ("internal-audit", "", &["criteria", "scope", "planned", "auditor", "independence"][..]),
        (
            "finding",
            "raised = 2026-11-21\n",
            &["audit", "grade", "requirement", "by", "statement", "cause", "due", "text", "method"],
        ),
        ("management-review", "date = 2026-11-21\n", &["attendees", "a", "d4", "g", "text"]),
        ("training", "date = 2026-11-21\n", &["topic", "trainer", "attendees", "outcome"]),
        ("record", "date = 2026-11-21\n", &["subject"]),
    ] {
        let project = Project::sound();
        run(&project, &["new", kind, "Something", "--owner", "ciso"]).code(0);
        let mut paths = project.files().into_iter().map(|(path, _)| path);
        let path = paths.find(|path| path.starts_with("records/"));
        let text = project.read(&path.expect("the record was made"));
        assert!(text.contains(known), "{text}");
        let check = project.run("check", &["--profile", "draft"]).code(0);
        let said = stdout(&check);
        for key in open {
            assert!(said.contains(&format!("`{key}` was never filled in")), "{kind} {key}: {said}");
        }
        let codes: std::collections::BTreeSet<&str> = said
            .lines()
            .filter_map(|line| line.split_once('[')?.1.split_once("]: ").map(|(code, _)| code))
            .collect();
        assert_eq!(codes, ["placeholder"].into(), "{kind}: {said}");
    }
}

#[test]
fn a_new_finding_follows_the_last_one_and_names_the_audit_that_ended_last() {
    let project = example();
    let made = run(&project, &["new", "finding", "Doors stand open", "--owner", "cto"]).code(0);
    assert_shown(&made, file!["author/new-finding.txt"]);
    // Half a year later no audit is near, and numbers begin again.
    let later = ["new", "finding", "Again", "--owner", "cto", "--today", "2027-05-03", "--dry-run"];
    let made = annexa().args(later).arg("-C").arg(&project.root).assert().code(0);
    let text = stdout(&made);
    assert!(text.contains("+id = \"FND-2027-01\"\n"), "{text}");
    assert!(text.contains("+audit = \"[TBD: "), "{text}");
    assert!(text.contains("+id = \"FND-2027-01-1\"\n"), "{text}");
}

/// The names of rows, each with the start of its first id and a key of its template.
const ROWS: [(&str, &str, &str); 9] = [
    ("risk", "R-001", "scenario"),
    ("evidence", "EV-001", "proves"),
    ("objective", "OBJ-001", "measure"),
    ("exception", "EXC-001", "until"),
    ("supplier", "SUP-001", "service"),
    ("asset", "AST-001", "kind"),
    ("obligation", "OBL-001", "source"),
    ("party", "PTY-001", "needs"),
    ("competence", "CMP-001", "proof"),
];

#[test]
fn every_register_takes_a_new_row_and_says_what_is_open() {
    for (kind, id, key) in ROWS {
        let project = Project::sound();
        let owner = ["--owner", "ciso"];
        run(&project, &[&["new", kind, "First \"one\""], &owner[..]].concat()).code(0);
        let second = run(&project, &[&["new", kind, "Second"], &owner[..]].concat()).code(0);
        let next = id.replace('1', "2");
        let said = stderr(&second);
        assert!(said.contains(&format!("`{next}` stands at the end of `registers/")), "{said}");
        let check = stdout(&project.run("check", &["--profile", "draft"]).code(0));
        assert!(check.contains(&format!("`{key}` was never filled in")), "{kind}: {check}");
        for code in ["error[", "unknown-key", "unknown-reference", "wrong-type"] {
            assert!(!check.contains(code), "{kind}: {check}");
        }
    }
}

#[test]
fn a_row_stands_below_all_that_is_there() {
    let project = example();
    let path = "registers/risks.toml";
    let before = project.read(path);
    run(&project, &["new", "risk", "Drone over the roof", "--owner", "cto"]).code(0);
    let after = project.read(path);
    let row = after.strip_prefix(before.trim_end()).expect("nothing else changes");
    let head =
        "\n\n[risk.R-027]\ntitle = \"Drone over the roof\"\nowner = \"cto\"\nscenario = \"[TBD: ";
    assert!(row.starts_with(head), "{row}");
    let made = run(&project, &["new", "evidence", "Log", "--owner", "cto", "--dry-run"]).code(0);
    assert!(stdout(&made).contains("+[evidence.EV-2026-"), "{}", stdout(&made));
}

#[test]
fn a_row_of_a_csv_stands_in_its_columns() {
    let project = Project::sound();
    project.write("registers/suppliers.csv", "id;owner;title\nSUP-007;ciso;Postlark\n");
    run(&project, &["new", "supplier", "Tea; and milk", "--owner", "ciso"]).code(0);
    let after = project.read("registers/suppliers.csv");
    assert_eq!(after, "id;owner;title\nSUP-007;ciso;Postlark\nSUP-008;ciso;\"Tea; and milk\"\n");
}

#[test]
fn a_row_that_cannot_be_added_for_sure_is_refused() {
    let project = Project::sound();
    project.write("registers/suppliers.csv", "id,title\nSUP-001,Postlark\n");
    project.write("registers/risks.toml", "[risk.R-1\n");
    project.write("registers/assets.toml", "asset = { A-1 = { title = \"A\" } }\n");
    let before = project.files();
    for (arguments, why) in [
        (
            &["supplier", "B"][..],
            "`registers/suppliers.csv` cannot be edited for sure; `annexa check` says what is wrong with it",
        ),
        (
            &["risk", "B"],
            "`registers/risks.toml` cannot be edited for sure; `annexa check` says what is wrong with it",
        ),
        (
            &["asset", "B"],
            "`registers/assets.toml` cannot be edited for sure; `annexa check` says what is wrong with it",
        ),
        (&["party", "B", "--in", "records"], "`--in` is for documents, not for rows of a register"),
        (&["party", "B", "--id", "POL-1"], "`--id POL-1` is taken: `Access`"),
    ] {
        let refused = run(&project, &[&["new"], arguments, &["--owner", "ciso"]].concat()).code(2);
        assert_eq!(stderr(&refused), format!("error: {why}\n"));
    }
    assert_eq!(project.files(), before);
}

#[test]
fn what_is_decided_about_a_record_stands_above_its_tables_or_in_tables_of_its_own() {
    let record = "+++\nid = \"FND-1\"\ntype = \"finding\"\nversion = \"1.0\"\nowner = \"ciso\"\nsource = \"A call.\"\n\n[correction]\ntext = \"Locked.\"\n\n[[actions]]\nid = \"FND-1-1\"\ntext = \"A new lock.\"\n\n[closure]\ndate = 2026-11-01\nby = \"ciso\"\n+++\n# Open door\n";
    let project = small(record);
    run(&project, &["approve", "FND-1", "--by", "ceo", "--ref", "https://x.example/1"]).code(0);
    run(&project, &["bump", "FND-1", "--change", "A second lock."]).code(0);
    run(
        &project,
        &["review", "FND-1", "--by", "ciso", "--outcome", "no-change", "--note", "Read."],
    )
    .code(0);
    let text = project.read("documents/a.md");
    let toml = text.split("+++\n").nth(1).expect("front matter");
    let front: toml::Table = toml::from_str(toml).expect("TOML");
    let before: toml::Table =
        toml::from_str(record.split("+++\n").nth(1).expect("front matter")).expect("TOML");
    for key in ["source", "correction", "actions", "closure"] {
        assert_eq!(front[key], before[key], "{text}");
    }
    assert_eq!(front["version"].as_str(), Some("1.1"));
    for list in ["approvals", "reviews", "history"] {
        assert_eq!(front[list].as_array().map(Vec::len), Some(1), "{list}: {text}");
    }
    run(&project, &["retire", "FND-1"]).code(0);
    let text = project.read("documents/a.md");
    assert!(text.contains("type = \"finding\"\nstatus = \"retired\"\n"), "{text}");
}

#[test]
fn a_new_document_lies_and_is_called_as_those_of_its_kind() {
    let policy = SOUND.replace("POL-1", "P7");
    let project = Project::new(&[
        ("handbook.toml", HANDBOOK),
        ("people.toml", "[role.ciso]\ntitle = \"CISO\"\n[role.ceo]\n"),
        ("documents/rules/Access.md", &policy),
    ]);
    let made = run(&project, &["new", "policy", "Über *uns* [x]", "--owner", "ciso"]).code(0);
    assert!(
        stderr(&made).contains("`P8` is `documents/rules/ber-uns-x.md`, a draft\n"),
        "{}",
        stderr(&made)
    );
    let text = project.read("documents/rules/ber-uns-x.md");
    assert!(text.contains("title = \"Über *uns* [x]\"\n"), "{text}");
    assert!(text.contains("+++\n\n# Über \\*uns\\* \\[x\\]\n"), "{text}");
    let taken = run(&project, &["new", "policy", "ber uns x", "--owner", "ciso"]).code(2);
    assert_eq!(
        stderr(&taken),
        "error: `documents/rules/ber-uns-x.md` is there already; choose a folder with `--in`\n"
    );
    assert_eq!(project.read("documents/rules/ber-uns-x.md"), text);
}

#[test]
fn the_smallest_handbook_begins_here() {
    let project = Project::new(&[("handbook.toml", HANDBOOK)]);
    let made = run(&project, &["new", "policy", "Access control"]).code(0);
    assert!(
        stderr(&made).starts_with("note: nobody owns it yet: `--owner KEY` names who keeps it\n")
    );
    let path = "documents/pol-001-access-control.md";
    assert!(project.read(path).contains("owner = \"[TBD: a key of people.toml]\"\n"));
    run(&project, &["bump", "POL-001", "--change", "First edition.", "--material", "--by", "Jo"])
        .code(0);
    let approve = ["approve", "POL-001", "--by", "Kim", "--ref", "https://x.example/1"];
    let refused = run(&project, &approve).code(2);
    assert!(
        stderr(&refused)
            .contains("`POL-001` were never filled in: `documents/pol-001-access-control.md:7`, ")
    );
    let text = project.read(path);
    let written: Vec<&str> = text.lines().filter(|line| !line.contains("[TBD")).collect();
    project.write(path, &(written.join("\n") + "\n"));
    run(&project, &approve).code(0);
    let text = project.read(path);
    assert!(text.contains("status = \"approved\"\nversion = \"1.0\"\neffective = 2026-11-21\n"));
}

#[test]
fn all_faults_of_the_arguments_are_told_at_once() {
    let project = example();
    let before = project.files();
    for (arguments, expected) in [
        (
            &["approve", "POL-05", "--by", "cea", "--ref", "TBD"][..],
            "error: nothing was written\n  - no document has the id `POL-05`; did you mean `POL-005`?\n  - `--by cea`: `people.toml` has no such role or person; did you mean `ceo`?\n  - `--ref TBD` is a placeholder; whoever reads the record needs the text\n  - `--ref` is no web address, so name how it was approved: `--method merge-request|minutes|e-signature`\n",
        ),
        (
            &[
                "review",
                "POL-005",
                "--by",
                "oliver-bramhall",
                "--outcome",
                "changed",
                "--note",
                " ",
                "--next",
                "2026-11-21",
            ],
            "error: nothing was written\n  - `--by oliver-bramhall` left on 2026-09-30\n  - `--note` is empty; whoever reads the record needs it\n  - `--next 2026-11-21` must lie after today, 2026-11-21\n",
        ),
        (
            &["bump", "POL-016", "--change", "x", "--by", "product-lead"],
            "error: nothing was written\n  - `--by product-lead`: nobody holds the role; name the person, or add `holder` to `people.toml`\n  - `POL-016` is superseded: it binds nobody\n",
        ),
        (
            &["new", "policy", "Access", "--owner", "ceoo", "--id", "POL-005", "--in", "access"],
            "error: nothing was written\n  - `--owner ceoo`: `people.toml` has no such role or person; did you mean `ceo`?\n  - `--id POL-005` is taken: `Access control policy`\n  - `--in access` must be a folder below `documents` or `records`; did you mean `documents/access`?\n",
        ),
        (
            &["bump", "POL-005", "--change", "x", "--by", "somebody"],
            "error: `--by somebody`: `people.toml` has no such role or person; its roles are `ceo`, `ciso`, `cto`, `it-lead`, `platform-lead`, `dpo`, `people-lead`, `office-manager`, `support-lead`, `product-lead`, `finance-lead` and `internal-auditor`\n",
        ),
        (
            &["retire", "SOA"],
            "error: the Statement of Applicability cannot be retired: ISO/IEC 27001:2022, 6.1.3 d asks for it\n",
        ),
    ] {
        let refused = run(&project, arguments).code(2).stdout_eq("");
        assert_eq!(stderr(&refused), expected);
    }
    assert!(before == project.files());
}

#[test]
fn a_dry_run_shows_all_and_writes_nothing() {
    let project = example();
    let before = project.files();
    let approve = ["approve", "POL-005", "--by", "cto", "--ref", "https://git.example/1"];
    for arguments in
        [&REVIEW[..], &approve[..], &["new", "plan", "Moving house", "--owner", "ciso"]]
    {
        let dry = run(&project, &[arguments, &["--dry-run"]].concat()).code(0);
        assert!(stdout(&dry).contains("\n+++ b/documents/"), "{}", stdout(&dry));
        assert!(
            stderr(&dry).contains("dry run, nothing was written: `")
                || stderr(&dry).contains("dry run, nothing was written: version")
        );
    }
    assert!(before == project.files());
}

#[test]
fn a_draft_comes_into_force_with_its_first_approval() {
    let project = small(
        "+++\nid = \"POL-1\"\nstatus = 'in-review'   # soon\nversion = \"1.0\"\nowner = \"ciso\"\nreview_date = 2026-12-01\nreview_every = \"6 months\"\n+++\n# A\n",
    );
    let approve = ["approve", "POL-1", "--by", "ceo", "--ref", "MIN-7", "--method", "minutes"];
    run(&project, &[&approve[..], &["--effective", "2027-01-01"]].concat()).code(0);
    let text = project.read("documents/a.md");
    let head = "+++\nid = \"POL-1\"\nstatus = 'approved'   # soon\nversion = \"1.0\"\neffective = 2027-01-01\nowner = \"ciso\"\nreview_date = 2027-05-21\nreview_every = \"6 months\"\n\n[[approvals]]\nversion = \"1.0\"\nby = \"ceo\"\ndate = 2026-11-21\nmethod = \"minutes\"\nref = \"MIN-7\"\ndigest = \"sha256:";
    assert!(text.starts_with(head), "{text}");
    // Approved again with another text: done, and said.
    project.write("documents/a.md", &text.replace("# A\n", "# A\n\nMore.\n"));
    let again = run(&project, &approve).code(0);
    assert!(stderr(&again).contains("note: version `1.0` was approved with another text, the last time on 2026-11-21; `annexa bump POL-1 --change \"…\"` gives"), "{}", stderr(&again));
    assert!(project.read("documents/a.md").contains("effective = 2027-01-01\n"));
}

#[test]
fn who_should_not_approve_is_told_and_where_the_project_denies_it_refused() {
    let document = "+++\nid = \"POL-1\"\ntitle = \"A\"\nversion = \"1.0\"\nowner = \"ciso\"\napprover = \"ceo\"\n\n[[history]]\nversion = \"1.0\"\ndate = 2026-01-01\nauthor = \"ciso\"\nchange = \"First.\"\n+++\n# A\n";
    let project = small(document);
    let arguments = ["approve", "POL-1", "--by", "ciso", "--ref", "https://x.example/1"];
    let approve = run(&project, &arguments).code(0);
    for said in [
        "note: the document names `ceo` as `approver`, not `ciso`\n",
        "warning[self-approval]: documents/a.md: version `1.0` of `POL-1` was approved by its author, `ciso`\n",
    ] {
        assert!(stderr(&approve).contains(said), "{}", stderr(&approve));
    }
    let strict = small(document);
    strict.write("handbook.toml", &format!("profile = \"audit\"\n{HANDBOOK}"));
    let refused = run(&strict, &arguments).code(2).stdout_eq("");
    assert_eq!(
        stderr(&refused),
        "error: nothing was written: the project would no longer pass `annexa check`\nerror[approved-by-another]: documents/a.md: version `1.0` of `POL-1` was approved by `ciso`; its approver is `ceo`\nerror[self-approval]: documents/a.md: version `1.0` of `POL-1` was approved by its author, `ciso`\n"
    );
    assert_eq!(strict.read("documents/a.md"), document);
    // What the next step clears is no reason to refuse.
    run(&strict, &["bump", "POL-1", "--change", "Second."]).code(0);
    run(&strict, &["new", "policy", "B"]).code(0);
}

#[test]
fn versions_that_cannot_be_counted_are_refused() {
    for (front, why) in [
        (
            "id = \"POL-1\"\nowner = \"o\"\nversion = \"v2\"\n",
            "error: version `v2` of `POL-1` is not MAJOR.MINOR, so nobody can count on from it; write one such as `version = \"2.0\"` once by hand\n",
        ),
        (
            "id = \"POL-1\"\nowner = \"o\"\nversion = \"1.0\"\n[[history]]\nversion = \"1.1\"\n",
            "error: `POL-1` is version `1.0`, but its history goes on to `1.1`; correct one of them first\n",
        ),
        (
            "id = \"POL-1\"\nversion = \"1.0\"\n",
            "error: nobody owns the document: name who wrote the text with `--by KEY`\n",
        ),
        (
            "id = \"POL-1\"\nowner = \"o\"\ntype = \"external\"\n",
            "error: `POL-1` is published by others, who count and approve its versions\n",
        ),
    ] {
        let document = format!("+++\n{front}+++\n# A\n");
        let project = small(&document);
        let refused = run(&project, &["bump", "POL-1", "--change", "x"]).code(2).stdout_eq("");
        assert_eq!(stderr(&refused), why);
        assert_eq!(project.read("documents/a.md"), document);
    }
}

#[test]
fn a_text_without_a_version_gets_the_one_that_it_has_earned() {
    for (front, version) in
        [("", "1.0"), ("status = \"draft\"\n", "0.1"), ("[[history]]\nversion = \"1.3\"\n", "1.4")]
    {
        let project = small(&format!("+++\nid = \"POL-1\"\nowner = \"o\"\n{front}+++\n# A\n"));
        run(&project, &["bump", "POL-1", "--change", "x"]).code(0);
        let text = project.read("documents/a.md");
        assert!(text.contains(&format!("\nversion = \"{version}\"\n")), "{text}");
        let refused = small("+++\nid = \"POL-1\"\n+++\n# A\n");
        let approve = ["approve", "POL-1", "--by", "o", "--ref", "https://x.example/1"];
        run(&refused, &approve).code(2).stderr_eq("error: `POL-1` has no version that could be approved; add `version = \"1.0\"`, or run `annexa bump POL-1 --change \"…\"`\n");
    }
}

#[test]
fn an_approval_of_no_version_is_none_of_a_later_one() {
    let project = small(
        "+++\nid = \"POL-1\"\nversion = \"1.0\"\nowner = \"o\"\neffective = 2025-01-01\n\n[[approvals]]\nby = \"ceo\"\ndate = 2025-01-01\n+++\n# A\n",
    );
    let approve = ["approve", "POL-1", "--by", "ceo", "--ref", "https://x.example/1"];
    run(&project, &approve).code(0);
    assert!(project.read("documents/a.md").contains("effective = 2025-01-01\n"));
    run(&project, &["bump", "POL-1", "--change", "x"]).code(0);
    let mut second = approve;
    second[3] = "cto";
    run(&project, &second).code(0);
    assert!(project.read("documents/a.md").contains("effective = 2026-11-21\n"));
}
