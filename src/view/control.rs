//! The page of a control.

use serde::Serialize;

use crate::frameworks::Item;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::record::Details;
use crate::model::risk::Risk;
use crate::model::soa::SoaRow;
use crate::view::around::{
    Carrier, Carriers, FindingLink, NamingRows, SampledBy, carrier, findings, rows_naming,
    sampled_by,
};
use crate::view::lack::{Lack, lacks};
use crate::view::parts::{Badge, Link, capitalized, label_of, link_to};
use crate::view::rating::band_badge;
use crate::view::soa::{RowView, row_view};

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

/// A risk that a control treats, and what remains of it.
#[derive(Debug, Serialize)]
pub struct RiskLink {
    /// The risk.
    pub link: Link,
    /// What is done about it, in a word.
    pub treatment: Option<String>,
    /// The score that remains.
    pub residual: Option<u32>,
    /// The word of its band.
    pub band: Option<Badge>,
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
    /// Documents that carry it out, with the sections that name it.
    pub carriers: Carriers,
    /// Risks that it treats, with what remains of them.
    pub risks: Vec<RiskLink>,
    /// Findings about it, open ones first.
    pub findings: Vec<FindingLink>,
    /// Audits that looked at it, the newest first.
    pub sampled_by: Vec<SampledBy>,
    /// Rows of registers that name it: exceptions, objectives, suppliers and whatever else.
    pub rows: Vec<NamingRows>,
    /// Documents that mention it without carrying it out, and those not in force that name it.
    pub mentioned_by: Vec<Carrier>,
    /// What is missing.
    pub gaps: Vec<Lack>,
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
            let carries_out =
                document.is_in_force() && document.controls.contains(&soa_row.control);
            // What findings and audits say of it stands above in lists of their own.
            let is_shown = match &document.details {
                Details::Finding(finding) => finding.requirement.contains(&soa_row.control),
                Details::Audit(audit) => audit.sampled.contains(&soa_row.control),
                _ => false,
            };
            !carries_out && !is_shown
        });
        Some(Self {
            id: item.id.clone(),
            title: item.title.clone(),
            summary: item.summary.clone(),
            theme: theme_title(handbook, item),
            attributes: attributes(item),
            counterparts: counterparts(handbook, &item.id),
            carriers: Carriers::of(handbook, soa_row.control),
            risks: risk_links(handbook, soa_row),
            findings: findings(handbook, soa_row.control),
            sampled_by: sampled_by(handbook, soa_row.control),
            rows: rows_naming(handbook, soa_row.control),
            mentioned_by: mentioned
                .map(|(entry, document)| carrier(handbook, soa_row.control, entry, document))
                .collect(),
            gaps: lacks(handbook, soa_row),
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

fn risk_links(handbook: &Handbook, row: &SoaRow) -> Vec<RiskLink> {
    let risks = row.risks.iter().filter_map(|entry| match entry {
        Entry::Risk(index) => Some((*entry, handbook.risks.get(*index)?)),
        _ => None,
    });
    let view = |(entry, risk): (Entry, &Risk)| {
        let score = risk.parsed.residual.as_ref().map(|rating| rating.value.score());
        RiskLink {
            link: link_to(handbook, entry),
            treatment: risk.parsed.treatment.as_ref().map(|word| label_of(word.value)),
            residual: score,
            band: score.map(|score| band_badge(&handbook.settings.risk, score)),
        }
    };
    risks.map(view).collect()
}
