//! Gives a changed text its next version.

use crate::author::edit::{Value, Wish};
use crate::author::snapshot::{Snapshot, filled_in};
use crate::author::subject::Subject;
use crate::author::{Proposal, Proposed, Reasons, file};
use crate::base::text::printable;
use crate::model::trail::Controlled;
use crate::model::version::Version;
use crate::parse::document::Status;

/// How much a change means to readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// They may go on as before: MINOR steps.
    Small,
    /// They must read it again: MAJOR steps.
    Material,
}

/// A new version of the text as it is, today.
#[derive(Debug, Clone)]
pub struct Bump {
    /// The text.
    pub id: String,
    /// What changed, in a sentence.
    pub change: String,
    /// How much it means.
    pub weight: Weight,
    /// Who wrote it; the owner when `None`.
    pub by: Option<String>,
    /// True to count on although nobody approved the present version.
    pub again: bool,
}

/// Writes the next version and its entry in the history.
pub fn bump(snapshot: &Snapshot<'_>, request: &Bump) -> Proposed {
    let mut reasons = Reasons::default();
    let subject = reasons.take(snapshot.find(&request.id));
    let change = reasons.take(filled_in("--change", &request.change));
    let typed = request.by.as_deref().or(subject.as_ref().and_then(|subject| subject.owner));
    let option = if request.by.is_some() { "--by" } else { "owner" };
    let by = match typed {
        Some(key) => reasons.take(snapshot.actor(option, key)),
        None => {
            if subject.is_some() {
                reasons.add("nobody owns the document: name who wrote the text with `--by KEY`");
            }
            None
        }
    };
    let mut version = None;
    if let Some(subject) = &subject {
        reasons.take(subject.refuse_ended());
        if reasons.take(subject.refuse_external()).is_some() {
            version = reasons.take(next_version(snapshot, subject, request.weight));
            if !request.again {
                reasons.take(refuse_unapproved(snapshot, subject));
            }
        }
    }
    let (Some(subject), Some(change), Some(by), Some(version), []) =
        (subject, change, by, version, reasons.0.as_slice())
    else {
        return Err(reasons.refused());
    };
    let id = subject.name();
    let wishes = [
        Wish::Set {
            key: "version",
            value: Value::text(version.to_string()),
            after: &["language", "classification", "status", "type", "title", "id"],
        },
        Wish::Add {
            list: "history",
            pairs: vec![
                ("version", Value::text(version.to_string())),
                ("date", Value::Date(snapshot.today())),
                ("author", Value::text(&by)),
                ("change", Value::text(&change)),
                ("material", Value::Truth(request.weight == Weight::Material)),
            ],
        },
    ];
    let approver = subject.approver.map_or("KEY".to_owned(), printable);
    Ok(Proposal {
        change: file::change(snapshot, &subject, &wishes)?,
        summary: match subject.version {
            Some(former) => {
                format!("`{id}` is version `{version}` now; it was `{}`", printable(&former.value))
            }
            None => format!("`{id}` is version `{version}` now; it had none"),
        },
        remarks: remarks(snapshot, &subject, &by, request),
        next: format!(
            "commit the change and have it approved; then `annexa approve {id} --by {approver} --ref URL`"
        ),
        leads_to: &["missing-approval"],
    })
}

/// The version that follows, or why nobody can say.
fn next_version(
    snapshot: &Snapshot<'_>,
    subject: &Subject<'_>,
    weight: Weight,
) -> Result<Version, String> {
    let id = subject.name();
    let text = subject.controlled(&snapshot.handbook);
    let history = text.as_ref().map(Controlled::history).unwrap_or_default();
    let newest = history.last().map(|edition| edition.version);
    let Some(typed) = subject.version else {
        // What the history counted goes on; a text in force without any count is in its first edition.
        return Ok(match (newest, subject.status) {
            (Some(newest), _) => step(newest, weight),
            (None, Status::Draft | Status::InReview) if weight == Weight::Small => {
                Version { major: 0, minor: 1 }
            }
            (None, _) => Version { major: 1, minor: 0 },
        });
    };
    let Some(current) = Version::read(&typed.value) else {
        return Err(format!(
            "version `{}` of `{id}` is not MAJOR.MINOR, so nobody can count on from it; write one such as `version = \"2.0\"` once by hand",
            printable(&typed.value)
        ));
    };
    if let Some(newest) = newest.filter(|newest| *newest > current) {
        return Err(format!(
            "`{id}` is version `{current}`, but its history goes on to `{newest}`; correct one of them first"
        ));
    }
    Ok(step(current, weight))
}

/// Why a number that nobody approved is not left behind: readers would look for an edition that never was. Drafts below 1.0 are counted
/// freely, and so are records and texts in force of handbooks that keep no approvals.
fn refuse_unapproved(snapshot: &Snapshot<'_>, subject: &Subject<'_>) -> Result<(), String> {
    let Some((text, version)) = subject.controlled(&snapshot.handbook).zip(subject.version) else {
        return Ok(());
    };
    let is_edition = Version::read(&version.value).is_some_and(|version| version.major > 0);
    let takes_approvals = subject.status != Status::Approved || !subject.trail.approvals.is_empty();
    let is_waiting = text.revision().is_some() && text.approvals().next().is_none();
    if subject.is_record || !is_edition || !takes_approvals || !is_waiting {
        return Ok(());
    }
    Err(format!(
        "version `{}` of `{}` was not approved yet: change the text under this number, or insist with `--again`",
        printable(&version.value),
        subject.name()
    ))
}

fn step(version: Version, weight: Weight) -> Version {
    let (minor, major) = version.next();
    if weight == Weight::Material { major } else { minor }
}

fn remarks(
    snapshot: &Snapshot<'_>,
    subject: &Subject<'_>,
    by: &str,
    request: &Bump,
) -> Vec<String> {
    let mut remarks = Vec::new();
    if request.by.is_none() {
        remarks.push(format!(
            "`{}`, its owner, stands as author; `--by KEY` names another",
            printable(by)
        ));
    }
    let Some((text, version)) = subject.controlled(&snapshot.handbook).zip(subject.version) else {
        return remarks;
    };
    let shown = printable(&version.value);
    let approved = text.approved_text(snapshot.today());
    if approved.is_some_and(|(_, digest)| digest == subject.digest) {
        remarks.push(format!("the text is still the one that was approved as version `{shown}`"));
    }
    let is_edition = Version::read(&version.value).is_some_and(|version| version.major > 0);
    if !subject.is_record && is_edition && text.approvals().next().is_none() {
        remarks.push(format!("nobody approved version `{shown}`"));
    }
    remarks
}
