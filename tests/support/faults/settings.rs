//! Faults in `handbook.toml`.

use super::fault::{Fault, fault};
use super::project::Slot::Table;

pub(crate) fn faults() -> Vec<Fault> {
    [tables(), scale(), waivers()].concat()
}

fn tables() -> Vec<Fault> {
    vec![
        fault(Table("top"), "wrong-type", "schema       = 1", "schema = «2»")
            .also("organization = \"Example Ltd\"", "organization = «\"<name>\"»")
            .and("placeholder")
            .also("language ", "«tongue» ")
            .and("unknown-key")
            .also("[\"iso27001-2022\"]", "[\"iso27001-2022\", «\"soc2\"»]")
            .and("unusable-framework"),
        fault(Table("report"), "unknown-reference", "\"POL-900\"", "«\"POL-990\"»"),
        fault(Table("review"), "wrong-type", "\"12 months\"", "«\"yearly\"»"),
        fault(Table("audit"), "audit-interval-exceeded", "\"12 months\"", "«\"1 month\"»")
            .says("ended on 2026-09-17; the next one was due by 2026-10-17, 35 days ago"),
        fault(
            Table("management_review"),
            "management-review-interval-exceeded",
            "\"12 months\"",
            "«\"30 days\"»",
        )
        .says("held on 2026-10-14; the next one was due by 2026-11-13, 8 days ago"),
        fault(Table("people"), "wrong-type", "\"names\"", "«\"initials\"»"),
        fault(Table("look"), "low-contrast", "\"#0b5670\"", "«\"#e8590c\"»")
            .says("3.1:1")
            .also("\"#86c8dd\"", "«\"#12305e\"»")
            .and("low-contrast")
            .also("shortcuts   = true", "shortcuts = «\"no\"»\nlogo = «\"assets/lgoo.png\"»")
            .and("wrong-type")
            .and("broken-link"),
        fault(Table("classification"), "unknown-key", "label = ", "«lable» = ").mended("label = "),
        fault(
            Table("checks"),
            "unknown-key",
            "",
            "[checks]\n«brokn-link» = \"warn\"\nself-approval = «\"wrn\"»\n\n",
        )
        .says("did you mean `broken-link`?")
        .and("wrong-type"),
    ]
}

fn scale() -> Vec<Fault> {
    vec![
        fault(Table("step"), "missing-key", "level = ", "# ").also("[[", "‹[["),
        fault(Table("step"), "wrong-type", "level = ", "level = «40» # "),
        fault(Table("step"), "wrong-type", "level = ", "level = «\"low\"» # "),
        fault(
            Table("band"),
            "unknown-key",
            "word  = \"all\"",
            "word  = \"all\"\n«color» = \"red\"",
        ),
    ]
}

fn waivers() -> Vec<Fault> {
    let of = |code, new| fault(Table("waiver"), code, "", new);
    let end = "reason = \"We know.\"\nuntil = 2027-01-31\n\n";
    vec![
        of(
            "expired-waiver",
            "[[waiver]]\ncode = \"self-approval\"\ntarget = \"POL-900\"\nreason = \"So.\"\nuntil = «2026-11-20»\n\n",
        ),
        of(
            "unused-waiver",
            &format!("[[waiver]]\ncode = \"missing-owner\"\ntarget = «\"POL-900\"»\n{end}"),
        ),
        of(
            "unused-waiver",
            &format!("[[waiver]]\ncode = \"ragged-row\"\ntarget = «\"records/\"»\n{end}"),
        ),
        of("wrong-type", &format!("[[waiver]]\ncode = «\"syntax\"»\ntarget = \"POL-900\"\n{end}"))
            .says("cannot be waived"),
        of(
            "wrong-type",
            &format!("[[waiver]]\ncode = «\"self-aproval\"»\ntarget = \"POL-900\"\n{end}"),
        )
        .says("did you mean `self-approval`?"),
        of(
            "missing-key",
            "‹[[waiver]]\ncode = \"missing-owner\"\ntarget = \"POL-900\"\nuntil = 2027-01-31\n\n",
        )
        .says("`reason`"),
        of(
            "missing-key",
            "‹[[waiver]]\ncode = \"missing-owner\"\ntarget = \"POL-900\"\nreason = \"So.\"\n\n",
        )
        .says("`until`"),
    ]
}
