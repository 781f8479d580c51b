//! `annexa due`: what falls due, for people and in three formats.

mod support;

use std::collections::BTreeSet;

use serde_json::{Value, json};

use support::project::{Project, annexa, json as json_of, stderr, stdout};

const PEOPLE: &str = r#"
[role.ciso]
title  = "Chief Information Security Officer"
holder = "lena"

[role.it]
title = "Head of IT"

[person.lena]
name = "Lena Hart"
"#;

const RISKS: &str = r#"
[risk.R-1]
title = "Laptop lost"
owner = "it"

[[risk.R-1.actions]]
text  = "Encrypt all laptops"
owner = "lena"
due   = 2026-11-20

[[risk.R-1.acceptance]]
date    = 2026-01-10
by      = "lena"
expires = 2027-01-10
"#;

const SOA: &str = r#"
review_date = 2028-01-01

[control."A.8.24"]
applicable    = true
reasons       = ["risk"]
justification = "Laptops are taken home."
status        = "planned"
action        = "Roll out disk encryption."
due           = 2026-12-01
owner         = "it"
"#;

const EVIDENCE: &str = r#"
[evidence.EV-1]
title     = "Restore test"
owner     = "it"
collected = 2026-08-23
valid_for = "90 days"
"#;

fn document(id: &str, owner: &str, day: &str) -> String {
    format!("+++\nid = \"{id}\"\nowner = \"{owner}\"\nreview_date = {day}\n+++\n# Text of {id}\n")
}

/// Everything that can fall due, around 21 November 2026.
fn busy() -> Project {
    let project = Project::new(&[
        (
            "handbook.toml",
            "title = \"Handbook\"\n\n[[waiver]]\ncode = \"evidence-stale\"\ntarget = \"EV-1\"\nreason = \"The new store is tested in December.\"\nuntil = 2026-12-31\n",
        ),
        ("people.toml", PEOPLE),
        ("soa.toml", SOA),
        ("registers/risks.toml", RISKS),
        ("registers/evidence.toml", EVIDENCE),
    ]);
    project.write("documents/a.md", &document("POL-10", "ciso", "2026-11-22"));
    project.write("documents/b.md", &document("POL-9", "it", "2026-11-22"));
    project.write("documents/c.md", &document("POL-1", "ciso", "2026-11-21"));
    project.write("documents/d.md", &document("POL-2", "ciso", "2027-06-01"));
    project
}

fn due(project: &Project, more: &[&str]) -> Value {
    json_of(&project.run("due", &[&["--format", "json"], more].concat()).code(0))
}

/// `STATE KIND ID` of each row.
fn rows(project: &Project, more: &[&str]) -> Vec<String> {
    let object = due(project, more);
    let rows = object["due"].as_array().expect("a list").iter();
    rows.map(|row| {
        let word = |key: &str| row[key].as_str().unwrap_or("").to_owned();
        format!("{} {} {}", word("state"), word("kind"), word("id"))
    })
    .collect()
}

#[test]
fn the_latest_comes_first_and_equal_days_are_ordered_by_id() {
    let project = busy();
    assert_eq!(
        rows(&project, &[]),
        [
            "overdue action R-1",
            "due-soon evidence EV-1",
            "due-soon review POL-1",
            "due-soon review POL-9",
            "due-soon review POL-10",
            "due-soon control A.8.24",
            "later waiver EV-1",
            "later acceptance R-1",
        ]
    );
}

#[test]
fn the_table_is_for_people() {
    let run = busy().run("due", &["--within", "1d"]).code(0).stdout_eq(snapbox::str![[r"
Overdue
  2026-11-20  yesterday  R-1     action    Encrypt all laptops  lena

Due soon
  2026-11-21  today      EV-1    evidence  Restore test         it
  2026-11-21  today      POL-1   review    Text of POL-1        ciso
  2026-11-22  tomorrow   POL-9   review    Text of POL-9        it
  2026-11-22  tomorrow   POL-10  review    Text of POL-10       ciso

"]]);
    assert_eq!(stderr(&run), "as of 2026-11-21: 1 overdue, 4 due within 1 day\n");
}

#[test]
fn the_horizon_is_inclusive_and_what_is_overdue_is_always_there() {
    let project = busy();
    assert!(rows(&project, &["--within", "10d"]).contains(&"due-soon control A.8.24".to_owned()));
    assert!(!rows(&project, &["--within", "9d"]).contains(&"due-soon control A.8.24".to_owned()));
    assert_eq!(rows(&project, &["--within", "1d"])[0], "overdue action R-1");
    assert!(rows(&project, &["--within", "1y"]).contains(&"later review POL-2".to_owned()));
    for wrong in ["soon", "0d", "-1d", "90", "9999999999d"] {
        let run = project.run("due", &[&format!("--within={wrong}")]).code(2).stdout_eq("");
        assert!(stderr(&run).contains("expected a count and a unit"), "{}", stderr(&run));
    }
}

#[test]
fn a_person_has_what_their_roles_have() {
    let project = busy();
    let ciso = ["overdue action R-1", "due-soon review POL-1", "due-soon review POL-10"];
    assert_eq!(rows(&project, &["--owner", "lena"]), ciso);
    assert_eq!(rows(&project, &["--owner", "ciso"]), ciso);
    assert_eq!(
        rows(&project, &["--owner", "it"]),
        [
            "due-soon evidence EV-1",
            "due-soon review POL-9",
            "due-soon control A.8.24",
            "later acceptance R-1",
        ]
    );
}

#[test]
fn nobody_with_the_key_is_refused_with_the_nearest_one() {
    let project = busy();
    let run = project.run("due", &["--owner", "lean"]).code(2).stdout_eq("");
    assert!(stderr(&run).contains("did you mean `lena`?"), "{}", stderr(&run));
    let run = project.run("due", &["--owner", "x\u{1b}[2J"]).code(2).stdout_eq("");
    assert!(!stderr(&run).contains('\u{1b}'), "{}", stderr(&run));
}

#[test]
fn only_what_is_overdue_denies() {
    let project = busy();
    project.run("due", &[]).code(0);
    project.run("due", &["--deny"]).code(1);
    for format in ["json", "csv", "ics"] {
        project.run("due", &["--deny", "--format", format]).code(1);
    }
    project.run("due", &["--deny", "--owner", "it"]).code(0);
    Project::sound().run("due", &["--deny", "--within", "1y"]).code(0);
    annexa().args(["due", "there-is-no-such-folder"]).assert().code(2).stdout_eq("");
}

#[test]
fn what_has_no_day_is_not_passed_over_in_silence() {
    let project = busy();
    project.write("documents/e.md", "+++\nid = \"POL-3\"\nowner = \"it\"\n+++\n# Text\n");
    let said = |more: &[&str]| stderr(&project.run("due", more).code(0));
    assert!(
        said(&[]).contains("; 1 document without any date, see `annexa check`"),
        "{}",
        said(&[])
    );
    assert!(said(&["--owner", "it"]).contains("1 document without any date"));
    assert!(!said(&["--owner", "lena"]).contains("without any date"));
}

#[test]
fn json_has_one_shape() {
    let object = due(&busy(), &["--within", "1d", "--owner", "lena"]);
    assert_eq!(
        object,
        json!({
            "schema": 1,
            "today": "2026-11-21",
            "due": [
                {
                    "state": "overdue", "kind": "action", "id": "R-1", "title": "Encrypt all laptops",
                    "owner": "lena", "owner_title": "Lena Hart", "due": "2026-11-20", "days": -1,
                    "path": "registers/risks.toml", "line": 9, "column": 9,
                },
                {
                    "state": "due-soon", "kind": "review", "id": "POL-1", "title": "Text of POL-1",
                    "owner": "ciso", "owner_title": "Chief Information Security Officer",
                    "due": "2026-11-21", "days": 0,
                    "path": "documents/c.md", "line": 4, "column": 15,
                },
                {
                    "state": "due-soon", "kind": "review", "id": "POL-10", "title": "Text of POL-10",
                    "owner": "ciso", "owner_title": "Chief Information Security Officer",
                    "due": "2026-11-22", "days": 1,
                    "path": "documents/a.md", "line": 4, "column": 15,
                },
            ],
            "summary": { "overdue": 1, "due_soon": 2, "later": 0 },
        })
    );
    let run = busy().run("due", &["--format", "json"]);
    assert_eq!(stdout(&run).matches('\n').count(), 1);
    assert!(stdout(&run).ends_with("}\n"));
}

#[test]
fn names_stay_hidden_where_the_handbook_shows_roles_only() {
    let project = busy();
    project.write("handbook.toml", "title = \"Handbook\"\n\n[people]\nshow = \"roles\"\n");
    for format in ["human", "json", "csv", "ics"] {
        let run = project.run("due", &["--format", format]);
        assert!(!stdout(&run).contains("Lena"), "{format}: {}", stdout(&run));
    }
}

#[test]
fn a_spreadsheet_takes_no_title_for_a_formula() {
    let project = busy();
    let text = document("POL-1", "ciso", "2026-11-21")
        .replace("# Text of POL-1", "# =HYPERLINK(\"https://example.com\", \"a\")");
    project.write("documents/c.md", &text);
    let run = project.run("due", &["--format", "csv", "--owner", "lena"]).code(0);
    let table = stdout(&run);
    assert!(table.ends_with("\r\n"));
    assert_eq!(table.matches('\n').count(), table.matches("\r\n").count());
    assert_eq!(
        table.lines().collect::<Vec<_>>(),
        [
            "state,kind,id,title,owner,owner_title,due,days,place",
            "overdue,action,R-1,Encrypt all laptops,lena,Lena Hart,2026-11-20,-1,registers/risks.toml:9:9",
            "due-soon,review,POL-1,\"'=HYPERLINK(\"\"https://example.com\"\", \"\"a\"\")\",ciso,Chief Information Security Officer,2026-11-21,0,documents/c.md:4:15",
            "due-soon,review,POL-10,Text of POL-10,ciso,Chief Information Security Officer,2026-11-22,1,documents/a.md:4:15",
        ]
    );
}

fn calendar(project: &Project, more: &[&str]) -> String {
    stdout(&project.run("due", &[&["--format", "ics"], more].concat()).code(0))
}

fn uids(calendar: &str) -> Vec<String> {
    calendar.lines().filter_map(|line| line.strip_prefix("UID:")).map(str::to_owned).collect()
}

#[test]
fn a_calendar_has_short_lines_with_their_ends() {
    let project = busy();
    let long =
        format!("# Ärger mit Schlüsseln; Kommas, und {} 🗝️\n", "sehr lange Wörter ".repeat(12));
    project.write(
        "documents/c.md",
        &document("POL-1", "ciso", "2026-11-21").replace("# Text of POL-1\n", &long),
    );
    let calendar = calendar(&project, &[]);
    assert!(calendar.ends_with("END:VCALENDAR\r\n"));
    assert_eq!(calendar.matches('\n').count(), calendar.matches("\r\n").count());
    for line in calendar.split("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
    }
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), rows(&project, &[]).len());
}

#[test]
fn an_event_keeps_its_name_when_its_day_moves() {
    let project = busy();
    let before = calendar(&project, &[]);
    project.write("documents/c.md", &document("POL-1", "it", "2026-12-21"));
    let after = calendar(&project, &[]);
    assert!(before != after);
    let set = |calendar: &str| uids(calendar).into_iter().collect::<BTreeSet<_>>();
    assert_eq!(set(&before), set(&after));
    assert_eq!(set(&before).len(), uids(&before).len());
}

#[test]
fn two_actions_with_the_same_words_are_two_events() {
    let project = busy();
    let action = "\n[[risk.R-1.actions]]\ntext = \"Encrypt all laptops\"\ndue  = 2026-11-20\n";
    project.write("registers/risks.toml", &format!("{RISKS}{action}"));
    let uids = uids(&calendar(&project, &[]));
    assert_eq!(uids.iter().collect::<BTreeSet<_>>().len(), uids.len(), "{uids:?}");
}

#[test]
fn what_an_author_writes_steers_neither_a_terminal_nor_a_calendar() {
    let project = busy();
    let nasty = r"Head\r\nBEGIN:VALARM\u001B[2J\u202E";
    project.write("people.toml", &PEOPLE.replace("Head of IT", nasty));
    for format in ["human", "json", "csv", "ics"] {
        let written = stdout(&project.run("due", &["--format", format]).code(0));
        let bare = written.replace("\r\n", "\n");
        assert!(!bare.contains(['\u{1b}', '\r']), "{format}: {bare:?}");
        assert!(!bare.contains("\nBEGIN:VALARM"), "{format}: {bare}");
        assert!(format == "json" || !bare.contains('\u{202e}'), "{format}: {bare:?}");
    }
}

#[test]
fn the_same_day_gives_the_same_bytes() {
    let project = busy();
    for format in ["human", "json", "csv", "ics"] {
        let run = || stdout(&project.run("due", &["--format", format]));
        assert_eq!(run(), run(), "{format}");
    }
}

#[test]
fn looking_writes_nothing() {
    let project = busy();
    let before = project.files();
    for format in ["human", "json", "csv", "ics"] {
        project.run("due", &["--format", format]);
    }
    assert!(before == project.files());
}
