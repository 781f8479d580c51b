//! Records that somebody looked at a text, and what that led to.

use crate::author::edit::{Value, Wish};
use crate::author::snapshot::{Snapshot, filled_in};
use crate::author::subject::Subject;
use crate::author::{Proposal, Proposed, Reasons, file};
use crate::base::date::Date;
use crate::base::digest::Digest;
use crate::base::text::printable;
use crate::parse::document::Status;
use crate::parse::trail::ReviewOutcome;
use crate::parse::word::Word;

/// A review of the text as it is, today.
#[derive(Debug, Clone)]
pub struct Review {
    /// The text.
    pub id: String,
    /// Who looked.
    pub by: String,
    /// What it led to.
    pub outcome: ReviewOutcome,
    /// What was looked at.
    pub note: String,
    /// The day of the next review; from the rule when `None`.
    pub next: Option<Date>,
}

/// Writes the review, and moves a `review_date` that the author named.
pub fn review(snapshot: &Snapshot<'_>, request: &Review) -> Proposed {
    let mut reasons = Reasons::default();
    let subject = reasons.take(snapshot.find(&request.id));
    let by = reasons.take(snapshot.actor("--by", &request.by));
    let note = reasons.take(filled_in("--note", &request.note));
    if let Some(next) = request.next.filter(|next| *next <= snapshot.today()) {
        reasons.add(format!("`--next {next}` must lie after today, {}", snapshot.today()));
    }
    if let Some(subject) = &subject {
        reasons.take(subject.refuse_ended());
    }
    if let (Some(subject), Some(by), Some(note)) = (&subject, &by, &note)
        && is_written(snapshot, subject, by, request.outcome, note)
    {
        reasons.add(format!(
            "`{}` has this review already: `{}` on {}, {}, with the same note",
            subject.name(),
            printable(by),
            snapshot.today(),
            request.outcome.word()
        ));
    }
    let (Some(subject), Some(by), Some(note), []) = (subject, by, note, reasons.0.as_slice())
    else {
        return Err(reasons.refused());
    };
    let mut wishes = vec![entry(snapshot, &subject, &by, request.outcome, Some(&note))];
    // A text that is to be withdrawn needs no further day.
    if request.outcome != ReviewOutcome::Retire || request.next.is_some() {
        wishes.extend(moved(snapshot, &subject, request.next));
    }
    let mut proposal = Proposal {
        change: file::change(snapshot, &subject, &wishes)?,
        summary: format!(
            "`{}` was reviewed by `{}`: {}",
            subject.name(),
            printable(&by),
            request.outcome.word()
        ),
        remarks: remarks(snapshot, &subject, request.outcome),
        next: String::new(),
        leads_to: &[],
    };
    proposal.next = next(snapshot, &subject, request);
    Ok(proposal)
}

/// True when the same person wrote down the same of the same text today.
fn is_written(
    snapshot: &Snapshot<'_>,
    subject: &Subject<'_>,
    by: &str,
    outcome: ReviewOutcome,
    note: &str,
) -> bool {
    let directory = &snapshot.handbook.directory;
    subject.trail.reviews.iter().any(|review| {
        let digest = review.digest.as_ref().and_then(|typed| typed.value.parse::<Digest>().ok());
        review.date.as_ref().is_some_and(|date| date.value == snapshot.today())
            && review.by.as_ref().is_some_and(|other| directory.is_same_person(&other.value, by))
            && review.outcome == Some(outcome)
            && review.note.as_deref().map(str::trim) == Some(note)
            && digest.is_none_or(|digest| digest == subject.digest)
    })
}

fn remarks(snapshot: &Snapshot<'_>, subject: &Subject<'_>, outcome: ReviewOutcome) -> Vec<String> {
    let id = subject.name();
    if subject.is_unapproved_draft() {
        return vec![format!(
            "`{id}` is a draft that nobody approved yet; reviews are of texts in force"
        )];
    }
    let (Some(text), ReviewOutcome::NoChange) = (subject.controlled(&snapshot.handbook), outcome)
    else {
        return Vec::new();
    };
    let approved = text.approved_text(snapshot.today()).and_then(|(approval, digest)| {
        Some((format!("was approved on {}", approval.date.as_ref()?.value), digest))
    });
    // An approval without a digest: git may know what the text was when it took on its version.
    let known = || {
        let (commit, digest) = text.past.approved?;
        let commit = snapshot.handbook.record.commit(commit)?;
        let version = printable(&text.version?.value);
        Some((format!("became version `{version}` on {}", commit.date), digest))
    };
    let Some((which, _)) = approved.or_else(known).filter(|(_, digest)| *digest != subject.digest)
    else {
        return Vec::new();
    };
    vec![format!(
        "the text is not the one that {which}; take the change back, or `annexa bump {id} --change \"…\"`, then `annexa approve {id} --by KEY --ref URL`"
    )]
}

fn next(snapshot: &Snapshot<'_>, subject: &Subject<'_>, request: &Review) -> String {
    let id = subject.name();
    match request.outcome {
        ReviewOutcome::NoChange if subject.status == Status::Approved => {
            let due = due(snapshot, subject, request.next);
            format!("commit the change; the next review is due on {due}")
        }
        ReviewOutcome::NoChange => "commit the change".to_owned(),
        ReviewOutcome::Changed => format!(
            "once the text is changed, `annexa bump {id} --change \"…\"`, and have it approved: `annexa approve {id} --by KEY --ref URL`"
        ),
        ReviewOutcome::Retire => format!("`annexa retire {id}`"),
    }
}

/// The entry of `[[reviews]]`.
pub(super) fn entry(
    snapshot: &Snapshot<'_>,
    subject: &Subject<'_>,
    by: &str,
    outcome: ReviewOutcome,
    note: Option<&str>,
) -> Wish {
    let mut pairs = vec![
        ("date", Value::Date(snapshot.today())),
        ("by", Value::text(by)),
        ("outcome", Value::text(outcome.word())),
    ];
    pairs.extend(note.map(|note| ("note", Value::text(note))));
    pairs.push(("digest", Value::text(subject.digest())));
    Wish::Add { list: "reviews", pairs }
}

/// The day of the next review, once the text was looked at today.
fn due(snapshot: &Snapshot<'_>, subject: &Subject<'_>, wanted: Option<Date>) -> Date {
    let rule = subject.next_review(&snapshot.handbook);
    let typed = subject.trail.review_date.as_ref().map(|date| date.value);
    // Looking at a text is no reason to look again earlier than its author asked for.
    wanted.unwrap_or_else(|| typed.map_or(rule, |typed| typed.max(rule)))
}

/// `review_date` with its new day: only where the author names one, or `--next` does. Elsewhere the day follows from the review.
pub(super) fn moved(
    snapshot: &Snapshot<'_>,
    subject: &Subject<'_>,
    wanted: Option<Date>,
) -> Option<Wish> {
    let typed = subject.trail.review_date.as_ref().map(|date| date.value);
    let day = due(snapshot, subject, wanted);
    let is_asked_for = typed.is_some() || wanted.is_some();
    (is_asked_for && typed != Some(day)).then_some(Wish::Set {
        key: "review_date",
        value: Value::Date(day),
        after: &["fulfils", "clauses", "controls", "approver", "owner", "effective", "version"],
    })
}
