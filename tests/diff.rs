//! `annexa diff`: what changed between two revisions, in real repositories.
#![cfg(unix)]

mod support;

use std::fs;

use serde_json::{Value, json};
use snapbox::cmd::OutputAssert;
use snapbox::{assert_data_eq, file};

use support::page::page;
use support::project::{HANDBOOK, SOUND, json as json_of, stderr, stdout};
use support::repository::Repository;

const SMALL: [(&str, &str); 2] = [("handbook.toml", HANDBOOK), ("documents/access.md", SOUND)];

/// The day before the edits.
const BEFORE: &str = "2026-10-20";

/// The example in a folder of a repository, tagged, and then an edit of every kind.
fn edited() -> Repository {
    let repository = Repository::with_example("isms", BEFORE);
    repository.git(&["tag", "audit-2026"]);
    let documents = "isms/documents";
    let access = &format!("{documents}/access/pol-005-access-control.md");
    for (from, to) in [
        (
            "version = \"2.1\"\neffective = 2026-04-01\nowner = \"ciso\"",
            "version = \"3.0\"\neffective = 2026-11-16\nowner = \"it-lead\"",
        ),
        ("\"A.8.3\", \"A.8.4\"]", "\"A.8.3\", \"A.8.5\"]"),
        (
            "[[approvals]]",
            "[[approvals]]\nversion = \"3.0\"\nby = \"ceo\"\ndate = 2026-11-10\nmethod = \"merge-request\"\n\n[[approvals]]",
        ),
        (
            "[[reviews]]",
            "[[reviews]]\ndate = 2026-11-09\nby = \"ciso\"\noutcome = \"changed\"\nnote = \"Two leavers of October kept access for a day.\"\n\n[[reviews]]",
        ),
        (
            "material = false\n+++",
            "material = false\n\n[[history]]\nversion = \"3.0\"\ndate = 2026-11-10\nauthor = \"ciso\"\nchange = \"Leaver deadline is two working hours.\"\nmaterial = true\n+++",
        ),
        ("within four working hours of it", "within two working hours of it"),
    ] {
        repository.edit(access, from, to);
    }
    let remote = &format!("{documents}/people/pol-004-remote-working.md");
    repository.edit(remote, "\n+++\n\n", "\n+++\n\nThink first.\n\n");
    fs::rename(
        repository.0.path(&format!("{documents}/people/pol-002-acceptable-use.md")),
        repository.0.path(&format!("{documents}/people/acceptable-use.md")),
    )
    .expect("a file moves");
    let phishing = &format!("{documents}/people/gdl-001-phishing.md");
    repository.edit(phishing, "\nversion", "\nstatus = \"retired\"\nversion");
    fs::remove_file(repository.0.path(&format!("{documents}/people/gdl-005-everyday-it.md")))
        .expect("a file goes");
    let desk = &format!("{documents}/people/pol-003-clear-desk.md");
    repository.edit(desk, "review_date = 2026-11-23", "review_date = 2027-11-22");
    repository.edit(desk, "[[reviews]]", "[[reviews]]\ndate = 2026-11-18\nby = \"office-manager\"\noutcome = \"no-change\"\nnote = \"Walked the office; nothing lay about.\"\n\n[[reviews]]");
    repository.0.write(
        &format!("{documents}/access/pol-020-passkeys.md"),
        "+++\nid = \"POL-020\"\ntitle = \"Passkeys\"\nversion = \"1.0\"\nowner = \"ciso\"\nreview_date = 2027-11-01\n+++\n\n# Passkeys\n\nUse them.\n",
    );
    repository.0.write(
        "isms/records/rec-900-audit.md",
        "+++\nid = \"REC-900\"\ntitle = \"Walk through the office\"\nowner = \"office-manager\"\n+++\n\nNothing.\n",
    );
    let finding = "isms/records/findings/fnd-2026-05-high-vulnerabilities.md";
    repository.edit(finding, "checked by the CTO.\"", "checked by the CTO.\"\nresult = \"effective\"\ndate = 2026-11-19\nby = \"cto\"\n\n[closure]\ndate = 2026-11-19\nby = \"ciso\"");
    registers(&repository);
    repository.commit("A month of work", "2026-11-20");
    repository.git(&["tag", "now"]);
    repository
}

fn registers(repository: &Repository) {
    repository.edit("isms/soa.toml", "status        = \"implemented\"\nhow           = \"Roles per team", "status        = \"partial\"\ndue           = 2027-03-01\naction        = \"Redo the roles of the support desk.\"\nhow           = \"Roles per team");
    for (from, to) in [
        (
            "residual   = { likelihood = 2, impact = 4, why = \"Single",
            "residual   = { likelihood = 3, impact = 4, why = \"Single",
        ),
        ("due   = 2026-12-18", "due   = 2027-02-18"),
        (
            "[[risk.R-001.acceptance]]",
            "[[risk.R-001.acceptance]]\ndate     = 2026-11-02\nby       = \"ceo\"\nresidual = { likelihood = 2, impact = 4 }\nexpires  = 2027-11-01\n\n[[risk.R-001.acceptance]]",
        ),
        ("due   = 2027-01-29", "due   = 2027-01-29\ndone  = 2026-11-13"),
    ] {
        repository.edit("isms/registers/risks.toml", from, to);
    }
    let evidence = "isms/registers/evidence.toml";
    repository.edit(evidence, "collected = 2026-09-18", "collected = 2026-11-18");
    let obligations = repository.0.read("isms/registers/obligations.toml");
    let more = "\n[obligation.OBL-900]\ntitle  = \"Order of Northgate Care\"\nkind   = \"contract\"\nsource = \"Order of 2 November 2026\"\nowner  = \"support-lead\"\n";
    repository.0.write("isms/registers/obligations.toml", &format!("{obligations}{more}"));
    repository.edit(
        "isms/registers/exceptions.toml",
        "until       = 2027-05-17",
        "until       = 2027-08-17",
    );
    repository.edit(
        "isms/people.toml",
        "\"Head of Product\"",
        "\"Head of Product\"\nholder  = \"rhys-morgan\"",
    );
    repository.edit("isms/handbook.toml", "appetite = 6", "appetite = 8");
    repository.edit("isms/handbook.toml", "until  = 2026-12-11", "until  = 2026-12-18");
    repository.edit(
        "isms/handbook.toml",
        "[look]",
        "[checks]\norphan-document = \"deny\"\n\n[look]",
    );
    repository.edit("isms/glossary.toml", "[term.", "# Terms.\n[term.");
}

/// The changes of a list, by the ids of their items.
fn change<'j>(object: &'j Value, list: &str, id: &str) -> &'j Value {
    let items = object["changes"][list].as_array().expect("a list");
    items.iter().find(|item| item["id"] == id).unwrap_or_else(|| panic!("no {id} in {list}"))
}

fn field<'j>(item: &'j Value, field: &str) -> &'j Value {
    let fields = item["fields"].as_array().expect("a list");
    fields.iter().find(|entry| entry["field"] == field).unwrap_or(&Value::Null)
}

fn same(run: OutputAssert) -> String {
    let run = run.code(0);
    assert_eq!(stderr(&run), "");
    stdout(&run)
}

#[test]
fn every_kind_of_change_is_said_to_people() {
    let repository = edited();
    let seen = same(repository.diff(&["audit-2026", "now", "-C", "isms"]));
    let commits =
        ["audit-2026", "now"].map(|tag| repository.git(&["rev-parse", "--short=10", tag]));
    let seen = seen.replace(&commits[0], "3f2a91c04b").replace(&commits[1], "9d07e6b51f");
    assert!(seen.lines().all(|line| line.chars().count() <= 80), "{seen}");
    assert!(!seen.contains('\u{1b}'), "no colors in a pipe");
    // The page shows what a run prints.
    let page = page("docs/diff.md");
    let text = fs::read_to_string(&page).expect("a page can be read");
    let command = "$ annexa diff audit-2026 now -C isms\n";
    let (before, rest) = text.split_once(command).expect("the page shows the command");
    let (shown, after) = rest.split_once("```\n").expect("the block has an end");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&page, format!("{before}{command}{seen}```\n{after}"))
            .expect("a page can be written");
    } else {
        assert_data_eq!(seen, shown);
    }
}

#[test]
fn every_kind_of_change_is_in_a_comment() {
    let repository = edited();
    let seen = same(repository.diff(&["audit-2026", "now", "-C", "isms", "--format", "markdown"]));
    let commits =
        ["audit-2026", "now"].map(|tag| repository.git(&["rev-parse", "--short=10", tag]));
    let seen = seen.replace(&commits[0], "[BEFORE]").replace(&commits[1], "[AFTER]");
    assert_data_eq!(seen, file!["diff/comment.md"]);
}

#[test]
fn programs_read_every_kind_of_change() {
    let repository = edited();
    let run = repository.diff(&["audit-2026", "-C", "isms", "--format", "json"]).code(0);
    let object = json_of(&run);
    assert_eq!(object["schema"], 1);
    assert_eq!(object["before"]["revision"], "audit-2026");
    assert_eq!(object["before"]["commit"], json!(repository.git(&["rev-parse", "audit-2026"])));
    assert_eq!(object["before"]["day"], BEFORE);
    assert_eq!(
        object["after"],
        json!({ "revision": null, "commit": null, "committed": null, "day": "2026-11-21", "unread": [] })
    );
    assert_eq!(
        object["summary"]["documents"],
        json!({ "new": 1, "changed": 3, "reviewed": 1, "collected": 0, "withdrawn": 1, "gone": 1 })
    );

    let access = change(&object, "documents", "POL-005");
    assert_eq!(
        (&access["change"], &access["kind"], &access["text"]),
        (&json!("changed"), &json!("policy"), &json!("changed"))
    );
    assert_eq!(
        field(access, "version"),
        &json!({ "field": "version", "of": null, "before": "2.1", "after": "3.0" })
    );
    assert_eq!(field(access, "owner")["after"], "Head of IT");
    assert_eq!(
        field(access, "controls"),
        &json!({ "field": "controls", "of": null, "removed": ["A.8.4"], "added": ["A.8.5"] })
    );
    let trail: Vec<_> = access["trail"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|event| (event["kind"].clone(), event["change"].clone()))
        .collect();
    assert_eq!(trail, ["revision", "approval", "review"].map(|kind| (json!(kind), json!("added"))));
    assert_eq!(access["sections"].as_array().map(Vec::len), Some(1), "{}", access["sections"]);

    assert_eq!(change(&object, "documents", "POL-004")["text"], "changed-without-version");
    assert_eq!(
        change(&object, "documents", "POL-004")["sections"],
        json!([{ "change": "changed", "heading": null }])
    );
    let moved = change(&object, "documents", "POL-002");
    assert_eq!(
        (&moved["moved_from"], &moved["path"]),
        (
            &json!("documents/people/pol-002-acceptable-use.md"),
            &json!("documents/people/acceptable-use.md")
        )
    );
    assert_eq!(moved["text"], "same");
    assert_eq!(change(&object, "documents", "GDL-001")["change"], "withdrawn");
    assert_eq!(change(&object, "documents", "GDL-005")["change"], "gone");
    assert_eq!(change(&object, "documents", "POL-003")["change"], "reviewed");
    assert_eq!(change(&object, "records", "REC-900")["change"], "new");
    let decision = change(&object, "statement", "A.5.15");
    assert_eq!(
        (&field(decision, "status")["before"], &field(decision, "status")["after"]),
        (&json!("implemented"), &json!("partial"))
    );
    assert_eq!(field(decision, "due")["after"], "2027-03-01");
    assert_eq!(field(change(&object, "risks", "R-002"), "residual")["after"], "12 high (3 × 4)");
    assert_eq!(field(change(&object, "risks", "R-002"), "action-due")["of"], "R-002-2");
    assert_eq!(change(&object, "risks", "R-001")["trail"][0]["kind"], "acceptance");
    assert_eq!(change(&object, "evidence", "EV-2026-003")["change"], "collected");
    assert_eq!(change(&object, "obligations", "OBL-900")["change"], "new");
    assert_eq!(field(change(&object, "records", "FND-2026-05"), "stage")["after"], "closed");
    assert_eq!(field(change(&object, "registers", "EXC-2026-02"), "until")["after"], "2027-08-17");
    assert_eq!(field(change(&object, "people", "product-lead"), "holder")["before"], "vacant");
    assert_eq!(
        field(change(&object, "settings", "handbook.toml"), "checks")["added"],
        json!(["orphan-document = deny"])
    );
    assert_eq!(field(change(&object, "settings", "EV-2026-038"), "until")["after"], "2026-12-18");
    assert_eq!(change(&object, "files", "glossary.toml")["change"], "changed");

    let reviewed: Vec<_> = object["reviews"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|review| review["id"].clone())
        .collect();
    assert_eq!(reviewed, ["POL-003", "POL-005"]);
    let overdue: Vec<_> = object["overdue"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|passed| passed["id"].clone())
        .collect();
    // What was due on or after the day of the earlier one, and before today.
    let wanted = ["EV-2026-019", "PRO-011", "FND-2026-08-1", "R-021-2", "REC-005-A2"];
    assert_eq!(overdue, wanted);
    assert_eq!(object["overdue_before"], 4);
}

/// The days of the two sides differ, the files do not.
#[test]
fn of_the_same_files_nothing_changed() {
    let repository = Repository::with_example("isms", "2026-06-01");
    repository.commit("Nothing", "2026-11-20");
    for revisions in [&["HEAD~", "HEAD"][..], &["HEAD", "HEAD"], &["HEAD~"]] {
        let seen = same(repository.diff(&[revisions, &["-C", "isms"]].concat()));
        assert!(seen.contains("\n  nothing changed"), "{seen}");
        let run =
            repository.diff(&[revisions, &["-C", "isms", "--format", "json"]].concat()).code(0);
        let changes = json_of(&run)["changes"].clone();
        assert!(changes.as_object().expect("lists").values().all(|list| list == &json!([])));
    }
    let seen = same(repository.diff(&["HEAD", "HEAD", "-C", "isms", "--format", "markdown"]));
    assert!(seen.contains("\n**Nothing changed**\n"), "{seen}");
}

#[test]
fn what_cannot_be_read_is_said() {
    let repository = Repository::new(&SMALL);
    repository.0.write("soa.toml", "[control.\"A.5.1\"]\napplicable = ture\n");
    repository.commit("Begin", "2026-06-01");
    repository.0.write("soa.toml", "[control.\"A.5.1\"]\napplicable = true\n");
    let seen = same(repository.diff(&["HEAD"]));
    assert!(seen.contains("\n  ! not read on the earlier side: soa.toml: "), "{seen}");
    let run = repository.diff(&["HEAD", "--format", "json"]).code(0);
    assert_eq!(json_of(&run)["before"]["unread"][0]["path"], "soa.toml");
    assert_eq!(json_of(&run)["after"]["unread"], json!([]));
    let seen = same(repository.diff(&["HEAD", "--format", "markdown"]));
    assert!(seen.contains("\n⚠ not read on the earlier side: soa.toml: "), "{seen}");
}

#[test]
fn what_authors_write_stays_text() {
    let repository = Repository::new(&SMALL);
    repository.commit("Begin", "2026-06-01");
    let hostile =
        "| `x` @team #1 <b>bold</b> ](http://a.example) \\u001b[31m \\u202e www.b.example";
    let document = format!(
        "+++\nid = \"POL-2\"\ntitle = \"{hostile}\"\nowner = \"{hostile}\"\nversion = \"{hostile}\"\n+++\n# Text\n"
    );
    repository.0.write("documents/a|b`@c`.md", &document);
    repository.0.write("assets/x|`@team`.txt", "x");
    let seen = same(repository.diff(&["HEAD"]));
    assert!(seen.contains("new        POL-2  | `x` @team #1 <b>bold</b>"), "{seen}");
    assert!(seen.chars().all(|character| character == '\n' || !character.is_control()), "{seen}");
    assert!(!seen.contains('\u{202e}'));
    let seen = same(repository.diff(&["HEAD", "--format", "markdown"]));
    for row in seen.lines().filter(|line| line.starts_with("| ") && !line.contains("---")) {
        assert_eq!(row.matches('|').count(), 5, "{row}");
    }
    for refused in ["@team", "@c", "<b>", "http://", "www.b", "](", "\u{1b}", "\u{202e}"] {
        assert!(!seen.contains(refused), "{refused}: {seen}");
    }
    let run = repository.diff(&["HEAD", "--format", "json"]).code(0);
    let json = json_of(&run);
    let title = change(&json, "documents", "POL-2")["title"].as_str().expect("a title");
    assert!(title.contains("<b>bold</b> ](http://a.example) \u{FFFD}[31m"), "{title:?}");
    assert!(!title.contains(['\u{1b}', '\u{202e}']), "{title:?}");
}

#[test]
fn a_comment_is_no_longer_than_a_service_takes() {
    let repository = Repository::new(&SMALL);
    repository.commit("Begin", "2026-06-01");
    let long = "long | ".repeat(200);
    for number in 0..300 {
        let text = format!(
            "+++\nid = \"POL-{number:03}x\"\ntitle = \"{long}\"\nowner = \"{long}\"\n+++\nText.\n"
        );
        repository.0.write(&format!("documents/p{number}.md"), &text);
    }
    let seen = same(repository.diff(&["HEAD", "--format", "markdown"]));
    assert!((50_000..65_536).contains(&seen.len()), "{}", seen.len());
    let listed = seen.lines().filter(|line| line.starts_with("| `POL")).count();
    let more =
        format!("\n{} changes more are not listed; `annexa diff` shows all.\n", 300 - listed);
    assert!(seen.ends_with(&more), "{}", &seen[seen.len() - 200..]);
}

#[test]
fn where_names_are_not_shown_none_is() {
    let repository = Repository::with_example("isms", "2026-06-01");
    let desk = "isms/documents/people/pol-003-clear-desk.md";
    repository.edit(desk, "owner = \"office-manager\"", "owner = \"helen-ashworth\"");
    repository.commit("Named", "2026-06-01");
    repository.edit(desk, "owner = \"helen-ashworth\"", "owner = \"office-manager\"");
    repository.edit("isms/handbook.toml", "show = \"names\"", "show = \"roles\"");
    repository.commit("Roles only", "2026-06-02");
    repository.edit(
        "isms/people.toml",
        "holder  = \"helen-ashworth\"",
        "holder  = \"paul-hendriks\"",
    );
    repository.edit(
        "isms/people.toml",
        "name = \"Paul Hendriks\"",
        "name = \"Paul Hendriks\"\nleft = 2026-11-01",
    );
    repository.edit(
        "isms/documents/access/pol-005-access-control.md",
        "owner = \"ciso\"",
        "owner = \"paul-hendriks\"",
    );
    for revision in ["HEAD", "HEAD~"] {
        for format in ["human", "json", "markdown"] {
            let seen = same(repository.diff(&[revision, "-C", "isms", "--format", format]));
            assert!(seen.contains("another person") && seen.contains("a person"), "{seen}");
            for name in ["Paul", "Hendriks", "hendriks", "Helen", "ashworth"] {
                assert!(!seen.contains(name), "{format}: {name} in {seen}");
            }
        }
    }
}

#[test]
fn of_front_matter_that_cannot_be_read_nothing_is_said_to_be_gone() {
    let repository = Repository::new(&[
        ("handbook.toml", HANDBOOK),
        ("documents/access.md", "+++\nowner = \"ciso\"\n+++\n# Access\n\nAsk first.\n"),
    ]);
    repository.commit("Begin", "2026-06-01");
    repository.edit("documents/access.md", "\"ciso\"\n+++", "\"ciso\"\n");
    let seen = same(repository.diff(&["HEAD"]));
    assert!(seen.contains("front matter: can be read → cannot be read"), "{seen}");
    assert!(!seen.contains("owner:") && !seen.contains("stayed"), "{seen}");
}

/// Who approved what and when is not to be rewritten.
#[test]
fn a_statement_that_lost_an_approval_was_not_reviewed() {
    let repository = Repository::new(&SMALL);
    let statement = "title = \"S\"\nversion = \"1.0\"\n";
    let approval = "\n[[approvals]]\nversion = \"1.0\"\nby = \"ceo\"\ndate = 2026-03-01\n";
    repository.0.write("soa.toml", &format!("{statement}{approval}"));
    repository.commit("Begin", "2026-06-01");
    repository.0.write("soa.toml", statement);
    let said = stdout(&repository.diff(&["HEAD"]));
    assert!(said.contains("entry taken out: approved 2026-03-01"), "{said}");
    assert!(said.contains("  changed    ") && !said.contains("reviewed"), "{said}");
}

#[test]
fn another_owner_of_the_register_is_seen_where_names_are_not() {
    let repository = Repository::new(&[
        ("handbook.toml", "title = \"A\"\n[people]\nshow = \"roles\"\n"),
        ("people.toml", "[person.a]\nname = \"Ada\"\n[person.b]\nname = \"Bob\"\n"),
        ("registers/risks.toml", "owner = \"a\"\n"),
    ]);
    repository.commit("Begin", "2026-06-01");
    repository.edit("registers/risks.toml", "\"a\"", "\"b\"");
    let said = stdout(&repository.diff(&["HEAD"]));
    assert!(said.contains("owner: a person → another person"), "{said}");
}

#[test]
fn settings_of_history_are_compared() {
    let repository = Repository::new(&SMALL);
    repository.commit("Begin", "2026-06-01");
    let settings = "questions = [\"Who?\"]\ndescription = \"D\"\n[history]\nsince = 2026-06-01\nauthors = \"hidden\"\n";
    repository.0.write("handbook.toml", &format!("{HANDBOOK}{settings}"));
    let said = stdout(&repository.diff(&["HEAD"]));
    for value in ["history since: none → 2026-06-01", "→ hidden", "Who?", "description: none → D"]
    {
        assert!(said.contains(value), "{value}: {said}");
    }
}

#[test]
fn sections_in_another_order_are_a_text_that_changed() {
    let repository = Repository::new(&SMALL);
    let text = |body: &str| format!("+++\nid = \"POL-1\"\nversion = \"1.0\"\n+++\n\n# A\n\n{body}");
    let (first, second) = ("## B\n\nOne.\n\n", "## C\n\nTwo.\n\n");
    repository.0.write("documents/a.md", &text(&format!("{first}{second}")));
    repository.commit("Begin", "2026-06-01");
    repository.0.write("documents/a.md", &text(&format!("{second}{first}")));
    let said = stdout(&repository.diff(&["HEAD"]));
    assert!(said.contains("! text changed, version 1.0 stayed"), "{said}");
}

#[test]
fn an_entry_that_was_edited_or_taken_out_is_marked() {
    let review = "[[reviews]]\nby = \"ciso\"\ndate = 2026-05-01\noutcome = \"no-change\"\n+++";
    let repository = Repository::new(&SMALL);
    repository.edit("documents/access.md", "+++\n# Access", &format!("{review}\n# Access"));
    repository.commit("Begin", "2026-06-01");
    repository.edit(
        "documents/access.md",
        "by = \"ceo\"\ndate = 2026-06-01",
        "by = \"cto\"\ndate = 2026-06-01",
    );
    repository.edit("documents/access.md", "no-change", "changed");
    let seen = same(repository.diff(&["HEAD"]));
    assert!(seen.contains("  1 document changed\n"), "{seen}");
    assert!(seen.contains("\n             approved 2026-06-01 by cto\n"), "{seen}");
    assert!(
        seen.contains(
            "\n           ! entry edited (outcome): reviewed 2026-05-01 by ciso: changed\n"
        ),
        "{seen}"
    );
    assert!(
        seen.contains("\n           ! entry taken out: approved 2026-06-01 by ceo\n"),
        "{seen}"
    );
}

#[test]
fn a_long_reason_stands_below_the_one_it_replaces() {
    let soa =
        "[control.\"A.5.1\"]\napplicable = true\nreasons = [\"risk\"]\njustification = \"WHY\"\n";
    let repository = Repository::new(&SMALL);
    let reason = |word: &str| {
        soa.replace(
            "WHY",
            &format!("{word} customers ask for it in every contract that we sign with them."),
        )
    };
    repository.0.write("soa.toml", &reason("Two"));
    repository.commit("Begin", "2026-06-01");
    repository.0.write("soa.toml", &reason("Three"));
    let seen = same(repository.diff(&["HEAD"]));
    let wanted = "\
             justification:
               was  Two customers ask for it in every contract that we sign with
                    them.
               now  Three customers ask for it in every contract that we sign
                    with them.
";
    assert!(seen.contains(wanted), "{seen}");
}

#[test]
fn only_the_statement_of_applicability_holds_decisions() {
    let repository = Repository::new(&SMALL);
    repository.edit("documents/access.md", "owner =", "type = \"statement\"\nowner =");
    let statement = "version = \"1.0\"\nowner = \"ciso\"\n[control.\"A.5.1\"]\napplicable = true\n";
    repository.0.write("soa.toml", statement);
    repository.commit("Begin", "2026-06-01");
    repository.edit("documents/access.md", "Ask first.", "Ask twice.");
    repository.edit("soa.toml", "applicable = true", "applicable = false");
    let seen = same(repository.diff(&["HEAD"]));
    assert!(
        seen.contains("POL-1  Access\n           ! text changed, and it has no version\n"),
        "{seen}"
    );
    assert!(seen.contains("           ! decisions changed, version 1.0 stayed\n"), "{seen}");
    assert_eq!(seen.matches("decisions changed").count(), 1, "{seen}");
}
