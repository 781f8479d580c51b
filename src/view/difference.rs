//! The page that says what changed from one version of a document to the next.

use serde::Serialize;

use crate::base::date::Date;
use crate::base::text::plural;
use crate::diag::span::Spanned;
use crate::model::difference::{Count, Difference, Step, between};
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::parse::document::{Document as Parsed, Front};
use crate::parse::markdown::blocks::{Block, Kind, blocks};
use crate::view::document::{classification, group_label};
use crate::view::frame::Crumb;
use crate::view::parts::{When, name_of, type_label};
use crate::view::trail::Approval;
use crate::view::versions::{CommitView, Versions, Which};

/// One of the two versions.
#[derive(Debug, Serialize)]
pub struct End {
    /// What it is called, such as `version 2.0`.
    pub label: String,
    /// The same in short, such as `v2.0`.
    pub short: String,
    /// Its page.
    pub url: String,
    /// The day from which it binds.
    pub since: Option<When>,
    /// The commit that holds its text.
    pub commit: Option<CommitView>,
}

/// A section in which something changed.
#[derive(Debug, Serialize)]
pub struct Section {
    /// Its title.
    pub title: String,
    /// Its anchor on the page.
    pub anchor: String,
}

/// A fact about the document that changed.
#[derive(Debug, Default, Serialize)]
pub struct FactChange {
    /// What it is about, such as `Owner`.
    pub label: &'static str,
    /// What it is now, for a single value.
    pub after: Option<String>,
    /// What it was before, for a single value.
    pub before: Option<String>,
    /// What it is now, for a day.
    pub after_day: Option<When>,
    /// What it was before, for a day.
    pub before_day: Option<When>,
    /// What was added, for a list.
    pub added: Vec<String>,
    /// What was removed, for a list.
    pub removed: Vec<String>,
}

/// What changed from one version to the next.
#[derive(Debug, Serialize)]
pub struct DifferenceView {
    /// The id of the document.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its type in a word.
    pub kind: String,
    /// The label of its classification.
    pub classification: Option<String>,
    /// The older version.
    pub from: End,
    /// The newer one.
    pub to: End,
    /// What changed, in the words of its author.
    pub change: Option<String>,
    /// Whether readers must read it again, as far as its author said so.
    pub material: &'static str,
    /// True when its author called the change material.
    pub is_material: bool,
    /// True while the newer version does not bind.
    pub is_draft: bool,
    /// The approvals of the newer version.
    pub approvals: Vec<Approval>,
    /// How much changed, in words.
    pub count: String,
    /// The sections in which something changed.
    pub sections: Vec<Section>,
    /// Facts about the document that changed.
    pub facts: Vec<FactChange>,
    /// What became of the text: `same`, `changed`, or `too much` when it cannot be shown word by word.
    pub text: &'static str,
    /// The pages that say what changed before and after.
    pub others: Vec<Crumb>,
}

/// The anchor of a step of the difference on the page.
pub fn anchor(step: Option<usize>) -> String {
    step.map_or_else(|| "text".to_owned(), |step| format!("step-{step}"))
}

impl DifferenceView {
    /// What changed from a former version of the document with this index to the next one, and how its text did; `None` for a version that
    /// is not there. The text is `None` when too much of it changed.
    pub fn new(
        handbook: &Handbook,
        index: usize,
        from: Which,
    ) -> Option<(Self, Option<Difference>)> {
        let document = &handbook.documents[index];
        let versions = Versions::new(handbook, index);
        let to = from.next()?;
        let (old, new) = (versions.text(from), versions.text(to));
        let difference = between(&read(handbook, old), &read(handbook, new));
        let end = |which: Which| End {
            label: versions.version(which).map_or_else(
                || "the text of today".to_owned(),
                |version| format!("version {version}"),
            ),
            short: versions
                .version(which)
                .map_or_else(|| "today".to_owned(), |version| format!("v{version}")),
            url: versions.url(which).to_string(),
            since: versions.in_force_since(which).map(|day| When::new(handbook.today, day)),
            commit: versions.commit(which).map(|commit| CommitView::new(handbook, commit)),
        };
        let revision = versions.revision(to);
        let is_material = revision.is_some_and(|revision| revision.material);
        let front = &new.front;
        let approvals = versions.approvals(to).into_iter();
        let view = Self {
            id: document.id().to_owned(),
            title: new.title(),
            kind: type_label(new.kind()).to_owned(),
            classification: front
                .classification
                .as_ref()
                .map(|key| classification(handbook, &key.value)),
            from: end(from),
            to: end(to),
            change: revision.and_then(|revision| revision.change.clone()),
            material: if is_material {
                "Its author calls the change material: everybody whom the text concerns must read it again and acknowledge it."
            } else {
                "Its author did not mark the change as material, so nobody is asked to acknowledge it again."
            },
            is_material,
            is_draft: to == Which::Current && !versions.is_replaced(from),
            approvals: approvals.map(|approval| Approval::new(handbook, approval)).collect(),
            count: difference.as_ref().map_or_else(String::new, count),
            sections: difference
                .as_ref()
                .map(|difference| sections(difference, new))
                .unwrap_or_default(),
            facts: facts(handbook, old, new),
            text: match &difference {
                None => "too much",
                Some(all) if all.changed_sections().is_empty() => "same",
                Some(_) => "changed",
            },
            others: others(&versions, from),
        };
        Some((view, difference))
    }
}

/// The text of a version, without the heading that repeats its title.
fn read(handbook: &Handbook, parsed: &Parsed) -> Vec<Block> {
    let title_of =
        |id: &str| handbook.entries.exact(id).map(|entry| handbook.label(entry).title.clone());
    let text = parsed.text.get(parsed.body.range.clone()).unwrap_or("");
    let mut blocks = blocks(text, &title_of);
    if parsed.body.repeats(&parsed.title()) {
        blocks.retain(|block| !matches!(block.kind, Kind::Heading(0, _)));
    }
    blocks
}

fn count(difference: &Difference) -> String {
    let Count { added, removed, restyled } = difference.count();
    let sections = difference.changed_sections().len();
    let has_sections = difference.steps.iter().any(Step::is_heading);
    let place = if has_sections {
        format!(", in {}", plural(sections, "section", "sections"))
    } else {
        String::new()
    };
    match (added, removed, restyled) {
        (0, 0, 0) if sections == 0 => "No word of the text changed.".to_owned(),
        (0, 0, 0) => "No word of the text changed, only how it is laid out.".to_owned(),
        (0, 0, places) => format!(
            "No word of the text changed. In {} a link leads elsewhere, or words are written in another way.",
            plural(places, "place", "places")
        ),
        (added, removed, _) => {
            format!("{} added, {removed} removed{}.", plural(added, "word", "words"), place)
        }
    }
}

fn sections(difference: &Difference, new: &Parsed) -> Vec<Section> {
    let title = |step: usize| {
        let step = &difference.steps[step];
        let number = match step.block.kind {
            Kind::Heading(number, _) => new.body.headings.get(number),
            _ => None,
        };
        let number = number.filter(|heading| heading.text == step.text());
        let number = number.and_then(|heading| heading.number.as_ref()?.counted());
        number.map_or_else(|| step.text(), |number| format!("{number} {}", step.text()))
    };
    let section = |section: Option<usize>| Section {
        title: section.map_or_else(|| "Before the first heading".to_owned(), title),
        anchor: anchor(section),
    };
    difference.changed_sections().into_iter().map(section).collect()
}

fn others(versions: &Versions<'_>, from: Which) -> Vec<Crumb> {
    let before = versions.former().find(|former| former.next() == Some(from));
    let after = from.next().filter(|next| *next != Which::Current);
    let step = |from: Which| {
        let to = versions.version(from.next()?).unwrap_or("today’s text");
        let title = format!("What changed from {} to {to}", versions.version(from)?);
        Some(Crumb::new(title, versions.changes_url(from)?.to_string()))
    };
    [before, after].into_iter().flatten().filter_map(step).collect()
}

/// The facts that changed, in the order in which a document states them.
fn facts(handbook: &Handbook, old: &Parsed, new: &Parsed) -> Vec<FactChange> {
    let (before, after) = (&old.front, &new.front);
    let value = |label, get: &dyn Fn(&Front) -> Option<String>| {
        let (before, after) = (get(before), get(after));
        (before != after).then(|| FactChange { label, after, before, ..FactChange::default() })
    };
    let day = |label, get: &dyn Fn(&Front) -> Option<Date>| {
        let (before, after) = (get(before), get(after));
        let when = |date: Option<Date>| date.map(|date| When::new(handbook.today, date));
        (before != after).then(|| FactChange {
            label,
            before_day: when(before),
            after_day: when(after),
            ..FactChange::default()
        })
    };
    let list = |label, get: &dyn Fn(&Front) -> Vec<String>| {
        let (before, after) = (get(before), get(after));
        let only = |these: &[String], those: &[String]| {
            these.iter().filter(|one| !those.contains(one)).cloned().collect::<Vec<_>>()
        };
        let (added, removed) = (only(&after, &before), only(&before, &after));
        let is_same = added.is_empty() && removed.is_empty();
        (!is_same).then(|| FactChange { label, added, removed, ..FactChange::default() })
    };
    let name = |id: &str| {
        let entry = handbook.entries.find(id).filter(|entry| *entry != Entry::Soa);
        entry.map_or_else(|| id.to_owned(), |entry| format!("{id} {}", handbook.label(entry).title))
    };
    let names = |ids: &[Spanned<String>]| ids.iter().map(|id| name(&id.value)).collect::<Vec<_>>();
    let titles = (old.title() != new.title()).then(|| FactChange {
        label: "Title",
        before: Some(old.title()),
        after: Some(new.title()),
        ..FactChange::default()
    });
    let kinds = (old.kind() != new.kind()).then(|| FactChange {
        label: "Type",
        before: Some(type_label(old.kind()).to_owned()),
        after: Some(type_label(new.kind()).to_owned()),
        ..FactChange::default()
    });
    let party =
        |key: &Option<Spanned<String>>| key.as_ref().map(|key| name_of(handbook, &key.value));
    let all = [
        titles,
        kinds,
        value("Classification", &|front| {
            front.classification.as_ref().map(|key| classification(handbook, &key.value))
        }),
        value("Owner", &|front| party(&front.owner)),
        value("Approver", &|front| party(&front.approver)),
        list("For", &|front| front.audience.iter().map(|group| group_label(group)).collect()),
        day("In force since", &|front| front.effective.as_ref().map(|date| date.value)),
        day("Next review", &|front| front.trail.review_date.as_ref().map(|date| date.value)),
        value("Review every", &|front| {
            front.trail.review_every.as_ref().map(|every| every.value.to_string())
        }),
        value("Summary", &|front| front.summary.clone()),
        list("To remember", &|front| front.key_points.clone()),
        list("Controls", &|front| names(&front.controls)),
        list("Clauses", &|front| names(&front.clauses)),
        list("Documented information", &|front| {
            front.fulfils.iter().map(|id| fulfilled(handbook, &id.value)).collect()
        }),
        list("Carries out", &|front| names(&front.implements)),
        list("Read also", &|front| names(&front.related)),
        list("Questions that it answers", &|front| front.questions.clone()),
        list("Words for the search", &|front| front.keywords.clone()),
        list("Labels", &|front| front.tags.clone()),
    ];
    all.into_iter().flatten().collect()
}

fn fulfilled(handbook: &Handbook, id: &str) -> String {
    let known = handbook.frameworks.catalogue.iter().find(|entry| entry.id == id);
    known.map_or_else(|| id.to_owned(), |entry| entry.title.clone())
}
