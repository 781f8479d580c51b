//! Tables as a workbook (Office Open XML, ECMA-376). The only file that names `rust_xlsxwriter`.
//!
//! A text is written as a text, whatever it begins with: no cell of a workbook is a formula. The day of creation is the day of the states, so
//! that the same input is the same bytes.

use std::borrow::Cow;
use std::collections::BTreeSet;

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Url, Workbook as Writer,
    Worksheet, XlsxError,
};

use crate::base::text::is_hidden;
use crate::base::url::{Address, address};
use crate::sheet::{Cell, Column, Sheet, Workbook, room};

/// The longest text of a cell, the most rows and the most columns of a sheet (Excel's specifications and limits). Texts are counted as
/// UTF-16. What does not fit is in the CSV.
const LONGEST_TEXT: usize = 32_767;
const MOST_ROWS: usize = 1_048_576;
const MOST_COLUMNS: usize = 16_384;

/// The longest name of a tab, as UTF-16.
const LONGEST_NAME: usize = 31;

/// Excel reads 65,530 links of a sheet; a row has one or two. Below this row they are texts.
const LAST_LINKED: u32 = 30_000;

/// The width of an A4 sheet turned sideways, in characters that are still large enough to read.
const PAPER: usize = 270;

/// What an indent takes of a column, in characters.
const INDENT: f64 = 1.5;

/// Longer texts in the format `@` show as `####` in old spreadsheets.
const LONGEST_PLAIN: usize = 255;

/// Writes the workbook.
pub fn render(workbook: &Workbook) -> Vec<u8> {
    write(workbook).expect("names, texts and rows are within the limits of the format")
}

fn write(workbook: &Workbook) -> Result<Vec<u8>, XlsxError> {
    let mut writer = Writer::new();
    let properties = DocProperties::new()
        .set_title(clean(&workbook.title))
        .set_subject(clean(&workbook.subject))
        .set_author(clean(&workbook.subject))
        .set_creation_datetime(&ExcelDateTime::parse_from_str(&workbook.today.to_string())?);
    writer.set_properties(&properties);
    let styles = Styles::new(workbook.is_right_to_left);
    let mut names = BTreeSet::new();
    // Spreadsheets keep this name for themselves.
    names.insert("history".to_owned());
    for sheet in &workbook.sheets {
        let sheet = fitting(sheet);
        let tab = writer.add_worksheet();
        tab.set_name(name(&sheet.name, &mut names))?;
        tab.set_right_to_left(workbook.is_right_to_left);
        add(tab, workbook, &sheet, &styles)?;
    }
    writer.save_to_buffer()
}

/// The sheet without the columns that do not fit.
fn fitting(sheet: &Sheet) -> Cow<'_, Sheet> {
    if sheet.columns.len() <= MOST_COLUMNS {
        return Cow::Borrowed(sheet);
    }
    let mut sheet = sheet.clone();
    sheet.columns.truncate(MOST_COLUMNS);
    sheet.rows.iter_mut().for_each(|row| row.truncate(MOST_COLUMNS));
    Cow::Owned(sheet)
}

/// How cells look.
struct Styles {
    title: Format,
    fact: Format,
    head: Format,
    plain: Format,
    long: Format,
    day: Format,
    number: Format,
    link: Format,
}

impl Styles {
    fn new(is_right_to_left: bool) -> Self {
        let line = Format::new()
            .set_align(FormatAlign::Top)
            .set_border_bottom(FormatBorder::Thin)
            .set_border_bottom_color(0x00DD_DDDD);
        // What is longer than its cell goes on where the other columns are, whatever its alphabet.
        let begin = if is_right_to_left { FormatAlign::Right } else { FormatAlign::Left };
        // Without an indent the texts of two columns touch on paper.
        let cell = line.clone().set_text_wrap().set_align(begin).set_indent(1);
        Self {
            title: Format::new().set_bold().set_font_size(14).set_align(begin),
            fact: Format::new().set_font_color(0x0055_5555).set_align(begin),
            head: Format::new()
                .set_bold()
                .set_background_color(0x00EE_EEEE)
                .set_border_bottom(FormatBorder::Thin)
                .set_text_wrap()
                .set_align(begin)
                .set_indent(1)
                .set_align(FormatAlign::Bottom),
            // Text: whoever edits such a cell and leaves it as it is makes no formula of it.
            plain: cell.clone().set_num_format("@"),
            long: cell.clone(),
            day: cell.clone().set_num_format("yyyy-mm-dd"),
            number: line.set_align(FormatAlign::Right).set_indent(1),
            link: cell.set_hyperlink(),
        }
    }
}

fn add(
    tab: &mut Worksheet,
    workbook: &Workbook,
    sheet: &Sheet,
    styles: &Styles,
) -> Result<(), XlsxError> {
    // What heads a sheet stays in sight with its columns, so it is short: two facts share a line.
    let title = if workbook.sheets.first().is_some_and(|first| first.name == sheet.name) {
        workbook.title.clone()
    } else {
        format!("{}: {}", workbook.title, sheet.name)
    };
    tab.write_string_with_format(0, 0, clean(&title), &styles.title)?;
    let facts: Vec<String> = workbook.facts.iter().filter_map(fact).collect();
    let as_of = format!("{}, as of {}", workbook.subject, workbook.today);
    let lines = std::iter::once(as_of.clone()).chain(facts.chunks(2).map(|pair| pair.join(" · ")));
    let mut head = 1;
    for line in lines {
        tab.write_string_with_format(head, 0, clean(&line), &styles.fact)?;
        head += 1;
    }
    head += 1;
    let widths = widths(sheet);
    for ((number, column), width) in (0..).zip(&sheet.columns).zip(&widths) {
        tab.write_string_with_format(head, number, clean(&column.title), &styles.head)?;
        tab.set_column_width(number, f64::from(*width) + INDENT)?;
    }
    let titles = sheet.columns.iter().map(|column| column.title.as_str());
    set_height(tab, head, room::height(titles.zip(widths.iter().copied()), true))?;
    let most = MOST_ROWS - head as usize - 1;
    for (row, cells) in (head + 1..).zip(sheet.rows.iter().take(most)) {
        for (column, cell) in (0..).zip(cells) {
            put(tab, (row, column), cell, styles)?;
        }
        let texts: Vec<Cow<'_, str>> = cells.iter().map(shown).collect();
        let texts = texts.iter().map(AsRef::as_ref).zip(widths.iter().copied());
        set_height(tab, row, room::height(texts, false))?;
    }
    let last = u16::try_from(sheet.columns.len().max(1) - 1).unwrap_or(u16::MAX);
    let rows = u32::try_from(sheet.rows.len().clamp(1, most)).unwrap_or(1);
    tab.autofilter(head, 0, head + rows, last)?;
    tab.set_freeze_panes(head + 1, 1)?;
    tab.set_repeat_rows(head, head)?;
    // A4, as many sheets of it beside each other as it takes to stay readable, and as many below each other as there are rows.
    let across = widths.iter().map(|width| usize::from(*width)).sum::<usize>().div_ceil(PAPER);
    let across = u16::try_from(across.max(1)).unwrap_or(u16::MAX);
    tab.set_landscape().set_paper_size(9).set_print_fit_to_pages(across, 0);
    tab.set_page_order(true);
    if across == 1 {
        tab.set_print_area(0, 0, head + rows, last)?;
        tab.set_margins(0.5, 0.5, 0.6, 0.6, 0.3, 0.3);
    } else {
        // The first column comes again on each page; what stands above it would be cut there, so it heads each page instead.
        tab.set_repeat_columns(0, 0)?;
        tab.set_print_area(head, 0, head + rows, last)?;
        tab.set_header(header(&title, &as_of));
        tab.set_margins(0.5, 0.5, 0.8, 0.6, 0.3, 0.3);
    }
    tab.set_footer(footer(&format!("{} · {}", workbook.subject, title)));
    Ok(())
}

/// How wide each column is: as wide as its texts, and no wider than it may be.
fn widths(sheet: &Sheet) -> Vec<u8> {
    let width = |(at, column): (usize, &Column)| {
        let texts: Vec<Cow<'_, str>> =
            sheet.rows.iter().filter_map(|row| row.get(at)).map(shown).collect();
        let needed = room::width(&column.title, texts.iter().map(AsRef::as_ref));
        u8::try_from(needed).unwrap_or(u8::MAX).min(column.width)
    };
    sheet.columns.iter().enumerate().map(width).collect()
}

/// What a cell shows.
fn shown(cell: &Cell) -> Cow<'_, str> {
    match cell {
        Cell::Empty => Cow::Borrowed(""),
        Cell::Text(text) | Cell::Link { text, .. } => Cow::Borrowed(text),
        Cell::List(texts) => Cow::Owned(texts.join("\n")),
        Cell::Day(day) => Cow::Owned(day.to_string()),
        Cell::Number(number) => Cow::Owned(number.to_string()),
    }
}

/// Leaves a row of one line as it is: the spreadsheet chooses its height.
fn set_height(tab: &mut Worksheet, row: u32, height: Option<f64>) -> Result<(), XlsxError> {
    match height {
        Some(height) => tab.set_row_height(row, height).map(|_| ()),
        None => Ok(()),
    }
}

/// A line below the title; `None` for what is not known.
fn fact((label, cell): &(String, Cell)) -> Option<String> {
    let text = match cell {
        Cell::Empty => return None,
        Cell::Text(text) | Cell::Link { text, .. } => text.clone(),
        Cell::List(texts) => texts.join(", "),
        Cell::Day(day) => day.to_string(),
        Cell::Number(number) => number.to_string(),
    };
    Some(format!("{label}: {text}"))
}

fn put(
    tab: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let text = |tab: &mut Worksheet, text: &str| {
        let text = cut(clean(text));
        let is_long = text.chars().count() > LONGEST_PLAIN;
        let style = if is_long { &styles.long } else { &styles.plain };
        tab.write_string_with_format(row, column, text, style).map(|_| ())
    };
    match cell {
        Cell::Empty => tab.write_blank(row, column, &styles.plain).map(|_| ()),
        Cell::Text(value) => text(tab, value),
        Cell::List(values) => text(tab, &values.join("\n")),
        Cell::Day(day) => match ExcelDateTime::parse_from_str(&day.to_string()) {
            Ok(time) => tab.write_datetime_with_format(row, column, time, &styles.day).map(|_| ()),
            Err(_) => text(tab, &day.to_string()),
        },
        Cell::Number(number) => {
            tab.write_number_with_format(row, column, *number, &styles.number).map(|_| ())
        }
        Cell::Link { text: shown, url } => {
            let shown = cut(clean(shown));
            // The writer takes any scheme with `://` in it, and refuses what is too long for a link.
            let linked = row < LAST_LINKED
                && address(url) == Address::External
                && tab
                    .write_with_format(
                        row,
                        column,
                        Url::new(url).set_text(shown.as_ref()),
                        &styles.link,
                    )
                    .is_ok();
            if linked { Ok(()) } else { text(tab, &shown) }
        }
    }
}

/// A text without characters that act unseen, which some readers refuse and others show as codes. Lines stay lines.
fn clean(text: &str) -> Cow<'_, str> {
    let is_fine = |letter: char| {
        letter == '\n'
            || !is_hidden(letter) && letter < '\u{FFFE}'
            || letter > '\u{FFFF}' && !is_hidden(letter)
    };
    if text.chars().all(is_fine) {
        return Cow::Borrowed(text);
    }
    let text = text.replace("\r\n", "\n");
    Cow::Owned(text.chars().map(|letter| if is_fine(letter) { letter } else { ' ' }).collect())
}

/// As much of a text as a cell holds; what is left out is marked.
fn cut(text: Cow<'_, str>) -> Cow<'_, str> {
    match beginning(&text, LONGEST_TEXT) {
        Some(kept) => Cow::Owned(format!("{kept}…")),
        None => text,
    }
}

/// What is left of a text that is longer than `limit`, with room for a mark; `None` when it is not. Counted as UTF-16.
fn beginning(text: &str, limit: usize) -> Option<&str> {
    let (mut units, mut end) = (0, 0);
    for (at, letter) in text.char_indices() {
        units += letter.len_utf16();
        if units > limit {
            return Some(&text[..end]);
        }
        if units < limit {
            end = at + letter.len_utf8();
        }
    }
    None
}

/// A name that a tab can have, and that no other one has.
fn name(wanted: &str, names: &mut BTreeSet<String>) -> String {
    let plain: String = clean(wanted)
        .chars()
        .map(|letter| if "*?:[]\\/\n".contains(letter) { ' ' } else { letter })
        .collect();
    let is_outside = |letter: char| letter == '\'' || letter.is_whitespace();
    let plain = plain.trim_matches(is_outside);
    let plain = if plain.is_empty() { "Table" } else { plain };
    let numbered = (1..).map(|number| {
        let tail = if number == 1 { String::new() } else { format!(" {number}") };
        let kept = beginning(plain, LONGEST_NAME - tail.len()).unwrap_or(plain);
        format!("{}{tail}", kept.trim_end_matches(is_outside))
    });
    let mut free = numbered.skip_while(|name| !names.insert(name.to_lowercase()));
    free.next().unwrap_or_default()
}

/// What stands at the head of each page.
fn header(title: &str, as_of: &str) -> String {
    format!("&L&\"-,Bold\"{}&\"-,Regular\"   {}", short(title), short(as_of))
}

/// What stands at the foot of each page.
fn footer(text: &str) -> String {
    format!("&L{}&RPage &P of &N", short(text))
}

/// The beginning of a text for the head or the foot of a page, where `&` begins a code and 255 characters are the most.
fn short(text: &str) -> String {
    let text = clean(text).replace('\n', " ");
    beginning(&text, 80).unwrap_or(&text).replace('&', "&&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_too_long_for_a_cell_ends_with_a_mark() {
        let emoji = "😀".repeat(LONGEST_TEXT);
        let kept = cut(Cow::Borrowed(&emoji));
        assert_eq!(kept.encode_utf16().count(), LONGEST_TEXT);
        assert!(kept.ends_with("😀…"));
        assert_eq!(cut(Cow::Borrowed("short")), "short");
    }

    #[test]
    fn every_tab_has_a_name_of_its_own_that_a_tab_can_have() {
        let mut names = BTreeSet::new();
        assert_eq!(name("Risks: open?", &mut names), "Risks  open");
        assert_eq!(name("'[*]'", &mut names), "Table");
        assert_eq!(name("table", &mut names), "table 2");
        let long = name(&"lang ".repeat(20), &mut names);
        assert!(long.encode_utf16().count() <= LONGEST_NAME, "{long}");
        assert_ne!(name(&"lang ".repeat(20), &mut names), long);
    }

    #[test]
    fn what_acts_unseen_is_a_blank_and_lines_stay() {
        assert_eq!(clean("a\r\nb\u{1}c\u{FFFE}"), "a\nb c ");
        assert_eq!(clean("schön 情報 👩‍💻"), "schön 情報 👩‍💻");
    }
}
