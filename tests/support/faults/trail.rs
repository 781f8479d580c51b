//! Faults in approvals, reviews, histories and review dates.

use super::fault::At::Head;
use super::fault::{Fault, fault};
use super::project::Slot::Front;

const APPROVAL: &str = r#"[[approvals]]
version = "1.1"
by      = "ceo"
date    = 2026-01-15
method  = "minutes"
ref     = "Minutes of January"
"#;
const REVIEW: &str = r#"[[reviews]]
date    = 2026-06-01
by      = "cto"
outcome = "no-change"
note    = "Read it again."
"#;
const APPROVED: &str = "date    = 2026-01-15";
const APPROVER: &str = "by      = \"ceo\"";
const TO_APPROVE: &str = "approver       = \"ceo\"";
const BY_AUTHOR: &str = "approver = \"ciso\"";
const FIRST: &str = "version  = \"1.0\"";
const SECOND: &str = "version  = \"1.1\"";
const DUE: &str = "review_date    = 2027-06-30\n";
/// The end of the second version's entry.
const MINOR: &str = "material = false";

pub(crate) fn faults() -> Vec<Fault> {
    [entries(), approvals(), reviews(), history()].concat()
}

/// What the entries themselves must look like.
fn entries() -> Vec<Fault> {
    let of = |code, old, new| fault(Front, code, old, new);
    vec![
        of(
            "missing-key",
            "[[approvals]]\nversion = \"1.1\"\nby      = \"ceo\"",
            "‹[[approvals]]\nversion = \"1.1\"",
        )
        .says("`by`"),
        of("missing-key", "[[reviews]]\ndate    = 2026-06-01", "‹[[reviews]]").says("`date`"),
        of("missing-key", "[[history]]\nversion  = \"1.0\"", "‹[[history]]").says("`version`"),
        of("invalid-date", APPROVED, "date = «2026-01-32»"),
        of("invalid-date", "date    = 2026-06-01", "date = «\"June\"»").says("June"),
        of("invalid-date", "date     = 2025-01-10", "date = «20250110»"),
        of("wrong-type", "method  = \"minutes\"", "method = «\"minute\"»").says("did you mean"),
        of("wrong-type", "outcome = \"no-change\"", "outcome = «\"fine\"»"),
        of("wrong-type", "material = true", "material = «\"yes\"»").says("`true` or `false`"),
        of("wrong-type", REVIEW, "")
            .also(DUE, "review_date = 2027-06-30\nreviews = «\"in June\"»\n"),
        of("unknown-key", "note    = ", "«notes»   = ").mended("note   = "),
        of("unknown-key", "change   = \"First", "«changes» = \"First").mended("change = \"First"),
        of("unknown-key", "ref     = ", "«signature» = "),
        of("placeholder", "change   = \"First version.\"", "change = «\"TODO: say it\"»"),
        of("placeholder", "note    = \"Read it again.\"", "note = «\"tbd\"»"),
        of("unknown-owner", APPROVER, "by = «\"the ceo\"»"),
        of("unknown-owner", "by      = \"cto\"", "by = «\"ctoo\"»").says("did you mean `cto`?"),
        of(
            "unknown-owner",
            "date     = 2026-01-10\nauthor   = \"ciso\"",
            "date     = 2026-01-10\nauthor = «\"cisoo\"»",
        ),
    ]
}

fn approvals() -> Vec<Fault> {
    let of = |code, old, new| fault(Front, code, old, new);
    let effective = "effective      = 2026-01-20";
    vec![
        of("missing-approval", APPROVAL, "").at(Head).says("nobody approved it"),
        of("missing-approval", "version        = \"1.1\"", "version = «\"1.2\"»")
            .says("the newest approval is of version `1.1`")
            .also(MINOR, "material = false\n\n[[history]]\nversion = \"1.2\"\ndate = 2026-02-01"),
        of("date-in-future", APPROVED, "date = «2027-01-15»"),
        of(
            "changed-since-approval",
            APPROVED,
            "date = 2026-01-15\ndigest = «\"sha256:82de040009882ec19376627495fbc6f72cc2cabc7990cb5c5e25a885b669c31e\"»",
        ),
        of("digest-mismatch", APPROVED, "date = 2026-01-15\ndigest = «\"sha256:82de04\"»"),
        of("self-approval", APPROVER, "by = «\"ciso\"»").also(TO_APPROVE, BY_AUTHOR),
        of("self-approval", APPROVER, "by = «\"ben\"»")
            .says("the same person as its author")
            .also(TO_APPROVE, BY_AUTHOR),
        of("approved-by-another", APPROVER, "by = «\"cto\"»"),
        of("approval-after-effective", effective, "effective = «2026-01-14»"),
        of("approval-after-effective", effective, "effective = «2026-01-11»"),
    ]
}

fn reviews() -> Vec<Fault> {
    let of = |code, old, new| fault(Front, code, old, new);
    vec![
        of("date-in-future", "date    = 2026-06-01", "date = «2026-11-22»"),
        of("review-overdue", DUE, "review_date = «2026-11-20»\n").says("1 day ago"),
        of("review-overdue", DUE, "review_date = «2025-06-30»\n"),
        of("review-overdue", DUE, "review_every = \"3 months\"\n").at(Head).says("2026-09-01"),
        of("review-due-soon", DUE, "review_date = «2026-11-21»\n"),
        of("review-due-soon", DUE, "review_date = «2026-12-21»\n"),
        of("review-due-soon", DUE, "review_every = \"6 months\"\n").at(Head).says("2026-12-01"),
        of("never-reviewed", APPROVAL, "")
            .at(Head)
            .also(REVIEW, "")
            .also(DUE, "")
            .also("type           = \"policy\"", "type = \"external\""),
    ]
}

fn history() -> Vec<Fault> {
    let gap = |old, new| fault(Front, "version-history-gap", old, new);
    let material = |new| fault(Front, "material-without-major", MINOR, new);
    vec![
        gap(FIRST, "version  = \"0.9\"").also(SECOND, "version  = «\"1.1\"»").says("steps from"),
        gap("date     = 2026-01-10", "date     = «2024-01-10»").says("before version `1.0`"),
        gap(MINOR, "material = false\n\n[[history]]\nversion = «\"1.1\"»\ndate = 2026-01-12\nauthor = \"ciso\"")
            .says("stands twice"),
        gap(SECOND, "version  = \"1.0\"")
            .also("date     = 2026-01-10", "date     = 2025-01-10")
            .also("version        = \"1.1\"", "version        = «\"1.1\"»")
            .says("has no entry"),
        gap(MINOR, "material = false\n\n[[history]]\nversion = \"1.2\"\ndate = 2026-02-10\nauthor = \"ciso\"")
            .also("version        = \"1.1\"", "version        = «\"1.1\"»")
            .says("goes on to `1.2`"),
        material("material = true").also(SECOND, "version  = «\"1.1\"»"),
        material("material = false\n\n[[history]]\nversion = «\"1.2\"»\ndate = 2026-12-01\nmaterial = true"),
    ]
}
