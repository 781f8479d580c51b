//! Makes sense of the past of the texts: from "how the file read after each commit" to "which versions were in force".

use std::sync::Arc;

use rayon::iter::{IntoParallelRefMutIterator as _, ParallelIterator as _};

use crate::base::date::Date;
use crate::base::digest::Digest;
use crate::base::path::RelPath;
use crate::base::unseen::seen;
use crate::diag::Findings;
use crate::load::history::{History, Log, Past as PastText};
use crate::model::document::Document;
use crate::model::past::{Commit, Edition, Known, Past, Record};
use crate::model::people::{PartyId, PartyKind};
use crate::model::resolve::Resolver;
use crate::model::resolve::links;
use crate::model::resolve::targets::Targets;
use crate::model::version::is_same_version;
use crate::parse::digest::text_of_statement;
use crate::parse::document::Document as Parsed;
use crate::parse::glance::glance;
use crate::parse::people::{People, Person};
use crate::parse::settings::{AuthorsShown, PeopleShown, Settings};
use crate::parse::trail::Trail;
use crate::parse::{self, document, soa};

/// How many former versions of a document are kept. Version control has all of them.
const EDITIONS: usize = 12;

/// What readers may see of the history.
pub(super) fn record(
    history: &History,
    people: Option<&People>,
    settings: &Settings,
    resolver: &Resolver<'_>,
) -> Record {
    let log = match history {
        History::Unknown(why) => return Record::Unknown(*why),
        History::Known(log) => log,
    };
    let commits = log.commits.iter().map(|commit| Commit {
        id: commit.id.clone(),
        date: commit.date,
        author: author(&commit.author, &commit.mail, people, settings, resolver),
        by: party(&commit.author, &commit.mail, people, resolver),
    });
    Record::Known(Known {
        head: log.head.clone(),
        is_modified: log.is_modified,
        is_shallow: log.is_shallow,
        is_cut: log.is_cut,
        commits: commits.collect(),
    })
}

fn author(
    name: &str,
    mail: &str,
    people: Option<&People>,
    settings: &Settings,
    resolver: &Resolver<'_>,
) -> Option<String> {
    let shown = settings.authors_shown;
    if shown == AuthorsShown::Hidden {
        return None;
    }
    let person = person(name, mail, people);
    if shown == AuthorsShown::Names && settings.people_shown == PeopleShown::Names {
        // A name of git is what its author typed anywhere.
        return Some(person.map_or_else(|| seen(name).into_owned(), |person| person.name.clone()));
    }
    let key = &person?.key.value;
    let parties = &resolver.directory.parties;
    let mut roles = parties.iter().filter(|party| party.kind == PartyKind::Role);
    roles.find(|role| role.person.as_ref() == Some(key)).map(|role| role.title.clone())
}

/// The party that is the author: a person of `people.toml`; without that file, whoever is called so.
fn party(
    name: &str,
    mail: &str,
    people: Option<&People>,
    resolver: &Resolver<'_>,
) -> Option<PartyId> {
    let person = person(name, mail, people).map(|person| person.key.value.as_str());
    let find = |key: &str| resolver.directory.find(key);
    person.map_or_else(|| find(name).or_else(|| find(mail)), find)
}

/// The person of `people.toml` who is the author.
fn person<'p>(name: &str, mail: &str, people: Option<&'p People>) -> Option<&'p Person> {
    let is_same =
        |known: &str| known.eq_ignore_ascii_case(name) || known.eq_ignore_ascii_case(mail);
    let mut persons = people.into_iter().flat_map(|people| &people.persons);
    persons.find(|person| is_same(&person.name) || person.git.iter().any(|known| is_same(known)))
}

/// Gives each document its past. Texts of the past are many, so this is done in parallel.
pub(super) fn of_documents(
    documents: &mut [Document],
    since: Option<Date>,
    targets: &Targets,
    resolver: &Resolver<'_>,
) {
    documents.par_iter_mut().for_each(|document| {
        document.past = of_document(&document.parsed, since, targets, resolver);
    });
}

fn of_document(
    parsed: &Parsed,
    since: Option<Date>,
    targets: &Targets,
    resolver: &Resolver<'_>,
) -> Past {
    let History::Known(log) = resolver.sources.history() else { return Past::default() };
    let Some(texts) = texts_since(log, &parsed.path, since) else { return Past::default() };
    let current = parsed.front.version.as_ref().map(|version| version.value.as_str());
    let read = |path: &RelPath, text: &Arc<str>| parse::document(path, text, resolver.known).0;
    let trail = |path: &RelPath, text: &Arc<str>| document::front(path, text).trail;
    let runs = runs(texts);
    let mut past = past(texts, &runs, current, trail, |path, text| {
        if **text == *parsed.text { parsed.digest } else { read(path, text).digest }
    });
    for run in runs.into_iter().filter(|run| !is_current(run.version, current)) {
        let is_known =
            past.editions.iter().any(|known| is_same_version(&known.version, run.version));
        let Some((commit, path, text)) = run.newest_approved().filter(|_| !is_known) else {
            continue;
        };
        if past.editions.len() == EDITIONS {
            past.has_more_editions = true;
            break;
        }
        let document = read(path, text);
        past.editions.push(Edition {
            version: run.version.to_owned(),
            links: links::resolve_of_past(resolver, targets, &parsed.path, &document.body),
            since: run.oldest(),
            last: commit,
            document,
        });
    }
    past
}

/// The past of the Statement of Applicability. Its former versions are compared by `annexa diff`.
pub(super) fn of_statement(
    soa: &soa::SoaFile,
    digest: Digest,
    since: Option<Date>,
    resolver: &Resolver<'_>,
) -> Past {
    let History::Known(log) = resolver.sources.history() else { return Past::default() };
    let Some(texts) = texts_since(log, &soa.path, since) else { return Past::default() };
    let current = soa.version.as_ref().map(|version| version.value.as_str());
    let read = |path: &RelPath, text: &Arc<str>| soa::parse(path, text, &mut Findings::default());
    past(
        texts,
        &runs(texts),
        current,
        |path, text| read(path, text).trail,
        |path, text| {
            if resolver.sources.text(path) == Some(text) {
                return digest;
            }
            Digest::of(text_of_statement(&read(path, text)).as_bytes())
        },
    )
}

/// How a file read since a day, newest first; the oldest text is the one that stood on that day.
fn texts_since<'t>(log: &'t Log, path: &RelPath, since: Option<Date>) -> Option<&'t [PastText]> {
    let texts = log.texts.get(path)?;
    let is_before =
        |past: &PastText| since.is_some_and(|since| log.commits[past.commit].date < since);
    let end = texts.iter().position(is_before).map_or(texts.len(), |first| first + 1);
    texts.get(..end)
}

/// Successive texts with one version, newest first.
struct Run<'t> {
    version: &'t str,
    texts: Vec<(usize, &'t RelPath, &'t Arc<str>, bool)>,
}

impl<'t> Run<'t> {
    fn newest_approved(&self) -> Option<(usize, &'t RelPath, &'t Arc<str>)> {
        let approved = self.texts.iter().find(|(_, _, _, is_approved)| *is_approved);
        approved.map(|(commit, path, text, _)| (*commit, *path, *text))
    }

    fn oldest(&self) -> usize {
        self.texts.last().map_or(0, |(commit, ..)| *commit)
    }
}

fn is_current(version: &str, current: Option<&str>) -> bool {
    current.is_some_and(|current| is_same_version(version, current))
}

/// The texts by their versions. Texts without a version that can be told belong to none.
fn runs(texts: &[PastText]) -> Vec<Run<'_>> {
    let mut runs: Vec<Run<'_>> = Vec::new();
    for past in texts {
        let Some(text) = &past.text else { continue };
        let glance = glance(past.path.extension(), text);
        let Some(version) = glance.version else { continue };
        let entry = (past.commit, &past.path, text, glance.is_approved);
        match runs.last_mut().filter(|run| is_same_version(run.version, version)) {
            Some(run) => run.texts.push(entry),
            None => runs.push(Run { version, texts: vec![entry] }),
        }
    }
    runs
}

/// What every text has: its newest change, and where its current version began.
fn past(
    texts: &[PastText],
    runs: &[Run<'_>],
    current: Option<&str>,
    trail: impl Fn(&RelPath, &Arc<str>) -> Trail,
    digest: impl Fn(&RelPath, &Arc<str>) -> Digest,
) -> Past {
    let run = runs.first().filter(|run| is_current(run.version, current));
    let approved = run.and_then(|run| {
        let mut approved =
            run.texts.iter().rev().filter(|(.., is_approved)| *is_approved).peekable();
        let oldest = approved.peek().copied();
        // Where approvals are written down, the text of a version stands as of its first one: what came before was work on it.
        let holds = |path: &RelPath, text: &Arc<str>| {
            // Reading TOML takes time, and most texts hold no approval of the version or are like their neighbors.
            text.contains("approvals")
                && trail(path, text).approvals.iter().any(|approval| {
                    let version = approval.version.as_ref();
                    version.is_some_and(|version| is_current(&version.value, current))
                })
        };
        let first = approved.find(|(_, path, text, _)| holds(path, text)).or(oldest);
        let (commit, path, text, _) = first?;
        Some((*commit, digest(path, text)))
    });
    Past {
        changed: texts.first().map(|past| past.commit),
        since: run.map(Run::oldest),
        approved,
        editions: Vec::new(),
        has_more_editions: false,
    }
}
