//! Resolves the tables of text: what `handbook.toml` says of each under `[register.NAME]`.

use crate::base::path::RelPath;
use crate::diag::span::Spanned;
use crate::model::entry::{Entry, Label, Place};
use crate::model::resolve::Resolver;
use crate::model::table::{Table, page_of};
use crate::parse::rows::Table as Parsed;
use crate::parse::settings::Settings;

/// Resolves the tables.
pub(super) fn tables(
    parsed: Vec<Parsed>,
    settings: &Settings,
    resolver: &mut Resolver<'_>,
) -> Vec<Table> {
    let tables = parsed.into_iter().map(|table| resolve(table, settings, resolver));
    let tables: Vec<Table> = tables.collect();
    for (number, table) in tables.iter().enumerate() {
        let label = Label {
            id: table.path.stem().to_owned(),
            title: table.title.clone(),
            place: Place::top(table.url.clone()),
        };
        // The file has no id of its own: the prefix keeps its name from being one.
        resolver.entries.add(Entry::Table(number), "register:", label);
    }
    tables
}

fn resolve(table: Parsed, settings: &Settings, resolver: &mut Resolver<'_>) -> Table {
    let handbook = RelPath::fixed("handbook.toml");
    let mut heads = settings.registers.iter();
    let head = heads.find(|(name, _)| name.value == table.path.stem()).map(|(_, head)| head);
    let owner = head.and_then(|head| {
        let key = head.owner.as_ref()?;
        Some(Spanned::new(resolver.party(&handbook, Some(key))?, key.at.clone()))
    });
    let fulfils = head.map(|head| resolver.catalogue_entries(&handbook, &head.fulfils));
    Table {
        url: page_of(&table.path),
        title: head.and_then(|head| head.title.clone()).unwrap_or(table.title),
        about: head.and_then(|head| head.about.clone()),
        owner,
        review: head.and_then(|head| head.review_date.clone()),
        // A table without a row proves nothing.
        fulfils: fulfils.filter(|_| !table.rows.is_empty()).unwrap_or_default(),
        head: table.head,
        rows: table.rows,
        path: table.path,
    }
}
