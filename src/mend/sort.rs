//! Puts tables of a TOML file into another order, with their comments and all that is below them. The only file that names `toml_edit`.

use toml_edit::{DocumentMut, Item, Table};

use crate::diag::fix::Fix;

/// The text after sorting, and how many fixes were made.
///
/// The writer knows LF only. Lines that all end with CR LF get it back; a text with both kinds of line ends stays as it is.
pub(super) fn apply(text: &str, fixes: &[&Fix]) -> (String, usize) {
    if !text.contains('\r') {
        return apply_to_lf(text, fixes);
    }
    let windows = text.matches("\r\n").count();
    if windows != text.matches('\n').count() || windows != text.matches('\r').count() {
        return (text.to_owned(), 0);
    }
    match apply_to_lf(&text.replace("\r\n", "\n"), fixes) {
        (_, 0) => (text.to_owned(), 0),
        (sorted, fixed) => (sorted.replace('\n', "\r\n"), fixed),
    }
}

fn apply_to_lf(text: &str, fixes: &[&Fix]) -> (String, usize) {
    let sorts = fixes.iter().filter_map(|fix| match fix {
        Fix::SortTables { table, order } => Some((*table, order)),
        Fix::Edits(_) => None,
    });
    let Ok(mut document) = text.parse::<DocumentMut>() else {
        return (text.to_owned(), 0);
    };
    let mut fixed = 0;
    for (table, order) in sorts {
        if sort(&mut document, table, order).is_some() {
            fixed += 1;
        }
    }
    (document.to_string(), fixed)
}

/// Gives the tables the places that they had together, in the wanted order. `None` when something is written inline, which has no place.
fn sort(document: &mut DocumentMut, key: &str, order: &[String]) -> Option<()> {
    let tables = document.get_mut(key)?.as_table_mut()?;
    let mut places = Vec::new();
    for (_, item) in tables.iter_mut() {
        collect(item, &mut places)?;
    }
    places.sort_unstable();
    let first = places.first().copied();
    let mut stood_first = None;
    for (name, item) in tables.iter_mut() {
        if item.as_table().is_some_and(|table| table.position() == first) {
            stood_first = Some(name.get().to_owned());
        }
    }
    let mut places = places.into_iter();
    for name in order {
        place(tables.get_mut(name)?, &mut places);
    }
    if let (Some(former), Some(now)) = (stood_first, order.first())
        && former != *now
    {
        keep_head(tables, &former, now);
    }
    Some(())
}

/// What stands above the first table and belongs to the file, not to the table, stays where it is.
fn keep_head(tables: &mut Table, former: &str, now: &str) {
    let prefix = |tables: &Table, name: &str| {
        let table = tables.get(name).and_then(Item::as_table);
        let prefix = table.and_then(|table| table.decor().prefix()?.as_str());
        prefix.unwrap_or("").to_owned()
    };
    let above = prefix(tables, former);
    let blank = above.len() - above.trim_start_matches('\n').len();
    let head = above.rfind("\n\n").map_or(blank, |at| blank.max(at + 2));
    let (head, own) = above.split_at(head);
    let below = prefix(tables, now);
    for (name, prefix) in
        [(now, format!("{head}{}", below.trim_start_matches('\n'))), (former, format!("\n{own}"))]
    {
        if let Some(table) = tables.get_mut(name).and_then(Item::as_table_mut) {
            table.decor_mut().set_prefix(prefix);
        }
    }
}

/// The places of a table and of all tables below it.
fn collect(item: &mut Item, places: &mut Vec<isize>) -> Option<()> {
    each_table(item, &mut |table| table.position().map(|place| places.push(place)))
}

fn place(item: &mut Item, places: &mut impl Iterator<Item = isize>) {
    // In the order of the file, so that what is below a table stays below it.
    let mut tables = Vec::new();
    let _ = each_table(item, &mut |table| {
        tables.push(table.position());
        Some(())
    });
    tables.sort_unstable();
    let new: Vec<(Option<isize>, Option<isize>)> =
        tables.into_iter().map(|old| (old, places.next())).collect();
    let _ = each_table(item, &mut |table| {
        let old = table.position();
        let found = new.iter().find(|(before, _)| *before == old)?;
        table.set_position(found.1);
        Some(())
    });
}

/// Calls `visit` for each table with a header, parents first. `None` when there is a table without a place.
fn each_table(item: &mut Item, visit: &mut impl FnMut(&mut Table) -> Option<()>) -> Option<()> {
    match item {
        Item::Table(table) => {
            if !table.is_implicit() && !table.is_dotted() {
                visit(table)?;
            }
            for (_, below) in table.iter_mut() {
                each_table(below, visit)?;
            }
            Some(())
        }
        Item::ArrayOfTables(tables) => {
            for table in tables.iter_mut() {
                visit(table)?;
                for (_, below) in table.iter_mut() {
                    each_table(below, visit)?;
                }
            }
            Some(())
        }
        Item::Value(_) | Item::None => Some(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(text: &str, order: &[&str]) -> String {
        let order = order.iter().map(|&name| name.to_owned()).collect();
        apply(text, &[&Fix::SortTables { table: "risk", order }]).0
    }

    #[test]
    fn tables_move_with_their_comments_and_what_is_below_them() {
        let text = "owner = \"ciso\"\n\n# Second.\n[risk.R-2]\ntitle = \"b\"   # kept\n\n[[risk.R-2.actions]]\ntext = \"do\"\n\n# First.\n[risk.R-1]\ntitle = \"a\"\n\n[other]\nx = 1\n";
        assert_eq!(
            sorted(text, &["R-1", "R-2"]),
            "owner = \"ciso\"\n\n# First.\n[risk.R-1]\ntitle = \"a\"\n\n# Second.\n[risk.R-2]\ntitle = \"b\"   # kept\n\n[[risk.R-2.actions]]\ntext = \"do\"\n\n[other]\nx = 1\n"
        );
    }

    #[test]
    fn what_belongs_to_the_file_stays_at_its_top() {
        assert_eq!(
            sorted("# Ours.\n\n# b\n[risk.B]\nx = 1\n\n[risk.A]\nx = 2\n", &["A", "B"]),
            "# Ours.\n\n[risk.A]\nx = 2\n\n# b\n[risk.B]\nx = 1\n"
        );
        assert_eq!(
            sorted("[risk.B]\nx = 1\n[risk.A]\nx = 2\n", &["A", "B"]),
            "[risk.A]\nx = 2\n\n[risk.B]\nx = 1\n"
        );
    }

    #[test]
    fn windows_line_ends_stay_and_mixed_ones_are_left_alone() {
        let text = "owner = \"\"\"\na\nb\"\"\"\n# b\n[risk.B]\nx = 1\n\n[risk.A]\nx = 2\n";
        let windows = text.replace('\n', "\r\n");
        let expected = sorted(text, &["A", "B"]);
        assert_ne!(expected, text);
        assert_eq!(sorted(&windows, &["A", "B"]), expected.replace('\n', "\r\n"));
        for mixed in
            [format!("{windows}# end\n"), format!("{windows}# \r"), text.replacen('\n', "\r\n", 1)]
        {
            assert_eq!(sorted(&mixed, &["A", "B"]), mixed);
        }
    }

    #[test]
    fn what_is_sorted_stays_byte_for_byte() {
        let text = "[risk.A]\nx   = 2 # two\n\n\n[risk.B]\nx = [ 1,\n  2 ]\n";
        assert_eq!(sorted(text, &["A", "B"]), text);
    }
}
