//! What surrounds a control or clause: the sections that name it, findings about it, audits that looked at it, rows that name it.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use serde::Serialize;

use crate::frameworks::ItemKind;
use crate::model::document::Document;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::link::ANCHOR_PREFIX;
use crate::model::record::audit::Audit;
use crate::model::record::finding::Finding;
use crate::model::register::Kind;
use crate::parse::document::DocumentType;
use crate::view::frame::Crumb;
use crate::view::parts::{Badge, Link, When, link_to, links_to};
use crate::view::record::words::{grade_badge, stage_badge};

/// A document that carries something out, and the sections that name it.
#[derive(Debug, Serialize)]
pub struct Carrier {
    /// The document.
    pub link: Link,
    /// The sections whose text names it.
    pub sections: Vec<Crumb>,
    /// Where it is named when no section does, in words.
    pub note: Option<&'static str>,
}

/// The documents that carry out a control or clause, apart by what they are.
#[derive(Debug, Default, Serialize)]
pub struct Carriers {
    /// What says what holds: policies, standards and whatever else is no procedure.
    pub rules: Vec<Carrier>,
    /// What says how it is done.
    pub procedures: Vec<Carrier>,
    /// Proof of something past.
    pub records: Vec<Carrier>,
}

impl Carriers {
    /// The documents in force that name the entry as one that they carry out.
    pub fn of(handbook: &Handbook, entry: Entry) -> Self {
        let mut carriers = Self::default();
        for (document, text) in handbook.carrying_out(entry) {
            let list = match text.kind {
                _ if text.is_record() => &mut carriers.records,
                DocumentType::Procedure => &mut carriers.procedures,
                _ => &mut carriers.rules,
            };
            list.push(carrier(handbook, entry, document, text));
        }
        carriers
    }
}

/// A document and the sections of it that name an entry.
pub fn carrier(handbook: &Handbook, entry: Entry, at: Entry, document: &Document) -> Carrier {
    let link = link_to(handbook, at);
    let Entry::Document(number) = at else {
        return Carrier { link, sections: Vec::new(), note: None };
    };
    let found: Vec<_> = handbook.mentions.in_document(entry, number).collect();
    let headings = found.iter().flatten().filter_map(|index| {
        let heading = document.parsed.body.headings.get(*index)?;
        let number = heading.number.as_ref().and_then(|number| number.counted());
        let number = number.map(|number| format!("{number} ")).unwrap_or_default();
        let title = format!("{number}{}", heading.text);
        let url = format!("{}#{ANCHOR_PREFIX}{}", document.url, heading.anchor);
        Some(Crumb::new(title, url))
    });
    let sections: Vec<Crumb> = headings.collect();
    let note = match (sections.is_empty(), found.is_empty()) {
        (false, _) => None,
        (true, false) => Some("named before the first section"),
        (true, true) => Some("named in its front matter"),
    };
    Carrier { link, sections, note }
}

/// A finding, and how far it is.
#[derive(Debug, Serialize)]
pub struct FindingLink {
    /// The finding.
    pub link: Link,
    /// How grave it is, in a word.
    pub grade: Badge,
    /// Where it stands, in words.
    pub stage: Badge,
    /// True until it is closed.
    pub is_open: bool,
    /// When it was raised.
    pub raised: Option<When>,
}

/// The findings about an entry: open ones first, the newest of them on top.
pub fn findings(handbook: &Handbook, entry: Entry) -> Vec<FindingLink> {
    let mut found: Vec<(Entry, &Finding)> =
        handbook.findings_about(entry).map(|(at, _, finding)| (at, finding)).collect();
    found.sort_by_key(|(at, finding)| {
        let raised = finding.parsed.raised.as_ref().map(|day| day.value);
        (!finding.is_open(handbook.today), Reverse(raised), *at)
    });
    let view = |(at, finding): (Entry, &Finding)| FindingLink {
        link: link_to(handbook, at),
        grade: grade_badge(finding.grade()),
        stage: stage_badge(finding.stage(handbook.today)),
        is_open: finding.is_open(handbook.today),
        raised: finding.parsed.raised.as_ref().map(|day| When::new(handbook.today, day.value)),
    };
    found.into_iter().map(view).collect()
}

/// An audit that looked at something, or is to.
#[derive(Debug, Serialize)]
pub struct SampledBy {
    /// The audit.
    pub link: Link,
    /// Its last day; none while it is still to come.
    pub performed: Option<When>,
    /// The day for which it is planned, while it is still to come.
    pub planned: Option<When>,
}

/// The entry, and the clauses above it: whoever looks at 9.2 looks at 9.2.2.
fn with_those_above(handbook: &Handbook, entry: Entry) -> Vec<Entry> {
    let mut all = vec![entry];
    let clause = handbook.frameworks.item(entry).filter(|item| item.kind != ItemKind::Control);
    let mut above = clause.and_then(|clause| clause.id.rsplit_once('.'));
    while let Some((id, _)) = above {
        all.extend(handbook.frameworks.find_clause(id));
        above = id.rsplit_once('.');
    }
    all
}

/// The audits that looked at an entry, the newest first; those still to come are last.
pub fn sampled_by(handbook: &Handbook, entry: Entry) -> Vec<SampledBy> {
    let named = with_those_above(handbook, entry);
    let naming: BTreeSet<Entry> = named.into_iter().flat_map(|at| handbook.naming(at)).collect();
    let mut audits: Vec<(Entry, &Audit)> =
        naming.into_iter().filter_map(|at| Some((at, handbook.audit(at)?))).collect();
    audits.sort_by_key(|(_, audit)| Reverse(audit.performed(handbook.today)));
    let when = |day| When::new(handbook.today, day);
    let view = |(at, audit): (Entry, &Audit)| {
        let performed = audit.performed(handbook.today);
        let is_over = audit.ended(handbook.today).is_some();
        let planned = audit.parsed.planned.as_ref().filter(|_| !is_over);
        SampledBy {
            link: link_to(handbook, at),
            performed: performed.map(when),
            planned: planned.map(|day| when(day.value)),
        }
    };
    audits.into_iter().map(view).collect()
}

/// Rows of one register that name an entry.
#[derive(Debug, Serialize)]
pub struct NamingRows {
    /// The title of the register.
    pub title: String,
    /// The anchor of the list.
    pub anchor: &'static str,
    /// The rows.
    pub links: Vec<Link>,
}

/// The rows of registers that name an entry in keys of their own, register by register. Risks and evidence stand elsewhere.
pub fn rows_naming(handbook: &Handbook, entry: Entry) -> Vec<NamingRows> {
    let list = |kind: Kind| NamingRows {
        title: handbook.register(kind).title.clone(),
        anchor: kind.name(),
        links: links_to(
            handbook,
            handbook.naming(entry).filter(|naming| naming.register() == Some(kind)),
        ),
    };
    let others = Kind::ALL.into_iter().filter(|kind| !matches!(kind, Kind::Risks | Kind::Evidence));
    others.map(list).filter(|list| !list.links.is_empty()).collect()
}
