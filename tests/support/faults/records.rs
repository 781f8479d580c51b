//! Audits, findings and management reviews in which nothing is wrong, and faults in them.

use super::fault::At::Head;
use super::fault::{Fault, fault};
use super::project::Slot::{Audit, Finding, Review};
use super::project::{Project, Slot};

/// How many records there are of each kind.
const RECORDS: usize = 18;

const AUDIT: &str = r#"+++
id          = "{id}"
type        = "internal-audit"
owner       = "ceo"
criteria    = ["ISO/IEC 27001:2022"]
scope       = "Everything."
planned     = 2026-09-14
performed   = 2026-09-17
auditor     = "cto"
sampled     = ["POL-900", "9.2.2"]
conclusion  = "All is well."
reported_to = ["ceo"]
reported    = 2026-09-28
+++

# Audit {id}
"#;

const FINDING: &str = r#"+++
id          = "{id}"
type        = "finding"
owner       = "cto"
source      = "A drill"
grade       = "minor"
requirement = ["POL-900", "7.2"]
raised      = 2026-06-01
by          = "ben"
statement   = "The door stood open."
cause       = "Nobody had the key."
due         = 2026-09-30

[[actions]]
id    = "{id}-1"
text  = "Hand out keys."
owner = "ciso"
due   = 2026-08-31
done  = 2026-08-20

[effectiveness]
due    = 2026-09-29
result = "effective"
date   = 2026-09-20
by     = "ceo"

[closure]
date = 2026-09-27
by   = "ceo"
+++

# Finding {id}
"#;

const REVIEW: &str = r#"+++
id        = "{id}"
type      = "management-review"
owner     = "ciso"
date      = 2026-10-14
attendees = ["ceo", "ciso"]

[inputs]
a  = "Done."
b  = "None."
c  = "Unchanged."
d1 = "Two, both minor."
d2 = "All met."
d3 = "One minor."
d4 = "On track."
e  = "Two letters."
f  = "Six above."
g  = "Ten ideas."

[[actions]]
text  = "Buy a lock."
owner = "cto"
due   = 2027-01-31
+++

# Minutes {id}
"#;

/// Adds the records.
pub(crate) fn add(project: &mut Project) {
    let mut records = |slot: Slot, prefix: &str, text: &str| {
        for number in 1..=RECORDS {
            let id = format!("{prefix}-{number:03}");
            let path = format!("records/{}/{prefix}-{number}.md", prefix.to_lowercase());
            project.add(&path, slot, &id, text.replace("{id}", &id));
        }
    };
    records(Audit, "AUD", AUDIT);
    records(Finding, "FND", FINDING);
    records(Review, "MRV", REVIEW);
}

pub(crate) fn faults() -> Vec<Fault> {
    [audits(), causes_and_effects(), findings(), reviews()].concat()
}

fn audits() -> Vec<Fault> {
    let of = |code, old, new| fault(Audit, code, old, new);
    let (performed, marked) = ("performed   = 2026-09-17", "performed = «2026-09-17»");
    let sampled = "sampled     = [\"POL-900\", \"9.2.2\"]";
    vec![
        of("audit-incomplete", "conclusion  = \"All is well.\"\n", "")
            .also(performed, marked)
            .says("lacks `conclusion`"),
        of("audit-incomplete", "auditor     = \"cto\"\n", "")
            .also("reported    = 2026-09-28\n", "")
            .also(performed, marked)
            .says("lacks `auditor` and `reported`"),
        of("audit-overdue", "performed   = 2026-09-17\n", "")
            .also("planned     = 2026-09-14", "planned = «2026-09-14»")
            .says("68 days ago"),
        of("audit-not-independent", sampled, "sampled = [\"POL-900\", «\"A.5.1\"»]")
            .says("the owner of `A.5.1`"),
        of("audit-not-independent", sampled, "sampled = [«\"POL-900\"», \"9.2.2\"]")
            .also("\"cto\"", "[\"cto\", \"ben\"]")
            .says("`ben`, auditor of"),
        of("audit-not-independent", sampled, "sampled = [«\"POL-900\"», «\"SOA\"»]")
            .also("auditor     = \"cto\"", "auditor = \"ann\"")
            .says("the approver")
            .and("audit-not-independent"),
        of("date-in-future", performed, "performed = «2026-11-22»"),
        of("date-in-future", "reported    = 2026-09-28", "reported = «2027-09-28»"),
        of("unknown-reference", "\"9.2.2\"", "«\"A.5.99\"»"),
        of("unknown-owner", "auditor     = \"cto\"", "auditor = «\"eve\"»"),
        of("invalid-date", performed, "performed = «\"autumn\"»"),
    ]
}

/// Why a finding came about, and whether its actions worked.
fn causes_and_effects() -> Vec<Fault> {
    let of = |code, old, new| fault(Finding, code, old, new);
    let closed = |old, new| {
        of("finding-closed-without-effectiveness", old, new)
            .also("date = 2026-09-27", "date = «2026-09-27»")
    };
    let cause = "cause       = \"Nobody had the key.\"\n";
    vec![
        of("finding-without-cause", cause, "")
            .also("date = 2026-09-27", "date = «2026-09-27»")
            .says("without a cause"),
        of("finding-without-cause", cause, "")
            .also("date = 2026-09-27\n", "")
            .also("due         = 2026-09-30", "due = 2027-09-30")
            .also("grade       = \"minor\"", "grade = «\"major\"»")
            .says("has actions, but no cause"),
        closed("result = \"effective\"\n", "").says("nobody says whether its actions worked"),
        closed("result = \"effective\"", "result = \"not-effective\"").says("not to have worked"),
        closed("date   = 2026-09-20", "date = 2026-09-28").says("on 2026-09-28 only"),
        closed("done  = 2026-08-20\n", "")
            .also("due   = 2026-08-31", "due = «2026-08-31»")
            .swapped("action-overdue"),
        of("effectiveness-judged-by-owner", "by     = \"ceo\"", "by = «\"cleo\"»")
            .says("who owns the finding"),
        of("effectiveness-judged-by-owner", "by     = \"ceo\"", "by = «\"ciso\"»")
            .says("who owns the action"),
        of("action-overdue", "result = \"effective\"\n", "")
            .also("date = 2026-09-27\n", "")
            .also("due         = 2026-09-30", "due = «2026-09-30»")
            .also("due    = 2026-09-29", "due = «2026-09-29»")
            .and("action-overdue"),
    ]
}

fn findings() -> Vec<Fault> {
    let of = |code, old, new| fault(Finding, code, old, new);
    let missing = |old, new| of("finding-incomplete", old, new);
    let (grade, marked) = ("grade       = \"minor\"", "grade = «\"minor\"»");
    vec![
        missing("grade       = \"minor\"\n", "").at(Head).says("lacks `grade`"),
        missing("statement   = \"The door stood open.\"\n", "").also(grade, marked),
        missing("source      = \"A drill\"\n", "").also(grade, marked).says("`audit` or `source`"),
        of("date-in-future", "raised      = 2026-06-01", "raised = «2026-12-01»"),
        of("wrong-type", grade, "grade = «\"mjaor\"»").says("did you mean `major`?"),
        of("unknown-reference", "source      = \"A drill\"", "audit = «\"REC-900\"»")
            .says("no record of an audit"),
        of("unknown-owner", "owner = \"ciso\"", "owner = «\"porter\"»"),
        of("missing-owner", "owner       = \"cto\"\n", "").at(Head),
    ]
}

fn reviews() -> Vec<Fault> {
    let of = |code, old, new| fault(Review, code, old, new);
    let missing = |old, new| of("review-input-missing", old, new).also("[inputs]", "‹[inputs]");
    vec![
        missing("d3 = \"One minor.\"\n", "").says("d3 (Results of audits)"),
        missing("a  = \"Done.\"\n", "").also("g  = \"Ten ideas.\"\n", "").says("and g ("),
        of("placeholder", "e  = \"Two letters.\"", "e = «\"[TBD]\"»"),
        of("action-overdue", "due   = 2027-01-31", "due = «2026-11-20»").says("an action of"),
        of("date-in-future", "date      = 2026-10-14", "date = «2026-11-22»"),
    ]
}
