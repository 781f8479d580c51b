//! What can be found: every page with its sections, and how much the words of each count.

use std::borrow::Cow;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::base::date::Date;
use crate::export::search::registers;
use crate::model::document::Document;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::link::ANCHOR_PREFIX;
use crate::model::people::{PartyId, PartyKind};
use crate::model::record::Details;
use crate::view::glossary::anchor;
use crate::view::owner::shown;
use crate::view::parts::{Link, link_to, person};

/// How much a word counts where it stands. Words of running text count less.
const TITLE: f32 = 60.0;
const QUESTION: f32 = 45.0;
pub(super) const KEYWORD: f32 = 40.0;
const HEADING: f32 = 20.0;
const SUMMARY: f32 = 30.0;

/// The audience that is everybody. What only some must know comes after it for the same words.
const EVERYBODY: &str = "all-staff";

/// A page that can be found.
pub(super) struct Findable<'h> {
    pub(super) link: Link,
    /// What every hit on this page is multiplied with, in hundredths: rules before records, what is in force before what is not.
    pub(super) factor: u32,
    /// Who answers for it.
    pub(super) owner: Option<PartyId>,
    /// The day of its next review.
    pub(super) due: Option<Date>,
    pub(super) summary: String,
    pub(super) sections: Vec<Section<'h>>,
}

impl Findable<'_> {
    /// Gives room back when the words are read: what hits show is in memory until it is written.
    pub(super) fn forget_fields(&mut self) {
        self.sections.iter_mut().for_each(|section| section.fields = Vec::new());
        self.sections.shrink_to_fit();
    }
}

/// A part of a page with an anchor of its own, or, without one, a question that the page answers.
#[derive(Default)]
pub(super) struct Section<'h> {
    pub(super) anchor: String,
    pub(super) heading: Cow<'h, str>,
    /// Texts that count more than running text. Nobody needs them once the words are read.
    pub(super) fields: Vec<(f32, Cow<'h, str>)>,
    pub(super) text: Cow<'h, str>,
}

/// Everything that can be found, in a fixed order.
pub(super) fn findable(handbook: &Handbook) -> Vec<Findable<'_>> {
    let documents = 0..handbook.documents.len();
    let documents: Vec<Findable<'_>> =
        documents.into_par_iter().map(|index| document(handbook, index)).collect();
    let items = (0..handbook.frameworks.used.len())
        .flat_map(|framework| handbook.frameworks.items(framework));
    let items = items.map(|(entry, item)| {
        let owner = handbook.soa.row_of(entry).and_then(|row| row.owner);
        short(handbook, entry, 75, owner, Some(&item.summary))
    });
    let risks = handbook.risks.iter().enumerate().map(|(index, risk)| {
        short(handbook, Entry::Risk(index), 70, risk.owner, risk.parsed.scenario.as_ref())
    });
    let evidence = handbook.evidence.iter().enumerate().map(|(index, piece)| {
        short(handbook, Entry::Evidence(index), 65, piece.owner, piece.parsed.result.as_ref())
    });
    let obligations = handbook.obligations.iter().enumerate().map(|(index, obligation)| {
        let summary = obligation.parsed.summary.as_ref();
        short(handbook, Entry::Obligation(index), 70, obligation.owner, summary)
    });
    let objectives = handbook.objectives.iter().enumerate().map(|(index, objective)| {
        let measure = objective.parsed.measure.as_ref().map(|measure| &measure.value);
        short(handbook, Entry::Objective(index), 70, objective.owner, measure)
    });
    let exceptions = handbook.exceptions.iter().enumerate().map(|(index, exception)| {
        let why = exception.parsed.why.as_ref();
        short(handbook, Entry::Exception(index), 65, exception.owner, why)
    });
    let about = "One row for each control: whether it applies, why, and how far it is in place.";
    let mut soa = short(handbook, Entry::Soa, 90, handbook.soa.owner, Some(&about.to_owned()));
    soa.due = handbook.soa.review.due();
    let terms = handbook.glossary.iter().map(|term| {
        let link = Link {
            id: term.abbreviation.clone().unwrap_or_default(),
            title: term.name.clone(),
            url: format!("glossary.html#{}", anchor(&term.key)),
            kind: "Glossary".into(),
            badge: None,
        };
        let mut found = found(link, 80, None, &term.meaning);
        found.sections[0].fields.push((KEYWORD, term.synonyms.join(" ").into()));
        found
    });
    let owners = shown(handbook).into_iter().map(|id| owner(handbook, id));
    documents
        .into_iter()
        .chain(items)
        .chain(risks)
        .chain(evidence)
        .chain(obligations)
        .chain(objectives)
        .chain(exceptions)
        .chain(registers::findable(handbook))
        .chain([soa])
        .chain(terms)
        .chain(owners)
        .collect()
}

/// The page of somebody who answers for something: found by the role, by its key and, where names are shown, by the name.
fn owner(handbook: &Handbook, id: PartyId) -> Findable<'static> {
    let (party, person) = (handbook.party(id), person(handbook, id));
    let link = Link {
        id: String::new(),
        title: person.title,
        url: person.url,
        kind: "Owner".into(),
        badge: None,
    };
    let reached: Vec<String> = person.holder.into_iter().chain(person.contact).collect();
    let mut found = found(link, 80, None, &reached.join(", "));
    if party.kind == PartyKind::Role {
        found.sections[0].fields.push((KEYWORD, party.key.clone().into()));
    }
    found
}

pub(super) fn short(
    handbook: &Handbook,
    entry: Entry,
    factor: u32,
    owner: Option<PartyId>,
    summary: Option<&String>,
) -> Findable<'static> {
    found(link_to(handbook, entry), factor, owner, summary.map_or("", String::as_str))
}

/// A page without sections.
pub(super) fn found(
    link: Link,
    factor: u32,
    owner: Option<PartyId>,
    summary: &str,
) -> Findable<'static> {
    let fields = vec![(TITLE, link.title.clone().into()), (SUMMARY, summary.to_owned().into())];
    Findable {
        link,
        factor,
        owner,
        due: None,
        summary: summary.to_owned(),
        sections: vec![Section { fields, ..Section::default() }],
    }
}

fn document(handbook: &Handbook, index: usize) -> Findable<'_> {
    let document = &handbook.documents[index];
    let front = &document.parsed.front;
    let is_everybody = |group: &String| group.trim().eq_ignore_ascii_case(EVERYBODY);
    let is_for_all = front.audience.is_empty() || front.audience.iter().any(is_everybody);
    let factor = match (document.is_in_force(), document.is_record()) {
        (true, false) if is_for_all => 100,
        (true, _) => 80,
        (false, _) => 65,
    };
    let mut fields = vec![
        (TITLE, Cow::Borrowed(document.title.as_str())),
        (KEYWORD, front.keywords.join(" ").into()),
        (KEYWORD, front.tags.join(" ").into()),
        (SUMMARY, front.summary.as_deref().unwrap_or_default().into()),
        (SUMMARY, front.key_points.join(" ").into()),
    ];
    fields.extend(recorded(&document.details).map(|text| (SUMMARY, text.into())));
    Findable {
        link: link_to(handbook, Entry::Document(index)),
        factor,
        owner: document.owner,
        due: document.review.due(),
        summary: front.summary.clone().unwrap_or_default(),
        sections: sections(document, fields),
    }
}

/// What a record says of what it records, in the words by which people look for it.
fn recorded(details: &Details) -> impl Iterator<Item = &str> {
    let texts: Vec<Option<&str>> = match details {
        Details::Finding(finding) => {
            let (finding, cause) = (&finding.parsed, &finding.parsed.cause);
            let cause = cause.as_ref().map(|cause| cause.value.as_str());
            vec![finding.statement.as_deref(), cause]
        }
        Details::Audit(audit) => {
            vec![audit.parsed.conclusion.as_deref(), audit.parsed.scope.as_deref()]
        }
        Details::ManagementReview(review) => {
            review.parsed.decisions.iter().map(|decision| Some(decision.text.as_str())).collect()
        }
        Details::Training(training) => {
            vec![training.parsed.topic.as_deref(), training.parsed.outcome.as_deref()]
        }
        Details::Record(record) => vec![record.subject.as_deref()],
        Details::None => Vec::new(),
    };
    texts.into_iter().flatten()
}

/// The top of a document with its fields, a section for each question, and one for each heading below the title.
///
/// A question stands alone so that a page whose one question holds all the words typed comes before one that scatters them.
fn sections<'h>(document: &'h Document, fields: Vec<(f32, Cow<'h, str>)>) -> Vec<Section<'h>> {
    let body = &document.parsed.body;
    let mut sections = vec![Section { fields, ..Section::default() }];
    for question in &document.parsed.front.questions {
        let heading = Cow::Borrowed(question.as_str());
        let fields = vec![(QUESTION, heading.clone())];
        sections.push(Section { heading, fields, ..Section::default() });
    }
    for passage in &body.passages {
        let heading = passage.heading.and_then(|number| body.headings.get(number));
        match heading {
            Some(heading) if heading.level > 1 || passage.heading != Some(0) => {
                let words = Cow::Borrowed(heading.text.as_str());
                sections.push(Section {
                    anchor: format!("{ANCHOR_PREFIX}{}", heading.anchor),
                    heading: words.clone(),
                    fields: vec![(HEADING, words)],
                    text: Cow::Borrowed(passage.text.trim()),
                });
            }
            _ => {
                let top = &mut sections[0].text;
                if top.is_empty() {
                    *top = Cow::Borrowed(passage.text.trim());
                } else {
                    let top = top.to_mut();
                    top.push(' ');
                    top.push_str(passage.text.trim());
                }
            }
        }
    }
    sections
}
