//! Tables as CSV (RFC 4180), written for spreadsheets and read from them. The only file that names `csv`.
//!
//! The crate reads too, but says where a record stands, not where a cell does. A finding stands at a cell, so cells are walked here; a test
//! holds the walk against the crate.

use std::borrow::Cow;
use std::ops::Range;

use crate::base::text::is_hidden;

/// The byte order mark with which some programs begin a text.
const MARK: char = '\u{FEFF}';

/// A cell and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// What it says, without blanks at its ends.
    pub text: String,
    /// Its bytes in the file, with its quotes; without the blanks around a cell that has none.
    pub at: Range<usize>,
}

impl Cell {
    /// The parts of a list in a cell, `;` between them, each with its place. Empty ones are left out. `source` is the text of the file.
    pub fn parts(&self, source: &str) -> Vec<Cell> {
        let typed = &source[self.at.clone()];
        let quoted = typed.strip_prefix('"').map(|rest| rest.strip_suffix('"').unwrap_or(rest));
        let (inner, mut start) = match quoted {
            Some(inner) => (inner, self.at.start + 1),
            None => (typed, self.at.start),
        };
        let mut parts = Vec::new();
        for piece in inner.split(';') {
            let at = trimmed(source, start..start + piece.len());
            start += piece.len() + 1;
            if !at.is_empty() {
                let text = source[at.clone()].to_owned();
                let text = if quoted.is_some() { text.replace("\"\"", "\"") } else { text };
                parts.push(Cell { text, at });
            }
        }
        parts
    }
}

/// What is wrong with the quotes of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// No quote ends it. It is read up to the end of its line.
    Open,
    /// Text follows the quote that ends it. It is read as a part of the cell.
    Trailing,
    /// A blank stands before the quote, which is therefore read as a part of the text.
    Blank,
}

/// A head, and rows of any length. Rows without a text are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The first row.
    pub head: Vec<Cell>,
    /// The others.
    pub rows: Vec<Vec<Cell>>,
    /// What stands between cells.
    pub separator: char,
    /// The places of cells that are quoted wrongly.
    pub flaws: Vec<(Flaw, Range<usize>)>,
}

/// Reads a CSV with a head: `,` or `;` between cells, whichever the first line has more of.
pub fn read(text: &str) -> Sheet {
    let separator = separator_of(text);
    let mut sheet = Sheet { separator, ..Sheet::default() };
    let mut at = if text.starts_with(MARK) { MARK.len_utf8() } else { 0 };
    let mut row = Vec::new();
    while at < text.len() || !row.is_empty() {
        let (cell, end) = cell(text, at, separator, &mut sheet.flaws);
        row.push(cell);
        if text[end..].starts_with(separator) {
            at = end + 1;
            continue;
        }
        at = end + if text[end..].starts_with("\r\n") { 2 } else { 1 };
        let row = std::mem::take(&mut row);
        if row.iter().any(|cell| !cell.text.is_empty()) {
            if sheet.head.is_empty() { sheet.head = row } else { sheet.rows.push(row) }
        }
    }
    sheet
}

/// The separator that stands more often in the first line, outside quotes. Rows below it decide nothing: who adds one must not make another
/// table of the file.
fn separator_of(text: &str) -> char {
    let text = text.trim_start_matches(MARK).trim_start();
    // The first cell is the same one whatever separates it from the next, and may have several lines.
    let first = text.strip_prefix('"').and_then(|_| closing_quote(text, 1)).unwrap_or(0);
    let line = text[first..].split(['\r', '\n']).next().unwrap_or("");
    let count = |separator: char| {
        let (mut count, mut rest) = (0, line);
        while let Some((_, after)) = rest.split_once(separator) {
            count += 1;
            let quoted = after.strip_prefix('"').map(|_| closing_quote(after, 1));
            match quoted {
                None => rest = after,
                Some(Some(close)) => rest = &after[close + 1..],
                Some(None) => break,
            }
        }
        count
    };
    if count(';') > count(',') { ';' } else { ',' }
}

/// The cell that begins at `start`, and the byte at which the separator or the end of its line stands.
fn cell(
    text: &str,
    start: usize,
    separator: char,
    flaws: &mut Vec<(Flaw, Range<usize>)>,
) -> (Cell, usize) {
    let end_from = |from: usize, ends: &[char]| {
        text[from..].find(ends).map_or(text.len(), |length| from + length)
    };
    let quote = text[start..].starts_with('"').then(|| closing_quote(text, start + 1));
    let (value, at, end) = match quote {
        None => {
            let end = end_from(start, &[separator, '\r', '\n']);
            let at = trimmed(text, start..end);
            if text[at.clone()].starts_with('"') {
                flaws.push((Flaw::Blank, at.clone()));
            }
            (Cow::Borrowed(&text[start..end]), at, end)
        }
        Some(None) => {
            let end = end_from(start, &['\r', '\n']);
            flaws.push((Flaw::Open, start..end));
            (Cow::Owned(text[start + 1..end].replace("\"\"", "\"")), start..end, end)
        }
        Some(Some(close)) => {
            let end = end_from(close + 1, &[separator, '\r', '\n']);
            let trailing = &text[close + 1..end];
            if !trailing.trim().is_empty() {
                flaws.push((Flaw::Trailing, start..end));
            }
            let value = text[start + 1..close].replace("\"\"", "\"") + trailing;
            (Cow::Owned(value), start..end - (trailing.len() - trailing.trim_end().len()), end)
        }
    };
    (Cell { text: value.trim().to_owned(), at }, end)
}

/// The quote that ends a cell: the first one from `from` on that is not doubled.
fn closing_quote(text: &str, mut from: usize) -> Option<usize> {
    loop {
        let quote = from + text[from..].find('"')?;
        if !text[quote + 1..].starts_with('"') {
            return Some(quote);
        }
        from = quote + 2;
    }
}

/// The range without the blanks at its ends; an empty one at its start if there is nothing else.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let inner = &text[range.clone()];
    let begin = range.start + inner.len() - inner.trim_start().len();
    let length = inner.trim().len();
    if length == 0 { range.start..range.start } else { begin..begin + length }
}

/// Writes rows, the head first, lines ended by CR LF. Every cell stands on one line and is text to a spreadsheet.
pub fn render<C: AsRef<str>, R: IntoIterator<Item = C>>(
    rows: impl IntoIterator<Item = R>,
) -> String {
    let mut writer = csv::WriterBuilder::new()
        .flexible(true)
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    for row in rows {
        let cells = row.into_iter().map(|cell| harmless(cell.as_ref()));
        writer.write_record(cells).expect("writing to memory does not fail");
    }
    let bytes = writer.into_inner().expect("writing to memory does not fail");
    String::from_utf8(bytes).expect("what was text stays text")
}

/// One row, quoted where it must be, without the end of its line.
pub fn line<'c>(separator: char, cells: impl Iterator<Item = &'c str>) -> String {
    let delimiter = u8::try_from(separator).unwrap_or(b',');
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    writer.write_record(cells).expect("writing to memory does not fail");
    let bytes = writer.into_inner().expect("writing to memory does not fail");
    String::from_utf8(bytes).expect("what was text stays text").trim_end().to_owned()
}

/// A cell on one line, without characters that act unseen, that no spreadsheet takes for a formula: what begins like one gets an
/// apostrophe (OWASP, CSV injection). A negative number is a number, and a lone sign is a mark for nothing. A byte order mark is a blank, too: at the
/// beginning of a file it would be read as none of the cell, and what follows it would begin the cell.
fn harmless(text: &str) -> String {
    let is_blank = |letter: char| is_hidden(letter) || letter == MARK;
    let text: String =
        text.chars().map(|letter| if is_blank(letter) { ' ' } else { letter }).collect();
    let formula = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    let begins = text.trim_start();
    let is_sign = begins.trim_end().chars().count() == 1;
    if begins.starts_with(formula) && !is_sign && !is_number(&text) {
        format!("'{text}")
    } else {
        text
    }
}

/// True for `-12` and `-0.5`, not for other things that numbers can be read from.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_plain =
        |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    match digits.split_once('.') {
        Some((whole, part)) => is_plain(whole) && is_plain(part),
        None => is_plain(digits),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The cells of all rows, as the text of the file has them.
    fn typed(text: &str) -> Vec<Vec<&str>> {
        let sheet = read(text);
        let rows = std::iter::once(&sheet.head).chain(&sheet.rows);
        rows.map(|row| row.iter().map(|cell| &text[cell.at.clone()]).collect()).collect()
    }

    fn values(sheet: &Sheet) -> Vec<Vec<&str>> {
        let rows = std::iter::once(&sheet.head).chain(&sheet.rows);
        rows.map(|row| row.iter().map(|cell| cell.text.as_str()).collect()).collect()
    }

    #[test]
    fn a_place_is_that_of_its_cell() {
        let text = "\u{FEFF}id,title, note\r\n\r\nR-1,\"Fire, \"\"flood\"\"\r\nand more\" , é \r\n,,\r\nR-2,,\n";
        assert_eq!(
            typed(text),
            [
                vec!["id", "title", "note"],
                vec!["R-1", "\"Fire, \"\"flood\"\"\r\nand more\"", "é"],
                vec!["R-2", "", ""]
            ]
        );
        let sheet = read(text);
        assert_eq!(sheet.rows[0][1].text, "Fire, \"flood\"\r\nand more");
        assert_eq!((sheet.separator, sheet.flaws), (',', Vec::new()));
    }

    #[test]
    fn the_first_line_says_what_separates() {
        assert_eq!(read("a;b\n1;2,3").rows[0].len(), 2);
        assert_eq!(read("\n\"a;b;c\",d\n1,2").rows[0].len(), 2);
        assert_eq!(read("a\n1;2").rows[0].len(), 1);
        assert_eq!(read("").head, []);
        assert_eq!(read("\"a\nb,c\";d;\"e\nf\"\n1;2,3").head.len(), 3);
        // What stands below it does not, wherever there are quotes.
        assert_eq!(read("a\"\n1;2;3,4").rows[0].len(), 2);
        assert_eq!(read("a,b;\"c\n1,2;\"").rows[0].len(), 2);
    }

    #[test]
    fn a_quote_too_few_is_told_and_costs_no_more_than_its_line() {
        let text = "a,b\n1,\"two, three\n4,5\n";
        assert_eq!(typed(text), [vec!["a", "b"], vec!["1", "\"two, three"], vec!["4", "5"]]);
        assert_eq!(read(text).flaws, [(Flaw::Open, 6..17)]);
        let text = "a,b\n1,\"two, three\n4,\"5\"\n";
        assert_eq!(read(text).flaws, [(Flaw::Trailing, 6..23)]);
        assert_eq!(read("a\n\"").rows, [] as [Vec<Cell>; 0]);
        let text = "a,b\n1, \"two\"\n";
        assert_eq!(read(text).flaws, [(Flaw::Blank, 7..12)]);
        assert_eq!(typed(text)[1], ["1", "\"two\""]);
    }

    #[test]
    fn the_parts_of_a_list_have_places_of_their_own() {
        let text = "a,b\nA.5.1; A.5.2;;,\"x \"\"y\"\" ;z\"";
        let row = &read(text).rows[0];
        let parts = |cell: &Cell| -> Vec<(String, &str)> {
            let parts = cell.parts(text).into_iter();
            parts.map(|part| (part.text, &text[part.at])).collect()
        };
        assert_eq!(parts(&row[0]), [("A.5.1".into(), "A.5.1"), ("A.5.2".into(), "A.5.2")]);
        assert_eq!(parts(&row[1]), [("x \"y\"".into(), "x \"\"y\"\""), ("z".into(), "z")]);
    }

    proptest! {
        #[test]
        fn cells_are_those_of_the_crate(text in "([ab;é,\" \r\n]|\"[ab, \r\n]*\"|\r\n|\"\")*") {
            let sheet = read(&text);
            // The crate takes an open cell for the rest of the file.
            prop_assume!(sheet.flaws.iter().all(|(flaw, _)| *flaw != Flaw::Open));
            let separator = u8::try_from(sheet.separator).expect("ASCII");
            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .delimiter(separator)
                .from_reader(text.as_bytes());
            let rows: Vec<Vec<String>> = reader
                .records()
                .map(|row| row.expect("text").iter().map(|cell| cell.trim().to_owned()).collect())
                .filter(|row: &Vec<String>| row.iter().any(|cell| !cell.is_empty()))
                .collect();
            let seen: Vec<Vec<&str>> = values(&sheet).into_iter().filter(|row| !row.is_empty()).collect();
            prop_assert_eq!(seen, rows);
        }

        #[test]
        fn any_text_is_read_and_every_place_is_in_it(text in "([a;é,\" \r\n\u{FEFF}]|.)*") {
            let sheet = read(&text);
            for cell in sheet.head.iter().chain(sheet.rows.iter().flatten()) {
                prop_assert!(text.get(cell.at.clone()).is_some());
                for part in cell.parts(&text) {
                    prop_assert!(text[part.at.clone()].len() >= part.text.len());
                }
            }
            prop_assert!(sheet.flaws.iter().all(|(_, at)| text.get(at.clone()).is_some()));
        }
    }

    #[test]
    fn what_was_written_is_read() {
        let row = ["R-1".to_owned(), "say \"so\", then; go".to_owned(), "=1".to_owned()];
        let text = render([["id", "title", "note"].map(str::to_owned), row]);
        assert_eq!(values(&read(&text))[1], ["R-1", "say \"so\", then; go", "'=1"]);
    }

    #[test]
    fn what_begins_like_a_formula_is_text() {
        for text in ["=1+1", " @SUM(A1)", "-1+1", "＝1", "\t=1", "\n=1", "\u{a0}=1", "\u{feff}=1"]
        {
            assert!(harmless(text).starts_with('\''), "{text}");
        }
        assert_eq!(harmless("POL-001"), "POL-001");
        for text in ["-12", "-0.5", "-", "+", "A-1"] {
            assert_eq!(harmless(text), text);
        }
        assert_eq!(harmless("-1.5.2"), "'-1.5.2");
        assert_eq!(harmless("a\u{1b}[2J\nb"), "a [2J b");
    }

    #[test]
    fn cells_that_need_quotes_have_them() {
        let rows = [["one", "two"], ["a, b", "say \"so\""]];
        assert_eq!(render(rows), "one,two\r\n\"a, b\",\"say \"\"so\"\"\"\r\n");
    }
}
