//! Makes the Statement of Applicability: one row for each control of the framework, whatever `soa.toml` holds.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::digest::Digest;
use crate::base::path::RelPath;
use crate::diag::Findings;
use crate::frameworks::ItemKind;
use crate::model::codes::DUPLICATE_ID;
use crate::model::document::Document;
use crate::model::entry::Entry;
use crate::model::evidence::Evidence;
use crate::model::register::{Kind, Register};
use crate::model::resolve::Resolver;
use crate::model::resolve::documents::{check_classification, check_people};
use crate::model::resolve::past;
use crate::model::review::{ReviewState, due_date};
use crate::model::risk::Risk;
use crate::model::soa::{Applicability, Soa, SoaRow};
use crate::model::spelling::{Replacing, keys_in_headers};
use crate::model::table::Table;
use crate::model::unresolved::Wanted;
use crate::parse::digest::text_of_statement;
use crate::parse::settings::Settings;
use crate::parse::soa::{Row, SoaFile};

/// The catalogue entry that a Statement of Applicability fulfils by being there.
const FULFILS: &str = "statement-of-applicability";

/// Makes the statement. Rows and risks, rows and evidence know each other afterwards, whichever side named the other.
pub(super) fn statement(
    parsed: Option<SoaFile>,
    risks: &mut [Risk],
    evidence: &mut [Evidence],
    settings: &Settings,
    resolver: &mut Resolver<'_>,
    found: &mut Findings,
) -> Soa {
    let path = RelPath::fixed("soa.toml");
    let mut decided: BTreeMap<Entry, Row> = BTreeMap::new();
    let mut twice: BTreeSet<Entry> = BTreeSet::new();
    for row in parsed.iter().flat_map(|soa| &soa.rows) {
        match resolver.frameworks.find_control(&row.control.value) {
            Some(control) if decided.contains_key(&control) => {
                twice.insert(control);
                let message =
                    format!("control `{}` is decided twice", resolver.entries.label(control).id);
                found.report_with_help(
                    &DUPLICATE_ID,
                    row.control.span(&path),
                    message,
                    "keep one of the two rows",
                );
            }
            Some(control) => {
                decided.insert(control, row.clone());
            }
            None => resolver.miss(&path, &row.control.at, &row.control.value, Wanted::Control),
        }
    }
    note_spellings(&path, &decided, &twice, resolver);
    if let Some(soa) = &parsed {
        check_head(soa, settings, resolver);
    }
    let controls: Vec<Entry> = resolver
        .frameworks
        .items(0)
        .filter(|(_, item)| item.kind == ItemKind::Control)
        .map(|(entry, _)| entry)
        .collect();
    let mut rows = Vec::with_capacity(controls.len());
    for control in controls {
        rows.push(row(control, decided.remove(&control), &path, resolver));
    }
    for row in &mut rows {
        join(row, risks, evidence);
        row.risks.sort_unstable();
        row.evidence.sort_unstable();
    }
    for risk in risks.iter_mut() {
        risk.controls.sort_unstable();
    }
    for piece in evidence.iter_mut() {
        piece.proves.sort_unstable();
    }
    let owner = resolver.party(&path, parsed.as_ref().and_then(|soa| soa.owner.as_ref()));
    let approver = resolver.party(&path, parsed.as_ref().and_then(|soa| soa.approver.as_ref()));
    let text = parsed.as_ref().map(text_of_statement).unwrap_or_default();
    let digest = Digest::of(text.as_bytes());
    let review = match &parsed {
        None => ReviewState::NotDue,
        Some(soa) => match due_date(&soa.trail, digest, resolver.review_every, resolver.today) {
            Some(due) => ReviewState::on(due, resolver.today, resolver.review_warn),
            None => ReviewState::NeverReviewed,
        },
    };
    let past = parsed
        .as_ref()
        .map(|soa| past::of_statement(soa, digest, settings.history_since, resolver));
    Soa { parsed, rows, owner, approver, digest, review, past: past.unwrap_or_default() }
}

/// Notes the rows that name their control in another way than the framework does.
///
/// The key of a row can be replaced where it stands in one header only, and no other row of the file decides about the control.
fn note_spellings(
    path: &RelPath,
    decided: &BTreeMap<Entry, Row>,
    twice: &BTreeSet<Entry>,
    resolver: &mut Resolver<'_>,
) {
    let text = resolver.sources.text(path).unwrap_or("");
    let in_headers = keys_in_headers(text);
    for (control, row) in decided {
        let key = text.get(row.control.at.clone()).unwrap_or("");
        let is_header = text.get(row.at.clone()).is_some_and(|header| header.starts_with('['));
        let is_alone = is_header && in_headers.get(key) == Some(&1) && !twice.contains(control);
        let replacing = if is_alone { Replacing::Safe } else { Replacing::Unsafe };
        resolver.note_spelling(path, &row.control, *control, replacing);
    }
}

/// Notes a framework, a classification and people whom the head of the statement names and nobody knows.
fn check_head(soa: &SoaFile, settings: &Settings, resolver: &mut Resolver<'_>) {
    if let Some(framework) = &soa.framework
        && resolver.frameworks.used.first().is_some_and(|main| main.id != framework.value)
    {
        resolver.miss(&soa.path, &framework.at, &framework.value, Wanted::Framework);
    }
    check_classification(&soa.path, soa.classification.as_ref(), settings, resolver);
    check_people(&soa.path, &soa.trail, resolver);
}

fn row(control: Entry, parsed: Option<Row>, path: &RelPath, resolver: &mut Resolver<'_>) -> SoaRow {
    let Some(parsed) = parsed else {
        return SoaRow {
            control,
            applicability: Applicability::Undecided,
            parsed: None,
            risks: Vec::new(),
            obligations: Vec::new(),
            evidence: Vec::new(),
            owner: None,
        };
    };
    let applicability = match parsed.applicable.as_ref().map(|applicable| applicable.value) {
        None => Applicability::Undecided,
        Some(false) => Applicability::Excluded,
        Some(true) => Applicability::Included(parsed.status.as_ref().map(|status| status.value)),
    };
    SoaRow {
        control,
        applicability,
        risks: resolver.entries_of(path, &parsed.risks, &Wanted::Risk, |entry| {
            matches!(entry, Entry::Risk(_))
        }),
        obligations: resolver.entries_of(path, &parsed.obligations, &Wanted::Obligation, |entry| {
            matches!(entry, Entry::Obligation(_))
        }),
        evidence: resolver.entries_of(path, &parsed.evidence, &Wanted::Evidence, |entry| {
            matches!(entry, Entry::Evidence(_))
        }),
        owner: resolver.party(path, parsed.owner.as_ref()),
        parsed: Some(parsed),
    }
}

/// Completes both sides of each relation between a row, risks and evidence.
fn join(row: &mut SoaRow, risks: &mut [Risk], evidence: &mut [Evidence]) {
    for (number, risk) in risks.iter_mut().enumerate() {
        link_both(row.control, Entry::Risk(number), &mut row.risks, &mut risk.controls);
    }
    for (number, piece) in evidence.iter_mut().enumerate() {
        link_both(row.control, Entry::Evidence(number), &mut row.evidence, &mut piece.proves);
    }
}

fn link_both(
    control: Entry,
    other: Entry,
    named_by_row: &mut Vec<Entry>,
    named_by_other: &mut Vec<Entry>,
) {
    match (named_by_row.contains(&other), named_by_other.contains(&control)) {
        (true, false) => named_by_other.push(control),
        (false, true) => named_by_row.push(other),
        _ => {}
    }
}

/// What fulfils each entry of the catalogue of documented information.
pub(super) fn fulfilling(
    resolver: &Resolver<'_>,
    documents: &[Document],
    evidence: &[Evidence],
    (registers, tables): (&BTreeMap<Kind, Register>, &[Table]),
    soa: &Soa,
) -> BTreeMap<usize, Vec<Entry>> {
    let mut fulfilling: BTreeMap<usize, Vec<Entry>> = BTreeMap::new();
    if soa.parsed.is_some()
        && let Some(number) =
            resolver.frameworks.catalogue.iter().position(|entry| entry.id == FULFILS)
    {
        fulfilling.entry(number).or_default().push(Entry::Soa);
    }
    let proves = |document: &Document| {
        document.is_in_force() && !document.details.is_to_come(resolver.today)
    };
    for (number, document) in documents.iter().enumerate().filter(|(_, one)| proves(one)) {
        for entry in &document.fulfils {
            fulfilling.entry(*entry).or_default().push(Entry::Document(number));
        }
    }
    for (kind, register) in registers {
        for entry in &register.fulfils {
            fulfilling.entry(*entry).or_default().push(Entry::Register(*kind));
        }
    }
    for (number, table) in tables.iter().enumerate() {
        for entry in &table.fulfils {
            fulfilling.entry(*entry).or_default().push(Entry::Table(number));
        }
    }
    for (number, piece) in evidence.iter().enumerate() {
        for entry in &piece.fulfils {
            fulfilling.entry(*entry).or_default().push(Entry::Evidence(number));
        }
    }
    fulfilling
}
