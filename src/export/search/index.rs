//! `search/index.js`: what the search must know before a word is typed.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::base::date::Date;
use crate::base::slug::file_slug;
use crate::export::search::language::Splitter;
use crate::export::search::pages::Findable;
use crate::export::search::shard_of;
use crate::export::search::thesaurus::{Group, thesaurus};
use crate::export::search::words::Stemmed;
use crate::model::handbook::Handbook;
use crate::model::people::PartyId;
use crate::view::parts::person;

/// A page that can be found, as a list, since names of fields would be most of the file: address, title, id, kind, state, tone, number of
/// its owner or -1, the day of its next review as `2027-05-31` and in words or empty, factor in hundredths, summary, number of sections,
/// 1 when there is a text file.
#[derive(Serialize)]
struct Row<'s>(
    Text<'s>,
    Text<'s>,
    Text<'s>,
    Text<'s>,
    Text<'s>,
    Text<'s>,
    i64,
    String,
    String,
    u32,
    Text<'s>,
    usize,
    u8,
);

type Text<'s> = &'s str;

/// The content of the file.
#[derive(Serialize)]
pub(super) struct Index<'s> {
    pages: Vec<Row<'s>>,
    /// Who answers for pages: a word for addresses and the title.
    owners: Vec<(String, String)>,
    /// Anchor and heading, for the sections of all pages in their order.
    sections: Vec<(&'s str, &'s str)>,
    /// Words for the same thing: what is typed, and what to look for besides.
    synonyms: Vec<(String, String)>,
    /// Words and phrases that stand for each other in the language.
    alike: Vec<Group>,
    /// Words that are never looked for.
    stop: &'s [String],
    /// The scripts that exist.
    shards: Vec<String>,
}

impl<'s> Index<'s> {
    pub(super) fn new(
        handbook: &Handbook,
        splitter: &Splitter,
        pages: &'s [Findable<'s>],
        stemmed: &'s Stemmed,
    ) -> Self {
        let mut owners = Owners::default();
        let rows = pages.iter().map(|page| row(page, owners.number(handbook, page.owner)));
        let rows = rows.collect();
        let sections = pages.iter().flat_map(|page| &page.sections);
        let language = &handbook.settings.language;
        let alike = thesaurus(language, splitter, |word| stemmed.words.contains_key(word));
        let shards: BTreeSet<String> = stemmed.words.keys().map(|word| shard_of(word)).collect();
        Self {
            pages: rows,
            owners: owners.all,
            sections: sections
                .map(|section| (section.anchor.as_str(), section.heading.as_str()))
                .collect(),
            synonyms: synonyms(handbook, splitter).into_iter().chain(alike.wider).collect(),
            alike: alike.groups,
            stop: &stemmed.stop_words,
            shards: shards.into_iter().collect(),
        }
    }
}

fn row<'p>(page: &'p Findable<'_>, owner: i64) -> Row<'p> {
    let link = &page.link;
    let (state, tone) =
        link.badge.as_ref().map_or(("", ""), |badge| (badge.label.as_str(), badge.tone));
    Row(
        link.url.as_str(),
        link.title.as_str(),
        link.id.as_str(),
        link.kind.as_str(),
        state,
        tone,
        owner,
        page.due.map(|due| due.to_string()).unwrap_or_default(),
        page.due.map(Date::long).unwrap_or_default(),
        page.factor,
        page.summary.as_str(),
        page.sections.len(),
        u8::from(page.has_text),
    )
}

/// The owners that occur, by the title that readers see: where names are not shown, all of them are one.
#[derive(Default)]
struct Owners {
    all: Vec<(String, String)>,
    by_title: BTreeMap<String, i64>,
}

impl Owners {
    /// The number of an owner; -1 without one.
    fn number(&mut self, handbook: &Handbook, owner: Option<PartyId>) -> i64 {
        let Some(owner) = owner else { return -1 };
        let title = person(handbook, owner).title;
        let next = i64::try_from(self.all.len()).unwrap_or(-1);
        let number = *self.by_title.entry(title.clone()).or_insert(next);
        if number == next {
            let slug = file_slug(&title);
            let taken = slug.is_empty() || self.all.iter().any(|(other, _)| *other == slug);
            let word = if taken { format!("{slug}-{number}") } else { slug };
            self.all.push((word, title));
        }
        number
    }
}

/// Every word for a term leads to its name, and its abbreviation, too.
fn synonyms(handbook: &Handbook, splitter: &Splitter) -> Vec<(String, String)> {
    let join = |text: &str| splitter.words(text).join(" ");
    let mut pairs = Vec::new();
    for term in &handbook.glossary {
        let name = join(&term.name);
        for other in term.synonyms.iter().chain(&term.abbreviation) {
            pairs.push((join(other), name.clone()));
        }
        if let Some(abbreviation) = &term.abbreviation {
            pairs.push((name, join(abbreviation)));
        }
    }
    pairs.retain(|(typed, meant)| !typed.is_empty() && typed != meant);
    pairs
}
