//! Faults in the rows of the Statement of Applicability.

use super::fault::At::Start;
use super::fault::{Fault, fault};
use super::project::Slot::{Excluded, Planned, Quiet, Row};

const APPLICABLE: &str = "applicable    = true";
const REASONS: &str = "reasons       = [\"risk\", \"legal\", \"contract\", \"business\"]\n";
const RISKS: &str = "risks         = [\"R-001\"]\n";
const OBLIGATIONS: &str = "obligations   = [\"OBL-001\", \"OBL-002\"]\n";
const JUSTIFICATION: &str = "justification = \"Customers ask for it.\"\n";
const STATUS: &str = "status        = \"implemented\"";
const HOW: &str = "how           = \"The team does it every week.\"\n";
const OWNER: &str = "owner         = \"cto\"";
const PROOF: &str = "evidence      = [\"EV-001\"]\n";
const HEADER: &str = "[control.\"{id}\"]";
const NONE: &str = "exclusion  = \"There is nothing of the kind.\"\n";
const DUE: &str = "due           = 2027-03-31\n";
const ACTION: &str = "action        = \"Buy it.\"\n";

pub(crate) fn faults() -> Vec<Fault> {
    [included(), references(), planned(), excluded(), values(), headers()].concat()
}

fn included() -> Vec<Fault> {
    let of = |code, old, new| fault(Row, code, old, new);
    let marked = "applicable = «true»";
    vec![
        of("unjustified-inclusion", REASONS, "").also(APPLICABLE, marked).says("`reasons`"),
        of("unjustified-inclusion", JUSTIFICATION, "")
            .also(APPLICABLE, marked)
            .says("justification"),
        of("unjustified-inclusion", REASONS, "reasons = []\n")
            .also(JUSTIFICATION, "")
            .also(APPLICABLE, marked)
            .says("`reasons` and `justification`"),
        of("undecided-control", "applicable    = true\n", "").also(HEADER, "[control.«\"{id}\"»]"),
        of("implemented-without-evidence", PROOF, "").also(STATUS, "status = «\"implemented\"»"),
        of("implemented-without-evidence", PROOF, "evidence = []\n")
            .also(STATUS, "status = «\"implemented\"»"),
        of("reason-without-object", RISKS, "")
            .also("\"risk\"", "«\"risk\"»")
            .says("because of a risk"),
        of("reason-without-object", OBLIGATIONS, "")
            .also("\"legal\", \"contract\"", "«\"legal\"»")
            .says("because of a law"),
        of("reason-without-object", OBLIGATIONS, "")
            .also("\"legal\", \"contract\"", "«\"contract\"»")
            .says("because of a contract"),
        of("reason-without-object", "\"OBL-001\", ", "")
            .also("\"legal\"", "«\"legal\"»")
            .says("no legal"),
        of("reason-without-object", ", \"OBL-002\"", "").also("\"contract\"", "«\"contract\"»"),
        of("reason-without-object", RISKS, "")
            .also(OBLIGATIONS, "")
            .also("\"risk\", \"legal\", \"contract\"", "«\"risk\"», «\"legal\"»")
            .and("reason-without-object"),
        fault(Quiet, "implemented-without-document", HOW, "")
            .also(STATUS, "status = «\"implemented\"»"),
        fault(Quiet, "implemented-without-document", HOW, "")
            .also(STATUS, "status = «\"partial\"»\ndue = 2027-01-01\naction = \"More.\""),
    ]
}

fn references() -> Vec<Fault> {
    let unknown = |old, new| fault(Row, "unknown-reference", old, new);
    vec![
        unknown(RISKS, "risks = [«\"R-900\"»]\n").says("no risk `R-900`"),
        unknown(RISKS, "risks = [\"R-001\", «\"EV-001\"»]\n").says("no risk `EV-001`"),
        unknown(OBLIGATIONS, "obligations = [\"OBL-001\", \"OBL-002\", «\"OBL-O03\"»]\n")
            .says("did you mean `OBL-00"),
        unknown(PROOF, "evidence = [«\"EV-01\"»]\n").says("no evidence `EV-01`"),
        unknown(PROOF, "evidence = [\"EV-001\", «\"POL-900\"»]\n"),
        fault(Row, "unknown-owner", OWNER, "owner = «\"cto-office\"»"),
        fault(Planned, "unknown-owner", OWNER, "owner = «\"cfo\"»"),
    ]
}

fn planned() -> Vec<Fault> {
    let missing = |old, new| fault(Planned, "not-implemented-without-action", old, new);
    let status = "status        = \"planned\"";
    let marked = "status = «\"planned\"»";
    vec![
        missing(DUE, "").also(status, marked).says("`due`"),
        missing(ACTION, "").also(status, marked).says("`action`"),
        missing(DUE, "").also(ACTION, "").also(status, marked).says("`due` and `action`"),
        fault(Planned, "action-overdue", DUE, "due = «2026-11-20»\n").says("1 day ago"),
        fault(Planned, "invalid-date", DUE, "due = «\"spring\"»\n")
            .also(status, "status = «\"planned\"»")
            .swapped("not-implemented-without-action"),
        fault(Planned, "control-never-mentioned", status, "status = \"implemented\"")
            .also(DUE, "how = \"With care.\"\nevidence = [\"EV-001\"]\n")
            .also(HEADER, "[control.«\"{id}\"»]"),
        fault(Planned, "control-never-mentioned", "status        = \"planned\"\n", "")
            .also(HEADER, "[control.«\"{id}\"»]")
            .also("applicable    = true", "applicable = «true»")
            .and("not-implemented-without-action"),
    ]
}

fn excluded() -> Vec<Fault> {
    let of = |code, old, new| fault(Excluded, code, old, new);
    let implemented = |new| of("excluded-but-implemented", NONE, new);
    let not = "applicable = false";
    vec![
        of("unjustified-exclusion", NONE, "").also(not, "applicable = «false»"),
        of("unjustified-exclusion", NONE, "how = \"Somehow.\"\n").also(not, "applicable = «false»"),
        implemented("exclusion = \"Nothing.\"\nstatus = «\"implemented\"»\n").says("its status"),
        implemented("exclusion = \"Nothing.\"\nstatus = «\"partial\"»\n"),
        implemented("exclusion = \"Nothing.\"\nevidence = [«\"EV-001\"»]\n").says("as evidence"),
        of("placeholder", NONE, "exclusion = «\"TBD\"»\n")
            .also(not, "applicable = «false»")
            .swapped("unjustified-exclusion"),
        fault(
            Row,
            "excluded-but-implemented",
            APPLICABLE,
            "applicable = «false»\nexclusion = \"None.\"",
        )
        .also(STATUS, "")
        .also(PROOF, "")
        .says("`POL-900` and `PRO-900`"),
    ]
}

fn values() -> Vec<Fault> {
    let wrong = |old, new| fault(Row, "wrong-type", old, new);
    let key = |old, new| fault(Row, "unknown-key", old, new);
    vec![
        wrong(STATUS, "status = «\"implementd\"»").says("did you mean `implemented`?"),
        wrong(STATUS, "status = «\"done\"»").says("cannot be `done`"),
        wrong("\"business\"", "\"business\", «\"best practice\"»"),
        wrong(RISKS, "risks = «\"R-001\"»\n").says("a list of texts"),
        wrong(HOW, "how = «[\"One\", \"Two\"]»\n").says("a list"),
        wrong(OWNER, "owner = «12»"),
        key(HOW, "«hows»          = \"The team.\"\n").mended("how          = \"The team.\"\n"),
        key(OWNER, "owner = \"cto\"\n«effort» = 3").says("unknown key `effort`"),
        key(JUSTIFICATION, "justification = \"Yes.\"\n«jusification» = \"No.\"\n"),
        fault(Row, "placeholder", HOW, "how = «\"[describe]\"»\n"),
        fault(Row, "invalid-date", HOW, "how = \"Well.\"\ndue = «2027-04-31»\n"),
        fault(Row, "syntax", HOW, "how = «Somehow»\n"),
    ]
}

fn headers() -> Vec<Fault> {
    let of = |code, old, new| fault(Row, code, old, new);
    vec![
        of("control-spelling", HEADER, "[control.«\"A {number}\"»]").mended(HEADER),
        of("control-spelling", HEADER, "[control.«'{number}'»] # as we call it")
            .mended("[control.\"{id}\"] # as we call it"),
        of(
            "unknown-control",
            "",
            "[control.«\"A.5.99\"»]\napplicable = false\nexclusion = \"None.\"\n\n",
        ),
        of(
            "unknown-control",
            "",
            "[control.«\"A.18.2.3\"»]\napplicable = false\nexclusion = \"None.\"\n\n",
        )
        .says("today it is"),
        of(
            "duplicate-id",
            "",
            "[control.«\"A {number}\"»]\napplicable = false\nexclusion = \"None.\"\n\n",
        )
        .says("decided twice"),
        // The control of the row has none any more.
        of("unknown-control", HEADER, "[control.«\"A.5.0\"»]")
            .and("undecided-control")
            .at(Start("soa.toml"))
            .says("has no row"),
    ]
}
