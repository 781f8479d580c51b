//! Adds a row to a register that is kept as CSV.

use crate::base::csv::{self, Sheet};

/// What is known of a row: keys and what stands in their columns.
pub(super) type Known<'a> = [(&'a str, &'a str)];

/// The text with the row at its end, in the columns of its head; `None` when a column is missing, or quotes are out of place.
pub(super) fn below(text: &str, known: &Known<'_>) -> Option<String> {
    let sheet = csv::read(text);
    let has = |key: &str| sheet.head.iter().any(|cell| cell.text == key);
    if !sheet.flaws.is_empty() || !known.iter().all(|(key, _)| has(key)) {
        return None;
    }
    let value = |key: &str| known.iter().find(|(known, _)| *known == key).map(|(_, value)| *value);
    let cells = sheet.head.iter().map(|cell| value(&cell.text).unwrap_or(""));
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let row = csv::line(sheet.separator, cells);
    let after = format!("{}{end}{row}{end}", text.trim_end());
    holds(&csv::read(&after), &sheet, known).then_some(after)
}

/// True when the text is what it was, with one row more that says what is known.
fn holds(after: &Sheet, before: &Sheet, known: &Known<'_>) -> bool {
    let Some(row) = after.rows.last().filter(|_| after.rows.len() == before.rows.len() + 1) else {
        return false;
    };
    let cells = after.head.iter().zip(row);
    let said = |(key, value): &(&str, &str)| {
        cells.clone().any(|(head, cell)| head.text == *key && cell.text == *value)
    };
    known.iter().all(said)
}

#[cfg(test)]
mod tests {
    use super::below;

    #[test]
    fn a_row_stands_in_the_columns_of_the_head() {
        let known = [("id", "SUP-2"), ("title", "Tea, \"fine\"; and milk"), ("owner", "ceo")];
        assert_eq!(
            below("id,tier,title,owner\r\nSUP-1,1,Coffee,ceo\r\n", &known).as_deref(),
            Some(
                "id,tier,title,owner\r\nSUP-1,1,Coffee,ceo\r\nSUP-2,,\"Tea, \"\"fine\"\"; and milk\",ceo\r\n"
            )
        );
        assert_eq!(
            below("title;owner;id", &known).as_deref(),
            Some("title;owner;id\n\"Tea, \"\"fine\"\"; and milk\";ceo;SUP-2\n")
        );
    }

    #[test]
    fn what_has_no_column_or_cannot_be_read_is_left_to_its_author() {
        let known = [("id", "SUP-2"), ("title", "Tea")];
        assert_eq!(below("id,name\n", &known), None);
        assert_eq!(below("id,title\nSUP-1,\"Coffee\n", &known), None);
    }
}
