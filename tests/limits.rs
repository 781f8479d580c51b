//! `docs/limits.md` says the limits that the program has.

mod support;

use std::fs;

use annexa::base::date::{Date, Interval};
use annexa::base::path::OutPath;
use annexa::base::text::{QUOTED, SEARCHED};
use annexa::diag::flood::LISTED;
use annexa::load::read::{ASSET_LIMIT, TEXT_LIMIT};
use annexa::parse::highlight::{BLOCK_COST, BLOCK_LIMIT, DOCUMENT_LIMIT, LINE_LIMIT};
use annexa::parse::limits::{
    ADDRESS, ADDRESSES, CELLS, COLUMNS, FRONT_MATTER, HEADINGS, LINE, LINES, NESTING, PARAGRAPH,
    PEOPLE, ROWS,
};
use annexa::parse::names::{LONGEST_NAME, LONGEST_PATH};
use annexa::parse::raw_html::{DEEPEST, LARGEST, MOST_DISPLACED, MOST_TAGS};
use annexa::parse::{id, placeholder};
use annexa::view::pager;
use annexa::view::print::VOLUME;

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
    let mut limits: Vec<(&str, &str)> = text
        .lines()
        .filter_map(|line| line.strip_prefix("| ")?.split_once(" | "))
        .filter_map(|(what, rest)| Some((what, rest.split(" | ").next()?)))
        .collect();
    let kib = |bytes: usize| format!("{} KiB", with_commas(bytes / 1024));
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
        ("tags that a text with raw HTML", kib(MOST_TAGS)),
        ("pieces of text and elements that tables push out", with_commas(MOST_DISPLACED)),
        ("a block of code", kib(BLOCK_LIMIT)),
        ("a line of code", kib(LINE_LIMIT)),
        (
            "code of a document",
            format!("{}, with {BLOCK_COST} bytes for each block", kib(DOCUMENT_LIMIT)),
        ),
        ("rows of a list of documents", pager::ROWS.to_string()),
        ("ids of documents in a cell", pager::IDS.to_string()),
        ("Markdown on one page to be printed", mib(VOLUME as u64)),
        ("a place to be filled in", format!("{} bytes", with_commas(placeholder::LONGEST))),
        ("findings of one code", with_commas(LISTED)),
        ("references of one file", with_commas(LISTED)),
        ("names that lead nowhere", with_commas(SEARCHED)),
        ("the name of a file", format!("{LONGEST_NAME} bytes")),
        ("a path below", format!("{LONGEST_PATH} characters, as UTF-16 counts them")),
        ("an address in the output", characters(OutPath::LONGEST)),
        ("what a message quotes", characters(QUOTED)),
        ("lists and tables in each other, in TOML", "80".to_owned()),
        ("a date", "a day from 1900-01-01 to 2199-12-31".to_owned()),
        ("an interval", "a count from 1 to 1200 and a unit".to_owned()),
    ] {
        let at = limits.iter().position(|(line, _)| line.starts_with(what));
        let (_, said) = limits.remove(at.unwrap_or_else(|| panic!("docs/limits.md: no {what}")));
        assert_eq!(said, limit, "docs/limits.md: {what}");
    }
    limits.retain(|(_, limit)| limit.contains(|digit: char| digit.is_ascii_digit()));
    limits.retain(|(what, _)| *what != "encoding");
    assert_eq!(limits, [], "docs/limits.md: limits that nothing is compared with");
}

#[test]
fn limits_of_days_intervals_and_nesting_are_as_stated() {
    for (day, is_one) in
        [("1900-01-01", true), ("1899-12-31", false), ("2199-12-31", true), ("2200-01-01", false)]
    {
        assert_eq!(day.parse::<Date>().is_ok(), is_one, "{day}");
    }
    for (interval, is_one) in
        [("1 day", true), ("0 days", false), ("1200 months", true), ("1201 months", false)]
    {
        assert_eq!(interval.parse::<Interval>().is_ok(), is_one, "{interval}");
    }
    let nested = |deep: usize| format!("x = {}{}", "[".repeat(deep), "]".repeat(deep));
    assert!(toml::from_str::<toml::Table>(&nested(79)).is_ok());
    assert!(toml::from_str::<toml::Table>(&nested(81)).is_err());
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

#[test]
fn templates_cut_lists_where_the_program_does() {
    let templates = page("theme/templates");
    let mut cuts = 0;
    for entry in fs::read_dir(templates).expect("a folder") {
        let text = fs::read_to_string(entry.expect("a file").path()).expect("a text");
        for piece in text.split("[:").skip(1) {
            let most = piece.split(']').next().unwrap_or_default();
            if most == "most" {
                // The component says how many, or whoever uses it.
                continue;
            }
            let most = most.parse().ok();
            assert!(most == Some(pager::ROWS) || most == Some(pager::IDS), "{piece:.20}");
            cuts += 1;
        }
    }
    assert!(cuts > 8);
}
