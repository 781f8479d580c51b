//! Settles the targets of links, images, `[[ids]]` and bare ids in a body.

use std::collections::BTreeMap;

use crate::base::path::{OutPath, RelPath};
use crate::base::url::{Address, address, percent_decoded};
use crate::model::ambiguous::{Ambiguous, Readings};
use crate::model::anchors::Anchors;
use crate::model::entry::{Entry, Place};
use crate::model::link::Link;
use crate::model::resolve::Resolver;
use crate::model::resolve::names::Draft;
use crate::model::section::Section;
use crate::model::unresolved::{Unresolved, Wanted};
use crate::parse::markdown::{Body, LinkKind, RawLink};

/// A page that comes from a Markdown file.
struct Target {
    place: Place,
    entry: Option<Entry>,
    title: String,
    /// The anchors of the page.
    anchors: Anchors,
}

/// All pages that a path can name.
pub(super) struct Targets {
    by_path: BTreeMap<String, Target>,
    by_entry: BTreeMap<Entry, String>,
}

/// How many headings of a page are kept for the near miss of a mistyped anchor.
const SUGGESTED: usize = 100;

/// Files that are not Markdown and have a page.
const OTHER_FILES: [(&str, &str); 5] = [
    ("soa.toml", "soa.html"),
    ("glossary.toml", "glossary.html"),
    ("registers/risks.toml", "risks.html"),
    ("registers/evidence.toml", "evidence.html"),
    ("registers/obligations.toml", "obligations.html"),
];

impl Targets {
    /// The pages of documents, sections and registers by the paths of their files and folders.
    pub(super) fn new(drafts: &[Draft], sections: &[Section]) -> Self {
        let mut by_path = BTreeMap::new();
        for (file, page) in OTHER_FILES {
            let place = Place::top(OutPath::fixed(page));
            let entry = (file == "soa.toml").then_some(Entry::Soa);
            by_path.insert(
                file.to_owned(),
                Target { place, entry, title: page.to_owned(), anchors: Anchors::default() },
            );
        }
        for section in sections {
            let anchors = || section.parsed.as_ref().map(|parsed| Anchors::new(&parsed.body));
            let target = || Target {
                place: Place::top(section.url.clone()),
                entry: None,
                title: section.title.clone(),
                anchors: anchors().unwrap_or_default(),
            };
            by_path.insert(format!("{}/_index.md", section.folder), target());
            by_path.insert(section.folder.clone(), target());
        }
        for (number, draft) in drafts.iter().enumerate() {
            let target = Target {
                place: Place::top(draft.url.clone()),
                entry: Some(Entry::Document(number)),
                title: draft.title.clone(),
                anchors: Anchors::new(&draft.parsed.body),
            };
            by_path.insert(draft.parsed.path.to_string(), target);
        }
        let entries = by_path
            .iter()
            .filter_map(|(path, target): (&String, &Target)| Some((target.entry?, path.clone())));
        Self { by_entry: entries.collect(), by_path }
    }

    fn find(&self, path: &RelPath) -> Option<&Target> {
        self.by_path.get(path.as_str()).or_else(|| self.beside(path).map(|(_, target)| target))
    }

    /// The document that a path without `.md` can mean.
    fn beside(&self, path: &RelPath) -> Option<(RelPath, &Target)> {
        let file = RelPath::new(&format!("{path}.md"))?;
        let target = self.by_path.get(file.as_str())?;
        Some((file, target))
    }

    /// The page that shows an entry, if it comes from a file.
    fn of_entry(&self, entry: Entry) -> Option<&Target> {
        self.by_path.get(self.by_entry.get(&entry)?)
    }

    /// True when a page comes from exactly this file.
    fn has(&self, path: &RelPath) -> bool {
        self.by_path.contains_key(path.as_str())
    }
}

/// Settles the links of a body and notes which entries the document with the number `from` refers to.
pub(super) fn resolve(
    resolver: &mut Resolver<'_>,
    targets: &Targets,
    path: &RelPath,
    body: &Body,
    from: Option<usize>,
) -> Vec<Link> {
    let mut links = Vec::with_capacity(body.links.len());
    for raw in &body.links {
        let link = match settle(resolver, targets, path, raw) {
            Ok(Settled { link, readings }) => {
                resolver.ambiguous.extend(readings.map(|readings| Ambiguous {
                    span: raw.target.span(path),
                    typed: raw.target.value.clone(),
                    readings,
                }));
                link
            }
            Err(wanted) => {
                resolver.unresolved.push(Unresolved {
                    span: raw.target.span(path),
                    typed: raw.target.value.clone(),
                    wanted,
                });
                Link::Broken
            }
        };
        match &link {
            Link::Page { entry: Some(entry), .. } => refer(resolver, *entry, from),
            Link::Asset { source, path } => {
                resolver.assets.insert(source.clone(), path.clone());
            }
            _ => {}
        }
        links.push(link);
    }
    for mention in &body.mentions {
        if let Some(entry) = resolver.entries.exact(&mention.value) {
            refer(resolver, entry, from);
        }
    }
    links
}

/// Settles the links of a text of the past: what led nowhere then or leads nowhere today is broken, and nobody's fault.
pub(super) fn resolve_of_past(
    resolver: &Resolver<'_>,
    targets: &Targets,
    path: &RelPath,
    body: &Body,
) -> Vec<Link> {
    let settle = |raw: &RawLink| match settle(resolver, targets, path, raw) {
        // An attachment that no text of today shows is not published for one of the past.
        Ok(Settled { link: Link::Asset { source, .. }, .. })
            if !resolver.assets.contains_key(&source) =>
        {
            Link::Broken
        }
        Ok(settled) => settled.link,
        Err(_) => Link::Broken,
    };
    body.links.iter().map(settle).collect()
}

/// A link that leads somewhere, and what it could mean besides.
struct Settled {
    link: Link,
    readings: Option<Readings>,
}

impl From<Link> for Settled {
    fn from(link: Link) -> Self {
        Self { link, readings: None }
    }
}

/// Notes that a document refers to an entry; a document that names itself does not count.
pub(super) fn refer(resolver: &mut Resolver<'_>, entry: Entry, from: Option<usize>) {
    if let Some(from) = from.filter(|from| entry != Entry::Document(*from)) {
        resolver.referred_by.entry(entry).or_default().insert(from);
    }
}

fn settle(
    resolver: &Resolver<'_>,
    targets: &Targets,
    path: &RelPath,
    raw: &RawLink,
) -> Result<Settled, Wanted> {
    let target = raw.target.value.as_str();
    match raw.kind {
        LinkKind::Wiki => return settle_id(resolver, targets, target),
        LinkKind::Mail => return Ok(Link::External(format!("mailto:{target}")).into()),
        LinkKind::Link | LinkKind::Image => {}
    }
    match address(target) {
        Address::Refused => Err(Wanted::SafeTarget),
        Address::External if raw.kind == LinkKind::Image => Err(Wanted::LocalImage),
        Address::External => Ok(Link::External(target.to_owned()).into()),
        Address::Internal { path: file, anchor } => {
            settle_path(resolver, targets, path, file, anchor)
        }
    }
}

fn settle_id(resolver: &Resolver<'_>, targets: &Targets, typed: &str) -> Result<Settled, Wanted> {
    let (id, anchor) = typed.split_once('#').unwrap_or((typed, ""));
    let id = id.trim();
    let spellings = [
        resolver.entries.find(id),
        resolver.frameworks.find_control(id),
        resolver.frameworks.find_clause(id),
    ];
    let mut entries: Vec<Entry> = Vec::new();
    for entry in spellings.into_iter().flatten() {
        // Two entries with one id are a finding of their own.
        let id_of = |entry: Entry| &resolver.entries.label(entry).id;
        if entries.iter().all(|other| id_of(*other) != id_of(entry)) {
            entries.push(entry);
        }
    }
    let entry = *entries.first().ok_or(Wanted::Anything)?;
    if let Some(target) = targets.of_entry(entry).filter(|_| !anchor.is_empty()) {
        return at_anchor(target, anchor.trim());
    }
    let place = resolver.entries.label(entry).place.clone();
    let readings = (entries.len() > 1).then_some(Readings::Entries(entries));
    Ok(Settled { link: Link::Page { place, entry: Some(entry) }, readings })
}

fn settle_path(
    resolver: &Resolver<'_>,
    targets: &Targets,
    path: &RelPath,
    file: &str,
    anchor: &str,
) -> Result<Settled, Wanted> {
    let resolved = if file.is_empty() {
        Some(path.clone())
    } else {
        percent_decoded(file).and_then(|file| path.resolve(&file))
    };
    let resolved = resolved.ok_or(Wanted::Page)?;
    if let Some(target) = targets.find(&resolved) {
        let settled = at_anchor(target, anchor)?;
        // A slash at the end says that the folder is meant.
        let beside = targets
            .beside(&resolved)
            .filter(|(_, beside)| beside.place.page != target.place.page && !file.ends_with('/'));
        let readings = beside
            .map(|(file, _)| Readings::Path { folder: resolved.to_string(), file })
            .or(settled.readings);
        return Ok(Settled { readings, ..settled });
    }
    if resolver.sources.get(&resolved).is_none() || targets.has(&resolved) {
        return Err(Wanted::Page);
    }
    let why = |why| Wanted::PublishableFile { why };
    let path = resolver.attachment(&resolved).map_err(why)?;
    Ok(Link::Asset { source: resolved, path }.into())
}

fn at_anchor(target: &Target, anchor: &str) -> Result<Settled, Wanted> {
    let mut place = target.place.clone();
    let mut readings = None;
    if !anchor.is_empty() {
        let Some(found) = target.anchors.find(anchor) else {
            let anchors = target.anchors.iter().take(SUGGESTED).map(str::to_owned).collect();
            return Err(Wanted::Anchor { page: target.title.clone(), anchors });
        };
        place.anchor = Some(found.anchor).filter(|anchor| !anchor.is_empty());
        readings = Some(found.readings).filter(|all| !all.is_empty()).map(Readings::Headings);
    }
    Ok(Settled { link: Link::Page { place, entry: target.entry }, readings })
}
