//! Documents to [`Handbook`]: the step in which files learn of each other.
//!
//! 1. `names` gives every entry its id and its page.
//! 2. `sections` makes the tree of folders.
//! 3. `documents` resolves front matter, `links` the targets in bodies.
//! 4. `registers`, `rows` and `records` resolve what registers and records say, `statement` the Statement of Applicability, `look` the mark of
//!    the organization.
//!
//! A reference that leads nowhere becomes an [`Unresolved`]; what cannot be published at all becomes a finding here.

mod documents;
mod links;
mod look;
mod names;
mod past;
mod records;
mod registers;
mod rows;
mod sections;
mod statement;
mod tables;
mod targets;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::OnceLock;

use crate::base::date::{Date, Interval};
use crate::base::path::{OutPath, RelPath};
use crate::base::text::printable;
use crate::diag::Findings;
use crate::diag::span::{Span, Spanned};
use crate::load::{Content, Sources, Unread};
use crate::model::ambiguous::Ambiguous;
use crate::model::assets::{self, is_of_known_kind};
use crate::model::entry::{Entry, EntryTable};
use crate::model::framework::Frameworks;
use crate::model::handbook::Handbook;
use crate::model::mention::Mentions;
use crate::model::people::{Directory, PartyId};
use crate::model::review::DEFAULT_EVERY;
use crate::model::spelling::{Replacing, Spelling};
use crate::model::unresolved::{Unresolved, Wanted};
use crate::parse::settings::Settings;
use crate::parse::{Documents, Known};

/// What resolving collects besides its result.
struct Resolver<'a> {
    today: Date,
    review_every: Interval,
    review_warn: Interval,
    sources: &'a Sources,
    known: &'a Known,
    frameworks: Frameworks,
    directory: Directory,
    entries: EntryTable,
    /// The documents that are records of audits.
    audits: BTreeSet<Entry>,
    unresolved: Vec<Unresolved>,
    spellings: Vec<Spelling>,
    ambiguous: Vec<Ambiguous>,
    referred_by: BTreeMap<Entry, BTreeSet<usize>>,
    named_by: BTreeMap<Entry, BTreeSet<Entry>>,
    assets: BTreeMap<RelPath, OutPath>,
}

impl<'a> Resolver<'a> {
    /// A resolver that found nothing yet.
    fn new(
        (today, settings): (Date, &Settings),
        (sources, known): (&'a Sources, &'a Known),
        frameworks: Frameworks,
        directory: Directory,
    ) -> Self {
        Self {
            today,
            review_every: settings.review_every.unwrap_or(DEFAULT_EVERY),
            review_warn: settings.review_warn,
            sources,
            known,
            frameworks,
            directory,
            entries: EntryTable::default(),
            audits: BTreeSet::new(),
            unresolved: Vec::new(),
            spellings: Vec::new(),
            ambiguous: Vec::new(),
            referred_by: BTreeMap::new(),
            named_by: BTreeMap::new(),
            assets: BTreeMap::new(),
        }
    }
}

impl Resolver<'_> {
    fn miss(&mut self, path: &RelPath, at: &Range<usize>, typed: &str, wanted: Wanted) {
        self.unresolved.push(Unresolved {
            span: Span::new(path, at.clone()),
            typed: typed.to_owned(),
            wanted,
        });
    }

    /// The file of the project that a setting or a register names, with its address; one that is not there or not published is noted.
    fn file(&mut self, path: &RelPath, typed: &Spanned<String>) -> Option<(RelPath, OutPath)> {
        let source = RelPath::new(&typed.value).filter(|path| self.sources.get(path).is_some());
        let published = source.ok_or(Wanted::Page).and_then(|source| {
            let why = |why| Wanted::PublishableFile { why };
            Ok((source.clone(), self.attachment(&source).map_err(why)?))
        });
        match published {
            Ok((source, out)) => {
                self.assets.insert(source.clone(), out.clone());
                Some((source, out))
            }
            Err(wanted) => {
                self.miss(path, &typed.at, &typed.value, wanted);
                None
            }
        }
    }

    /// The address of a file that something refers to, or why it is not published: an address belongs to the first that asks for it.
    fn attachment(&self, source: &RelPath) -> Result<OutPath, String> {
        match self.sources.get(source) {
            Some(Content::Text(_) | Content::Bytes(_)) => {}
            Some(Content::TooLarge(_)) => return Err("it is larger than Annexa reads".to_owned()),
            Some(Content::Unread(Unread::Link)) => {
                return Err("it is a symbolic link, which is not followed".to_owned());
            }
            Some(Content::Unread(_)) | None => return Err("it is no file that is read".to_owned()),
        }
        if let Some(why) = assets::fault(source, self.sources.text(source)) {
            return Err(why);
        }
        let out =
            assets::out_path(source).ok_or("its name holds nothing but special characters")?;
        let taken = self.assets.iter().find(|(other, taken)| **taken == out && *other != source);
        match taken {
            Some((other, _)) => {
                Err(format!("`{other}` has the address `{out}` already; rename one of them"))
            }
            None => Ok(out),
        }
    }

    /// The party that a key names; a key that nobody has is noted and becomes a party by its text.
    fn party(&mut self, path: &RelPath, key: Option<&Spanned<String>>) -> Option<PartyId> {
        let key = key?;
        if self.directory.is_closed() && !self.directory.has_key(&key.value) {
            self.miss(path, &key.at, &key.value, Wanted::Party);
        }
        Some(self.directory.find_or_add(&printable(&key.value)))
    }

    /// The controls that are named; unknown ones are noted.
    fn controls(&mut self, path: &RelPath, typed: &[Spanned<String>]) -> Vec<Entry> {
        self.each(path, typed, &Wanted::Control, |resolver, id| resolver.control(path, id))
    }

    /// The clauses that are named.
    fn clauses(&mut self, path: &RelPath, typed: &[Spanned<String>]) -> Vec<Entry> {
        self.each(path, typed, &Wanted::Clause, |resolver, id| resolver.clause(path, id))
    }

    /// The control that is named; another spelling than that of its framework is noted.
    fn control(&mut self, path: &RelPath, typed: &Spanned<String>) -> Option<Entry> {
        let control = self.frameworks.find_control(&typed.value)?;
        self.note_spelling(path, typed, control, Replacing::Safe);
        Some(control)
    }

    /// The clause that is named.
    fn clause(&mut self, path: &RelPath, typed: &Spanned<String>) -> Option<Entry> {
        let clause = self.frameworks.find_clause(&typed.value)?;
        self.note_spelling(path, typed, clause, Replacing::Safe);
        Some(clause)
    }

    fn note_spelling(
        &mut self,
        path: &RelPath,
        typed: &Spanned<String>,
        item: Entry,
        replacing: Replacing,
    ) {
        let Some(id) = self.frameworks.id_as_typed(&typed.value, item) else { return };
        if id != typed.value {
            let (span, typed) = (typed.span(path), typed.value.clone());
            self.spellings.push(Spelling { span, typed, id, replacing });
        }
    }

    /// The entries of one kind that are named by their ids.
    fn entries_of(
        &mut self,
        path: &RelPath,
        typed: &[Spanned<String>],
        wanted: &Wanted,
        is_kind: fn(Entry) -> bool,
    ) -> Vec<Entry> {
        self.each(path, typed, wanted, |resolver, id| {
            resolver.entries.find(&id.value).filter(|entry| is_kind(*entry))
        })
    }

    /// The entries of the catalogue that are named.
    fn catalogue_entries(&mut self, path: &RelPath, typed: &[Spanned<String>]) -> Vec<usize> {
        let mut found = Vec::new();
        for id in typed {
            match self.frameworks.catalogue.iter().position(|entry| entry.id == id.value) {
                Some(number) => found.push(number),
                None => self.miss(path, &id.at, &id.value, Wanted::CatalogueEntry),
            }
        }
        found
    }

    fn each(
        &mut self,
        path: &RelPath,
        typed: &[Spanned<String>],
        wanted: &Wanted,
        find: impl Fn(&mut Self, &Spanned<String>) -> Option<Entry>,
    ) -> Vec<Entry> {
        let mut found = Vec::new();
        for id in typed {
            match find(self, id) {
                Some(entry) if found.contains(&entry) => {}
                Some(entry) => found.push(entry),
                None => self.miss(path, &id.at, &id.value, wanted.clone()),
            }
        }
        found
    }
}

/// Resolves everything that the files of a project say, as of `today`.
///
/// `sources` answers which attachments exist; texts of the past that are `known` are not read again.
pub fn resolve(
    documents: Documents,
    sources: &Sources,
    known: &Known,
    today: Date,
) -> (Handbook, Findings) {
    let mut found = Findings::default();
    let (mut frameworks, own_controls) = names::frameworks(&documents, &mut found);
    names::add_own_controls(&mut frameworks, own_controls);
    let settings = documents.settings;
    let directory = Directory::new(documents.people.as_ref(), settings.people_shown);
    let mut resolver = Resolver::new((today, &settings), (sources, known), frameworks, directory);
    let mut registers = documents.registers;
    registers::sort(&mut registers, &mut found);
    let mut drafts = names::name_documents(documents.documents, &mut resolver, &mut found);
    names::name_the_rest(&drafts, documents.soa.as_ref(), &registers, &mut resolver, &mut found);
    let (mut sections, top_sections) =
        sections::sections(documents.sections, &mut drafts, &mut found);
    if let Some(people) = &documents.people {
        names::check_holders(people, &mut resolver);
    }
    let targets = targets::Targets::new(&drafts, &sections);
    for section in &mut sections {
        if let Some(parsed) = &section.parsed {
            let leads = links::look_up(&resolver, &targets, &parsed.path, &parsed.body);
            (section.links, _) =
                links::resolve(&mut resolver, &parsed.path, &parsed.body, leads, None);
        }
    }
    let mut documents_resolved = documents::documents(drafts, &targets, &settings, &mut resolver);
    let heads = registers::heads(&registers, &settings, &mut resolver, &mut found);
    let mut evidence = registers::evidence(registers.evidence, &mut resolver);
    let mut risks = registers::risks(registers.risks, &mut resolver);
    let objectives = rows::objectives(registers.objectives, &mut resolver);
    let exceptions = rows::exceptions(registers.exceptions, &mut resolver);
    let obligations = rows::obligations(registers.obligations, &mut resolver);
    let lists = registers.lists.into_iter();
    let lists = lists.map(|list| rows::list(list, &settings, &mut resolver)).collect();
    let tables = tables::tables(documents.tables, &settings, &mut resolver);
    let soa = statement::statement(
        documents.soa,
        &mut risks,
        &mut evidence,
        &settings,
        &mut resolver,
        &mut found,
    );
    past::of_documents(&mut documents_resolved, settings.history_since, &targets, &resolver);
    let record = past::record(sources.history(), documents.people.as_ref(), &settings, &resolver);
    let fulfilling =
        statement::fulfilling(&resolver, &documents_resolved, &evidence, (&heads, &tables), &soa);
    names::check_settings(&settings, &tables, &mut resolver);
    let look = look::look(&settings.look, &mut resolver);
    let mut glossary = documents.glossary;
    glossary.sort_by_cached_key(|term| (term.name.to_lowercase(), term.key.clone()));
    let handbook = Handbook {
        today,
        record,
        settings,
        look,
        frameworks: resolver.frameworks,
        directory: resolver.directory,
        carried_out_by: documents::carried_out_by(&documents_resolved),
        mentions: Mentions::of(&documents_resolved),
        documents: documents_resolved,
        sections,
        top_sections,
        soa,
        risks,
        evidence,
        obligations,
        objectives,
        exceptions,
        lists,
        registers: heads,
        tables,
        glossary,
        entries: resolver.entries,
        referred_by: resolver.referred_by,
        named_by: resolver.named_by,
        fulfilling,
        unresolved: resolver.unresolved,
        spellings: resolver.spellings,
        ambiguous: resolver.ambiguous,
        assets: resolver.assets,
        deadlines: OnceLock::new(),
        files: sources
            .iter()
            .map(|(path, _)| path)
            .filter(|path| is_of_known_kind(path))
            .cloned()
            .collect(),
    };
    (handbook, found)
}
