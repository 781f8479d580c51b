//! A project in which nothing is wrong, with enough of everything for each fault to have a place of its own.

use std::fmt::Write as _;

use annexa::base::digest::Digest;
use annexa::frameworks::{Demand, library};

use super::project::{Other, Project, Slot};
use super::{records, rows};

/// How many documents may be broken.
const DOCUMENTS: usize = 140;
/// How many folders they lie in.
const FOLDERS: usize = 12;
/// Controls that are left out.
const EXCLUDED: [&str; 9] =
    ["A.7.4", "A.7.5", "A.7.6", "A.7.8", "A.7.9", "A.7.10", "A.7.11", "A.7.12", "A.8.30"];
/// Controls that are decided and not begun.
const PLANNED: [&str; 10] = [
    "A.8.16", "A.8.17", "A.8.18", "A.8.27", "A.8.28", "A.8.29", "A.8.31", "A.8.32", "A.8.33",
    "A.8.34",
];
/// Controls of which only the row itself says how they are carried out.
const QUIET: [&str; 4] = ["A.8.20", "A.8.21", "A.8.22", "A.8.23"];

/// The 93 controls in their order.
fn controls() -> impl Iterator<Item = String> {
    [(5, 37), (6, 8), (7, 14), (8, 34)]
        .into_iter()
        .flat_map(|(theme, count)| (1..=count).map(move |number| format!("A.{theme}.{number}")))
}

/// Writes the project.
pub(crate) fn project() -> Project {
    let mut project = Project::default();
    settings(&mut project);
    people(&mut project);
    for number in 1..=8 {
        let text = format!(
            "[term.T{number}]\nname         = \"Term {number}\"\nmeaning      = \"What it means.\"\nsynonyms     = [\"word {number}\"]\n\n"
        );
        project.add("glossary.toml", Slot::Term, &format!("T{number}"), text);
    }
    statement(&mut project);
    registers(&mut project);
    documents(&mut project);
    notes(&mut project);
    rows::add(&mut project);
    records::add(&mut project);
    project
}

fn settings(project: &mut Project) {
    let mut add = |name, text: &str| {
        project.add("handbook.toml", Slot::Table(name), name, text.to_owned());
    };
    add(
        "top",
        "schema       = 1\ntitle        = \"Handbook of faults\"\norganization = \"Example Ltd\"\nlanguage     = \"en\"\nframeworks   = [\"iso27001-2022\"]\n\n",
    );
    add("report", "[report]\nlabel    = \"Report an event\"\ndocument = \"POL-900\"\n\n");
    add("review", "[review]\nevery = \"12 months\"\nwarn  = \"30 days\"\n\n");
    add("audit", "[audit]\nevery = \"12 months\"\n\n");
    add("management_review", "[management_review]\nevery = \"12 months\"\n\n");
    add("people", "[people]\nshow = \"names\"\n\n");
    add(
        "look",
        "[look]\naccent      = \"#0b5670\"\naccent_dark = \"#86c8dd\"\nshortcuts   = true\n\n",
    );
    for label in ["public", "internal", "confidential"] {
        add("classification", &format!("[classification.{label}]\nlabel = \"{label}\"\n\n"));
    }
    add("risk", "[risk]\nappetite = 6\n\n");
    for scale in ["likelihood", "impact"] {
        for level in 1..=5 {
            add(
                "step",
                &format!("[[risk.{scale}]]\nlevel = {level}\nword  = \"step {level}\"\n\n"),
            );
        }
    }
    add("band", "[[risk.band]]\nup_to = 25\nword  = \"all\"\n\n");
    add("checks", "");
    for _ in 0..10 {
        add("waiver", "");
    }
}

fn people(project: &mut Project) {
    let mut add = |slot, key: &str, holder: &str, left: &str| {
        let text = format!(
            "[role.{key}]\ntitle   = \"Role {key}\"\nholder  = \"{holder}\"\ncontact = \"{key}@example.com\"\n\n[person.{holder}]\nname = \"{holder}\"\n{left}\n"
        );
        project.add("people.toml", slot, key, text);
    };
    add(Slot::Core, "ceo", "ann", "");
    add(Slot::Core, "ciso", "ben", "");
    add(Slot::Core, "cto", "cleo", "");
    add(Slot::Core, "former", "dora", "left = 2026-05-01\n");
    for number in 1..=8 {
        add(Slot::Role, &format!("role-{number}"), &format!("person-{number}"), "");
    }
}

fn statement(project: &mut Project) {
    let head = "id          = \"SOA\"\ntitle       = \"Statement of Applicability\"\nframework   = \"iso27001-2022\"\nversion     = \"1.1\"\nowner       = \"ciso\"\neffective   = 2026-01-20\nreview_date = 2027-06-30\n\n";
    project.add("soa.toml", Slot::Core, "SOA", format!("{head}{TRAIL}\n"));
    for id in controls() {
        let row = id.as_str();
        let (slot, text) = if EXCLUDED.contains(&row) {
            (Slot::Excluded, EXCLUDED_ROW)
        } else if PLANNED.contains(&row) {
            (Slot::Planned, PLANNED_ROW)
        } else if QUIET.contains(&row) {
            (Slot::Quiet, ROW)
        } else {
            (if row == "A.5.1" { Slot::Core } else { Slot::Row }, ROW)
        };
        project.add("soa.toml", slot, row, format!("[control.\"{id}\"]\n{text}"));
    }
}

const ROW: &str = r#"applicable    = true
reasons       = ["risk", "legal", "contract", "business"]
risks         = ["R-001"]
obligations   = ["OBL-001", "OBL-002"]
justification = "Customers ask for it."
status        = "implemented"
how           = "The team does it every week."
owner         = "cto"
evidence      = ["EV-001"]

"#;

const PLANNED_ROW: &str = r#"applicable    = true
reasons       = ["business"]
justification = "Customers ask for it."
status        = "planned"
due           = 2027-03-31
action        = "Buy it."
owner         = "cto"

"#;

const EXCLUDED_ROW: &str = r#"applicable = false
exclusion  = "There is nothing of the kind."

"#;

fn registers(project: &mut Project) {
    let head = "fulfils     = [\"risk-treatment-plan\"]\nowner       = \"ciso\"\nreview_date = 2027-06-30\n\n";
    project.add("registers/risks.toml", Slot::Core, "risks", head.to_owned());
    for number in 1..=42 {
        let id = format!("R-{number:03}");
        let (slot, impact) = match number {
            1 => (Slot::Core, 3),
            37.. => (Slot::Accepted, 4),
            _ => (Slot::Risk, 3),
        };
        let mut text = RISK.replace("{id}", &id).replace("{impact}", &impact.to_string());
        if slot == Slot::Accepted {
            text += &ACCEPTANCE.replace("{id}", &id);
        }
        project.add("registers/risks.toml", slot, &id, text);
    }
    for number in 1..=32 {
        let (id, slot) =
            (format!("EV-{number:03}"), if number == 1 { Slot::Core } else { Slot::Evidence });
        let file = format!("Report {number}\n").into_bytes();
        let digest = Digest::of(&file).to_string();
        let text = EVIDENCE.replace("{id}", &id).replace("{digest}", &digest);
        project.others.insert(format!("assets/evidence/{id}.txt"), Other::Bytes(file));
        project.add("registers/evidence.toml", slot, &id, text);
    }
    for number in 1..=12 {
        let kind = if number == 1 { "legal" } else { "contract" };
        let slot = if number < 3 { Slot::Core } else { Slot::Obligation };
        let id = format!("OBL-{number:03}");
        let text = format!(
            "[obligation.{id}]\ntitle   = \"Obligation {number}\"\nkind    = \"{kind}\"\nsource  = \"Paragraph {number}\"\nsummary = \"What it asks for.\"\nowner   = \"ciso\"\n\n"
        );
        project.add("registers/obligations.toml", slot, &id, text);
    }
}

const RISK: &str = r#"[risk.{id}]
title      = "Something happens"
scenario   = "How it happens."
owner      = "ciso"
assets     = ["Servers"]
properties = ["C", "I"]
inherent   = { likelihood = 4, impact = 4, why = "It was seen before." }
residual   = { likelihood = 2, impact = {impact}, why = "It is rarer now." }
treatment  = "reduce"
controls   = ["A.5.1"]

[[risk.{id}.actions]]
id    = "{id}-1"
text  = "Do it."
owner = "cto"
due   = 2027-01-29

"#;

const ACCEPTANCE: &str = r#"[[risk.{id}.acceptance]]
date     = 2026-03-09
by       = "ciso"
residual = { likelihood = 2, impact = 4 }
expires  = 2027-03-08

"#;

const EVIDENCE: &str = r#"[evidence.{id}]
title     = "A report"
owner     = "cto"
covers    = { from = 2026-01-01, to = 2026-06-30 }
collected = 2026-07-01
valid_for = "12 months"
file      = "assets/evidence/{id}.txt"
sha256    = "{digest}"
proves    = ["9.1"]
result    = "All is well."

"#;

/// Approval, reviews and history of everything that is in force.
const TRAIL: &str = r#"[[approvals]]
version = "1.1"
by      = "ceo"
date    = 2026-01-15
method  = "minutes"
ref     = "Minutes of January"

[[reviews]]
date    = 2026-06-01
by      = "cto"
outcome = "no-change"
note    = "Read it again."

[[history]]
version  = "1.0"
date     = 2025-01-10
author   = "ciso"
change   = "First version."
material = true

[[history]]
version  = "1.1"
date     = 2026-01-10
author   = "ciso"
change   = "Clearer words."
material = false
"#;

const FRONT: &str = r#"+++
id             = "{id}"
title          = "Title of {id}"
type           = "policy"
status         = "approved"
classification = "internal"
language       = "en"
version        = "1.1"
effective      = 2026-01-20
owner          = "ciso"
approver       = "ceo"
audience       = ["staff"]
summary        = "What holds."
keywords       = ["a word"]
controls       = ["A.5.1"]
clauses        = ["5.2"]
implements     = ["POL-900"]
related        = ["POL-901"]
review_date    = 2027-06-30

"#;

const BODY: &str = r"# Title of {id}

Everybody keeps to [the rules](/documents/core/pol-900.md#what-holds) and to [[PRO-900]].

## What holds

| Step | Who |
| --- | --- |
| First | The team |

Nothing else is needed.

## How it is kept

The team looks at it every month.
";

fn documents(project: &mut Project) {
    let most: Vec<String> = controls()
        .filter(|id| ![&EXCLUDED[..], &PLANNED, &QUIET].concat().contains(&id.as_str()))
        .map(|id| format!("\"{id}\""))
        .collect();
    let controls = format!("controls       = [{}]", most.join(", "));
    let keywords = format!("keywords       = [\"{}\"]", QUIET.join("\", \""));
    let mut contents = String::from("# Contents\n\n");
    let mut add = |path: &str, slot, id: &str, edits: &[(&str, &str)]| {
        let mut front = FRONT.replace("{id}", id);
        for (old, new) in edits {
            assert!(front.contains(old), "{old}");
            front = front.replace(old, new);
        }
        project.add(path, slot, id, format!("{front}{TRAIL}+++\n\n"));
        let slot = if slot == Slot::Front { Slot::Body } else { Slot::Core };
        project.add(path, slot, id, BODY.replace("{id}", id));
        if !path.contains("/lonely/") {
            writeln!(contents, "- [Title of {id}](/{path})").expect("writing to a string");
        }
    };
    let (own, implements) = ("controls       = [\"A.5.1\"]", "implements     = [\"POL-900\"]\n");
    let keyword = "keywords       = [\"a word\"]";
    add(
        "documents/core/pol-900.md",
        Slot::Core,
        "POL-900",
        &[(own, &controls), (implements, ""), (keyword, &keywords)],
    );
    add("documents/core/pro-900.md", Slot::Core, "PRO-900", &[(own, &controls)]);
    let closed = ("classification = \"internal\"", "classification = \"confidential\"");
    let readers = ("audience       = [\"staff\"]", "audience       = [\"board\"]");
    add("documents/core/pol-901.md", Slot::Core, "POL-901", &[closed, readers]);
    add("documents/core/twin.md", Slot::Core, "POL-902", &[]);
    add("documents/core/twin/inside.md", Slot::Core, "POL-903", &[]);
    for number in 1..=DOCUMENTS {
        let folder = number % FOLDERS;
        let path = format!("documents/part-{folder}/rules-{number}.md");
        add(&path, Slot::Front, &format!("POL-{number:03}"), &[]);
    }
    for number in 1..=2 {
        let path = format!("documents/lonely/apart-{number}.md");
        let edits = [(implements, ""), ("clauses        = [\"5.2\"]\n", "")];
        add(&path, Slot::Lonely, &format!("LON-{number}"), &edits);
    }
    let catalogue = library().catalogues.iter().flat_map(|catalogue| &catalogue.entries);
    for (number, entry) in catalogue.filter(|entry| entry.kind != Demand::Expected).enumerate() {
        let edit = format!("{implements}fulfils        = [\"{}\"]\n", entry.id);
        let path = format!("documents/duty/duty-{number}.md");
        // The register of risks and the statement fulfil these two themselves.
        let by_itself = ["risk-treatment-plan", "statement-of-applicability"];
        let slot = if by_itself.contains(&entry.id.as_str()) { Slot::Core } else { Slot::Duty };
        add(&path, slot, &format!("DUT-{number}"), &[(implements, &edit)]);
    }
    contents = contents.replace("[Title of POL-901]", "[Title of one]");
    let front = FRONT.replace("{id}", "POL-904").replace("classification = \"internal\"\n", "");
    project.add(
        "documents/core/contents.md",
        Slot::Core,
        "POL-904",
        format!("{front}{TRAIL}+++\n\n{contents}"),
    );
    for folder in 0..FOLDERS {
        let text = format!(
            "+++\ntitle   = \"Part {folder}\"\norder   = {folder}\nsummary = \"What is in it.\"\n+++\n\nHere is [the first rule](../core/pol-900.md).\n"
        );
        let path = format!("documents/part-{folder}/_index.md");
        project.add(&path, Slot::Section, &format!("part-{folder}"), text);
    }
}

fn notes(project: &mut Project) {
    for number in 1..=12 {
        let text = format!(
            "+++\nid    = \"REC-{number:03}\"\ntitle = \"Record {number}\"\ntype  = \"record\"\nowner = \"ciso\"\n+++\n\n# Record {number}\n\nIt was done.\n"
        );
        let path = format!("records/rec-{number}.md");
        project.add(&path, Slot::Record, &format!("REC-{number:03}"), text);
    }
}
