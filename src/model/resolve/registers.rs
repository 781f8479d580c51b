//! Resolves the rows of registers: risks, evidence, obligations.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::digest::Digest;
use crate::base::path::{OutPath, RelPath};
use crate::base::text::{natural_order, printable};
use crate::base::url::{Address, address};
use crate::diag::Findings;
use crate::diag::span::Spanned;
use crate::model::codes::DUPLICATE_ID;
use crate::model::entry::Entry;
use crate::model::evidence::{Evidence, freshness};
use crate::model::link::Link;
use crate::model::register::{Kind, Register as Head};
use crate::model::resolve::Resolver;
use crate::model::risk::Risk;
use crate::model::unresolved::Wanted;
use crate::parse::codes::MISPLACED_KEY;
use crate::parse::evidence::Evidence as ParsedEvidence;
use crate::parse::register::{Register, Registers};
use crate::parse::risks::Risk as ParsedRisk;
use crate::parse::settings::Settings;

/// Puts every register in the order of its ids, by which entries are numbered, and drops the second row of the same id.
pub(super) fn sort(registers: &mut Registers, found: &mut Findings) {
    sort_by_id(&mut registers.risks, |row| &row.id, found);
    sort_by_id(&mut registers.evidence, |row| &row.id, found);
    sort_by_id(&mut registers.obligations, |row| &row.id, found);
    sort_by_id(&mut registers.objectives, |row| &row.id, found);
    sort_by_id(&mut registers.exceptions, |row| &row.id, found);
    for list in &mut registers.lists {
        sort_by_id(list, |row| &row.id, found);
    }
}

fn sort_by_id<T>(
    register: &mut Register<T>,
    id: impl Fn(&T) -> &Spanned<String>,
    found: &mut Findings,
) {
    let path = &register.path;
    register.rows.sort_by(|left, right| natural_order(&id(left).value, &id(right).value));
    let mut taken = BTreeSet::new();
    register.rows.retain(|row| {
        let id = id(row);
        let is_new = taken.insert(id.value.to_lowercase());
        if !is_new {
            let message = format!(
                "the id `{}` is taken: another row of this register has it already",
                printable(&id.value)
            );
            found.report_with_help(
                &DUPLICATE_ID,
                id.span(path),
                message,
                "give one of them an id of its own",
            );
        }
        is_new
    });
}

/// What each register says of itself: in its file, or under `[register.NAME]` of the settings when it is kept as CSV.
pub(super) fn heads(
    registers: &Registers,
    settings: &Settings,
    resolver: &mut Resolver<'_>,
    found: &mut Findings,
) -> BTreeMap<Kind, Head> {
    let mut heads = BTreeMap::new();
    let mut add = |head| {
        let head: Head = head;
        heads.insert(head.kind, head);
    };
    add(self::head(&registers.risks, settings, resolver, found));
    add(self::head(&registers.evidence, settings, resolver, found));
    add(self::head(&registers.obligations, settings, resolver, found));
    add(self::head(&registers.objectives, settings, resolver, found));
    add(self::head(&registers.exceptions, settings, resolver, found));
    for list in &registers.lists {
        add(self::head(list, settings, resolver, found));
    }
    heads
}

fn head<T>(
    register: &Register<T>,
    settings: &Settings,
    resolver: &mut Resolver<'_>,
    found: &mut Findings,
) -> Head {
    let kind = register.kind;
    let elsewhere = settings.registers.iter().find(|(name, _)| name.value == kind.name());
    if let Some((name, _)) = elsewhere.filter(|_| !register.head.is_empty()) {
        let (name, file) = (name.span(&RelPath::fixed("handbook.toml")), &register.path);
        let message = format!("`{file}` says of itself what stands here, which is not read");
        let help = format!("move these keys to the top of `{file}`, and remove the table");
        found.report_with_help(&MISPLACED_KEY, name, message, help);
    }
    let (parsed, head_path) = match elsewhere.filter(|_| register.head.is_empty()) {
        Some((_, head)) => (head, RelPath::fixed("handbook.toml")),
        None => (&register.head, register.path.clone()),
    };
    let owner = parsed.owner.as_ref().and_then(|owner| {
        let party = resolver.party(&head_path, Some(owner))?;
        Some(Spanned::new(party, owner.at.clone()))
    });
    let fulfils = resolver.catalogue_entries(&head_path, &parsed.fulfils);
    Head {
        kind,
        path: register.path.clone(),
        is_there: register.is_there,
        title: parsed.title.clone().unwrap_or_else(|| kind.title().to_owned()),
        about: parsed.about.clone(),
        owner,
        review: parsed.review_date.clone(),
        // A register without a row is none, whatever it says of itself.
        fulfils: if register.rows.is_empty() { Vec::new() } else { fulfils },
        head_path,
    }
}

fn page(folder: &str, id: &str) -> OutPath {
    OutPath::new(&format!("{folder}/{}.html", id.to_lowercase()))
        .unwrap_or_else(|| OutPath::fixed(&format!("{folder}.html")))
}

/// Resolves the risks.
pub(super) fn risks(register: Register<ParsedRisk>, resolver: &mut Resolver<'_>) -> Vec<Risk> {
    let file = register.path;
    let mut risks = Vec::with_capacity(register.rows.len());
    for (number, parsed) in register.rows.into_iter().enumerate() {
        for owner in parsed.actions.iter().map(|action| action.owner.as_ref()) {
            resolver.party(&file, owner);
        }
        for by in parsed.acceptances.iter().map(|acceptance| acceptance.by.as_ref()) {
            resolver.party(&file, by);
        }
        let assets = assets(&parsed.assets, resolver);
        resolver.names(Entry::Risk(number), assets.iter().filter_map(|(_, entry)| entry.as_ref()));
        risks.push(Risk {
            assets,
            url: page("risks", &parsed.id.value),
            owner: resolver.party(&file, parsed.owner.as_ref()),
            controls: resolver.controls(&file, &parsed.controls),
            parsed,
        });
    }
    risks
}

/// Assets and suppliers are linked where they are named by their ids; anything else stays the text that it is.
fn assets(texts: &[String], resolver: &Resolver<'_>) -> Vec<(String, Option<Entry>)> {
    let is_linked = |entry: &Entry| matches!(entry, Entry::Row(Kind::Assets | Kind::Suppliers, _));
    let entry = |text: &String| resolver.entries.find(text).filter(is_linked);
    texts.iter().map(|text| (text.clone(), entry(text))).collect()
}

/// Resolves the evidence.
pub(super) fn evidence(
    register: Register<ParsedEvidence>,
    resolver: &mut Resolver<'_>,
) -> Vec<Evidence> {
    let file = register.path;
    let mut evidence = Vec::with_capacity(register.rows.len());
    for parsed in register.rows {
        evidence.push(Evidence {
            url: page("evidence", &parsed.id.value),
            owner: resolver.party(&file, parsed.owner.as_ref()),
            proves: proven(&file, &parsed.proves, resolver),
            fulfils: resolver.catalogue_entries(&file, &parsed.fulfils),
            link: kept_at(&file, &parsed, resolver),
            file_digest: file_digest(&parsed, resolver),
            freshness: freshness(&parsed, resolver.today, resolver.review_warn),
            parsed,
        });
    }
    evidence
}

/// Evidence proves controls and clauses; which of the two an id is shows by itself.
fn proven(file: &RelPath, typed: &[Spanned<String>], resolver: &mut Resolver<'_>) -> Vec<Entry> {
    let mut proven = Vec::new();
    for id in typed {
        let clause = resolver.clause(file, id);
        match clause.or_else(|| resolver.control(file, id)) {
            Some(entry) if proven.contains(&entry) => {}
            Some(entry) => proven.push(entry),
            None => resolver.miss(file, &id.at, &id.value, Wanted::Control),
        }
    }
    proven
}

fn kept_at(file: &RelPath, parsed: &ParsedEvidence, resolver: &mut Resolver<'_>) -> Option<Link> {
    if let Some(named) = &parsed.file {
        let (source, path) = resolver.file(file, named)?;
        return Some(Link::Asset { source, path });
    }
    let url = parsed.url.as_ref()?;
    if address(&url.value) == Address::External {
        return Some(Link::External(url.value.clone()));
    }
    resolver.miss(file, &url.at, &url.value, Wanted::SafeTarget);
    None
}

/// The digest of the file that is named, where one is given to compare it with.
fn file_digest(parsed: &ParsedEvidence, resolver: &Resolver<'_>) -> Option<Digest> {
    let file = parsed.sha256.as_ref().and(parsed.file.as_ref())?;
    let bytes = resolver.sources.bytes(&RelPath::new(&file.value)?)?;
    Some(Digest::of(&bytes))
}
