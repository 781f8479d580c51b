//! Rows of objectives, exceptions, suppliers and competences in which nothing is wrong, and faults in them.

use super::fault::{Fault, fault};
use super::project::Slot::{Competence, Exception, Objective, Supplier};
use super::project::{Project, Slot};

/// How many rows each register has.
const ROWS: usize = 9;

const OBJECTIVE: &str = r#"[objective.{id}]
title   = "What is to be reached"
measure = "What is counted."
target  = 90
unit    = "%"
owner   = "cto"
due     = 2027-06-30
risks   = ["R-001"]

[[objective.{id}.values]]
date  = 2026-09-30
value = 60

"#;

const EXCEPTION: &str = r#"[exception.{id}]
title       = "A rule does not hold"
document    = "POL-900"
why         = "The machine cannot."
risk        = "R-001"
owner       = "cto"
approved_by = "ciso"
approved    = 2026-06-01
until       = 2027-05-31

"#;

const SUPPLIER: &str = r#"[supplier.{id}]
title       = "A supplier"
owner       = "cto"
obligations = ["OBL-001"]
reviewed    = 2026-06-01
until       = 2027-05-31

"#;

const COMPETENCE: &str = r#"[competence.{id}]
title  = "What must be known"
role   = "cto"
proof  = "A certificate."
until  = 2027-05-31

"#;

/// Adds the registers.
pub(crate) fn add(project: &mut Project) {
    let mut register = |name: &str, slot: Slot, prefix: &str, row: &str| {
        let path = format!("registers/{name}.toml");
        let head = "owner       = \"ciso\"\nreview_date = 2027-06-30\n\n".to_owned();
        project.add(&path, Slot::Core, name, head);
        for number in 1..=ROWS {
            let id = format!("{prefix}-{number:03}");
            project.add(&path, slot, &id, row.replace("{id}", &id));
        }
    };
    register("objectives", Objective, "OBJ", OBJECTIVE);
    register("exceptions", Exception, "EXC", EXCEPTION);
    register("suppliers", Supplier, "SUP", SUPPLIER);
    register("competences", Competence, "CMP", COMPETENCE);
}

pub(crate) fn faults() -> Vec<Fault> {
    [objectives(), exceptions(), suppliers(), competences()].concat()
}

fn objectives() -> Vec<Fault> {
    let of = |code, old, new| fault(Objective, code, old, new);
    let (header, marked) = ("[objective.{id}]", "[objective.«{id}»]");
    let due = "due     = 2027-06-30";
    vec![
        of("objective-without-measure", "measure = \"What is counted.\"\n", "")
            .also(header, marked)
            .says("lacks `measure`"),
        of("objective-without-measure", "target  = 90\n", "")
            .also("due     = 2027-06-30\n", "")
            .also(header, marked)
            .says("lacks `target` and `due`"),
        of("objective-overdue", due, "due = «2026-11-20»").says("1 day ago"),
        of("missing-owner", "owner   = \"cto\"\n", "").also(header, marked),
        of("date-in-future", "date  = 2026-09-30", "date = «2026-11-22»"),
        of("wrong-type", "target  = 90", "target = «\"ninety\"»"),
        of("unknown-reference", "[\"R-001\"]", "[«\"OBL-001\"»]").says("no risk `OBL-001`"),
    ]
}

fn exceptions() -> Vec<Fault> {
    let of = |code, old, new| fault(Exception, code, old, new);
    let (header, marked) = ("[exception.{id}]", "[exception.«{id}»]");
    vec![
        of("exception-expired", "until       = 2027-05-31", "until = «2026-11-20»")
            .says("1 day ago"),
        of("exception-incomplete", "why         = \"The machine cannot.\"\n", "")
            .also("document    = \"POL-900\"\n", "")
            .also(header, marked)
            .says("lacks `document` or `control` and `why`"),
        of("exception-incomplete", "until       = 2027-05-31\n", "")
            .also(header, marked)
            .says("lacks `until`"),
        of("exception-incomplete", "approved_by = \"ciso\"", "approved_by = «\"cleo\"»")
            .says("the same person as its owner"),
        of("date-in-future", "approved    = 2026-06-01", "approved = «2026-11-22»"),
        of("unknown-reference", "\"POL-900\"", "«\"POL-990\"»"),
        of("missing-owner", "owner       = \"cto\"\n", "").also(header, marked),
    ]
}

fn suppliers() -> Vec<Fault> {
    let of = |code, old, new| fault(Supplier, code, old, new);
    vec![
        of("row-expired", "until       = 2027-05-31", "until = «2026-11-20»").says("1 day ago"),
        of("review-overdue", "reviewed    = 2026-06-01", "reviewed = «2025-06-01»"),
        of("unknown-reference", "[\"OBL-001\"]", "[«\"OBL-900\"»]"),
        of("unknown-owner", "owner       = \"cto\"", "owner = «\"buyer\"»"),
        of("owner-left", "owner       = \"cto\"", "owner = «\"former\"»"),
    ]
}

fn competences() -> Vec<Fault> {
    let of = |code, old, new| fault(Competence, code, old, new);
    vec![
        of("competence-without-proof", "proof  = \"A certificate.\"\n", "")
            .also("[competence.{id}]", "[competence.«{id}»]")
            .says("nothing shows"),
        of("competence-without-proof", "until  = 2027-05-31", "until = «2026-11-20»")
            .says("1 day ago"),
        of("unknown-owner", "role   = \"cto\"", "role = «\"pilot\"»"),
    ]
}
