//! Tables as CSV (RFC 4180), for spreadsheets. The only file that names `csv`.

use crate::base::text::is_hidden;

/// Writes a head and rows, lines ended by CR LF. Every cell stands on one line and is text to a spreadsheet.
pub fn render<const N: usize>(
    head: [&str; N],
    rows: impl IntoIterator<Item = [String; N]>,
) -> String {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for line in std::iter::once(head.map(str::to_owned)).chain(rows) {
        let cells = line.iter().map(|cell| harmless(cell));
        writer.write_record(cells).expect("writing to memory does not fail");
    }
    let bytes = writer.into_inner().expect("writing to memory does not fail");
    String::from_utf8(bytes).expect("what was text stays text")
}

/// A cell on one line, without characters that act unseen, that no spreadsheet takes for a formula: what begins like one gets an
/// apostrophe (OWASP, CSV injection). A negative number is a number.
fn harmless(text: &str) -> String {
    let text: String =
        text.chars().map(|letter| if is_hidden(letter) { ' ' } else { letter }).collect();
    let formula = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    let is_formula = text.trim_start().starts_with(formula) && text.parse::<i64>().is_err();
    if is_formula { format!("'{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_like_a_formula_is_text() {
        for text in ["=1+1", " @SUM(A1)", "-1+1", "＝1", "\t=1", "\n=1", "\u{a0}=1"] {
            assert!(harmless(text).starts_with('\''), "{text}");
        }
        assert_eq!(harmless("POL-001"), "POL-001");
        assert_eq!(harmless("-12"), "-12");
        assert_eq!(harmless("a\u{1b}[2J\nb"), "a [2J b");
    }

    #[test]
    fn cells_that_need_quotes_have_them() {
        let rows = [["a, b".to_owned(), "say \"so\"".to_owned()]];
        assert_eq!(render(["one", "two"], rows), "one,two\r\n\"a, b\",\"say \"\"so\"\"\"\r\n");
    }
}
