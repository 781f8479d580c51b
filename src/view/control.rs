//! The pages of controls: one each, and the index by themes.

use serde::Serialize;

use crate::frameworks::{Item, ItemKind};
use crate::model::handbook::Handbook;
use crate::view::parts::{Badge, Link, capitalized, link_to};
use crate::view::soa::{RowView, row_view, status_badge};

/// An attribute of a control.
#[derive(Debug, Serialize)]
pub struct Attribute {
    /// Its name in words.
    pub name: String,
    /// Its values in words.
    pub values: Vec<String>,
}

/// Ids that correspond to a control elsewhere.
#[derive(Debug, Serialize)]
pub struct Counterpart {
    /// The title of the other framework or edition.
    pub framework: String,
    /// The ids there.
    pub ids: Vec<String>,
}

/// A control.
#[derive(Debug, Serialize)]
pub struct ControlView {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it asks, in our words.
    pub summary: String,
    /// Its theme.
    pub theme: Option<String>,
    /// Its attributes.
    pub attributes: Vec<Attribute>,
    /// Its ids in other editions and frameworks.
    pub counterparts: Vec<Counterpart>,
    /// Its row in the Statement of Applicability.
    pub soa: RowView,
    /// Documents that mention it without carrying it out, and those not in force that name it.
    pub mentioned_by: Vec<Link>,
    /// What is missing, in sentences.
    pub gaps: Vec<String>,
    /// The control before it.
    pub previous: Option<Link>,
    /// The control after it.
    pub next: Option<Link>,
}

impl ControlView {
    /// The view of the control in this row of the Statement of Applicability.
    pub fn new(handbook: &Handbook, row: usize) -> Option<Self> {
        let soa_row = &handbook.soa.rows[row];
        let item = handbook.frameworks.item(soa_row.control)?;
        let soa = row_view(handbook, soa_row);
        let neighbor = |row: Option<usize>| {
            row.and_then(|row| handbook.soa.rows.get(row)).map(|row| link_to(handbook, row.control))
        };
        let mentioned = handbook.referring_to(soa_row.control).filter(|(_, document)| {
            !(document.is_in_force() && document.controls.contains(&soa_row.control))
        });
        Some(Self {
            id: item.id.clone(),
            title: item.title.clone(),
            summary: item.summary.clone(),
            theme: theme_title(handbook, item),
            attributes: attributes(item),
            counterparts: counterparts(handbook, &item.id),
            mentioned_by: mentioned.map(|(entry, _)| link_to(handbook, entry)).collect(),
            gaps: gaps(&soa),
            previous: neighbor(row.checked_sub(1)),
            next: neighbor(Some(row + 1)),
            soa,
        })
    }
}

fn theme_title(handbook: &Handbook, item: &Item) -> Option<String> {
    let framework = handbook.frameworks.used.first()?;
    framework.themes.iter().find(|theme| theme.id == item.parent).map(|theme| theme.title.clone())
}

fn attributes(item: &Item) -> Vec<Attribute> {
    let words = |text: &str| capitalized(&text.replace(['-', '_'], " "));
    item.attributes
        .iter()
        .map(|(name, values)| Attribute {
            name: words(name),
            values: values.iter().map(|value| words(value)).collect(),
        })
        .collect()
}

/// The ids of other editions and frameworks that correspond to a control or clause.
pub fn counterparts(handbook: &Handbook, id: &str) -> Vec<Counterpart> {
    let found = handbook.frameworks.counterparts(id);
    found
        .into_iter()
        .map(|(framework, ids)| Counterpart {
            framework: framework.to_owned(),
            ids: ids.into_iter().map(str::to_owned).collect(),
        })
        .collect()
}

/// What is missing around a control that applies.
fn gaps(soa: &RowView) -> Vec<String> {
    let mut gaps = Vec::new();
    let mut gap = |missing: bool, text: &str| {
        if missing {
            gaps.push(text.to_owned());
        }
    };
    if soa.applicable == "Undecided" {
        gap(
            true,
            "No decision: the Statement of Applicability does not say whether this control applies.",
        );
    }
    if soa.applicable == "Yes" {
        gap(soa.documents.is_empty(), "No document names this control as one that it carries out.");
        gap(soa.evidence.is_empty(), "No evidence shows that it works.");
        let all_stale = !soa.evidence.is_empty()
            && soa
                .evidence
                .iter()
                .all(|piece| piece.link.badge.as_ref().is_some_and(|badge| badge.label == "Stale"));
        gap(all_stale, "All its evidence is stale.");
        gap(soa.owner.is_none(), "Nobody answers for it.");
    }
    gaps
}

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
