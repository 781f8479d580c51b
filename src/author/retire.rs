//! Withdraws a document: it binds nobody any more and stays readable.

use std::fmt::Write as _;

use crate::author::edit::{Value, Wish};
use crate::author::references::references;
use crate::author::snapshot::{Snapshot, filled_in};
use crate::author::{Proposal, Proposed, Reasons, file, review};
use crate::base::text::{plural, printable};
use crate::model::entry::Entry;
use crate::parse::document::Status;
use crate::parse::placeholder::is_placeholder;
use crate::parse::trail::ReviewOutcome;
use crate::parse::word::Word;

/// The withdrawal of a document, today.
#[derive(Debug, Clone)]
pub struct Retire {
    /// The document.
    pub id: String,
    /// Who decided; the owner when `None`.
    pub by: Option<String>,
    /// Why.
    pub note: Option<String>,
}

/// Writes the status and the review that led to it, and lists what still speaks of the document.
pub fn retire(snapshot: &Snapshot<'_>, request: &Retire) -> Proposed {
    let mut reasons = Reasons::default();
    let subject = reasons.take(snapshot.find(&request.id));
    let newest = subject.as_ref().and_then(|subject| {
        subject
            .trail
            .reviews
            .iter()
            .max_by_key(|review| review.date.as_ref().map(|date| date.value))
    });
    // `annexa review --outcome retire` may have said it already.
    let is_decided = request.by.is_none()
        && request.note.is_none()
        && newest.is_some_and(|review| review.outcome == Some(ReviewOutcome::Retire));
    let owner = subject.as_ref().and_then(|subject| subject.owner);
    let owner = owner.filter(|owner| !is_placeholder(owner));
    let by = match (request.by.as_deref(), owner) {
        _ if is_decided => None,
        (Some(key), _) => reasons.take(snapshot.actor("--by", key)),
        (None, Some(key)) => reasons.take(snapshot.actor("owner", key)),
        (None, None) => {
            if let Some(subject) = &subject {
                let mut reason =
                    "nobody owns the document: name who decided with `--by KEY`".to_owned();
                if subject.is_unapproved_draft() {
                    let _ = write!(
                        reason,
                        "; a draft that nobody approved may be deleted: `{}`",
                        subject.path
                    );
                }
                reasons.add(reason);
            }
            None
        }
    };
    let note = request.note.as_ref().and_then(|note| reasons.take(filled_in("--note", note)));
    if let Some(subject) = &subject {
        reasons.take(subject.refuse_ended());
        if subject.entry == Entry::Soa {
            reasons.add("the Statement of Applicability cannot be retired: ISO/IEC 27001:2022, 6.1.3 d asks for it");
        }
    }
    let (Some(subject), []) = (subject, reasons.0.as_slice()) else {
        return Err(reasons.refused());
    };
    let mut wishes = vec![Wish::Set {
        key: "status",
        value: Value::text(Status::Retired.word()),
        after: &["type", "title", "id"],
    }];
    let mut remarks = Vec::new();
    if let Some(by) = &by {
        wishes.push(review::entry(snapshot, &subject, by, ReviewOutcome::Retire, note.as_deref()));
        if request.by.is_none() {
            remarks.push(format!(
                "`{}`, its owner, stands as who decided; `--by KEY` names another",
                printable(by)
            ));
        }
        if note.is_none() {
            remarks.push("the record does not say why; `--note \"…\"` does".to_owned());
        }
    }
    let places = references(snapshot, &subject);
    let next = if places.is_empty() {
        "commit the change; nothing else refers to it".to_owned()
    } else {
        let count = plural(places.len(), "place still refers", "places still refer");
        format!("mend what leads to it, then commit; {count} to it:\n  {}", places.join("\n  "))
    };
    Ok(Proposal {
        change: file::change(snapshot, &subject, &wishes)?,
        summary: format!("`{}` is retired", subject.name()),
        remarks,
        next,
        leads_to: &[],
    })
}
