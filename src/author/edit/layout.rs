//! Where things stand in a TOML text: tables in the order of the file, each with its keys and their values. Names `toml_edit`, which knows
//! the places.

use std::ops::Range;

use toml_edit::{Document, Item, TableLike, Value};

/// A key with its value, as typed.
#[derive(Debug, Clone)]
pub(super) struct Pair {
    /// The key; of a dotted one its first part.
    pub(super) key: String,
    /// The place of the key, or of the last part of a dotted one.
    pub(super) at: Range<usize>,
    /// The place of the value.
    pub(super) value: Range<usize>,
    /// The places of the elements, if the value is a list.
    pub(super) elements: Option<Vec<Range<usize>>>,
}

/// What stands from one header to the next.
#[derive(Debug, Clone)]
pub(super) struct Block {
    /// The key of the whole file to which the table belongs; `None` for what stands above all headers.
    pub(super) top: Option<String>,
    /// The place of the header; empty at the start of the text for what stands above all headers.
    pub(super) header: Range<usize>,
    /// Its keys in the order of the file.
    pub(super) pairs: Vec<Pair>,
}

impl Block {
    /// Where the last thing that is not a comment ends.
    pub(super) fn end(&self) -> usize {
        self.pairs.iter().map(|pair| pair.value.end).fold(self.header.end, usize::max)
    }

    /// True for an element of a list of tables of the whole file.
    pub(super) fn is_element_of(&self, list: &str, text: &str) -> bool {
        let is_list = text.get(self.header.clone()).is_some_and(|header| header.starts_with("[["));
        self.top.as_deref() == Some(list) && is_list
    }
}

/// The blocks of a text in their order: first what stands above all headers, even if that is nothing. `None` when the text is not TOML.
pub(super) fn read(text: &str) -> Option<Vec<Block>> {
    let document = Document::parse(text).ok()?;
    let mut found = Found::default();
    walk(document.as_table(), None, text, &mut found)?;
    found.headers.sort_by_key(|(_, header)| header.start);
    found.pairs.sort_by_key(|pair| pair.at.start);
    let mut blocks = vec![Block { top: None, header: 0..0, pairs: Vec::new() }];
    let headers = found.headers.into_iter();
    blocks.extend(headers.map(|(top, header)| Block { top: Some(top), header, pairs: Vec::new() }));
    for pair in found.pairs {
        let above = blocks.iter().rposition(|block| block.header.start <= pair.at.start)?;
        blocks.get_mut(above)?.pairs.push(pair);
    }
    Some(blocks)
}

#[derive(Default)]
struct Found {
    headers: Vec<(String, Range<usize>)>,
    pairs: Vec<Pair>,
}

fn walk(table: &dyn TableLike, top: Option<&str>, text: &str, found: &mut Found) -> Option<()> {
    for (name, item) in table.iter() {
        let top = top.unwrap_or(name);
        match item {
            Item::Table(below) => {
                // A table made by dotted keys, or by the headers of tables below it, has no header of its own.
                if let Some(at) = below.span().filter(|at| is_header(text, at)) {
                    found.headers.push((top.to_owned(), at));
                }
                walk(below, Some(top), text, found)?;
            }
            Item::ArrayOfTables(tables) => {
                for below in tables {
                    found.headers.push((top.to_owned(), below.span()?));
                    walk(below, Some(top), text, found)?;
                }
            }
            Item::Value(value) => found.pairs.push(Pair {
                key: top_of_pair(table, name, top),
                at: table.key(name)?.span()?,
                value: value.span()?,
                elements: elements(value)?,
            }),
            Item::None => {}
        }
    }
    Some(())
}

/// The key under which a pair is looked for: its name, or the first part of a dotted one above all headers.
fn top_of_pair(table: &dyn TableLike, name: &str, top: &str) -> String {
    if table.is_dotted() { top.to_owned() } else { name.to_owned() }
}

#[expect(
    clippy::option_option,
    reason = "no list is not the same as a list whose places are unknown"
)]
fn elements(value: &Value) -> Option<Option<Vec<Range<usize>>>> {
    let Value::Array(list) = value else { return Some(None) };
    let places: Option<Vec<Range<usize>>> = list.iter().map(Value::span).collect();
    places.map(Some)
}

fn is_header(text: &str, at: &Range<usize>) -> bool {
    text.get(at.clone()).is_some_and(|header| header.starts_with('['))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_stand_in_the_order_of_the_file() {
        let text = "# [a]\nid = \"x\"\nextra.y = 1\n\n[[reviews]]\nnote = '''\n[b]\n'''\n[reviews.more]\nz = [1, 2]\n[control.\"A.5.1\"]\n";
        let blocks = read(text).expect("it is TOML");
        let tops: Vec<Option<&str>> = blocks.iter().map(|block| block.top.as_deref()).collect();
        assert_eq!(tops, [None, Some("reviews"), Some("reviews"), Some("control")]);
        let keys = |number: usize| -> Vec<&str> {
            blocks[number].pairs.iter().map(|pair| pair.key.as_str()).collect()
        };
        assert_eq!((keys(0), keys(1), keys(2)), (vec!["id", "extra"], vec!["note"], vec!["z"]));
        assert!(blocks[1].is_element_of("reviews", text));
        assert!(!blocks[2].is_element_of("reviews", text));
        assert!(text[..blocks[1].end()].ends_with("'''"));
        assert!(read("a = ").is_none());
    }
}
