//! Adds a table to a list of tables: under a header of its own, or inside `[ … ]` where the list is written so.

use toml::Table;

use crate::author::edit::layout::{Block, Pair};
use crate::author::edit::style::{
    Style, blank_lines_above, comments_above, indent, line_end, line_start, next_line,
};
use crate::author::edit::{Spot, TRAIL, Value};
use crate::model::version::Version;

/// At which end of a list its newest entry stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Newest {
    First,
    Last,
}

/// The text with one more table in `list`; the same in `expected`.
pub(super) fn add(
    spot: &Spot<'_>,
    expected: &mut Table,
    list: &str,
    pairs: &[(&'static str, Value)],
) -> Option<String> {
    let empty = || toml::Value::Array(Vec::new());
    let tables = expected.entry(list).or_insert_with(empty).as_array_mut()?;
    let newest = newest(tables);
    let table: Table =
        pairs.iter().map(|(key, value)| ((*key).to_owned(), value.expected())).collect();
    tables.insert(if newest == Newest::First { 0 } else { tables.len() }, table.into());
    let written: Vec<(&str, String)> =
        pairs.iter().map(|(key, value)| (*key, value.written())).collect();
    match spot.pair(list) {
        Some(pair) => inline(spot, pair, newest, &written),
        None => under_header(spot, list, newest, &written),
    }
}

/// Lists grow downwards unless what is there says otherwise.
fn newest(tables: &[toml::Value]) -> Newest {
    let key = |table: &toml::Value| {
        let date = table.get("date").and_then(toml::Value::as_datetime).map(ToString::to_string);
        let version = table.get("version").and_then(toml::Value::as_str).and_then(Version::read);
        (date, version)
    };
    let keys: Vec<_> = tables.iter().map(key).collect();
    let falls = keys.windows(2).all(|pair| pair[0] >= pair[1]) && keys.first() != keys.last();
    if falls { Newest::First } else { Newest::Last }
}

fn under_header(
    spot: &Spot<'_>,
    list: &str,
    newest: Newest,
    written: &[(&str, String)],
) -> Option<String> {
    let text = spot.text;
    let elements = || spot.blocks.iter().filter(|block| block.is_element_of(list, text));
    let of_trail = |block: &&Block| TRAIL.iter().any(|list| block.is_element_of(list, text));
    // The nearest relative shows how a table is written.
    let model = elements().next_back().or_else(|| spot.blocks.iter().rfind(of_trail));
    let model = model.or_else(|| spot.head())?;
    let headers = || spot.blocks.iter().filter(|block| block.top.is_some());
    let gap = |block: &Block| {
        let line = comments_above(text, line_start(text, block.header.start));
        (line > 0).then(|| blank_lines_above(text, line))
    };
    let gap = elements().next_back().and_then(gap).or_else(|| headers().find_map(gap)).unwrap_or(1);
    let first = elements().next().filter(|_| newest == Newest::First);
    let (at, end) = match first {
        Some(first) => {
            let at = comments_above(text, line_start(text, first.header.start));
            (at, line_end(text, next_line(text, at), spot.otherwise))
        }
        None => {
            let last = spot.blocks.iter().rfind(|block| block.top.as_deref() == Some(list));
            let at = spot.end_of(last.or_else(|| before(spot, list))?);
            (at, line_end(text, at, spot.otherwise))
        }
    };
    let style = Style::of(model, text);
    let style = if model.is_element_of(list, text) { style } else { style.without_width() };
    let lines = style.table(list, written, end);
    match first {
        Some(_) => {
            let (above, below) = (text.get(..at)?, text.get(at..)?);
            Some(format!("{above}{lines}{}{below}", end.repeat(gap + 1)))
        }
        None => spot.paste(at, &lines, gap),
    }
}

/// The block after which the first table of a list belongs.
fn before<'s>(spot: &'s Spot<'_>, list: &str) -> Option<&'s Block> {
    let rank = TRAIL.iter().position(|name| *name == list)?;
    let earlier = TRAIL.get(..rank)?;
    let is_earlier =
        |block: &&Block| earlier.iter().any(|list| block.top.as_deref() == Some(*list));
    spot.blocks.iter().rfind(is_earlier).or_else(|| spot.head())
}

fn inline(
    spot: &Spot<'_>,
    pair: &Pair,
    newest: Newest,
    written: &[(&str, String)],
) -> Option<String> {
    let text = spot.text;
    let elements = pair.elements.as_ref()?;
    let pairs: Vec<String> =
        written.iter().map(|(key, value)| format!("{key} = {value}")).collect();
    let table = format!("{{ {} }}", pairs.join(", "));
    let insert =
        |at: usize, new: &str| Some(format!("{}{new}{}", text.get(..at)?, text.get(at..)?));
    let (Some(first), Some(last)) = (elements.first(), elements.last()) else {
        let inside = text.get(pair.value.start + 1..pair.value.end - 1)?;
        // A comment may stand there, and says something about a list that is empty.
        return inside.trim().is_empty().then(|| insert(pair.value.start + 1, &table))?;
    };
    let has_own_line = |at: usize| line_start(text, at) + indent(text, at).len() == at;
    let end = line_end(text, first.start, spot.otherwise);
    let gap = |at: usize| {
        if has_own_line(at) { format!("{end}{}", indent(text, at)) } else { " ".to_owned() }
    };
    if newest == Newest::First {
        return insert(first.start, &format!("{table},{}", gap(first.start)));
    }
    // A comment behind the last entry stays behind it.
    let line = text.get(last.end..next_line(text, last.end))?;
    let (comma, rest) = match line.trim_start().strip_prefix(',') {
        Some(rest) => ("", rest),
        None => (",", line),
    };
    if !rest.trim_start().starts_with('#') {
        return insert(last.end, &format!(",{}{table}", gap(last.start)));
    }
    let below = text.get(last.end + line.len()..)?;
    let (above, indent) = (text.get(..last.end)?, indent(text, last.start));
    let close = if comma.is_empty() { "," } else { "" };
    Some(format!("{above}{comma}{line}{indent}{table}{close}{end}{below}"))
}
