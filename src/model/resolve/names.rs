//! Gives every entry its id, its title and its page, and reports ids that are taken.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::slice::ParallelSliceMut as _;

use crate::base::path::{OutPath, RelPath};
use crate::base::text::{did_you_mean, natural_order, printable};
use crate::diag::Findings;
use crate::diag::span::{Span, Spanned};
use crate::frameworks::{Item, ItemKind, Library, library, parse};
use crate::model::codes::{DUPLICATE_ID, UNUSABLE_FRAMEWORK};
use crate::model::document::is_record;
use crate::model::entry::{Entry, Label, Place};
use crate::model::framework::{Frameworks, place_of};
use crate::model::resolve::Resolver;
use crate::model::table::Table;
use crate::model::unresolved::Wanted;
use crate::parse::Documents;
use crate::parse::document::{Document as Parsed, DocumentType};
use crate::parse::people::People;
use crate::parse::register::{Kind, Register, Registers};
use crate::parse::settings::Settings;
use crate::parse::soa::SoaFile;

/// A document that has its name and page, and nothing else yet.
pub(super) struct Draft {
    pub(super) parsed: Arc<Parsed>,
    pub(super) kind: DocumentType,
    pub(super) title: String,
    pub(super) url: OutPath,
    pub(super) section: usize,
}

/// The frameworks in use, and the controls that `soa.toml` adds to the first one.
pub(super) fn frameworks(documents: &Documents, found: &mut Findings) -> (Frameworks, Vec<Item>) {
    let mut available: Library = library().clone();
    for (path, text) in &documents.frameworks {
        match parse(text) {
            Ok(data) => available.add(data),
            Err(error) => {
                let message =
                    format!("the framework data cannot be used: {}", printable(&error.message));
                let help = "correct the file, or take it out of `frameworks/`";
                let span = Span::new(path, error.range);
                found.report_with_help(&UNUSABLE_FRAMEWORK, span, message, help);
            }
        }
    }
    let path = RelPath::fixed("handbook.toml");
    let known: Vec<&str> = available.frameworks.keys().map(String::as_str).collect();
    for name in &documents.settings.frameworks {
        if available.frameworks.contains_key(&name.value) {
            continue;
        }
        let typed = printable(&name.value);
        let prefix = known.iter().copied().rfind(|id| id.starts_with(typed.as_str()));
        let message = match prefix.or_else(|| did_you_mean(&typed, known.iter().copied())) {
            Some(near) => {
                format!("there is no data for the framework `{typed}`; did you mean `{near}`?")
            }
            None => format!("there is no data for the framework `{typed}`"),
        };
        let help = format!("known are: {}; or add `frameworks/{typed}.toml`", known.join(", "));
        found.report_with_help(&UNUSABLE_FRAMEWORK, name.span(&path), message, help);
    }
    let names: Vec<&str> =
        documents.settings.frameworks.iter().map(|name| name.value.as_str()).collect();
    let frameworks = Frameworks::choose(&available, &names);
    let rows = documents.soa.iter().flat_map(|soa| &soa.rows);
    let own = rows.filter(|row| frameworks.find_control(&row.control.value).is_none()).filter_map(
        |row| {
            Some(Item {
                id: row.control.value.clone(),
                title: row.title.clone()?,
                summary: String::new(),
                parent: String::new(),
                kind: ItemKind::Control,
                attributes: BTreeMap::new(),
            })
        },
    );
    let own = own.filter(|item| crate::parse::id::fault(&item.id).is_none()).collect();
    (frameworks, own)
}

/// Adds controls from outside the framework at its end, where the Statement of Applicability shows them.
pub(super) fn add_own_controls(frameworks: &mut Frameworks, own: Vec<Item>) {
    if let Some(main) = frameworks.used.first_mut() {
        main.items.extend(own);
    }
}

/// Names the documents, in the order of their ids.
pub(super) fn name_documents(
    mut parsed: Vec<Arc<Parsed>>,
    resolver: &mut Resolver<'_>,
    found: &mut Findings,
) -> Vec<Draft> {
    parsed.par_sort_by(|left, right| {
        natural_order(&left.id.value, &right.id.value).then_with(|| left.path.cmp(&right.path))
    });
    let mut drafts: Vec<Draft> = Vec::with_capacity(parsed.len());
    let mut urls: BTreeSet<OutPath> = BTreeSet::new();
    for parsed in parsed {
        let (kind, title) = (parsed.kind(), parsed.title());
        let folder = if is_record(kind) { "records" } else { "documents" };
        let address = |suffix: &str| {
            OutPath::new(&format!("{folder}/{}{suffix}.html", parsed.id.value.to_lowercase()))
        };
        // A second document with the same id is a denied finding; it still needs an address of its own to be looked at, and so does one whose id
        // is the stand-in of another.
        let number = drafts.len();
        let numbered = |attempt| format!("{folder}/document-{number}{}.html", "-".repeat(attempt));
        let wanted = [address(""), address(&format!("-{number}"))].into_iter().flatten();
        let url = wanted
            .chain((0..=number).map(|attempt| OutPath::fixed(&numbered(attempt))))
            .find(|url| urls.insert(url.clone()))
            .expect("fewer addresses are taken than there are names to try");
        let label = Label {
            id: parsed.id.value.clone(),
            title: title.clone(),
            place: Place::top(url.clone()),
        };
        let taken = resolver.entries.add(Entry::Document(drafts.len()), "", label);
        // The id of front matter that cannot be read is not known: the file's name stands in, and nobody chose it.
        if let Some(Entry::Document(other)) = taken
            && !parsed.is_unreadable
            && !drafts[other].parsed.is_unreadable
        {
            report_duplicate(
                &parsed.path,
                &parsed.id.at,
                &parsed.id.value,
                Some(&drafts[other].parsed.path),
                found,
            );
        }
        if kind == DocumentType::InternalAudit {
            resolver.audits.insert(Entry::Document(drafts.len()));
        }
        drafts.push(Draft { parsed, kind, title, url, section: 0 });
    }
    drafts
}

fn report_duplicate(
    path: &RelPath,
    at: &std::ops::Range<usize>,
    id: &str,
    other: Option<&RelPath>,
    found: &mut Findings,
) {
    let where_else = other.map_or_else(
        || "something else has it already".to_owned(),
        |other| format!("`{other}` has it already"),
    );
    let message = format!("the id `{}` is taken: {where_else}", printable(id));
    found.report_with_help(
        &DUPLICATE_ID,
        Span::new(path, at.clone()),
        message,
        "give one of them an id of its own",
    );
}

/// Names everything but the documents: the Statement of Applicability, clauses, controls and the rows of registers.
pub(super) fn name_the_rest(
    drafts: &[Draft],
    soa: Option<&SoaFile>,
    registers: &Registers,
    resolver: &mut Resolver<'_>,
    found: &mut Findings,
) {
    let page = |path: &str| OutPath::fixed(path);
    let taken_soa = resolver.entries.add(
        Entry::Soa,
        "",
        Label {
            id: soa.map_or_else(|| "SOA".to_owned(), |soa| soa.id.clone()),
            title: soa
                .map_or_else(|| "Statement of Applicability".to_owned(), |soa| soa.title.clone()),
            place: Place::top(page("soa.html")),
        },
    );
    for kind in Kind::ALL {
        let register = Label {
            id: kind.name().to_owned(),
            title: kind.title().to_owned(),
            place: Place::top(register_page(kind)),
        };
        resolver.entries.add(Entry::Register(kind), "register:", register);
    }
    let mut taken: Vec<Entry> = taken_soa.into_iter().collect();
    for (number, framework) in resolver.frameworks.used.iter().enumerate() {
        let prefix = if number == 0 { String::new() } else { format!("{}:", framework.id) };
        for (index, item) in framework.items.iter().enumerate() {
            let place = place_of(framework, number, index, item);
            let label = Label { id: item.id.clone(), title: item.title.clone(), place };
            taken.extend(resolver.entries.add(Entry::Item(number, index), &prefix, label));
        }
    }
    for entry in taken {
        if let Entry::Document(index) = entry {
            let parsed = &drafts[index].parsed;
            report_duplicate(&parsed.path, &parsed.id.at, &parsed.id.value, None, found);
        }
    }
    name_rows(&registers.risks, Entry::Risk, |row| (&row.id, &row.title), resolver, found);
    name_rows(&registers.evidence, Entry::Evidence, |row| (&row.id, &row.title), resolver, found);
    name_rows(
        &registers.obligations,
        Entry::Obligation,
        |row| (&row.id, &row.title),
        resolver,
        found,
    );
    name_rows(
        &registers.objectives,
        Entry::Objective,
        |row| (&row.id, &row.title),
        resolver,
        found,
    );
    name_rows(
        &registers.exceptions,
        Entry::Exception,
        |row| (&row.id, &row.title),
        resolver,
        found,
    );
    for list in &registers.lists {
        let entry = |index| Entry::Row(list.kind, index);
        name_rows(list, entry, |row| (&row.id, &row.title), resolver, found);
    }
}

fn register_page(kind: Kind) -> OutPath {
    OutPath::fixed(&format!("{}.html", kind.name()))
}

/// Names the rows of a register. Risks and evidence have pages of their own, the others stand on that of their register.
fn name_rows<T>(
    register: &Register<T>,
    entry: impl Fn(usize) -> Entry,
    row: impl Fn(&T) -> (&Spanned<String>, &String),
    resolver: &mut Resolver<'_>,
    found: &mut Findings,
) {
    let kind = register.kind;
    for (index, parsed) in register.rows.iter().enumerate() {
        let (id, title) = row(parsed);
        let lower = id.value.to_lowercase();
        let place = match kind {
            Kind::Risks | Kind::Evidence => {
                let own = OutPath::new(&format!("{}/{lower}.html", kind.name()));
                Place::top(own.unwrap_or_else(|| register_page(kind)))
            }
            _ => Place { page: register_page(kind), anchor: Some(format!("o-{lower}")) },
        };
        let label = Label { id: id.value.clone(), title: title.clone(), place };
        if resolver.entries.add(entry(index), "", label).is_some() {
            report_duplicate(&register.path, &id.at, &id.value, None, found);
        }
    }
}

/// Notes references in the settings that lead nowhere. `tables` are the CSV files that are no register Annexa knows.
pub(super) fn check_settings(settings: &Settings, tables: &[Table], resolver: &mut Resolver<'_>) {
    let path = RelPath::fixed("handbook.toml");
    let is_register = |name: &str| {
        Kind::by_name(name).is_some() || tables.iter().any(|table| table.path.stem() == name)
    };
    for (name, _) in settings.registers.iter().filter(|(name, _)| !is_register(&name.value)) {
        resolver.miss(&path, &name.at, &name.value, Wanted::Register);
    }
    if let Some(document) = settings.report.as_ref().and_then(|report| report.document.as_ref())
        && !matches!(resolver.entries.find(&document.value), Some(Entry::Document(_)))
    {
        resolver.miss(&path, &document.at, &document.value, Wanted::Document);
    }
}

/// Notes roles that are held by somebody whom `people.toml` does not hold.
pub(super) fn check_holders(people: &People, resolver: &mut Resolver<'_>) {
    let path = RelPath::fixed("people.toml");
    for holder in people.roles.iter().filter_map(|role| role.holder.as_ref()) {
        if people.persons.iter().all(|person| person.key.value != holder.value) {
            resolver.miss(&path, &holder.at, &holder.value, Wanted::Party);
        }
    }
}
