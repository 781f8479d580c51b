//! `docs/limits.md` says the limits that the program has.

mod support;

use std::fs;

use annexa::base::text::SEARCHED;
use annexa::diag::flood::LISTED;
use annexa::load::read::{ASSET_LIMIT, TEXT_LIMIT};
use annexa::parse::highlight::{BLOCK_COST, BLOCK_LIMIT, DOCUMENT_LIMIT, LINE_LIMIT};
use annexa::parse::limits::{
    ADDRESS, ADDRESSES, CELLS, COLUMNS, FRONT_MATTER, HEADINGS, LINE, LINES, NESTING, PARAGRAPH,
    PEOPLE, ROWS,
};
use annexa::parse::raw_html::{DEEPEST, LARGEST};
use annexa::parse::{id, placeholder};

use support::page::page;

/// A number with a comma between thousands.
fn with_commas(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[test]
fn the_documentation_says_the_limits_of_the_program() {
    let text = fs::read_to_string(page("docs/limits.md")).expect("a page can be read");
    let limits: Vec<(&str, &str)> = text
        .lines()
        .filter_map(|line| line.strip_prefix("| ")?.split_once(" | "))
        .filter_map(|(what, rest)| Some((what, rest.split(" | ").next()?)))
        .collect();
    let kib = |bytes: usize| format!("{} KiB", bytes / 1024);
    let mib = |bytes: u64| format!("{} MiB", bytes / 1024 / 1024);
    let characters = |count: usize| format!("{} characters", with_commas(count));
    let deep = |count: usize| format!("{count} deep");
    for (what, limit) in [
        ("a text file", mib(TEXT_LIMIT)),
        ("any other file", mib(ASSET_LIMIT)),
        ("front matter", kib(FRONT_MATTER)),
        ("an id", characters(id::LONGEST)),
        ("a text of one line", characters(LINE)),
        ("an address or a path", characters(ADDRESS)),
        ("any other text", characters(PARAGRAPH)),
        ("entries of one kind", with_commas(ROWS)),
        ("people in", with_commas(PEOPLE)),
        ("columns of a plain table", with_commas(COLUMNS)),
        ("cells of a plain table", with_commas(CELLS)),
        ("quotes, lists", deep(NESTING)),
        ("headings of a text", with_commas(HEADINGS)),
        ("a heading", characters(LINE)),
        ("a text with raw HTML", kib(LARGEST)),
        ("elements in each other", deep(DEEPEST)),
        ("a block of code", kib(BLOCK_LIMIT)),
        ("a line of code", kib(LINE_LIMIT)),
        (
            "code of a document",
            format!("{}, with {BLOCK_COST} bytes for each block", kib(DOCUMENT_LIMIT)),
        ),
        ("a place to be filled in", format!("{} bytes", with_commas(placeholder::LONGEST))),
        ("findings of one code", with_commas(LISTED)),
        ("references of one file", with_commas(LISTED)),
        ("names that lead nowhere", with_commas(SEARCHED)),
    ] {
        let said = limits.iter().find(|(line, _)| line.starts_with(what)).map(|(_, limit)| *limit);
        assert_eq!(said, Some(limit.as_str()), "docs/limits.md: {what}");
    }
}

#[test]
fn the_documentation_names_the_keys_of_each_limit() {
    let text = fs::read_to_string(page("docs/limits.md")).expect("a page can be read");
    for (lead, keys) in [("A text of one line: ", LINES), ("An address or a path: ", ADDRESSES)] {
        let paragraph = text.split("\n\n").find_map(|paragraph| paragraph.strip_prefix(lead));
        let named: Vec<&str> = paragraph.expect(lead).split('`').skip(1).step_by(2).collect();
        assert_eq!(named, keys, "docs/limits.md: {lead}");
    }
}
