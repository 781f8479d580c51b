//! What leads a reader to a document, besides the list of its section.

use std::collections::BTreeSet;

use crate::model::document::Document;
use crate::model::entry::Entry;
use crate::model::exception::Exception;
use crate::model::handbook::Handbook;
use crate::model::link::Link;
use crate::model::objective::Objective;
use crate::model::record::Details;
use crate::model::register::{Cell, Row};
use crate::parse::id::mentions;
use crate::parse::markdown::Body;

/// The documents to which something leads, by their numbers: other documents, introductions of sections, rows of the statement and of
/// registers, the glossary, or the settings refer to them or name them.
///
/// A document that carries something out or fulfils something is not among them for that alone.
pub fn led_to(handbook: &Handbook) -> BTreeSet<usize> {
    let mut led_to = BTreeSet::new();
    let mut add = |entry: Entry| {
        if let Entry::Document(number) = entry {
            led_to.insert(number);
        }
    };
    handbook.referred_by.keys().chain(handbook.named_by.keys()).copied().for_each(&mut add);
    for section in &handbook.sections {
        section.links.iter().filter_map(entry_of).for_each(&mut add);
        let body = section.parsed.as_ref().map(|parsed| &parsed.body);
        body.into_iter().flat_map(|body| named_in_body(handbook, body)).for_each(&mut add);
    }
    let report = handbook.settings.report.as_ref().and_then(|report| report.document.as_ref());
    report.and_then(|id| handbook.entries.find(&id.value)).into_iter().for_each(&mut add);
    for text in texts(handbook) {
        let named = mentions(text).filter_map(|at| handbook.entries.exact(text.get(at)?));
        named.for_each(&mut add);
    }
    led_to
}

/// The documents in force that nobody comes upon, by their numbers: nothing leads to them, and they carry nothing out.
///
/// Records are kept, not found, and the only document of a handbook needs no way to it.
pub fn orphans(handbook: &Handbook) -> BTreeSet<usize> {
    if handbook.documents.iter().filter(|document| !document.is_record()).count() < 2 {
        return BTreeSet::new();
    }
    let led_to = led_to(handbook);
    let is_orphan = |(number, document): &(usize, &Document)| {
        // A second document with the same id is a finding of its own, and references lead to the first.
        let has_own_id = handbook.entries.find(document.id()) == Some(Entry::Document(*number));
        let must_be_found = document.is_in_force()
            && !document.is_record()
            && !document.parsed.is_unreadable
            && has_own_id;
        must_be_found && !led_to.contains(number) && !says_what_for(document)
    };
    let all = handbook.documents.iter().enumerate();
    all.filter(is_orphan).map(|(number, _)| number).collect()
}

/// True when the document names what it carries out, even if that does not exist: that is a finding of its own.
fn says_what_for(document: &Document) -> bool {
    let front = &document.parsed.front;
    [&front.controls, &front.clauses, &front.fulfils, &front.implements]
        .iter()
        .any(|named| !named.is_empty())
}

fn entry_of(link: &Link) -> Option<Entry> {
    match link {
        Link::Page { entry, .. } => *entry,
        Link::Asset { .. } | Link::External(_) | Link::Broken => None,
    }
}

fn named_in_body<'h>(handbook: &'h Handbook, body: &'h Body) -> impl Iterator<Item = Entry> {
    body.mentions.iter().filter_map(|mention| handbook.entries.exact(&mention.value))
}

/// The texts of the Statement of Applicability, the registers, the glossary and the settings in which an id can stand.
fn texts(handbook: &Handbook) -> impl Iterator<Item = &str> {
    let rows = handbook.soa.rows.iter().filter_map(|row| row.parsed.as_ref()).flat_map(|row| {
        let spanned = [&row.justification, &row.exclusion, &row.action];
        spanned.into_iter().flatten().map(|text| text.value.as_str()).chain(row.how.as_deref())
    });
    let risks = handbook.risks.iter().flat_map(|risk| {
        let risk = &risk.parsed;
        let ratings = [&risk.inherent, &risk.residual].into_iter().flatten();
        std::iter::once(risk.title.as_str())
            .chain(risk.scenario.as_deref())
            .chain(ratings.filter_map(|rating| rating.value.why.as_deref()))
            .chain(risk.actions.iter().map(|action| action.text.as_str()))
    });
    let evidence = handbook.evidence.iter().flat_map(|piece| {
        std::iter::once(piece.parsed.title.as_str()).chain(piece.parsed.result.as_deref())
    });
    let obligations = handbook.obligations.iter().flat_map(|obligation| {
        let obligation = &obligation.parsed;
        std::iter::once(obligation.title.as_str())
            .chain(obligation.source.as_deref())
            .chain(obligation.summary.as_deref())
    });
    let lists = handbook.lists.iter().flat_map(|list| &list.rows).flat_map(in_row);
    let terms = handbook.glossary.iter().map(|term| term.meaning.as_str());
    let settings = handbook
        .settings
        .description
        .iter()
        .chain(&handbook.settings.questions)
        .map(String::as_str);
    let abouts = handbook.registers.values().filter_map(|register| register.about.as_deref());
    rows.chain(risks)
        .chain(evidence)
        .chain(obligations)
        .chain(handbook.objectives.iter().flat_map(in_objective))
        .chain(handbook.exceptions.iter().flat_map(in_exception))
        .chain(lists)
        .chain(abouts)
        .chain(handbook.documents.iter().flat_map(|document| in_record(&document.details)))
        .chain(terms)
        .chain(settings)
}

fn in_objective(objective: &Objective) -> impl Iterator<Item = &str> {
    let parsed = &objective.parsed;
    let measure = parsed.measure.as_ref().map(|measure| measure.value.as_str());
    let notes = parsed.values.iter().filter_map(|value| value.note.as_deref());
    std::iter::once(parsed.title.as_str()).chain(measure).chain(parsed.plan.as_deref()).chain(notes)
}

fn in_exception(exception: &Exception) -> impl Iterator<Item = &str> {
    let parsed = &exception.parsed;
    let texts = parsed.why.as_deref().into_iter().chain(parsed.measures.as_deref());
    std::iter::once(parsed.title.as_str()).chain(texts)
}

fn in_row(row: &Row) -> impl Iterator<Item = &str> {
    let cells = row.cells.iter().flat_map(|cell| match cell {
        Cell::Text(text) => std::slice::from_ref(text),
        Cell::Texts(texts) => texts.as_slice(),
        _ => &[],
    });
    let note = row.parsed.note.as_deref();
    std::iter::once(row.parsed.title.as_str()).chain(cells.map(String::as_str)).chain(note)
}

/// The texts that a record has in its front matter.
fn in_record(details: &Details) -> Vec<&str> {
    match details {
        Details::Audit(audit) => {
            let audit = &audit.parsed;
            let texts = [&audit.scope, &audit.independence, &audit.conclusion];
            let texts = texts.into_iter().flatten().chain(&audit.criteria);
            texts.map(String::as_str).collect()
        }
        Details::Finding(finding) => {
            let finding = &finding.parsed;
            let correction = finding.correction.as_ref().and_then(|it| it.text.as_ref());
            let check = finding.effectiveness.as_ref();
            let check = check.into_iter().flat_map(|it| [&it.method, &it.note]).flatten();
            let closed = finding.closure.as_ref().and_then(|it| it.note.as_ref());
            let texts = [&finding.source, &finding.statement, &finding.similar];
            let texts = texts.into_iter().flatten().chain(correction).chain(check).chain(closed);
            let actions = finding.actions.iter().map(|action| &action.text);
            let spanned = finding.cause.iter().chain(&finding.evidence).map(|text| &text.value);
            texts.chain(actions).chain(spanned).map(String::as_str).collect()
        }
        Details::ManagementReview(review) => {
            let review = &review.parsed;
            let inputs = review.inputs.iter().map(|(_, text)| &text.value);
            let decisions = review.decisions.iter().map(|decision| &decision.text);
            let actions = review.actions.iter().map(|action| &action.text);
            inputs.chain(decisions).chain(actions).map(String::as_str).collect()
        }
        Details::Training(training) => {
            let texts = [&training.parsed.topic, &training.parsed.outcome];
            texts.into_iter().flatten().map(String::as_str).collect()
        }
        Details::Record(record) => record.subject.as_deref().into_iter().collect(),
        Details::None => Vec::new(),
    }
}
