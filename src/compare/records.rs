//! What records say of what they record: the stage of a finding, the day of an audit, the inputs of a management review.
//!
//! These are further respects in which a record differs; the record itself is compared as every document is.

use crate::compare::item::Fields;
use crate::compare::naming::{day, hides_names, parties, party, text, texts, word};
use crate::compare::pairs::{Pair, pairs};
use crate::compare::{Side, actions};
use crate::diag::span::Spanned;
use crate::model::record::Details;
use crate::model::record::finding::{Finding, Stage};
use crate::model::record::management_review::Input;
use crate::parse::record::audit::Audit;
use crate::parse::record::finding::Finding as ParsedFinding;
use crate::parse::record::management_review::{Decision, ManagementReview};
use crate::parse::record::training::Training;

/// What there is to know first about a record that is new.
pub(super) fn added(fields: &mut Fields, side: Side<'_>, details: &Details) {
    let nothing = None::<String>;
    match details {
        Details::Finding(finding) => {
            fields.value("grade", nothing.clone(), word(finding.parsed.grade.as_ref()));
            fields.value("stage", nothing.clone(), Some(stage(side, finding)));
            fields.value("due", nothing, day(finding.parsed.due.as_ref()));
        }
        Details::Audit(audit) => {
            fields.value("planned", nothing.clone(), day(audit.parsed.planned.as_ref()));
            fields.value("performed", nothing, day(audit.parsed.performed.as_ref()));
        }
        Details::ManagementReview(review) => {
            fields.value("date", nothing, day(review.parsed.date.as_ref()));
        }
        Details::Training(training) => {
            fields.value("date", nothing, day(training.parsed.date.as_ref()));
        }
        Details::Record(record) => fields.value("date", nothing, day(record.date.as_ref())),
        Details::None => {}
    }
}

/// In what two records of one type differ. Records of two types have nothing to compare but their type.
pub(super) fn compare(
    fields: &mut Fields,
    (before, was): (Side<'_>, &Details),
    (after, is): (Side<'_>, &Details),
) {
    match (was, is) {
        (Details::Finding(was), Details::Finding(is)) => {
            fields.value("stage", Some(stage(before, was)), Some(stage(after, is)));
            finding(fields, (before, &was.parsed), (after, &is.parsed));
        }
        (Details::Audit(was), Details::Audit(is)) => {
            audit(fields, (before, &was.parsed), (after, &is.parsed));
        }
        (Details::ManagementReview(was), Details::ManagementReview(is)) => {
            management_review(fields, (before, &was.parsed), (after, &is.parsed));
        }
        (Details::Training(was), Details::Training(is)) => {
            training(fields, (before, &was.parsed), (after, &is.parsed));
        }
        (Details::Record(was), Details::Record(is)) => {
            fields.value("date", day(was.date.as_ref()), day(is.date.as_ref()));
            fields.value("subject", was.subject.as_deref(), is.subject.as_deref());
        }
        _ => {}
    }
}

/// Both sides are as of the later day: a day that has passed is no change.
fn stage(side: Side<'_>, finding: &Finding) -> &'static str {
    match finding.stage(side.handbook.today) {
        Stage::Raised => "raised",
        Stage::Understood => "understood",
        Stage::UnderWay => "under-way",
        Stage::Done => "done",
        Stage::NotEffective => "not-effective",
        Stage::Effective => "effective",
        Stage::Closed => "closed",
    }
}

fn finding(
    fields: &mut Fields,
    (before, was): (Side<'_>, &ParsedFinding),
    (after, is): (Side<'_>, &ParsedFinding),
) {
    fields.value("grade", word(was.grade.as_ref()), word(is.grade.as_ref()));
    fields.value("audit", text(was.audit.as_ref()), text(is.audit.as_ref()));
    fields.value("source", was.source.as_deref(), is.source.as_deref());
    fields.list("requirement", texts(&was.requirement), texts(&is.requirement));
    fields.list("risks", texts(&was.risks), texts(&is.risks));
    fields.value("raised", day(was.raised.as_ref()), day(is.raised.as_ref()));
    let (by_before, by) = parties((before, was.by.as_ref()), (after, is.by.as_ref()));
    fields.value("by", by_before, by);
    fields.value("statement", was.statement.as_deref(), is.statement.as_deref());
    fields.list("evidence", texts(&was.evidence), texts(&is.evidence));
    let corrected =
        |it: &ParsedFinding| it.correction.as_ref().and_then(|it| day(it.done.as_ref()));
    let correction = |it: &ParsedFinding| it.correction.as_ref().and_then(|it| it.text.clone());
    fields.value("correction", correction(was), correction(is));
    fields.value("corrected", corrected(was), corrected(is));
    fields.value("cause", text(was.cause.as_ref()), text(is.cause.as_ref()));
    fields.value("similar", was.similar.as_deref(), is.similar.as_deref());
    fields.value("due", day(was.due.as_ref()), day(is.due.as_ref()));
    actions::compare(fields, (before, &was.actions), (after, &is.actions));
    let check = |it: &ParsedFinding| {
        let check = it.effectiveness.as_ref();
        (
            check.and_then(|check| check.method.clone()),
            check.and_then(|check| word(check.result.as_ref())),
            check.and_then(|check| day(check.due.as_ref())),
            check.and_then(|check| day(check.date.as_ref())),
        )
    };
    let ((method, result, due, judged), later) = (check(was), check(is));
    fields.value("effectiveness-method", method, later.0);
    fields.value("effectiveness", result, later.1);
    fields.value("effectiveness-due", due, later.2);
    fields.value("effectiveness-judged", judged, later.3);
    let closed = |it: &ParsedFinding| it.closure.as_ref().and_then(|it| day(it.date.as_ref()));
    fields.value("closed", closed(was), closed(is));
}

fn audit(fields: &mut Fields, (before, was): (Side<'_>, &Audit), (after, is): (Side<'_>, &Audit)) {
    fields.value("planned", day(was.planned.as_ref()), day(is.planned.as_ref()));
    fields.value("performed", day(was.performed.as_ref()), day(is.performed.as_ref()));
    fields.value("scope", was.scope.as_deref(), is.scope.as_deref());
    fields.list("criteria", strings(&was.criteria), strings(&is.criteria));
    named(fields, "auditor", (before, &was.auditors), (after, &is.auditors));
    fields.value("independence", was.independence.as_deref(), is.independence.as_deref());
    fields.list("sampled", texts(&was.sampled), texts(&is.sampled));
    fields.value("conclusion", was.conclusion.as_deref(), is.conclusion.as_deref());
    named(fields, "reported-to", (before, &was.reported_to), (after, &is.reported_to));
    fields.value("reported", day(was.reported.as_ref()), day(is.reported.as_ref()));
}

fn management_review(
    fields: &mut Fields,
    (before, was): (Side<'_>, &ManagementReview),
    (after, is): (Side<'_>, &ManagementReview),
) {
    fields.value("date", day(was.date.as_ref()), day(is.date.as_ref()));
    named(fields, "attendees", (before, &was.attendees), (after, &is.attendees));
    let said = |review: &ManagementReview, input: Input| {
        let said = review.inputs.iter().find(|(which, _)| *which == input);
        said.map(|(_, text)| text.value.clone())
    };
    for input in Input::ALL {
        fields.value_of("input", Some(input.key()), said(was, input), said(is, input));
    }
    let id = |decision: &Decision| decision.id.clone().unwrap_or_else(|| decision.text.clone());
    for pair in pairs(&was.decisions, &is.decisions, id) {
        let (was, is) = match pair {
            Pair::Gone(was) => (Some(was), None),
            Pair::New(is) => (None, Some(is)),
            Pair::Both(was, is) => (Some(was), Some(is)),
        };
        let of = is.or(was).map(id);
        let said = |decision: Option<&Decision>| decision.map(|decision| decision.text.clone());
        fields.value_of("decision", of.as_deref(), said(was), said(is));
        let owner = |decision: Option<&'_ Decision>| decision.and_then(|it| it.owner.clone());
        let (owner_before, owner) =
            parties((before, owner(was).as_ref()), (after, owner(is).as_ref()));
        fields.value_of("decision-owner", of.as_deref(), owner_before, owner);
    }
    actions::compare(fields, (before, &was.actions), (after, &is.actions));
}

fn training(
    fields: &mut Fields,
    (before, was): (Side<'_>, &Training),
    (after, is): (Side<'_>, &Training),
) {
    fields.value("date", day(was.date.as_ref()), day(is.date.as_ref()));
    fields.value("topic", was.topic.as_deref(), is.topic.as_deref());
    let (trainer_before, trainer) =
        parties((before, was.trainer.as_ref()), (after, is.trainer.as_ref()));
    fields.value("trainer", trainer_before, trainer);
    named(fields, "attendees", (before, &was.attendees), (after, &is.attendees));
    let count = |training: &Training| training.attendees_count.map(|count| count.to_string());
    fields.value("attendees-count", count(was), count(is));
    fields.value("file", text(was.file.as_ref()), text(is.file.as_ref()));
    fields.value("outcome", was.outcome.as_deref(), is.outcome.as_deref());
    fields.list("competences", texts(&was.competences), texts(&is.competences));
}

/// People by how readers know them. Where names are not shown, those whom nobody else knows are counted instead.
fn named(
    fields: &mut Fields,
    name: &'static str,
    (before, was): (Side<'_>, &[Spanned<String>]),
    (after, is): (Side<'_>, &[Spanned<String>]),
) {
    let keys = |all: &[Spanned<String>]| -> Vec<String> {
        all.iter().map(|key| key.value.trim().to_owned()).collect()
    };
    if keys(was) == keys(is) {
        return;
    }
    let shown = |side: Side<'_>, all: &[Spanned<String>]| -> Vec<String> {
        let known = |key: &&Spanned<String>| {
            !hides_names(side) || side.handbook.directory.find(key.value.trim()).is_some()
        };
        let unnamed = all.iter().filter(|key| !known(key)).count();
        let mut shown: Vec<String> =
            all.iter().filter(known).map(|key| party(side, key.value.trim())).collect();
        shown.extend((unnamed > 0).then(|| format!("{unnamed} whose names are not shown")));
        shown
    };
    let (was, is) = (shown(before, was), shown(after, is));
    fields.list(name, strings(&was), strings(&is));
}

fn strings(all: &[String]) -> impl Iterator<Item = &str> {
    all.iter().map(String::as_str)
}
