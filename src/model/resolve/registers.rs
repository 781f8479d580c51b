//! Resolves the rows of registers: risks, evidence, obligations.

use std::collections::BTreeSet;

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
use crate::model::resolve::Resolver;
use crate::model::risk::Risk;
use crate::model::unresolved::Wanted;
use crate::parse::evidence::Evidence as ParsedEvidence;
use crate::parse::obligations::Obligation;
use crate::parse::risks::{Risk as ParsedRisk, RiskRegister};

/// The registers as parsed.
pub(super) struct Registers {
    pub(super) risks: RiskRegister,
    pub(super) evidence: Vec<ParsedEvidence>,
    pub(super) obligations: Vec<Obligation>,
}

impl Registers {
    /// Puts every register in the order of its ids, by which entries are numbered, and drops the second row of the same id.
    pub(super) fn sort(&mut self, found: &mut Findings) {
        sort_by_id(&mut self.risks.risks, "risks", |risk| &risk.id, found);
        sort_by_id(&mut self.evidence, "evidence", |piece| &piece.id, found);
        sort_by_id(&mut self.obligations, "obligations", |obligation| &obligation.id, found);
    }
}

fn sort_by_id<T>(
    rows: &mut Vec<T>,
    register: &str,
    id: impl Fn(&T) -> &Spanned<String>,
    found: &mut Findings,
) {
    rows.sort_by(|left, right| natural_order(&id(left).value, &id(right).value));
    let mut taken = BTreeSet::new();
    rows.retain(|row| {
        let id = id(row);
        let is_new = taken.insert(id.value.to_lowercase());
        if !is_new {
            let message = format!(
                "the id `{}` is taken: another row of this register has it already",
                printable(&id.value)
            );
            found.report_with_help(
                &DUPLICATE_ID,
                id.span(&path(register)),
                message,
                "give one of them an id of its own",
            );
        }
        is_new
    });
}

/// The file of a register.
pub(super) fn path(register: &str) -> RelPath {
    RelPath::fixed(&format!("registers/{register}.toml"))
}

fn page(folder: &str, id: &str) -> OutPath {
    OutPath::new(&format!("{folder}/{}.html", id.to_lowercase()))
        .unwrap_or_else(|| OutPath::fixed(&format!("{folder}.html")))
}

/// Resolves the risks.
pub(super) fn risks(parsed: Vec<ParsedRisk>, resolver: &mut Resolver<'_>) -> Vec<Risk> {
    let file = path("risks");
    let mut risks = Vec::with_capacity(parsed.len());
    for parsed in parsed {
        for owner in parsed.actions.iter().map(|action| action.owner.as_ref()) {
            resolver.party(&file, owner);
        }
        for by in parsed.acceptances.iter().map(|acceptance| acceptance.by.as_ref()) {
            resolver.party(&file, by);
        }
        risks.push(Risk {
            url: page("risks", &parsed.id.value),
            owner: resolver.party(&file, parsed.owner.as_ref()),
            controls: resolver.controls(&file, &parsed.controls),
            parsed,
        });
    }
    risks
}

/// Resolves the evidence.
pub(super) fn evidence(parsed: Vec<ParsedEvidence>, resolver: &mut Resolver<'_>) -> Vec<Evidence> {
    let file = path("evidence");
    let mut evidence = Vec::with_capacity(parsed.len());
    for parsed in parsed {
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

/// Notes owners of obligations whom nobody knows.
pub(super) fn check_owners(obligations: &[Obligation], resolver: &mut Resolver<'_>) {
    let file = path("obligations");
    for obligation in obligations {
        resolver.party(&file, obligation.owner.as_ref());
    }
}
