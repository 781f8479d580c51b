//! All manual pages as one Markdown document: `docs/checks.md` is made by it.

use std::fmt::Write as _;

use crate::diag::code::Code;
use crate::diag::manual::{Block, Manual, levels_by_profile, levels_in_words};

/// What stands above the table.
const HEAD: &str = "\
# Checks

Every kind of finding that Annexa reports, with its level in each profile. The same pages are shown by `annexa explain CODE`.
How levels, profiles and waivers work is said in [levels](levels.md).

| Code | Draft | Default | Audit | What |
| --- | --- | --- | --- | --- |
";

/// The document.
pub fn document(codes: &[&Code]) -> String {
    let mut out = HEAD.to_owned();
    for code in codes {
        let levels: Vec<String> = levels_by_profile(code).iter().map(ToString::to_string).collect();
        let sentence = Manual::of(code).sentence().replace('|', "\\|");
        let (name, levels) = (code.name, levels.join(" | "));
        let _ = writeln!(out, "| [`{name}`](#{name}) | {levels} | {sentence} |");
    }
    for code in codes {
        out.push('\n');
        out.push_str(&page(code));
    }
    out
}

/// The page of one code, headed by its name.
pub fn page(code: &Code) -> String {
    let mut out = format!("## {}\n\nLevel: {}.\n", code.name, levels_in_words(code));
    for section in Manual::of(code).sections {
        let heading = match section.title.as_str() {
            "" => String::new(),
            "Why" => "**Why it matters.** ".to_owned(),
            "Mend" => "**How to mend it.** ".to_owned(),
            title => format!("**{title}.** "),
        };
        let mut before: Option<&Block> = None;
        for block in &section.blocks {
            let is_list = |block: &Block| matches!(block, Block::Item(_));
            if !(before.is_some_and(is_list) && is_list(block)) {
                out.push('\n');
            }
            let lead = if before.is_none() { heading.as_str() } else { "" };
            let _ = match block {
                Block::Paragraph(text) => writeln!(out, "{lead}{text}"),
                Block::Item(text) => writeln!(out, "- {text}"),
                Block::Code { language, lines } => {
                    writeln!(out, "```{language}\n{}\n```", lines.join("\n"))
                }
            };
            before = Some(block);
        }
    }
    out
}
