//! What happened to texts: new, revised, reviewed without change, replaced, withdrawn.
//!
//! Front matter says it: `[[history]]`, `[[approvals]]`, `[[reviews]]` and `status`. Git fills in what is not there: the day of a version
//! without one, and the day of a withdrawal.

use serde::Serialize;

use crate::base::date::Date;
use crate::base::digest::Digest;
use crate::model::document::Document;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::past::Past;
use crate::model::version::{Version, is_same_version};
use crate::parse::document::{DocumentType, Status};
use crate::parse::trail::{ReviewOutcome, Revision, Trail};
use crate::view::frame::Crumb;
use crate::view::parts::{Link, When, link_to, name_of};
use crate::view::versions::{Versions, Which};

/// What happened to a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Happened {
    New,
    Revised,
    Reviewed,
    ToBeWithdrawn,
    Replaced,
    Withdrawn,
}

impl Happened {
    fn words(self) -> &'static str {
        match self {
            Self::New => "New",
            Self::Revised => "Revised",
            Self::Reviewed => "Reviewed without change",
            Self::ToBeWithdrawn => "Reviewed, to be withdrawn",
            Self::Replaced => "Replaced",
            Self::Withdrawn => "Withdrawn",
        }
    }
}

/// Something that happened to a text.
#[derive(Debug, Clone, Serialize)]
pub struct Event {
    /// A name that no other event has and that stays the same, as `urn:uuid:…`.
    pub id: String,
    /// When; none when no day is recorded.
    pub date: Option<When>,
    /// What happened, in a word or a few.
    pub happened: &'static str,
    /// The text.
    pub link: Link,
    /// The version that was made or reviewed.
    pub version: Option<String>,
    /// What changed, or what a review found.
    pub summary: Option<String>,
    /// True when its author calls the change material.
    pub is_material: bool,
    /// Who reviewed it, as a role or a name.
    pub by: Option<String>,
    /// The page that says what changed, word by word.
    pub changes: Option<Crumb>,
    /// True when the day is that of a commit, because the text names none.
    pub is_from_git: bool,
}

/// A name that is the same in every build, made of what it names (UUID version 8, RFC 9562).
pub(super) fn name(handbook: &Handbook, parts: &[&str]) -> String {
    let settings = &handbook.settings;
    let organization = settings.organization.as_deref().unwrap_or("");
    let whole = [&["annexa", organization, settings.title.as_str()], parts].concat().join("\n");
    let digest = Digest::of(whole.as_bytes()).to_string();
    let hex = |range: std::ops::Range<usize>| digest.get(range).unwrap_or("");
    format!(
        "urn:uuid:{}-{}-8{}-8{}-{}",
        hex(0..8),
        hex(8..12),
        hex(13..16),
        hex(17..20),
        hex(20..32)
    )
}

/// An event with what it is sorted by.
#[derive(Debug, Clone)]
pub(super) struct Dated {
    /// When, if a day is known.
    pub(super) date: Option<Date>,
    is_record: bool,
    entry: Entry,
    /// What is shown of it.
    pub(super) event: Event,
}

/// Everything that happened up to today, newest first; what has no day comes last.
pub(super) fn events(handbook: &Handbook) -> Vec<Dated> {
    let mut all = Vec::new();
    for (index, document) in handbook.documents.iter().enumerate() {
        let trail = &document.parsed.front.trail;
        // A record proves one moment; one with several versions is kept up to date like a rule.
        let is_kept = !document.is_record() || trail.history.len() > 1;
        if document.kind != DocumentType::External && is_kept && !document.parsed.is_unreadable {
            let text = Text::of_document(handbook, index, document);
            text.tell(&mut all);
        }
    }
    if let Some(soa) = &handbook.soa.parsed {
        let text = Text {
            handbook,
            entry: Entry::Soa,
            is_record: false,
            status: Status::Approved,
            version: soa.version.as_ref().map(|version| version.value.as_str()),
            trail: &soa.trail,
            past: &handbook.soa.past,
            versions: None,
        };
        text.tell(&mut all);
    }
    all.retain(|dated| dated.date.is_none_or(|date| date <= handbook.today));
    all.sort_by_key(|dated| {
        (std::cmp::Reverse(dated.date), dated.is_record, dated.entry, dated.event.id.clone())
    });
    all
}

/// A text and what is known of it.
struct Text<'h> {
    handbook: &'h Handbook,
    entry: Entry,
    is_record: bool,
    status: Status,
    version: Option<&'h str>,
    trail: &'h Trail,
    past: &'h Past,
    versions: Option<Versions<'h>>,
}

impl<'h> Text<'h> {
    fn of_document(handbook: &'h Handbook, index: usize, document: &'h Document) -> Self {
        let front = &document.parsed.front;
        Self {
            handbook,
            entry: Entry::Document(index),
            is_record: document.is_record(),
            status: front.status,
            version: front.version.as_ref().map(|version| version.value.as_str()),
            trail: &front.trail,
            past: &document.past,
            versions: Some(Versions::new(handbook, index)),
        }
    }

    fn tell(&self, all: &mut Vec<Dated>) {
        self.tell_versions(all);
        self.tell_reviews(all);
        match self.status {
            Status::Retired => self.tell_end(Happened::Withdrawn, all),
            Status::Superseded => self.tell_end(Happened::Replaced, all),
            Status::Draft | Status::InReview | Status::Approved => {}
        }
    }

    fn event(&self, happened: Happened, date: Option<Date>, version: Option<&str>) -> Dated {
        let link = link_to(self.handbook, self.entry);
        let day = date.map(|date| date.to_string()).unwrap_or_default();
        let of = version.unwrap_or("");
        let id = name(self.handbook, &[&link.id, happened.words(), of, &day]);
        let event = Event {
            id,
            date: date.map(|date| When::new(self.handbook.today, date)),
            happened: happened.words(),
            link,
            version: version.map(str::to_owned),
            summary: None,
            is_material: false,
            by: None,
            changes: None,
            is_from_git: false,
        };
        Dated { date, is_record: self.is_record, entry: self.entry, event }
    }

    fn is_current(&self, version: &str) -> bool {
        self.version.is_some_and(|current| is_same_version(current, version))
    }

    fn is_approved(&self, version: &str) -> bool {
        let mut of = self.trail.approvals.iter().filter_map(|approval| approval.version.as_ref());
        of.any(|approved| is_same_version(&approved.value, version))
    }

    /// The versions that came into force: those of the history, and those that were only approved.
    fn tell_versions(&self, all: &mut Vec<Dated>) {
        // What is written for a later version binds nobody, and 0.2 was a draft by its number, unless somebody approved it.
        let is_work = |version: &str| {
            let is_draft = matches!(self.status, Status::Draft | Status::InReview);
            let is_before_the_first =
                Version::read(version).is_some_and(|version| version.major == 0);
            if self.is_current(version) {
                is_draft
            } else {
                (is_draft || is_before_the_first) && !self.is_approved(version)
            }
        };
        let mut told: Vec<&str> = Vec::new();
        let mut rows: Vec<(&str, Option<Date>, Option<&Revision>)> = Vec::new();
        for revision in &self.trail.history {
            let Some(version) = revision.version.as_ref().map(|version| version.value.as_str())
            else {
                continue;
            };
            rows.push((version, revision.date.as_ref().map(|date| date.value), Some(revision)));
        }
        for approval in &self.trail.approvals {
            let version = approval.version.as_ref().map(|version| version.value.as_str());
            let Some(version) = version.or(self.version) else { continue };
            if !rows.iter().any(|(known, ..)| is_same_version(known, version)) {
                rows.push((version, approval.date.as_ref().map(|date| date.value), None));
            }
        }
        let first =
            rows.iter().map(|(version, ..)| *version).min_by_key(|version| Version::read(version));
        for (version, date, revision) in rows {
            let is_told = told.iter().any(|known| is_same_version(known, version));
            if is_work(version) || is_told {
                continue;
            }
            told.push(version);
            let from_git = || self.committed(version);
            let Some(day) = date.or_else(from_git) else { continue };
            let is_first = first.is_some_and(|first| is_same_version(first, version))
                && Version::read(version)
                    .is_none_or(|version| version <= Version { major: 1, minor: 0 });
            let happened = if is_first { Happened::New } else { Happened::Revised };
            let mut dated = self.event(happened, Some(day), Some(version));
            dated.event.summary = revision.and_then(|revision| revision.change.clone());
            dated.event.is_material =
                revision.is_some_and(|revision| revision.material) && !is_first;
            dated.event.is_from_git = date.is_none();
            dated.event.changes = self.changes_to(version);
            all.push(dated);
        }
    }

    /// The day of the first commit with a version.
    fn committed(&self, version: &str) -> Option<Date> {
        let first = if self.is_current(version) {
            self.past.since
        } else {
            let of = self.past.editions.iter();
            of.filter(|edition| is_same_version(&edition.version, version))
                .map(|edition| edition.since)
                .next()
        };
        self.handbook.record.commit(first?).map(|commit| commit.date)
    }

    /// The page that says what changed from the version before.
    fn changes_to(&self, version: &str) -> Option<Crumb> {
        let versions = self.versions.as_ref()?;
        let to = if self.is_current(version) { Which::Current } else { versions.find(version)? };
        let from = versions.former().find(|former| former.next() == Some(to))?;
        let title = format!("What changed from {} to {version}", versions.version(from)?);
        Some(Crumb::new(title, versions.changes_url(from)?.to_string()))
    }

    /// Reviews that changed nothing, and those that ended in a withdrawal still to come. One that led to a change is told by its version.
    fn tell_reviews(&self, all: &mut Vec<Dated>) {
        for review in &self.trail.reviews {
            let happened = match review.outcome {
                Some(ReviewOutcome::NoChange) => Happened::Reviewed,
                Some(ReviewOutcome::Retire) if self.status != Status::Retired => {
                    Happened::ToBeWithdrawn
                }
                _ => continue,
            };
            let Some(date) = review.date.as_ref().map(|date| date.value) else { continue };
            let mut dated = self.event(happened, Some(date), None);
            dated.event.summary.clone_from(&review.note);
            dated.event.by = review.by.as_ref().map(|by| name_of(self.handbook, &by.value));
            all.push(dated);
        }
    }

    /// That a text no longer binds: on the day of the review that said so, or of the text that took its place, else of its last commit.
    fn tell_end(&self, happened: Happened, all: &mut Vec<Dated>) {
        let decided = || {
            let reviews = self.trail.reviews.iter();
            let reviews = reviews.filter(|review| review.outcome == Some(ReviewOutcome::Retire));
            reviews.filter_map(|review| Some(review.date.as_ref()?.value)).max()
        };
        let replacing = self.handbook.referring_to(self.entry).find(|(_, other)| {
            other
                .supersedes
                .iter()
                .any(|(replaced, version)| *replaced == self.entry && version.is_none())
        });
        let replaced = replacing.and_then(|(entry, other)| {
            let Entry::Document(index) = entry else { return None };
            let since = Versions::new(self.handbook, index).in_force_since(Which::Current);
            since.filter(|_| other.is_in_force())
        });
        let recorded = match happened {
            Happened::Replaced => replaced,
            _ => decided(),
        };
        let committed = || {
            self.past
                .changed
                .and_then(|number| self.handbook.record.commit(number))
                .map(|commit| commit.date)
        };
        let date = recorded.or_else(committed);
        let mut dated = self.event(happened, date, self.version);
        dated.event.is_from_git = recorded.is_none() && date.is_some();
        dated.event.summary = replacing
            .filter(|_| happened == Happened::Replaced)
            .map(|(_, other)| format!("{} {} took its place.", other.id(), other.title));
        all.push(dated);
    }
}
