//! The commands that write for an author: which acts they refuse, and which they only remark on.

mod support;

use snapbox::cmd::OutputAssert;

use support::author::{example, run, small};
use support::project::{HANDBOOK, Project, annexa, stderr, stdout};

const APPROVE_1: [&str; 6] =
    ["approve", "POL-1", "--by", "ceo", "--ref", "https://git.example.com/1"];
const REVIEW_1: [&str; 8] =
    ["review", "POL-1", "--by", "ciso", "--outcome", "no-change", "--note", "Read."];
const BUMP_1: [&str; 4] = ["bump", "POL-1", "--change", "More."];

/// A handbook with one document, whose front matter is given.
fn with(front: &str, body: &str) -> Project {
    small(&format!("+++\nid = \"POL-1\"\nowner = \"ciso\"\n{front}+++\n# A\n{body}"))
}

#[track_caller]
fn assert_refused(run: OutputAssert, why: &str) {
    assert_eq!(stderr(&run.code(2).stdout_eq("")), format!("error: {why}\n"));
}

#[track_caller]
fn assert_noted(run: OutputAssert, note: &str) {
    let said = stderr(&run.code(0));
    assert!(said.contains(&format!("note: {note}\n")), "{said}");
}

#[test]
fn a_text_with_places_to_fill_in_is_not_approved() {
    let project = with(
        "version = \"1.0\"\nsummary = \"[TBD]\"\n",
        "\nAsk [TBD: whom] or [TBD: whom else].\n\n- [TBD: a]\n- [TBD: b]\n",
    );
    assert_refused(
        run(&project, &APPROVE_1),
        "5 places of `POL-1` were never filled in: `documents/a.md:5`, `documents/a.md:9` and `documents/a.md:11`; `annexa check` lists all",
    );
    let one = with("version = \"1.0\"\n", "\nAsk [TBD: whom].\n");
    let why = "1 place of `POL-1` was never filled in: `documents/a.md:8`";
    assert_refused(run(&one, &APPROVE_1), why);
    // What the project lets pass is no reason to refuse.
    one.write("handbook.toml", &format!("{HANDBOOK}[checks]\nplaceholder = \"allow\"\n"));
    run(&one, &APPROVE_1).code(0);
}

#[test]
fn a_draft_below_the_first_edition_is_not_approved() {
    let project = with("status = \"draft\"\nversion = \"0.2\"\n", "");
    let why = "version `0.2` of `POL-1` is a draft; `annexa bump POL-1 --material --change \"First edition.\"` makes it 1.0";
    assert_refused(run(&project, &APPROVE_1), why);
    run(&project, &["bump", "POL-1", "--material", "--change", "First edition."]).code(0);
    let approve = run(&project, &APPROVE_1).code(0);
    assert!(stderr(&approve).contains("version `1.0` of `POL-1` was approved"));
    // What binds as 0.3 does so on purpose.
    let in_force = with("version = \"0.3\"\n", "");
    let note = "version `0.3` is below 1.0, which readers take for a draft";
    assert_noted(run(&in_force, &APPROVE_1), note);
}

#[test]
fn the_statement_is_approved_once_it_is_an_edition_and_gaps_are_told() {
    let soa = "version = \"0.1\"\nowner = \"ciso\"\n\n[control.\"A.5.1\"]\napplicable = false\nexclusion = \"None.\"\n";
    let project = Project::new(&[("handbook.toml", HANDBOOK), ("soa.toml", soa)]);
    let mut approve = APPROVE_1;
    approve[1] = "SOA";
    let why = "version `0.1` of `SOA` is a draft; `annexa bump SOA --material --change \"First edition.\"` makes it 1.0";
    assert_refused(run(&project, &approve), why);
    run(&project, &["bump", "SOA", "--material", "--change", "First edition."]).code(0);
    assert_noted(
        run(&project, &approve),
        "92 controls are still undecided; `annexa check` names them",
    );
    assert!(
        !stderr(&run(
            &example(),
            &["approve", "SOA", "--by", "ceo", "--ref", "https://x.example/1"]
        ))
        .contains("undecided")
    );
}

#[test]
fn an_approval_before_the_day_of_its_version_is_told() {
    let history = "version = \"1.0\"\n[[history]]\nversion = \"1.0\"\ndate = 2026-12-01\nauthor = \"o\"\nchange = \"First.\"\n";
    assert_noted(
        run(&with(history, ""), &APPROVE_1),
        "the history dates version `1.0` 2026-12-01, after this approval of 2026-11-21",
    );
}

#[test]
fn a_review_tells_whether_its_text_is_the_approved_one() {
    let project = with("version = \"1.0\"\n", "\nAsk first.\n");
    run(&project, &APPROVE_1).code(0);
    let approved = project.read("documents/a.md");
    let review = run(&project, &[&REVIEW_1[..], &["--dry-run"]].concat()).code(0);
    assert!(!stderr(&review).contains("note: "), "{}", stderr(&review));
    project.write("documents/a.md", &approved.replace("Ask first.", "Ask nobody."));
    let note = "the text is not the one that was approved on 2026-11-21; take the change back, or `annexa bump POL-1 --change \"…\"`, then `annexa approve POL-1 --by KEY --ref URL`";
    assert_noted(run(&project, &REVIEW_1), note);
    let mut changed = REVIEW_1;
    changed[5] = "changed";
    assert!(!stderr(&run(&project, &changed).code(0)).contains("note: "));
    let draft = with("status = \"draft\"\n", "");
    let note = "`POL-1` is a draft that nobody approved yet; reviews are of texts in force";
    assert_noted(run(&draft, &REVIEW_1), note);
}

#[test]
fn a_review_is_not_written_twice() {
    let project = with("", "\nAsk first.\n");
    run(&project, &REVIEW_1).code(0);
    let written = project.read("documents/a.md");
    let why =
        "`POL-1` has this review already: `ciso` on 2026-11-21, no-change, with the same note";
    assert_refused(run(&project, &REVIEW_1), why);
    let mut other = REVIEW_1;
    other[7] = "Read again.";
    run(&project, &other).code(0);
    // Another text is another review.
    project.write("documents/a.md", &written.replace("Ask first.", "Ask nobody."));
    run(&project, &REVIEW_1).code(0);
}

#[test]
fn a_version_that_waits_for_its_approval_keeps_its_number() {
    let project = with("status = \"draft\"\nversion = \"0.1\"\n", "");
    // Drafts are counted freely.
    run(&project, &BUMP_1).code(0);
    run(&project, &BUMP_1).code(0);
    run(&project, &["bump", "POL-1", "--material", "--change", "First."]).code(0);
    let why = "version `1.0` of `POL-1` was not approved yet: change the text under this number, or insist with `--again`";
    assert_refused(run(&project, &BUMP_1), why);
    run(&project, &[&BUMP_1[..], &["--again"]].concat()).code(0);
    run(&project, &APPROVE_1).code(0);
    run(&project, &BUMP_1).code(0);
    let why = why.replace("1.0", "1.2");
    assert_refused(run(&project, &BUMP_1), &why);
    // A handbook that keeps no approvals counts on.
    let small = with("version = \"1.0\"\n", "");
    run(&small, &BUMP_1).code(0);
    run(&small, &BUMP_1).code(0);
}

#[test]
fn a_draft_of_nobody_may_be_deleted() {
    for owner in ["", "owner = \"[TBD: a key of people.toml]\"\n"] {
        let project = small(&format!("+++\nid = \"POL-1\"\nstatus = \"draft\"\n{owner}+++\n# A\n"));
        assert_refused(
            run(&project, &["retire", "POL-1"]),
            "nobody owns the document: name who decided with `--by KEY`; a draft that nobody approved may be deleted: `documents/a.md`",
        );
    }
}

#[test]
fn a_new_document_tells_where_else_it_could_lie() {
    let project = Project::new(&[("handbook.toml", HANDBOOK)]);
    for folder in ["a", "b", "c", "d", "e", "f/g"] {
        let text = format!("+++\nid = \"STD-{folder}\"\n+++\n# Access\n").replace('/', "");
        project.write(&format!("documents/{folder}/x.md"), &text);
    }
    let made = || run(&project, &["new", "plan", "access", "--dry-run"]);
    assert_noted(
        made(),
        "its type has no folder of its own, so it goes into `documents`; `--in FOLDER` chooses another: `documents/a`, `documents/b`, `documents/c`, `documents/d`, `documents/e` and 1 more",
    );
    assert_noted(made(), "`STD-a` in `documents/a/x.md` has the same title");
    let chosen = run(&project, &["new", "plan", "B", "--in", "documents", "--dry-run"]).code(0);
    assert!(!stderr(&chosen).contains("--in FOLDER"), "{}", stderr(&chosen));
}

#[test]
fn below_a_project_the_folder_to_use_is_named() {
    let project = with("", "");
    project.write("documents/deep/b.md", "# B\n");
    for (folder, above, arguments) in [
        ("documents", "..", &["check"][..]),
        ("documents/deep", "../..", &["retire", "POL-1"]),
        ("documents/deep", "../..", &["digest"]),
        ("documents/deep", "../..", &["due"]),
    ] {
        let run = annexa().current_dir(project.path(folder)).args(arguments).assert();
        assert_refused(
            run,
            &format!(
                "`.` holds no `handbook.toml`; the nearest one above it lies in `{above}`: name that folder, with `-C {above}` where the command takes `-C`"
            ),
        );
    }
    let here = annexa().current_dir(&project.root).args(["build", "documents/deep"]).assert();
    assert!(stderr(&here.code(2)).contains("above it lies in `.`: "));
    let named = annexa().current_dir(project.path("documents")).args(["check", ".."]).assert();
    assert!(stdout(&named.code(0)).contains("documents/a.md"));
    // Without a project above, the advice is to begin one.
    let alone = Project::new(&[("sub/a.md", "# A\n")]);
    let run = annexa().current_dir(alone.path("sub")).arg("check").assert().code(2);
    assert!(stderr(&run).contains("the smallest one is a single line"), "{}", stderr(&run));
}
