//! Settles the targets of links, images, `[[ids]]` and bare ids in a body.

use crate::base::path::RelPath;
use crate::base::url::{Address, address, percent_decoded};
use crate::model::ambiguous::{Ambiguous, Readings};
use crate::model::entry::Entry;
use crate::model::link::Link;
use crate::model::resolve::Resolver;
use crate::model::resolve::targets::{Target, Targets};
use crate::model::unresolved::{Unresolved, Wanted};
use crate::parse::markdown::{Body, LinkKind, RawLink};

/// How many headings of a page are kept for the near miss of a mistyped anchor.
const SUGGESTED: usize = 100;

/// What the links and ids of a body lead to, as far as it can be told without regard to other bodies.
pub(super) struct Leads {
    links: Vec<Step>,
    mentions: Vec<Option<Entry>>,
}

/// How far a link is settled.
enum Step {
    /// To its end.
    Settled(Result<Settled, Wanted>),
    /// It leads to a file that may be published: an address belongs to the first body that asks for it.
    Attachment(RelPath),
}

impl Step {
    fn finish(self, resolver: &Resolver<'_>) -> Result<Settled, Wanted> {
        match self {
            Self::Settled(settled) => settled,
            Self::Attachment(source) => {
                let why = |why| Wanted::PublishableFile { why };
                let path = resolver.attachment(&source).map_err(why)?;
                Ok(Link::Asset { source, path }.into())
            }
        }
    }
}

/// Looks up what the links and ids of a body lead to. Nothing is noted: this can be done for many bodies at once.
pub(super) fn look_up(
    resolver: &Resolver<'_>,
    targets: &Targets,
    path: &RelPath,
    body: &Body,
) -> Leads {
    let links = body.links.iter().map(|raw| settle(resolver, targets, path, raw));
    let mentions = body.mentions.iter().map(|mention| resolver.entries.exact(&mention.value));
    Leads { links: links.collect(), mentions: mentions.collect() }
}

/// Settles the links of a body and notes which entries the document with the number `from` refers to. Returns the links and the entries
/// that its ids name, each in the order of the body.
pub(super) fn resolve(
    resolver: &mut Resolver<'_>,
    path: &RelPath,
    body: &Body,
    leads: Leads,
    from: Option<usize>,
) -> (Vec<Link>, Vec<Option<Entry>>) {
    let mut links = Vec::with_capacity(body.links.len());
    for (raw, step) in body.links.iter().zip(leads.links) {
        let link = match step.finish(resolver) {
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
    for entry in leads.mentions.iter().flatten() {
        refer(resolver, *entry, from);
    }
    (links, leads.mentions)
}

/// Settles the links of a text of the past: what led nowhere then or leads nowhere today is broken, and nobody's fault.
pub(super) fn resolve_of_past(
    resolver: &Resolver<'_>,
    targets: &Targets,
    path: &RelPath,
    body: &Body,
) -> Vec<Link> {
    let settle = |raw: &RawLink| match settle(resolver, targets, path, raw).finish(resolver) {
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

fn settle(resolver: &Resolver<'_>, targets: &Targets, path: &RelPath, raw: &RawLink) -> Step {
    let target = raw.target.value.as_str();
    Step::Settled(match raw.kind {
        LinkKind::Wiki => settle_id(resolver, targets, target),
        LinkKind::Mail => Ok(Link::External(format!("mailto:{target}")).into()),
        LinkKind::Link | LinkKind::Image => match address(target) {
            Address::Refused => Err(Wanted::SafeTarget),
            Address::External if raw.kind == LinkKind::Image => Err(Wanted::LocalImage),
            Address::External => Ok(Link::External(target.to_owned()).into()),
            Address::Internal { path: file, anchor } => {
                return settle_path(resolver, targets, path, file, anchor);
            }
        },
    })
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
) -> Step {
    let resolved = if file.is_empty() {
        Some(path.clone())
    } else {
        percent_decoded(file).and_then(|file| path.resolve(&file))
    };
    let Some(resolved) = resolved else { return Step::Settled(Err(Wanted::Page)) };
    if let Some(target) = targets.find(&resolved) {
        return Step::Settled(at_page(targets, target, &resolved, file, anchor));
    }
    if resolved.is_hidden() {
        let why = "files and folders whose names begin with a dot are not read".to_owned();
        return Step::Settled(Err(Wanted::PublishableFile { why }));
    }
    if resolver.sources.get(&resolved).is_none() || targets.has(&resolved) {
        return Step::Settled(Err(Wanted::Page));
    }
    Step::Attachment(resolved)
}

fn at_page(
    targets: &Targets,
    target: &Target,
    resolved: &RelPath,
    file: &str,
    anchor: &str,
) -> Result<Settled, Wanted> {
    let settled = at_anchor(target, anchor)?;
    // A slash at the end says that the folder is meant.
    let beside = targets
        .beside(resolved)
        .filter(|(_, beside)| beside.place.page != target.place.page && !file.ends_with('/'));
    let readings = beside
        .map(|(file, _)| Readings::Path { folder: resolved.to_string(), file })
        .or(settled.readings);
    Ok(Settled { readings, ..settled })
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
