//! What the control trail of a text says about its current version: who wrote it, who approved it, and when.
//!
//! Documents, records and the Statement of Applicability have the same trail; [`controlled`] lists them all. Documents that others publish
//! are left out: their versions are not ours to count or to approve.

use crate::base::date::Date;
use crate::base::digest::Digest;
use crate::base::path::RelPath;
use crate::diag::span::{Span, Spanned};
use crate::model::document::Document;
use crate::model::handbook::Handbook;
use crate::model::past::Past;
use crate::model::version::{Version, is_same_version};
use crate::parse::document::Status;
use crate::parse::trail::{Approval, Revision, Trail};

/// A text under control.
#[derive(Debug, Clone)]
pub struct Controlled<'h> {
    /// Its id.
    pub id: &'h str,
    /// Where it lies.
    pub path: &'h RelPath,
    /// Where a missing key is reported.
    pub head: Span,
    /// Where it is in its life.
    pub status: Status,
    /// True for proof of something past.
    pub is_record: bool,
    /// Its version.
    pub version: Option<&'h Spanned<String>>,
    /// In force since.
    pub effective: Option<&'h Spanned<Date>>,
    /// Who is to approve it.
    pub approver: Option<&'h Spanned<String>>,
    /// Its approvals, reviews and history.
    pub trail: &'h Trail,
    /// The digest of its text as it is.
    pub digest: Digest,
    /// Since when it reads as it does.
    pub past: &'h Past,
}

/// Everything with a trail of our own: documents and records in the order of their ids, then the Statement of Applicability.
pub fn controlled(handbook: &Handbook) -> impl Iterator<Item = Controlled<'_>> {
    let documents = handbook.documents.iter().filter(|document| document.has_trail());
    documents.map(Controlled::of).chain(Controlled::of_statement(handbook))
}

impl<'h> Controlled<'h> {
    /// A document or record.
    pub fn of(document: &'h Document) -> Self {
        Self {
            id: document.id(),
            path: &document.parsed.path,
            head: document.span_of::<String>(None),
            status: document.parsed.front.status,
            is_record: document.is_record(),
            version: document.parsed.front.version.as_ref(),
            effective: document.parsed.front.effective.as_ref(),
            approver: document.parsed.front.approver.as_ref(),
            trail: &document.parsed.front.trail,
            digest: document.digest,
            past: &document.past,
        }
    }

    /// The Statement of Applicability, if there is one.
    pub fn of_statement(handbook: &'h Handbook) -> Option<Self> {
        let soa = handbook.soa.parsed.as_ref()?;
        Some(Self {
            id: &soa.id,
            path: &soa.path,
            head: Span::file(&soa.path),
            status: Status::Approved,
            is_record: false,
            version: soa.version.as_ref(),
            effective: soa.effective.as_ref(),
            approver: soa.approver.as_ref(),
            trail: &soa.trail,
            digest: handbook.soa.digest,
            past: &handbook.soa.past,
        })
    }

    /// True while it binds.
    pub fn is_in_force(&self) -> bool {
        self.status == Status::Approved
    }

    /// True while somebody keeps it: it binds, or will.
    pub fn is_kept(&self) -> bool {
        matches!(self.status, Status::Draft | Status::InReview | Status::Approved)
    }

    /// The approvals of the current version, dated or not, past or to come.
    ///
    /// Where the text or the approval names no version, the approval is taken as one of the current version.
    pub fn approvals(&self) -> impl Iterator<Item = &'h Approval> {
        let current = self.version;
        self.trail.approvals.iter().filter(move |approval| {
            match (current, approval.version.as_ref()) {
                (Some(current), Some(approved)) => is_same_version(&current.value, &approved.value),
                _ => true,
            }
        })
    }

    /// The approvals of the current version that count: those dated up to today, each with its date.
    pub fn counting_approvals(
        &self,
        today: Date,
    ) -> impl Iterator<Item = (&'h Approval, &'h Spanned<Date>)> {
        self.approvals()
            .filter_map(|approval| Some((approval, approval.date.as_ref()?)))
            .filter(move |(_, date)| date.value <= today)
    }

    /// The first approval of the current version that counts.
    pub fn first_approval(&self, today: Date) -> Option<(&'h Approval, &'h Spanned<Date>)> {
        self.counting_approvals(today).min_by_key(|(_, date)| date.value)
    }

    /// The newest approval of the current version that counts.
    pub fn newest_approval(&self, today: Date) -> Option<&'h Approval> {
        let newest = self.counting_approvals(today).max_by_key(|(_, date)| date.value);
        newest.map(|(approval, _)| approval)
    }

    /// The newest approval of the current version that says of which text it is, with that text's digest. Of several on one day the one that
    /// fits the text as it is goes first: two people approved, and one of them saw the final text.
    pub fn approved_text(&self, today: Date) -> Option<(&'h Approval, Digest)> {
        let digests = self.counting_approvals(today).filter_map(|(approval, date)| {
            let digest: Digest = approval.digest.as_ref()?.value.parse().ok()?;
            Some((approval, date.value, digest))
        });
        let newest = digests.max_by_key(|(_, date, digest)| (*date, *digest == self.digest));
        newest.map(|(approval, _, digest)| (approval, digest))
    }

    /// The newest entry that the history has for the current version.
    pub fn revision(&self) -> Option<&'h Revision> {
        let current = self.version?;
        let revisions = self.trail.history.iter();
        revisions
            .filter(|revision| is_of(revision, current))
            .max_by_key(|revision| revision.date.as_ref().map(|date| date.value))
    }

    /// Who wrote the current version.
    pub fn author(&self) -> Option<&'h Spanned<String>> {
        self.revision()?.author.as_ref()
    }

    /// True when `effective` is plainly the first day of the document, not of its current version: the history has another version of
    /// that day or before it, and the current version was made after it.
    pub fn is_effective_since_an_earlier_version(&self) -> bool {
        let (Some(current), Some(effective)) = (self.version, self.effective) else { return false };
        let day = |revision: &Revision| revision.date.as_ref().map(|date| date.value);
        let is_newer = self.revision().and_then(day).is_some_and(|date| date > effective.value);
        let mut others = self.trail.history.iter().filter(|revision| !is_of(revision, current));
        is_newer && others.any(|revision| day(revision).is_some_and(|date| date <= effective.value))
    }

    /// The history from the lowest version to the highest, however the file orders it. Versions that are no `MAJOR.MINOR` are left out.
    pub fn history(&self) -> Vec<Edition<'h>> {
        let mut editions: Vec<Edition<'h>> = self
            .trail
            .history
            .iter()
            .filter_map(|revision| {
                let typed = revision.version.as_ref()?;
                Some(Edition { version: Version::read(&typed.value)?, typed, revision })
            })
            .collect();
        let date = |edition: &Edition<'_>| edition.revision.date.as_ref().map(|date| date.value);
        editions.sort_by_key(|edition| (edition.version, date(edition)));
        editions
    }
}

fn is_of(revision: &Revision, current: &Spanned<String>) -> bool {
    let version = revision.version.as_ref();
    version.is_some_and(|version| is_same_version(&version.value, &current.value))
}

/// An entry of the history whose version can be compared.
#[derive(Debug, Clone, Copy)]
pub struct Edition<'h> {
    /// Its version.
    pub version: Version,
    /// The version as its author typed it.
    pub typed: &'h Spanned<String>,
    /// The entry.
    pub revision: &'h Revision,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().expect("a date in a test")
    }

    fn spanned(text: &str) -> Spanned<String> {
        Spanned::new(text.to_owned(), 0..0)
    }

    fn approval(version: Option<&str>, by: &str, day: &str) -> Approval {
        Approval {
            version: version.map(spanned),
            by: Some(spanned(by)),
            date: Some(Spanned::new(date(day), 0..0)),
            method: None,
            reference: None,
            digest: None,
        }
    }

    fn revision(version: &str, author: &str, day: &str) -> Revision {
        Revision {
            version: Some(spanned(version)),
            date: Some(Spanned::new(date(day), 0..0)),
            author: Some(spanned(author)),
            change: None,
            material: false,
        }
    }

    /// Hands a text of version 1.1 with this trail to `look`, on 2026-11-21.
    #[track_caller]
    fn with(trail: &Trail, look: impl FnOnce(&Controlled<'_>, Date)) {
        let (path, version) = (RelPath::fixed("documents/a.md"), spanned("1.1"));
        let text = Controlled {
            id: "POL-1",
            path: &path,
            head: Span::file(&path),
            status: Status::Approved,
            is_record: false,
            version: Some(&version),
            effective: None,
            approver: None,
            trail,
            digest: Digest::of(b""),
            past: &Past::default(),
        };
        look(&text, date("2026-11-21"));
    }

    #[test]
    fn approvals_of_other_versions_and_of_days_to_come_do_not_count() {
        let approvals = vec![
            approval(Some("1.0"), "ceo", "2025-01-10"),
            approval(Some("1.1"), "ceo", "2026-11-22"),
            approval(None, "cto", "2026-11-21"),
            approval(Some("1.1"), "ciso", "2026-02-01"),
        ];
        with(&Trail { approvals, ..Trail::default() }, |text, today| {
            assert_eq!(text.approvals().count(), 3);
            assert_eq!(text.counting_approvals(today).count(), 2);
            let first = text.first_approval(today).map(|(_, day)| day.value);
            assert_eq!(first, Some(date("2026-02-01")));
            let newest = text.newest_approval(today).and_then(|approval| approval.by.as_ref());
            assert_eq!(newest, Some(&spanned("cto")));
        });
    }

    #[test]
    fn the_author_is_the_one_of_the_current_version() {
        let history = vec![
            revision("1.1", "cto", "2026-03-01"),
            revision("1.1", "ciso", "2026-02-01"),
            revision("1.0", "ceo", "2025-01-10"),
        ];
        with(&Trail { history, ..Trail::default() }, |text, _| {
            assert_eq!(text.author(), Some(&spanned("cto")));
        });
        with(&Trail::default(), |text, _| assert_eq!(text.author(), None));
    }

    #[test]
    fn the_history_is_read_by_version_whatever_the_order_of_the_file() {
        let history = vec![
            revision("1.10", "a", "2026-03-01"),
            revision("Edition B", "a", "2026-02-01"),
            revision("1.9", "a", "2026-01-01"),
        ];
        with(&Trail { history, ..Trail::default() }, |text, _| {
            let versions: Vec<String> =
                text.history().iter().map(|edition| edition.version.to_string()).collect();
            assert_eq!(versions, ["1.9", "1.10"]);
        });
    }
}
