//! CSV that somebody saved: cells stand where they are said to, and what is written is what was read.

use annexa::base::csv::{Cell, Sheet, line, read, render};
use annexa::base::path::RelPath;
use annexa::load::Sources;
use annexa::parse::register::Kind;
use annexa::parse::{Known, parse};

use super::findings;

/// Any text is read as a table, and as each register; a table that is written is read as the same table.
pub(crate) fn hold(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        let sheet = read(text);
        is_of(text, &sheet);
        comes_back(text, &sheet);
        is_read_by_others(&sheet);
    }
    let mut sources = Sources::default();
    sources.insert(RelPath::fixed("registers/visitors.csv"), bytes.to_vec());
    for kind in Kind::ALL {
        sources.insert(kind.csv(), bytes.to_vec());
    }
    let (documents, found) = parse(&sources, &Known::default());
    for one in found.iter() {
        findings::stands_in(one, sources.legible(&one.span.path).unwrap_or(""));
    }
    for table in &documents.tables {
        assert!(table.rows.iter().all(|row| row.len() == table.head.len()), "{table:?}");
    }
}

fn rows(sheet: &Sheet) -> impl Iterator<Item = &Vec<Cell>> {
    std::iter::once(&sheet.head).filter(|head| !head.is_empty()).chain(&sheet.rows)
}

/// Cells lie in the text one after the other, never more of them than the text has room for.
fn is_of(text: &str, sheet: &Sheet) {
    let mut last = 0;
    for cell in rows(sheet).flatten() {
        assert!(text.get(cell.at.clone()).is_some(), "{cell:?} of {text:?}");
        assert!(cell.at.start >= last, "{cell:?} begins before {last} in {text:?}");
        last = cell.at.end;
        assert!(cell.text.len() <= cell.at.len(), "{cell:?} of {text:?}");
        for part in cell.parts(text) {
            let is_within = cell.at.start <= part.at.start && part.at.end <= cell.at.end;
            assert!(is_within && text.get(part.at.clone()).is_some(), "{part:?} of {cell:?}");
        }
    }
    assert!(rows(sheet).flatten().count() <= text.len() + 1, "{text:?}");
    for (flaw, at) in &sheet.flaws {
        let is_there = text.get(at.clone()).is_some_and(|flawed| flawed.contains('"'));
        assert!(is_there, "{flaw:?} at {at:?} of {text:?}");
    }
}

/// Rows that are written below the head, as `annexa new` does, are read as they were.
fn comes_back(text: &str, sheet: &Sheet) {
    let Some(end) = sheet.head.last().map(|cell| cell.at.end) else { return };
    if sheet.flaws.iter().any(|(_, at)| at.start < end) {
        return;
    }
    let mut written = text[..end].to_owned();
    for row in &sheet.rows {
        written.push_str("\r\n");
        written.push_str(&line(sheet.separator, row.iter().map(|cell| cell.text.as_str())));
    }
    written.push_str("\r\n");
    let again = read(&written);
    assert_eq!(again.separator, sheet.separator, "{written:?}");
    assert_eq!(again.flaws, [], "{written:?}");
    let texts = |sheet: &Sheet| -> Vec<Vec<String>> {
        rows(sheet).map(|row| row.iter().map(|cell| cell.text.clone()).collect()).collect()
    };
    assert_eq!(texts(&again), texts(sheet), "{written:?}");
}

/// A table that is exported has for other readers as many cells as it has for us, each on one line, and none is a formula.
fn is_read_by_others(sheet: &Sheet) {
    let written = render(rows(sheet).map(|row| row.iter().map(|cell| cell.text.as_str())));
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(written.as_bytes());
    let read: Vec<csv::StringRecord> = reader
        .records()
        .map(|row| row.unwrap_or_else(|error| panic!("{error}: {written:?}")))
        .collect();
    assert_eq!(read.len(), rows(sheet).count(), "{written:?}");
    for (read, row) in read.iter().zip(rows(sheet)) {
        assert_eq!(read.len(), row.len(), "{written:?}");
        for cell in read {
            assert!(!cell.contains(char::is_control), "{cell:?} of {written:?}");
            let begins = cell.trim_start();
            let is_formula = begins.starts_with(['=', '@', '+', '＝', '＠', '＋', '－']);
            assert!(!is_formula || begins.trim_end().chars().count() == 1, "{cell:?}");
        }
    }
}
