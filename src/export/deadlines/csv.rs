//! Deadlines as CSV (RFC 4180), for spreadsheets. The only file that names `csv`.

use crate::base::text::is_hidden;
use crate::export::deadlines::Row;
use crate::parse::word::Word;

/// The columns.
const HEAD: [&str; 9] =
    ["state", "kind", "id", "title", "owner", "owner_title", "due", "days", "place"];

/// Writes the deadlines with a head, lines ended by CR LF.
pub fn render(rows: &[Row]) -> String {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let lines = rows.iter().map(|row| {
        [
            row.state.word().to_owned(),
            row.kind.word().to_owned(),
            harmless(&row.id),
            harmless(&row.title),
            harmless(row.owner.as_deref().unwrap_or("")),
            harmless(row.owner_title.as_deref().unwrap_or("")),
            row.due.to_string(),
            row.days.to_string(),
            harmless(&format!("{}:{}:{}", row.path, row.position.line, row.position.column)),
        ]
    });
    for line in std::iter::once(HEAD.map(str::to_owned)).chain(lines) {
        writer.write_record(&line).expect("writing to memory does not fail");
    }
    let bytes = writer.into_inner().expect("writing to memory does not fail");
    String::from_utf8(bytes).expect("what was text stays text")
}

/// A cell on one line, without characters that act unseen, that no spreadsheet takes for a formula: what begins like one gets an
/// apostrophe (OWASP, CSV injection).
fn harmless(text: &str) -> String {
    let text: String =
        text.chars().map(|letter| if is_hidden(letter) { ' ' } else { letter }).collect();
    let formula = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    if text.trim_start().starts_with(formula) { format!("'{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_like_a_formula_is_text() {
        for text in ["=1+1", " @SUM(A1)", "-1", "＝1", "\t=1", "\n=1", "\u{a0}=1"] {
            assert!(harmless(text).starts_with('\''), "{text}");
        }
        assert_eq!(harmless("POL-001"), "POL-001");
        assert_eq!(harmless("a\u{1b}[2J\nb"), "a [2J b");
    }
}
