//! The search index as classic scripts, so that it works from a folder as from a server. The only file that names `elasticlunr`.
//!
//! `elasticlunr` splits text into words, knows the stop words and finds the stem of a word. Its own index would be one file with
//! every text in it; here the same postings go into one script for each first letter, with numbers instead of texts:
//!
//! - `search/index.js`: the pages that can be found, their sections, synonyms, stop words that occur;
//! - `search/words-X.js`: for words that begin with X, their stems, and for stems the sections that hold them with weights;
//! - `search/text-N.js`: the text of page N by sections, read only for the excerpts of the hits that are shown.
//!
//! The browser never computes a stem: which words share one is part of the index. `theme/static/search.js` reads these files.

use std::collections::{BTreeMap, BTreeSet};

use elasticlunr::lang::{self, Language};
use rayon::prelude::*;
use serde::Serialize;

use crate::base::path::OutPath;
use crate::frameworks::ItemKind;
use crate::model::document::Document;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::link::ANCHOR_PREFIX;
use crate::view::glossary::anchor;
use crate::view::parts::{Badge, Link, link_to};

/// How much a word counts where it stands. A word in running text counts up to [`BODY`], less in long sections.
const TITLE: f32 = 60.0;
const QUESTION: f32 = 45.0;
const KEYWORD: f32 = 40.0;
const HEADING: f32 = 26.0;
const SUMMARY: f32 = 20.0;
const BODY: f32 = 9.0;

/// The length of a section, in words, at which running text counts half.
const LONG_SECTION: f32 = 400.0;

/// A page that can be found.
struct Findable {
    link: Link,
    /// What every hit on this page is multiplied with, in hundredths: rules before records, what is in force before what is not.
    factor: u32,
    summary: String,
    sections: Vec<Section>,
    has_text: bool,
}

/// A part of a page with an anchor of its own.
struct Section {
    anchor: String,
    heading: String,
    /// Texts that count more than running text.
    fields: Vec<(f32, String)>,
    text: String,
}

/// The scripts of the search.
pub fn files(handbook: &Handbook) -> Vec<(OutPath, Vec<u8>)> {
    let pages = findable(handbook);
    let firsts: Vec<usize> = pages
        .iter()
        .scan(0, |next, page| {
            let first = *next;
            *next += page.sections.len();
            Some(first)
        })
        .collect();
    let words: Vec<Vec<(String, usize, f32)>> = pages.par_iter().map(words_of).collect();
    let mut postings: BTreeMap<String, Vec<(usize, f32)>> = BTreeMap::new();
    for (first, words) in firsts.iter().zip(words) {
        for (word, section, weight) in words {
            postings.entry(word).or_default().push((first + section, weight));
        }
    }
    let language = language(&handbook.settings.language);
    let stemmed = Stemmed::new(postings, language.as_ref());
    let mut files = vec![(OutPath::fixed("search/index.js"), index(handbook, &pages, &stemmed))];
    files.extend(stemmed.shards());
    files.extend(pages.iter().enumerate().filter(|(_, page)| page.has_text).map(|(number, page)| text_file(number, page)));
    files
}

fn language(code: &str) -> Box<dyn Language> {
    let primary = code.split('-').next().unwrap_or(code);
    lang::from_code(primary).unwrap_or_else(|| Box::new(lang::English::new()))
}

/// Everything that can be found, in a fixed order.
fn findable(handbook: &Handbook) -> Vec<Findable> {
    let documents = (0..handbook.documents.len()).map(|index| document(handbook, index));
    let items = (0..handbook.frameworks.used.len()).flat_map(|framework| handbook.frameworks.items(framework));
    let items = items.map(|(entry, item)| {
        let place = if item.kind == ItemKind::Control { 70 } else { 55 };
        short(handbook, entry, place, &item.summary, Vec::new())
    });
    let risks = handbook.risks.iter().enumerate().map(|(index, risk)| {
        short(handbook, Entry::Risk(index), 50, risk.parsed.scenario.as_deref().unwrap_or(""), Vec::new())
    });
    let evidence = handbook.evidence.iter().enumerate().map(|(index, piece)| {
        short(handbook, Entry::Evidence(index), 40, piece.parsed.result.as_deref().unwrap_or(""), Vec::new())
    });
    let obligations = handbook.obligations.iter().enumerate().map(|(index, obligation)| {
        short(handbook, Entry::Obligation(index), 50, obligation.summary.as_deref().unwrap_or(""), Vec::new())
    });
    let soa = short(handbook, Entry::Soa, 80, "One row for each control: whether it applies, why, and how far it is in place.", Vec::new());
    let terms = handbook.glossary.iter().map(|term| {
        let link = Link {
            id: term.abbreviation.clone().unwrap_or_default(),
            title: term.name.clone(),
            url: format!("glossary.html#{}", anchor(&term.key)),
            kind: "Glossary".to_owned(),
            badge: None,
        };
        found(link, 75, &term.meaning, vec![(KEYWORD, term.synonyms.join(" "))])
    });
    documents.chain(items).chain(risks).chain(evidence).chain(obligations).chain([soa]).chain(terms).collect()
}

fn short(handbook: &Handbook, entry: Entry, factor: u32, summary: &str, fields: Vec<(f32, String)>) -> Findable {
    found(link_to(handbook, entry), factor, summary, fields)
}

fn found(link: Link, factor: u32, summary: &str, mut fields: Vec<(f32, String)>) -> Findable {
    fields.push((TITLE, link.title.clone()));
    fields.push((SUMMARY, summary.to_owned()));
    let section = Section { anchor: String::new(), heading: String::new(), fields, text: String::new() };
    Findable { link, factor, summary: summary.to_owned(), sections: vec![section], has_text: false }
}

fn document(handbook: &Handbook, index: usize) -> Findable {
    let document = &handbook.documents[index];
    let front = &document.parsed.front;
    let factor = match (document.is_in_force(), document.is_record()) {
        (true, false) => 100,
        (true, true) => 65,
        (false, _) => 45,
    };
    let fields = vec![
        (TITLE, document.title.clone()),
        (QUESTION, front.questions.join(" ")),
        (KEYWORD, front.keywords.join(" ")),
        (KEYWORD, front.tags.join(" ")),
        (SUMMARY, front.summary.clone().unwrap_or_default()),
        (SUMMARY, front.key_points.join(" ")),
    ];
    Findable {
        link: link_to(handbook, Entry::Document(index)),
        factor,
        summary: front.summary.clone().unwrap_or_default(),
        sections: sections(document, fields),
        has_text: true,
    }
}

/// The top of a document with its fields, and a section for each heading below the title.
fn sections(document: &Document, fields: Vec<(f32, String)>) -> Vec<Section> {
    let body = &document.parsed.body;
    let mut sections = vec![Section { anchor: String::new(), heading: String::new(), fields, text: String::new() }];
    for passage in &body.passages {
        let heading = passage.heading.and_then(|number| body.headings.get(number));
        match heading {
            Some(heading) if heading.level > 1 => sections.push(Section {
                anchor: format!("{ANCHOR_PREFIX}{}", heading.anchor),
                heading: heading.text.clone(),
                fields: vec![(HEADING, heading.text.clone())],
                text: passage.text.trim().to_owned(),
            }),
            _ => {
                let top = &mut sections[0].text;
                top.push_str(passage.text.trim());
            }
        }
    }
    sections
}

/// The words of a text, lower case, without punctuation around them.
fn words(text: &str) -> impl Iterator<Item = String> {
    let inside = |letter: char| letter.is_alphanumeric() || letter == '_';
    let separated: String = text.chars().map(|letter| if matches!(letter, '/' | '–' | '—' | '…' | '|' | '’' | '\'') { ' ' } else { letter }).collect();
    lang::tokenize_whitespace(&separated)
        .into_iter()
        .map(move |word| word.trim_matches(|letter| !inside(letter)).to_owned())
        // A longer "word" is a token or a digest: nobody types it.
        .filter(|word| !word.is_empty() && word.len() <= 40)
}

/// The words of a page with the section that holds each and what it counts there.
fn words_of(page: &Findable) -> Vec<(String, usize, f32)> {
    let mut found: BTreeMap<(String, usize), f32> = BTreeMap::new();
    for (number, section) in page.sections.iter().enumerate() {
        for (weight, text) in &section.fields {
            // Said twice in a title is not twice as much about it.
            for word in words(text).collect::<BTreeSet<_>>() {
                *found.entry((word, number)).or_default() += weight;
            }
        }
        let mut counts: BTreeMap<String, u16> = BTreeMap::new();
        let mut length = 0_u16;
        for word in words(&section.text) {
            length = length.saturating_add(1);
            let count = counts.entry(word).or_default();
            *count = count.saturating_add(1);
        }
        let share = LONG_SECTION / (LONG_SECTION + f32::from(length));
        for (word, count) in counts {
            *found.entry((word, number)).or_default() += BODY * (1.0 + f32::from(count).ln()) * share;
        }
    }
    found.into_iter().map(|((word, section), weight)| (word, section, weight)).collect()
}

/// Postings by stems, and which word has which stem.
struct Stemmed {
    stems: BTreeMap<String, BTreeMap<usize, f32>>,
    words: BTreeMap<String, String>,
    stop_words: Vec<String>,
}

impl Stemmed {
    fn new(postings: BTreeMap<String, Vec<(usize, f32)>>, language: &dyn Language) -> Self {
        let pipeline = language.make_pipeline();
        let mut stemmed = Self { stems: BTreeMap::new(), words: BTreeMap::new(), stop_words: Vec::new() };
        for (word, places) in postings {
            let Some(stem) = pipeline.run(vec![word.clone()]).pop().filter(|stem| !stem.is_empty()) else {
                stemmed.stop_words.push(word);
                continue;
            };
            let merged = stemmed.stems.entry(stem.clone()).or_default();
            for (section, weight) in places {
                *merged.entry(section).or_default() += weight;
            }
            stemmed.words.insert(word, stem);
        }
        stemmed
    }

    /// One script for each first letter. A stem may begin with another letter than its word in some languages; it stands with its words.
    fn shards(&self) -> Vec<(OutPath, Vec<u8>)> {
        let mut shards: BTreeMap<String, Shard<'_>> = BTreeMap::new();
        for (word, stem) in &self.words {
            let shard = shards.entry(shard_of(word)).or_default();
            let number = *shard.numbers.entry(stem).or_insert_with(|| {
                shard.postings.push(self.stems.get(stem).map(coded).unwrap_or_default());
                shard.postings.len() - 1
            });
            shard.words.push((word, number));
        }
        let file = |(name, shard): (String, Shard<'_>)| {
            let content = (shard.words, shard.postings);
            (OutPath::fixed(&format!("search/words-{name}.js")), call("annexaWords", &(name, content)))
        };
        shards.into_iter().map(file).collect()
    }
}

/// The words of one first letter.
#[derive(Default)]
struct Shard<'s> {
    words: Vec<(&'s str, usize)>,
    postings: Vec<Vec<usize>>,
    numbers: BTreeMap<&'s str, usize>,
}

/// The name of the script for a word; `search.js` computes the same.
fn shard_of(word: &str) -> String {
    match word.chars().next() {
        Some(first @ ('a'..='z' | '0'..='9')) => first.to_string(),
        _ => "other".to_owned(),
    }
}

/// Section and weight in turns; a section as its distance from the one before, which keeps numbers short.
fn coded(places: &BTreeMap<usize, f32>) -> Vec<usize> {
    let mut before = 0;
    let mut numbers = Vec::with_capacity(places.len() * 2);
    for (section, weight) in places {
        numbers.push(section - before);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to what a small number holds")]
        numbers.push(weight.round().clamp(1.0, 999.0) as usize);
        before = *section;
    }
    numbers
}

#[derive(Serialize)]
struct Index<'s> {
    /// Address, title, id, kind, state, tone, factor in hundredths, summary, number of sections, whether there is a text file.
    pages: Vec<(&'s str, &'s str, &'s str, &'s str, &'s str, &'s str, u32, &'s str, usize, u8)>,
    /// Anchor and heading, for the sections of all pages in their order.
    sections: Vec<(&'s str, &'s str)>,
    /// Words for the same thing: what is typed, and what to look for besides.
    synonyms: Vec<(String, String)>,
    /// Words that are never looked for.
    stop: &'s [String],
    /// The scripts that exist.
    shards: Vec<String>,
}

fn index(handbook: &Handbook, pages: &[Findable], stemmed: &Stemmed) -> Vec<u8> {
    let none = Badge::new("", "");
    let page = |page: &'_ Findable| page.link.badge.clone().unwrap_or_else(|| none.clone());
    let badges: Vec<Badge> = pages.iter().map(page).collect();
    let rows = pages.iter().zip(&badges).map(|(page, badge)| {
        let link = &page.link;
        let (summary, has_text) = (page.summary.as_str(), u8::from(page.has_text));
        (
            link.url.as_str(),
            link.title.as_str(),
            link.id.as_str(),
            link.kind.as_str(),
            badge.label.as_str(),
            badge.tone,
            page.factor,
            summary,
            page.sections.len(),
            has_text,
        )
    });
    let sections = pages.iter().flat_map(|page| &page.sections);
    let shards: BTreeSet<String> = stemmed.words.keys().map(|word| shard_of(word)).collect();
    let index = Index {
        pages: rows.collect(),
        sections: sections.map(|section| (section.anchor.as_str(), section.heading.as_str())).collect(),
        synonyms: synonyms(handbook),
        stop: &stemmed.stop_words,
        shards: shards.into_iter().collect(),
    };
    call("annexaIndex", &(index,))
}

/// Every word for a term leads to its name, and its abbreviation, too.
fn synonyms(handbook: &Handbook) -> Vec<(String, String)> {
    let join = |text: &str| words(text).collect::<Vec<_>>().join(" ");
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

fn text_file(number: usize, page: &Findable) -> (OutPath, Vec<u8>) {
    let texts: Vec<&str> = page.sections.iter().map(|section| section.text.as_str()).collect();
    (OutPath::fixed(&format!("search/text-{number}.js")), call("annexaText", &(number, texts)))
}

/// A script that calls a function with the values; `<` is escaped so that no text can end a script element.
fn call<T: Serialize>(function: &str, arguments: &T) -> Vec<u8> {
    let json = serde_json::to_string(arguments).expect("texts and numbers always serialize");
    let inner = json.strip_prefix('[').and_then(|json| json.strip_suffix(']')).unwrap_or(&json);
    let inner = inner.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
    format!("{function}({inner});\n").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lose_what_surrounds_them() {
        let found: Vec<String> = words("“Laptops”, two-factor (A.5.15)! and/or it’s").collect();
        assert_eq!(found, ["laptops", "two", "factor", "a.5.15", "and", "or", "it", "s"]);
    }

    #[test]
    fn a_text_cannot_end_a_script() {
        let script = String::from_utf8(call("f", &("</script><b>", 1))).expect("UTF-8");
        assert_eq!(script, "f(\"\\u003c/script>\\u003cb>\",1);\n");
    }

    #[test]
    fn words_with_the_same_stem_share_postings() {
        let postings = BTreeMap::from([
            ("password".to_owned(), vec![(0, 10.0)]),
            ("passwords".to_owned(), vec![(0, 5.0), (3, 7.0)]),
            ("the".to_owned(), vec![(0, 1.0)]),
        ]);
        let stemmed = Stemmed::new(postings, language("en").as_ref());
        assert_eq!(stemmed.words["password"], stemmed.words["passwords"]);
        assert_eq!(coded(&stemmed.stems[&stemmed.words["password"]]), [0, 15, 3, 7]);
        assert_eq!(stemmed.stop_words, ["the"]);
    }
}
