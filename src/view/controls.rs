//! The index of controls by themes.

use serde::Serialize;

use crate::frameworks::{Item, ItemKind};
use crate::model::handbook::Handbook;
use crate::view::parts::{Badge, Link, link_to};
use crate::view::soa::status_badge;

/// A control in the index.
#[derive(Debug, Serialize)]
pub struct ControlRow {
    /// The control.
    pub link: Link,
    /// What it asks, in our words.
    pub summary: String,
    /// How far it is in place.
    pub status: Badge,
    /// How many documents carry it out.
    pub documents: usize,
    /// How many pieces of evidence there are.
    pub evidence: usize,
}

/// Controls of one theme.
#[derive(Debug, Serialize)]
pub struct Theme {
    /// Its title.
    pub title: String,
    /// Its anchor.
    pub anchor: String,
    /// Its controls.
    pub controls: Vec<ControlRow>,
}

/// The index of controls.
#[derive(Debug, Serialize)]
pub struct ControlsView {
    /// The framework.
    pub framework: String,
    /// How many controls there are.
    pub count: usize,
    /// The controls by themes.
    pub themes: Vec<Theme>,
}

impl ControlsView {
    /// The index of the first framework.
    pub fn new(handbook: &Handbook) -> Self {
        let framework = handbook.frameworks.used.first();
        let themes = framework.map(|framework| framework.themes.as_slice()).unwrap_or_default();
        let in_theme = |wanted: Option<&str>| -> Vec<ControlRow> {
            let rows = handbook
                .soa
                .rows
                .iter()
                .filter_map(|row| Some((row, handbook.frameworks.item(row.control)?)));
            let belongs = |item: &Item| match wanted {
                Some(theme) => item.parent == theme,
                None => themes.iter().all(|theme| theme.id != item.parent),
            };
            rows.filter(|(_, item)| item.kind == ItemKind::Control && belongs(item))
                .map(|(row, item)| ControlRow {
                    link: link_to(handbook, row.control),
                    summary: item.summary.clone(),
                    status: status_badge(row.applicability),
                    documents: handbook.carrying_out(row.control).count(),
                    evidence: row.evidence.len(),
                })
                .collect()
        };
        let mut all: Vec<Theme> = themes
            .iter()
            .map(|theme| Theme {
                title: theme.title.clone(),
                anchor: format!("t-{}", theme.id),
                controls: in_theme(Some(&theme.id)),
            })
            .collect();
        let title = if themes.is_empty() { "Controls" } else { "Controls from elsewhere" };
        all.push(Theme {
            title: title.to_owned(),
            anchor: "t-own".to_owned(),
            controls: in_theme(None),
        });
        all.retain(|theme| !theme.controls.is_empty());
        Self {
            framework: framework.map_or_else(String::new, |framework| framework.title.clone()),
            count: handbook.soa.rows.len(),
            themes: all,
        }
    }
}
