//! Faults in the bodies of documents and in the introductions of sections.

use super::fault::{Fault, fault};
use super::project::Slot::{Body, Section};

/// The sentence that makes place.
const HERE: &str = "Nothing else is needed.";

pub(crate) fn faults() -> Vec<Fault> {
    [links(), anchors_and_files(), markdown(), sections()].concat()
}

fn here(code: &'static str, new: &str) -> Fault {
    fault(Body, code, HERE, new)
}

fn links() -> Vec<Fault> {
    let broken = |new| here("broken-link", new);
    vec![
        broken("See [the rule](«nowhere-at-all.md»)."),
        broken("See [the rule](«../core/pol-90.md#what-holds»).").says("documents/core/pol-900.md"),
        broken("See [[«POL-9O0»]].").says("did you mean `POL-900`?"),
        broken("See [[«A.5.99»]]."),
        broken("See [the rule](«javascript:alert(1)»).").says("not a link that can be published"),
        broken("See [the rule](«../../../outside.md»)."),
        broken("See ![The plan](«../../assets/no-plan.png»)."),
        broken("- one\n- > [the rule](«../no%20such.md»)"),
        broken("| Rule |\n| --- |\n| [the rule](«gone.md») |"),
        broken("### About [the rule](«lost.md»)"),
        broken("See **[the rule](«/documents/none.md»)**, please."),
        broken("Die Regel für Übungen: [Übung](«übung.md»)."),
        broken("See [the rule](«one.md») and [the other](«two.md»).").and("broken-link"),
        here("narrower-audience-link", "See [the closed rule](«../core/pol-901.md»)."),
        here("narrower-audience-link", "See [[«POL-901»]]."),
        here("ambiguous-link", "See [the twin](«../core/twin»).").says("folder"),
        here("ambiguous-link", "See [[«5.2»]].").says("control"),
        here("empty-link-text", "See [«here»](../core/pol-900.md)."),
        here("empty-link-text", "See [«Read more …»](../core/pol-900.md)."),
        here("empty-link-text", "See [‹](../core/pol-900.md).").says("shows no text"),
    ]
}

fn anchors_and_files() -> Vec<Fault> {
    let anchor = |new| here("broken-anchor", new);
    vec![
        anchor("See [the part](«../core/pol-900.md#what-hold»).")
            .says("did you mean `#what-holds`?"),
        anchor("See [below](«#nowhere»)."),
        anchor("See [[«POL-900#nowhere»]]."),
        anchor("See [the part](«/documents/core/pro-900#none»)."),
        here("unpublished-file", "Get [the tool](«../../assets/tool.exe»)."),
        here("unpublished-file", "See ![the plan](«../../assets/active.svg»)."),
        here("external-image", "See ![The logo](«https://example.com/logo.png»)."),
        here("missing-alt", "See ![‹](../../assets/plan.png)."),
        here("hidden-character", "Removed after«\u{202E}»03 days.")
            .says("RIGHT-TO-LEFT OVERRIDE")
            .mended("Removed after03 days."),
        here("hidden-character", "Removed after«\u{1B}\u{7}» 03 days.")
            .says("U+001B ESCAPE")
            .mended("Removed after 03 days."),
        here("hidden-character", "Removed after «&#x202E;»03 days.").says("U+202E"),
        here("too-deep", &format!("{}‹> too deep", ">".repeat(64))),
        here("missing-alt", "See «![ ](../../assets/plan.png)»."),
        here("empty-link-text", "«[![](../../assets/plan.png)](../core/pol-900.md)»")
            .says("picture"),
    ]
}

fn markdown() -> Vec<Fault> {
    let heading = |new| here("heading-order", new);
    vec![
        heading("«####» Too deep\n\nText.").mended("### Too deep\n\nText."),
        heading("«####» Deep\n\n##### Deeper\n\nText.").mended("### Deep\n\n#### Deeper\n\nText."),
        heading("> «#####» In a quote").mended("> ### In a quote"),
        heading("«#» Another title").says("second heading of level 1"),
        here("too-long", &format!("‹## {}", "a".repeat(301))).says("301 characters"),
        here("raw-html-removed", "Text <«script»>alert(1)</script>."),
        here("raw-html-removed", "<div «onclick»=\"go()\">Text</div>").says("onclick"),
        here("raw-html-removed", "<«iframe» src=\"https://example.com\"></iframe>"),
        here("raw-html-removed", "<b «style»=\"color: red\">Text</b>"),
        here("raw-html-removed", "<a «href=\"javascript:go()\"»>Text</a>").says("address"),
        here("raw-html-removed", "<img «src=\"../../assets/plan.png\"» alt=\"A plan\">"),
        here("unknown-code-language", "```«pyhton»\nprint(1)\n```"),
        here("unknown-code-language", "- one\n\n  ~~~ «klingon»\n  text\n  ~~~"),
        here("indented-prose", "Text.\n\n    ‹Everybody must read this before they begin.\n"),
        here("ragged-row", "| A | B |\n| --- | --- |\n| 1 | 2 | «3» |").says("3 cells"),
        here("ragged-row", "| Rule |\n| --- |\n| `one | «two`» |"),
    ]
}

fn sections() -> Vec<Fault> {
    let text = "Here is [the first rule](../core/pol-900.md).";
    let of = |code, old, new| fault(Section, code, old, new);
    vec![
        of("broken-link", text, "Here is [the first rule](«../core/pol-800.md»)."),
        of("broken-anchor", text, "Here is [the rule](«../core/pol-900.md#last-words»)."),
        of("heading-order", text, "«###» Deep").mended("## Deep"),
        of("missing-alt", text, "![‹](../../assets/plan.png)"),
        of("wrong-type", "order   = ", "order   = «\"first\"» # "),
        of("unknown-key", "title   = ", "«titel»   = ")
            .says("did you mean `title`?")
            .mended("title   = "),
        of("placeholder", "summary = \"What is in it.\"", "summary = «\"<summary>\"»"),
        of("syntax", "summary = \"What is in it.\"", "summary = «What is in it.»"),
    ]
}
