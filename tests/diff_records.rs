//! `annexa diff` and what records and registers say: stages of findings, audits, management reviews, objectives, exceptions, rows of lists.
#![cfg(unix)]

mod support;

use serde_json::{Value, json};

use support::project::{HANDBOOK, SOUND, json as json_of, stdout};
use support::repository::Repository;

const FINDING: &str = "+++\nid = \"FND-1\"\ntitle = \"Late leaver\"\ntype = \"finding\"\nowner = \"ciso\"\ngrade = \"minor\"\nrequirement = \"A.5.18\"\nraised = 2026-03-04\nstatement = \"One of five was late.\"\n+++\nText.\n";

const AUDIT: &str = "+++\nid = \"AUD-1\"\ntype = \"internal-audit\"\nstatus = \"draft\"\nowner = \"ceo\"\nplanned = 2026-09-01\nauditor = \"ada\"\n+++\n# Audit\n\nText.\n";

const REVIEW: &str = "+++\nid = \"MR-1\"\ntype = \"management-review\"\nowner = \"ciso\"\ndate = 2026-06-01\nattendees = [\"ceo\", \"Pat Guest\"]\n[inputs]\na = \"None.\"\n[[decisions]]\nid = \"MR-1-D1\"\ntext = \"Keep the scope.\"\nowner = \"ceo\"\n[[actions]]\nid = \"MR-1-A1\"\ntext = \"Buy a safe.\"\ndue = 2026-07-01\n+++\n# Review\n\nText.\n";

const TRAINING: &str = "+++\nid = \"TRN-1\"\ntype = \"training\"\nowner = \"ciso\"\ndate = 2026-05-05\ntrainer = \"Sam Teacher\"\nattendees = [\"Ann Learner\"]\n+++\n# Refresher\n\nText.\n";

const OBJECTIVES: &str = "owner = \"ciso\"\n[objective.OBJ-1]\ntitle = \"Passkeys\"\ntarget = 90\nunit = \"%\"\nowner = \"ciso\"\n[[objective.OBJ-1.values]]\ndate = 2026-04-01\nvalue = 40\n";

const EXCEPTIONS: &str = "[exception.EXC-1]\ntitle = \"Old phones\"\ndocument = \"POL-1\"\nwhy = \"No budget.\"\nuntil = 2027-01-31\n[exception.EXC-2]\ntitle = \"Old doors\"\ndocument = \"POL-1\"\nuntil = 2026-12-31\n";

const SUPPLIERS: &str = "id,title,owner,tier\nSUP-1,Cloud,ciso,1\n";

fn repository(handbook: &str) -> Repository {
    let repository = Repository::new(&[
        ("handbook.toml", handbook),
        ("documents/access.md", SOUND),
        ("records/fnd-1.md", FINDING),
        ("records/aud-1.md", AUDIT),
        ("records/mr-1.md", REVIEW),
        ("records/trn-1.md", TRAINING),
        ("registers/objectives.toml", OBJECTIVES),
        ("registers/exceptions.toml", EXCEPTIONS),
        ("registers/suppliers.csv", SUPPLIERS),
    ]);
    repository.commit("Begin", "2026-06-02");
    repository
}

fn changes(repository: &Repository) -> Value {
    let run = repository.diff(&["HEAD", "--format", "json"]).code(0);
    json_of(&run)["changes"].clone()
}

fn item<'j>(changes: &'j Value, list: &str, id: &str) -> &'j Value {
    let items = changes[list].as_array().expect("a list");
    items.iter().find(|item| item["id"] == id).unwrap_or_else(|| panic!("no {id}: {items:#?}"))
}

fn field(item: &Value, field: &str) -> Value {
    let fields = item["fields"].as_array().expect("a list");
    let found = fields.iter().find(|entry| entry["field"] == field);
    let found = found.unwrap_or_else(|| panic!("no {field}: {fields:#?}"));
    match &found["removed"] {
        Value::Null => json!([found["of"], found["before"], found["after"]]),
        removed => json!([removed, found["added"]]),
    }
}

#[test]
fn a_finding_says_how_far_it_came() {
    let repository = repository(HANDBOOK);
    repository.edit(
        "records/fnd-1.md",
        "late.\"\n",
        "late.\"\ncause = \"No list.\"\n[correction]\ntext = \"Closed it.\"\ndone = 2026-06-10\n[[actions]]\nid = \"FND-1-1\"\ntext = \"A job.\"\ndue = 2026-07-01\ndone = 2026-06-20\n[effectiveness]\nresult = \"effective\"\ndate = 2026-08-01\n[closure]\ndate = 2026-08-02\n",
    );
    let changes = changes(&repository);
    let finding = item(&changes, "records", "FND-1");
    assert_eq!((&finding["change"], &finding["kind"]), (&json!("changed"), &json!("finding")));
    assert_eq!(field(finding, "stage"), json!([null, "raised", "closed"]));
    assert_eq!(field(finding, "cause"), json!([null, null, "No list."]));
    assert_eq!(field(finding, "corrected"), json!([null, null, "2026-06-10"]));
    assert_eq!(field(finding, "action"), json!(["FND-1-1", null, "A job. (done 2026-06-20)"]));
    assert_eq!(field(finding, "effectiveness"), json!([null, null, "effective"]));
    assert_eq!(field(finding, "closed"), json!([null, null, "2026-08-02"]));
}

#[test]
fn an_audit_a_review_and_a_training_say_what_came() {
    let repository = repository(HANDBOOK);
    repository.edit(
        "records/aud-1.md",
        "planned = 2026-09-01\nauditor = \"ada\"",
        "planned = 2026-09-01\nperformed = 2026-09-03\nauditor = \"bo\"\nsampled = [\"POL-1\"]\nconclusion = \"Good.\"",
    );
    repository.edit("records/mr-1.md", "a = \"None.\"", "a = \"One.\"\nb = \"Two.\"");
    repository.edit("records/mr-1.md", "Keep the scope.", "Widen the scope.");
    repository.edit("records/mr-1.md", "due = 2026-07-01", "due = 2026-07-01\ndone = 2026-06-30");
    repository.edit("records/trn-1.md", "\"Ann Learner\"", "\"Ann Learner\", \"Bo Learner\"");
    let changes = changes(&repository);
    let audit = item(&changes, "records", "AUD-1");
    assert_eq!(field(audit, "performed"), json!([null, null, "2026-09-03"]));
    assert_eq!(field(audit, "auditor"), json!([["ada"], ["bo"]]));
    assert_eq!(field(audit, "sampled"), json!([[], ["POL-1"]]));
    assert_eq!(field(audit, "conclusion"), json!([null, null, "Good."]));
    let review = item(&changes, "records", "MR-1");
    assert_eq!(field(review, "input"), json!(["a", "None.", "One."]));
    assert_eq!(
        field(review, "decision"),
        json!(["MR-1-D1", "Keep the scope.", "Widen the scope."])
    );
    assert_eq!(field(review, "action-done"), json!(["MR-1-A1", null, "2026-06-30"]));
    let training = item(&changes, "records", "TRN-1");
    assert_eq!(field(training, "attendees"), json!([[], ["Bo Learner"]]));
}

#[test]
fn rows_of_registers_are_new_changed_or_gone() {
    let repository = repository(HANDBOOK);
    let objectives =
        format!("{OBJECTIVES}[[objective.OBJ-1.values]]\ndate = 2026-05-01\nvalue = 56.5\n");
    repository.0.write(
        "registers/objectives.toml",
        &objectives.replace("owner = \"ciso\"\n[obj", "owner = \"ceo\"\n[obj"),
    );
    let (first, second) = EXCEPTIONS.split_once("[exception.EXC-2]").expect("two exceptions");
    assert!(second.contains("Old doors"));
    repository.0.write("registers/exceptions.toml", &first.replace("2027-01-31", "2027-06-30"));
    repository.0.write(
        "registers/suppliers.csv",
        "id,title,owner,tier\nSUP-1,Cloud,ciso,2\nSUP-2,Mail,ceo,1\n",
    );
    let changes = changes(&repository);
    let objective = item(&changes, "registers", "OBJ-1");
    assert_eq!(
        field(objective, "newest-figure"),
        json!([null, "40 % on 2026-04-01", "56.5 % on 2026-05-01"])
    );
    assert_eq!(
        field(item(&changes, "registers", "objectives"), "owner"),
        json!([null, "ciso", "ceo"])
    );
    assert_eq!(
        field(item(&changes, "registers", "EXC-1"), "until"),
        json!([null, "2027-01-31", "2027-06-30"])
    );
    assert_eq!(item(&changes, "registers", "EXC-2")["change"], "gone");
    assert_eq!(field(item(&changes, "registers", "SUP-1"), "tier"), json!([null, "1", "2"]));
    let supplier = item(&changes, "registers", "SUP-2");
    assert_eq!((&supplier["change"], &supplier["kind"]), (&json!("new"), &json!("supplier")));
    assert_eq!(field(supplier, "owner"), json!([null, null, "ceo"]));
    // What is said here is not said once more as a file that differs.
    assert_eq!(changes["files"], json!([]));
    let seen = stdout(&repository.diff(&["HEAD"]).code(0));
    assert!(seen.contains("5 rows of other registers · 1 register"), "{seen}");
}

#[test]
fn names_that_are_kept_back_are_counted() {
    let repository = repository(&format!("{HANDBOOK}[people]\nshow = \"roles\"\n"));
    repository.edit("records/trn-1.md", "\"Ann Learner\"", "\"Ann Learner\", \"Bo Learner\"");
    repository.edit("records/trn-1.md", "Sam Teacher", "Lou Teacher");
    repository.edit("records/mr-1.md", "\"Pat Guest\"", "\"Pat Guest\", \"Kim Guest\"");
    let changes = changes(&repository);
    assert_eq!(
        field(item(&changes, "records", "TRN-1"), "attendees"),
        json!([["1 whose names are not shown"], ["2 whose names are not shown"]])
    );
    assert_eq!(
        field(item(&changes, "records", "TRN-1"), "trainer"),
        json!([null, "a person", "another person"])
    );
    let all = changes.to_string();
    assert!(["Learner", "Guest", "Teacher"].iter().all(|name| !all.contains(name)), "{all}");
}
