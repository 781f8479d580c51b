//! Faults in the registers, in `people.toml` and in `glossary.toml`.

use super::fault::{Fault, fault};
use super::project::Slot::{Accepted, Evidence, Obligation, Risk, Role, Term};

const INHERENT: &str = "inherent   = { likelihood = 4, impact = 4, why = \"It was seen before.\" }";
const RESIDUAL: &str = "residual   = { likelihood = 2, impact = 3, why = \"It is rarer now.\" }";
const CONTROLS: &str = "controls   = [\"A.5.1\"]\n";
const TITLE: &str = "title      = \"Something happens\"\n";

pub(crate) fn faults() -> Vec<Fault> {
    [
        risks(),
        risk_values(),
        accepted(),
        evidence(),
        evidence_values(),
        obligations(),
        people(),
        terms(),
    ]
    .concat()
}

fn risks() -> Vec<Fault> {
    let of = |code, old, new| fault(Risk, code, old, new);
    let treatment = "treatment  = \"reduce\"";
    vec![
        of("residual-above-inherent", INHERENT, "inherent = { likelihood = 1, impact = 4 }")
            .also(RESIDUAL, "residual = { likelihood = «2», impact = 3 }")
            .says("likelihood"),
        of("residual-above-inherent", INHERENT, "inherent = { likelihood = 4, impact = 2 }")
            .also(RESIDUAL, "residual = { likelihood = 2, impact = «3» }")
            .says("impact"),
        of("residual-above-inherent", INHERENT, "inherent = { likelihood = 1, impact = 2 }")
            .also(RESIDUAL, "residual = «{ likelihood = 2, impact = 3 }»")
            .says("score"),
        of("reduced-without-control", CONTROLS, "")
            .also(RESIDUAL, "residual = «{ likelihood = 2, impact = 3 }»")
            .says("is rated 6 instead of 16"),
        of("reduced-without-control", CONTROLS, "controls = []\n")
            .also(RESIDUAL, "residual = { likelihood = 2, impact = 3 }")
            .also(INHERENT, "inherent = { likelihood = 2, impact = 3 }")
            .also(treatment, "treatment = «\"reduce\"»")
            .says("is to be reduced"),
        of("treatment-by-excluded-control", CONTROLS, "controls = [\"A.5.1\", «\"A.8.30\"»]\n"),
        of("treatment-by-excluded-control", CONTROLS, "controls = [«\"A.8.30\"»]\n"),
        of("acceptance-missing", RESIDUAL, "residual = «{ likelihood = 2, impact = 4 }»")
            .says("above the appetite of 6"),
        of("acceptance-missing", treatment, "treatment = «\"accept\"»").says("is to be accepted"),
        of("action-overdue", "due   = 2027-01-29", "due = «2026-01-29»"),
        of("action-overdue", "due   = 2027-01-29", "due = «2026-11-20»").says("1 day ago"),
        of("unknown-control", CONTROLS, "controls = [«\"A.5.77\"»]\n"),
        of("unknown-control", CONTROLS, "controls = [«\"A.5.01\"»]\n")
            .mended("controls = [\"A.5.1\"]\n"),
        of("control-spelling", CONTROLS, "controls = [«\"5.1\"»]\n")
            .mended("controls = [\"A.5.1\"]\n"),
        of("unknown-owner", "owner      = \"ciso\"", "owner = «\"ciso-2\"»"),
        of("unknown-owner", "owner = \"cto\"", "owner = «\"someone\"»"),
    ]
}

fn risk_values() -> Vec<Fault> {
    let of = |code, old, new| fault(Risk, code, old, new);
    vec![
        of("risk-incomplete", "treatment  = \"reduce\"\n", "")
            .also("[risk.{id}]\n", "[risk.«{id}»]\n")
            .says("lacks `treatment`"),
        of("missing-key", TITLE, "").also("[risk.{id}]\n", "‹[risk.{id}]\n").says("`title`"),
        of("missing-key", "text  = \"Do it.\"\n", "")
            .also("[[risk.{id}.actions]]", "‹[[risk.{id}.actions]]")
            .says("`text`"),
        of("wrong-type", INHERENT, "inherent = { likelihood = «11», impact = 4 }")
            .says("from 1 to 10"),
        of("wrong-type", INHERENT, "inherent = { likelihood = 4, impact = «\"high\"» }"),
        of("wrong-type", INHERENT, "inherent = «16»").says("a table"),
        of("wrong-type", "treatment  = \"reduce\"", "treatment = «\"reduced\"»"),
        of("unknown-key", INHERENT, "inherent = { likelihood = 4, impact = 4, «wy» = \"So.\" }")
            .says("did you mean `why`?")
            .mended("inherent = { likelihood = 4, impact = 4, why = \"So.\" }"),
        of("unknown-key", "scenario   = ", "«scenary»    = ").mended("scenario    = "),
        of("invalid-date", "due   = 2027-01-29", "due = «2027-01-00»"),
        of("placeholder", "scenario   = \"How it happens.\"", "scenario = «\"[how]\"»"),
        of("duplicate-id", "", "[risk.«r-001»]\ntitle = \"Again\"\n\n").says("another row"),
        of("invalid-id", "", "[risk.«\"R 99\"»]\ntitle = \"A blank\"\n\n"),
        of("syntax", "", "[risk.«{id}»]\n\n").says("duplicate key"),
        of("syntax", "properties = [\"C\", \"I\"]", "properties = «[»\"C\", \"I\"").says("no end"),
    ]
}

fn accepted() -> Vec<Fault> {
    let of = |code, old, new| fault(Accepted, code, old, new);
    let frozen = "residual = { likelihood = 2, impact = 4 }\nexpires";
    vec![
        of("acceptance-stale", frozen, "residual = «{ likelihood = 2, impact = 3 }»\nexpires")
            .says("was accepted at likelihood 2 and impact 3"),
        of("acceptance-stale", "expires  = 2027-03-08", "expires = «2026-11-20»").says("1 day ago"),
        of("acceptance-missing", "date     = 2026-03-09", "date = «2027-03-09»")
            .also(
                "residual   = { likelihood = 2, impact = 4, why = \"It is rarer now.\" }",
                "residual = «{ likelihood = 2, impact = 4 }»",
            )
            .and("date-in-future"),
        of("unknown-owner", "by       = \"ciso\"", "by = «\"chief\"»"),
        of("acceptance-by-another", "by       = \"ciso\"", "by = «\"ceo\"»"),
        of("invalid-date", "expires  = 2027-03-08", "expires = «\"never\"»"),
    ]
}

fn evidence() -> Vec<Fault> {
    let of = |code, old, new| fault(Evidence, code, old, new);
    let collected = "collected = 2026-07-01";
    let file = "file      = \"assets/evidence/{id}.txt\"";
    vec![
        of("evidence-stale", collected, "collected = «2025-07-01»").says("143 days ago"),
        of("evidence-stale", "valid_for = \"12 months\"", "valid_for = \"3 months\"")
            .also(collected, "collected = «2026-07-01»"),
        of("digest-mismatch", file, "file      = \"assets/evidence/EV-001.txt\"")
            .also("sha256    = \"", "sha256    = ‹\""),
        of("digest-mismatch", "sha256    = \"", "sha256    = ‹\"0"),
        of("broken-link", file, "file = «\"assets/evidence/gone.txt\"»"),
        of("unpublished-file", file, "file = «\"assets/tool.exe\"»")
            .also("sha256    = ", "url = \"https://example.com\" # "),
        of("broken-link", file, "url = «\"javascript:go()\"»"),
        of("unknown-control", "proves    = [\"9.1\"]", "proves = [«\"A.5.88\"»]"),
        of("control-spelling", "proves    = [\"9.1\"]", "proves = [«\"A 5.1\"»]")
            .mended("proves = [\"A.5.1\"]"),
        of("unknown-reference", "result    = ", "fulfils = [«\"audit-results\"»]\nresult    = "),
        of("unknown-owner", "owner     = \"cto\"", "owner = «\"auditor\"»"),
    ]
}

fn evidence_values() -> Vec<Fault> {
    let of = |code, old, new| fault(Evidence, code, old, new);
    vec![
        of("missing-key", "title     = \"A report\"\n", "")
            .also("[evidence.{id}]", "‹[evidence.{id}]")
            .says("`title`"),
        of("wrong-type", "valid_for = \"12 months\"", "valid_for = «\"a year or so\"»"),
        of(
            "wrong-type",
            "covers    = { from = 2026-01-01, to = 2026-06-30 }",
            "covers = «\"2026\"»",
        ),
        of("invalid-date", "to = 2026-06-30", "to = «\"in June\"»"),
        of("unknown-key", "result    = ", "«reslt»     = ").mended("result     = "),
        of("duplicate-id", "", "[evidence.«ev-001»]\ntitle = \"Again\"\n\n"),
    ]
}

/// The TOML of this register is broken in one place; the other places are still read.
fn obligations() -> Vec<Fault> {
    let of = |code, old, new| fault(Obligation, code, old, new);
    vec![
        of("syntax", "summary = \"What it asks for.\"", "summary = «What it asks for.»"),
        of("syntax", "owner   = \"ciso\"", "owner   ‹ \"ciso\""),
        of("wrong-type", "kind    = \"contract\"", "kind = «\"contrct\"»")
            .says("did you mean `contract`?"),
        of("unknown-key", "source  = ", "«sourse»  = ").mended("source  = "),
        of("unknown-owner", "owner   = \"ciso\"", "owner = «\"lawyer\"»"),
        of("placeholder", "summary = \"What it asks for.\"", "summary = «\"FIXME\"»"),
        of("invalid-id", "[obligation.{id}]", "[obligation.«\"OBL/7\"»]"),
        of("missing-key", "[obligation.{id}]\n", "‹[obligation.{id}]\n# ").says("`title`"),
    ]
}

fn people() -> Vec<Fault> {
    let of = |code, old, new| fault(Role, code, old, new);
    vec![
        of("unknown-owner", "holder  = \"", "holder  = «\"x-{id}\"» # "),
        of("unknown-key", "contact = ", "«contakt» = ").mended("contact = "),
        of("wrong-type", "contact = ", "contact = «true» # "),
        of("invalid-date", "\nname = ", "\nleft = «\"soon\"»\nname = "),
        of("placeholder", "title   = ", "title   = «\"TBA\"» # "),
        of("syntax", "contact = ", "contact = «nobody» # "),
        // The list ends where the next table begins.
        of("syntax", "contact = ", "contact = «[»1 # ").says("no end"),
    ]
}

fn terms() -> Vec<Fault> {
    let of = |code, old, new| fault(Term, code, old, new);
    let meaning = "meaning      = \"What it means.\"\n";
    vec![
        of("missing-key", meaning, "").also("[term.{id}]", "‹[term.{id}]").says("`meaning`"),
        of("placeholder", meaning, "meaning = «\"…\"»\n"),
        of("unknown-key", meaning, "«meening» = \"It.\"\nmeaning = \"It.\"\n"),
        of("wrong-type", "synonyms     = ", "synonyms = «\"a\"» # "),
    ]
}
