//! `docs/tables.md` has every column of every table: what a key of the schemas means stands there, and what is computed is said on the page.
//!
//! `UPDATE=1 cargo test --test tables_page` writes the columns into the page and keeps what it says of those that are computed.

mod support;

use std::collections::BTreeMap;
use std::env;
use std::fmt::Write as _;
use std::fs;

use annexa::export::{ALL, Download, Export, Made};
use annexa::load::read::read;
use annexa::model::handbook::Handbook;
use annexa::model::register::Kind;
use annexa::pipeline::resolve;
use annexa::sheet::{Cell, Sheet};
use serde_json::Value;

use support::fields::{Fields, fields};
use support::page::page;

const PAGE: &str = "docs/tables.md";

/// What stands before the columns.
const BEGIN: &str = "<!-- The columns: UPDATE=1 cargo test --test tables_page -->\n";

/// Tables whose columns are for the project to choose.
const OWN: &str = "tables";

/// What the schemas say of the columns of an export.
fn known(word: &str) -> Fields {
    let is_register = |kind: &Kind| kind.name() == word;
    match word {
        "registers" => fields("risks").0,
        "glossary" => fields("glossary").1,
        _ if Kind::ALL.iter().any(|kind| is_register(kind)) => fields(word).1,
        "soa" => {
            let (file, rows) = fields("soa");
            file.into_iter().chain(rows).collect()
        }
        _ => fields("document").0,
    }
}

/// What the page says of columns, by the file and the key.
fn said(text: &str) -> BTreeMap<(String, String), String> {
    let mut said = BTreeMap::new();
    let mut file = "";
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("#### `") {
            file = name.split('`').next().unwrap_or_default();
        }
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        if let [key, _, meaning, _] = cells[..] {
            said.insert((file.to_owned(), key.trim_matches('`').to_owned()), meaning.to_owned());
        }
    }
    said
}

/// How the cells of a column look: in the example, or by the schema where the example has none.
fn format(sheet: &Sheet, at: usize, schema: Option<&Value>) -> String {
    let name = |cell: &Cell| match cell {
        Cell::Empty => None,
        Cell::Day(_) => Some("date"),
        Cell::Number(_) => Some("number"),
        Cell::List(_) => Some("list"),
        Cell::Text(text) if text == "yes" => Some("`yes` or nothing"),
        Cell::Text(_) | Cell::Link { .. } => Some("text"),
    };
    let mut names: Vec<&str> = sheet.rows.iter().filter_map(|row| name(&row[at])).collect();
    names.sort_unstable();
    names.dedup();
    if names.is_empty() {
        names.push(match schema {
            Some(schema) if schema["format"] == "date" => "date",
            Some(schema) if schema["type"] == "array" => "list",
            Some(schema) if schema["type"] == "integer" || schema["type"] == "number" => "number",
            _ => "text",
        });
    }
    names.join(" or ")
}

fn section(
    export: &Export,
    files: &[Download<'_>],
    before: &BTreeMap<(String, String), String>,
) -> String {
    let known = known(export.word);
    let mut text = format!("### {}: `{}`\n\n{}\n", export.title, export.word, export.about);
    for file in files {
        let Made::Table(sheet) = &file.made else { continue };
        let sheet = sheet();
        let name = file.path.as_str().trim_start_matches("downloads/");
        write!(text, "\n#### `{name}`\n\n| Key | Title | Meaning | Format |\n|---|---|---|---|\n")
            .expect("text");
        for (at, column) in sheet.columns.iter().enumerate() {
            let schema = known.get(&column.key);
            let meaning = match schema.and_then(|schema| schema["description"].as_str()) {
                Some(meaning) => meaning.replace('|', "\\|"),
                None if column.key == "id" => id_of(file).to_owned(),
                None => {
                    before.get(&(name.to_owned(), column.key.clone())).cloned().unwrap_or_default()
                }
            };
            let format = format(&sheet, at, schema);
            writeln!(text, "| `{}` | {} | {meaning} | {format} |", column.key, column.title)
                .expect("text");
        }
    }
    text
}

fn columns(handbook: &Handbook, before: &str) -> String {
    let before = said(before);
    let sections = ALL.iter().filter(|export| export.word != OWN).filter_map(|export| {
        let files = (export.downloads)(handbook);
        let has_tables = files.iter().any(|file| matches!(file.made, Made::Table(_)));
        has_tables.then(|| section(export, &files, &before))
    });
    sections.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_page_of_tables_has_every_column() {
    let sources = read(&page("content-example")).expect("the example can be read");
    let (handbook, _) = resolve(&sources, "2026-11-21".parse().expect("a date"));
    let text = fs::read_to_string(page(PAGE)).expect("a page can be read");
    let (prose, columns_before) = text.split_once(BEGIN).expect("the page says where they begin");
    let wanted = format!("{prose}{BEGIN}\n{}", columns(&handbook, columns_before));
    if env::var_os("UPDATE").is_some() {
        fs::write(page(PAGE), &wanted).expect("a page can be written");
    }
    let seen = fs::read_to_string(page(PAGE)).expect("a page can be read");
    assert!(seen == wanted, "{PAGE} is out of date: run `UPDATE=1 cargo test --test tables_page`");
    let bare: Vec<_> = said(&seen).into_iter().filter(|(_, meaning)| meaning.is_empty()).collect();
    assert!(bare.is_empty(), "{PAGE}: say what these columns mean: {bare:#?}");
}
