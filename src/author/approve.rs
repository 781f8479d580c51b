//! Records who approved which text.

use crate::author::edit::{Value, Wish};
use crate::author::snapshot::{Snapshot, filled_in};
use crate::author::subject::Subject;
use crate::author::{Proposal, Proposed, Reasons, file, review};
use crate::base::date::Date;
use crate::base::digest::Digest;
use crate::base::text::{list_of, plural, printable};
use crate::model::entry::Entry;
use crate::model::trail::Controlled;
use crate::model::version::Version;
use crate::parse::document::Status;
use crate::parse::trail::Method;
use crate::parse::word::Word;

/// An approval of the text as it is, today.
#[derive(Debug, Clone)]
pub struct Approve {
    /// The text.
    pub id: String,
    /// Who approved.
    pub by: String,
    /// Where the proof is.
    pub reference: String,
    /// How; from the reference when `None`.
    pub method: Option<Method>,
    /// In force since; today when `None`.
    pub effective: Option<Date>,
}

/// How many places to fill in are named.
const PLACES: usize = 3;

/// Writes the approval; the first one of a version puts it in force.
pub fn approve(snapshot: &Snapshot<'_>, request: &Approve) -> Proposed {
    let mut reasons = Reasons::default();
    let subject = reasons.take(snapshot.find(&request.id));
    let by = reasons.take(snapshot.actor("--by", &request.by));
    let reference = reasons.take(filled_in("--ref", &request.reference));
    let method = reasons.take(method(request));
    if let Some(subject) = &subject {
        reasons.take(subject.refuse_ended());
        reasons.take(subject.refuse_external());
        if subject.version.is_none() {
            reasons.add(format!(
                "`{id}` has no version that could be approved; add `version = \"1.0\"`, or run `annexa bump {id} --change \"…\"`",
                id = subject.name()
            ));
        }
        reasons.take(refuse_unfinished(subject));
        reasons.take(refuse_unfilled(snapshot, subject));
    }
    let (Some(subject), Some(by), Some(reference), Some(method)) = (subject, by, reference, method)
    else {
        return Err(reasons.refused());
    };
    let (Some(version), Some(text)) = (subject.version, subject.controlled(&snapshot.handbook))
    else {
        return Err(reasons.refused());
    };
    let given = Given { by, reference, method, version: version.value.trim().to_owned() };
    if let Some(day) = same(snapshot, &subject, &text, &given.by) {
        reasons.add(format!(
            "`{}` approved this text of `{}` as version `{}` on {day} already",
            printable(&given.by),
            subject.name(),
            printable(&given.version)
        ));
    }
    if !reasons.0.is_empty() {
        return Err(reasons.refused());
    }
    let (id, shown) = (subject.name(), printable(&given.version));
    Ok(Proposal {
        change: file::change(
            snapshot,
            &subject,
            &wishes(snapshot, &subject, &text, &given, request),
        )?,
        summary: format!("version `{shown}` of `{id}` was approved by `{}`", printable(&given.by)),
        remarks: remarks(snapshot, &subject, &text, &given),
        next: "commit the change, so that the record shows who wrote it".to_owned(),
        leads_to: &[],
    })
}

/// Why a text that still counts its drafts cannot be approved. A text that binds as 0.3 does so because its author counts that way.
fn refuse_unfinished(subject: &Subject<'_>) -> Result<(), String> {
    let version = subject.version.and_then(|version| Version::read(&version.value));
    let Some(version) = version.filter(|version| version.major == 0) else { return Ok(()) };
    if subject.status == Status::Approved && has_begun(subject) {
        return Ok(());
    }
    Err(format!(
        "version `{version}` of `{id}` is a draft; `annexa bump {id} --material --change \"First edition.\"` makes it 1.0",
        id = subject.name()
    ))
}

/// True for what binds. Nobody can mark the Statement of Applicability as a draft: until its first day or approval it is one.
fn has_begun(subject: &Subject<'_>) -> bool {
    let is_dated = subject.effective.is_some() || !subject.trail.approvals.is_empty();
    subject.entry != Entry::Soa || is_dated
}

/// Why nobody can agree to a text that says `[TBD]` where its rules should stand.
fn refuse_unfilled(snapshot: &Snapshot<'_>, subject: &Subject<'_>) -> Result<(), String> {
    let mut lines = snapshot.unfilled(subject.path);
    if lines.is_empty() {
        return Ok(());
    }
    let (places, id) = (plural(lines.len(), "place", "places"), subject.name());
    let were = if lines.len() == 1 { "was" } else { "were" };
    lines.dedup();
    let more = if lines.len() > PLACES { "; `annexa check` lists all" } else { "" };
    let named = lines.iter().take(PLACES).map(|line| format!("`{}:{line}`", subject.path));
    let named = list_of(&named.collect::<Vec<_>>());
    Err(format!("{places} of `{id}` {were} never filled in: {named}{more}"))
}

/// What is written, once it is known to be right.
struct Given {
    by: String,
    reference: String,
    method: Method,
    version: String,
}

fn method(request: &Approve) -> Result<Method, String> {
    let reference = request.reference.trim().to_ascii_lowercase();
    let is_address = ["https://", "http://"].iter().any(|scheme| reference.starts_with(scheme));
    let named = request.method.or(is_address.then_some(Method::MergeRequest));
    named.ok_or_else(|| {
        let words: Vec<&str> = Method::WORDS.iter().map(|(word, _)| *word).collect();
        format!(
            "`--ref` is no web address, so name how it was approved: `--method {}`",
            words.join("|")
        )
    })
}

/// The day on which the same person approved the same text of the same version.
fn same(
    snapshot: &Snapshot<'_>,
    subject: &Subject<'_>,
    text: &Controlled<'_>,
    by: &str,
) -> Option<Date> {
    let directory = &snapshot.handbook.directory;
    let mut approvals = text.counting_approvals(snapshot.today());
    let found = approvals.find(|(approval, _)| {
        let digest = approval.digest.as_ref().and_then(|typed| typed.value.parse::<Digest>().ok());
        digest == Some(subject.digest)
            && approval.by.as_ref().is_some_and(|other| directory.is_same_person(&other.value, by))
    });
    found.map(|(_, date)| date.value)
}

fn wishes(
    snapshot: &Snapshot<'_>,
    subject: &Subject<'_>,
    text: &Controlled<'_>,
    given: &Given,
    request: &Approve,
) -> Vec<Wish> {
    let today = snapshot.today();
    let mut wishes = vec![Wish::Add {
        list: "approvals",
        pairs: vec![
            ("version", Value::text(&given.version)),
            ("by", Value::text(&given.by)),
            ("date", Value::Date(today)),
            ("method", Value::text(given.method.word())),
            ("ref", Value::text(&given.reference)),
            ("digest", Value::text(subject.digest())),
        ],
    }];
    if matches!(subject.status, Status::Draft | Status::InReview) {
        wishes.push(Wish::Set {
            key: "status",
            value: Value::text(Status::Approved.word()),
            after: &["type", "title", "id"],
        });
    }
    let is_first = is_first(text, today);
    // A day to come that the author named is when the text is meant to begin to bind.
    let planned = subject.effective.filter(|day| *day > today);
    let effective = match request.effective {
        Some(day) => Some(day),
        None => (is_first && !subject.is_record).then(|| planned.unwrap_or(today)),
    };
    if let Some(day) = effective.filter(|day| subject.effective != Some(*day)) {
        let after = &["version", "status", "type", "title", "id"];
        wishes.push(Wish::Set { key: "effective", value: Value::Date(day), after });
    }
    if is_first {
        wishes.extend(review::moved(snapshot, subject, None));
    }
    wishes
}

/// True when nobody approved the version yet. An approval that names no version is of an earlier one if it is older than the version.
fn is_first(text: &Controlled<'_>, today: Date) -> bool {
    let made = text.revision().and_then(|revision| revision.date.as_ref()).map(|date| date.value);
    let mut approvals = text.counting_approvals(today);
    approvals.all(|(approval, date)| {
        approval.version.is_none() && made.is_some_and(|made| date.value < made)
    })
}

fn remarks(
    snapshot: &Snapshot<'_>,
    subject: &Subject<'_>,
    text: &Controlled<'_>,
    given: &Given,
) -> Vec<String> {
    let (id, version) = (subject.name(), printable(&given.version));
    let mut remarks = Vec::new();
    let first = text.past.approved.filter(|(_, digest)| *digest != subject.digest);
    let commit = first.and_then(|(commit, _)| snapshot.handbook.record.commit(commit));
    let newest = text.newest_approval(snapshot.today()).and_then(|approval| approval.date.as_ref());
    let former =
        text.approved_text(snapshot.today()).filter(|(_, digest)| *digest != subject.digest);
    if let (Some(_), Some(date)) = (former, newest) {
        remarks.push(format!(
            "version `{version}` was approved with another text, the last time on {}; `annexa bump {id} --change \"…\"` gives the new text a number of its own",
            date.value
        ));
    } else if let Some(commit) = commit {
        remarks.push(format!(
            "the text changed since commit {} of {}, which was version `{version}` already; `annexa bump {id} --change \"…\"` gives it a number of its own",
            commit.short(),
            commit.date
        ));
    }
    let undecided = snapshot.handbook.soa.totals().undecided;
    if subject.entry == Entry::Soa && undecided > 0 {
        let controls = plural(undecided, "control is", "controls are");
        remarks.push(format!("{controls} still undecided; `annexa check` names them"));
    }
    if Version::read(version.as_str()).is_some_and(|version| version.major == 0) {
        remarks.push(format!("version `{version}` is below 1.0, which readers take for a draft"));
    }
    let made = text.revision().and_then(|revision| revision.date.as_ref()).map(|date| date.value);
    if let Some(made) = made.filter(|made| *made > snapshot.today()) {
        remarks.push(format!(
            "the history dates version `{version}` {made}, after this approval of {}",
            snapshot.today()
        ));
    }
    if let Some(approver) = subject.approver
        && !snapshot.handbook.directory.is_same_person(approver, &given.by)
    {
        remarks.push(format!(
            "the document names `{}` as `approver`, not `{}`",
            printable(approver),
            printable(&given.by)
        ));
    }
    remarks
}
