//! Faults in the front matter of documents and records: keys, types, dates, ids, references.

use super::fault::At::{Head, Start};
use super::fault::{Fault, fault};
use super::project::Slot::{Duty, Front, Lonely, Record};

const EFFECTIVE: &str = "effective      = 2026-01-20";
const DUE: &str = "review_date    = 2027-06-30";
const ID: &str = "id             = \"{id}\"";
const OWNER: &str = "owner          = \"ciso\"";
const CONTROLS: &str = "controls       = [\"A.5.1\"]";
const SUMMARY: &str = "summary        = \"What holds.\"";

pub(crate) fn faults() -> Vec<Fault> {
    [dates(), keys_and_types(), ids(), references(), names(), whole()].concat()
}

/// Eight ways to break a date.
fn dates() -> Vec<Fault> {
    let date = |old, new| fault(Front, "invalid-date", old, new);
    vec![
        date(EFFECTIVE, "effective = «2026-02-30»").says("`2026-02-30` is not a date that exists"),
        date(EFFECTIVE, "effective = «2026-13-01»").says("2026-13-01"),
        date(EFFECTIVE, "effective = «\"2026-01-20\"»")
            .says("must be a date, not the text")
            .mended("effective = 2026-01-20"),
        date(EFFECTIVE, "effective = «\"20 January 2026\"»").says("20 January 2026"),
        date(EFFECTIVE, "effective = «2026-01-20T10:00:00»").says("without a time of day"),
        date(EFFECTIVE, "effective = «1026-01-20»").says("between 1900 and 2199"),
        date(EFFECTIVE, "effective = «2026»").says("a whole number"),
        date(DUE, "review_date = «2027-02-29»").says("`2027-02-29` is not a date"),
        date(DUE, "review_date = «\"next year\"»").says("next year"),
        date(DUE, "review_date = «[2027-06-30]»").says("a list"),
    ]
}

fn keys_and_types() -> Vec<Fault> {
    let key = |old, new| fault(Front, "unknown-key", old, new);
    let wrong = |old, new| fault(Front, "wrong-type", old, new);
    let empty = |old, new| fault(Front, "placeholder", old, new);
    let status = "status         = \"approved\"";
    let keywords = "keywords       = [\"a word\"]";
    vec![
        key(SUMMARY, "«sumary» = \"What holds.\"")
            .says("did you mean `summary`?")
            .mended("summary = \"What holds.\""),
        key(keywords, "«keyword» = [\"a word\"] # ours")
            .says("did you mean `keywords`?")
            .mended("keywords = [\"a word\"] # ours"),
        key("language       = \"en\"", "«\"langauge\"» = \"en\"")
            .says("did you mean `language`?")
            .mended("language = \"en\""),
        key(SUMMARY, "summary = \"What holds.\"\n«zebra» = 1").says("unknown key `zebra`"),
        key(DUE, "review_date = 2027-06-30\n«reviewdate» = 2027-06-30"),
        key(DUE, "review_date = 2027-06-30\n[«author»]\nname = \"x\"").says("unknown key `author`"),
        wrong(status, "status = «\"aproved\"»").says("did you mean `approved`?"),
        wrong("type           = \"policy\"", "type = «\"polcy\"»").says("did you mean `policy`?"),
        wrong("language       = \"en\"", "language = «5»").says("must be text in quotes"),
        wrong("audience       = [\"staff\"]", "audience = «\"staff\"»").says("a list of texts"),
        wrong(keywords, "keywords = [\"one\", «true»]").says("`true` or `false`"),
        wrong(keywords, "keywords = «7»").says("a whole number"),
        wrong(CONTROLS, "controls = «\"A.5.1\"»").says("a list of texts"),
        wrong(SUMMARY, "summary = «2026-01-20»").says("a date"),
        wrong(SUMMARY, "summary = «{ text = \"What holds.\" }»").says("a table"),
        wrong("version        = \"1.1\"", "version = «1.1»")
            .says("a number")
            .mended("version = \"1.1\""),
        wrong(OWNER, "owner = «[\"ciso\"]»").says("a list"),
        wrong(DUE, "review_every = «\"now and then\"»").says("is no interval"),
        empty(SUMMARY, "summary = «\"[TBD]\"»").says("[TBD]"),
        empty(SUMMARY, "summary = «\"\"»").says("never filled in"),
        empty("title          = \"Title of {id}\"", "title = «\"TODO\"»"),
        empty("audience       = [\"staff\"]", "audience = [«\"<readers>\"»]").says("<readers>"),
        empty(DUE, "review_date = «\"<date>\"»").says("`review_date` was never filled in"),
        empty("approver       = \"ceo\"", "approver = «\"Lorem ipsum dolor\"»"),
    ]
}

fn ids() -> Vec<Fault> {
    let id = |new| fault(Front, "invalid-id", ID, new);
    let long = format!("id = «\"{}\"»", "P".repeat(70));
    vec![
        id("id = «\"POL 5/a\"»").says("only letters"),
        id("id = «\"-POL\"»").says("must begin"),
        id("id = «\"POL..1\"»").says("dots"),
        id("id = «\"CON\"»").says("Windows"),
        id("id = «\"RÈGLE-1\"»").says("only letters"),
        id(&long).says("longer than 64"),
        fault(Front, "duplicate-id", ID, "id = «\"POL-900\"»").says("documents/core/pol-900.md"),
        fault(Front, "duplicate-id", ID, "id = «\"pro-900\"»"),
        fault(Front, "duplicate-id", ID, "id = «\"SOA\"»"),
        fault(Record, "duplicate-id", "id    = \"{id}\"", "id = «\"POL-901\"»"),
        fault(Front, "missing-id", "id             = \"{id}\"\n", "").at(Head),
        fault(Record, "missing-id", "id    = \"{id}\"\n", "").at(Head),
    ]
}

fn references() -> Vec<Fault> {
    let unknown = |old, new| fault(Front, "unknown-reference", old, new);
    let control = |new| fault(Front, "unknown-control", CONTROLS, new);
    let spelling = |new| fault(Front, "control-spelling", CONTROLS, new);
    let related = "related        = [\"POL-901\"]";
    let label = "classification = \"internal\"";
    vec![
        unknown(related, "related = [«\"POL-9O1\"»]").says("did you mean `POL-901`?"),
        unknown(related, "related = [\"POL-901\", «\"A.5.1\"»]").says("no document `A.5.1`"),
        unknown("implements     = [\"POL-900\"]", "implements = [«\"STD-77\"»]"),
        unknown(DUE, "review_date = 2027-06-30\nsupersedes = [«\"OLD-1@1.4\"»]").says("OLD-1"),
        unknown(DUE, "review_date = 2027-06-30\nfulfils = [«\"isms-scop\"»]")
            .says("did you mean `isms-scope`?"),
        unknown(label, "classification = «\"internl\"»").says("did you mean `internal`?"),
        unknown(label, "classification = «\"top secret\"»"),
        control("controls = [«\"A.5.51\"»]").says("unknown control `A.5.51`"),
        control("controls = [\"A.5.1\", «\"A.9.2.1\"»]").says("today it is"),
        control("controls = [«\"soc2:CC6.1\"»]").says("does not use a framework `soc2`"),
        control("controls = [«\"6.1.2\"»]").says("is a clause, not a control"),
        control("controls = [\n  \"A.5.1\",\n  «\"A.5.02\"»,\n]")
            .says("A.5.02")
            .mended("controls = [\n  \"A.5.1\",\n  \"A.5.2\",\n]"),
        fault(Front, "unknown-control", "clauses        = [\"5.2\"]", "clauses = [«\"6.1.4\"»]")
            .says("unknown clause"),
        spelling("controls = [«\"A 5.2\"»]").says("A.5.2").mended("controls = [\"A.5.2\"]"),
        spelling("controls = [\"A.5.1\", «'5.15'»] # ours")
            .mended("controls = [\"A.5.1\", \"A.5.15\"] # ours"),
        spelling("controls = [«\"iso27001-2022:5.15\"»]")
            .mended("controls = [\"iso27001-2022:A.5.15\"]"),
        fault(
            Front,
            "control-spelling",
            "clauses        = [\"5.2\"]",
            "clauses = [«\"clause 5.2\"»]",
        )
        .mended("clauses = [\"5.2\"]"),
        fault(Lonely, "orphan-document", "controls       = [\"A.5.1\"]\n", "").at(Head),
        fault(Duty, "mandatory-document-missing", "\nfulfils ", "\n# fulfils ")
            .at(Start("handbook.toml")),
        fault(
            Front,
            "misplaced-key",
            "\n[[approvals]]",
            "\n[extra]\n«tags» = [\"a\"]\n\n[[approvals]]",
        )
        .says("stands under `[extra]`"),
    ]
}

fn names() -> Vec<Fault> {
    let unknown = |old, new| fault(Front, "unknown-owner", old, new);
    vec![
        unknown(OWNER, "owner = «\"cisso\"»").says("did you mean `ciso`?"),
        unknown("approver       = \"ceo\"", "approver = «\"the board\"»"),
        fault(Record, "unknown-owner", "owner = \"ciso\"", "owner = «\"nobody\"»"),
        fault(Front, "missing-owner", "owner          = \"ciso\"\n", "").at(Head),
        fault(Record, "missing-owner", "owner = \"ciso\"\n", "").at(Head),
        fault(Front, "owner-left", OWNER, "owner = «\"former\"»").says("left on 2026-05-01"),
        fault(Front, "owner-left", OWNER, "owner = «\"dora\"»"),
        // Keys are told apart by case.
        unknown(OWNER, "owner = «\"DORA\"»").says("did you mean `dora`?"),
    ]
}

/// The TOML itself; what else stands in the file is still read.
fn whole() -> Vec<Fault> {
    let syntax = |old, new| fault(Front, "syntax", old, new);
    vec![
        syntax(SUMMARY, "summary = «What holds.»"),
        syntax(OWNER, "owner = «ciso»").says("must be quoted"),
        syntax(OWNER, "owner ‹\"ciso\"").says("key with no value"),
        syntax("audience       = [\"staff\"]", "audience = «[»\"staff\", \"guests\"")
            .says("no end"),
        syntax("keywords       = [\"a word\"]", "keywords = «[»\n  \"a word\",").says("no end"),
        syntax("title          = \"Title of {id}\"", "title = ‹\"Title of"),
        syntax(DUE, "review_date = 2027-06-30\n«owner» = \"cto\"").says("duplicate key"),
        syntax("keywords       = [\"a word\"]", "keywords = ‹[\"a\" \"word\"]"),
        syntax("keywords       = [\"a word\"]", "‹keywords"),
        fault(Record, "syntax", "title = ", "title ‹ "),
        // One fault does not hide another one in the same front matter.
        syntax(SUMMARY, "summary = «What»")
            .swapped("invalid-date")
            .also("effective      = 2026-01-20", "effective = «\"soon\"»"),
        fault(
            Record,
            "unknown-key",
            "type  = \"record\"",
            "type  = \"record\"\n«retain» = \"5 years\"",
        ),
    ]
}
