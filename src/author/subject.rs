//! The text that a command is about: a document, a record, or the Statement of Applicability.

use crate::base::date::{Date, Interval};
use crate::base::digest::Digest;
use crate::base::path::RelPath;
use crate::base::text::printable;
use crate::diag::span::Spanned;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::review::DEFAULT_EVERY;
use crate::model::trail::{Controlled, controlled};
use crate::parse::document::{DocumentType, Status};
use crate::parse::trail::Trail;

/// A text with its trail, and who keeps it.
#[derive(Debug)]
pub(super) struct Subject<'h> {
    /// Its id.
    pub(super) id: &'h str,
    /// Where it lies.
    pub(super) path: &'h RelPath,
    /// What it is among the entries of the handbook.
    pub(super) entry: Entry,
    /// Where it is in its life.
    pub(super) status: Status,
    /// True for proof of something past.
    pub(super) is_record: bool,
    /// True for a document that others publish: its versions are not ours to count or to approve.
    pub(super) is_external: bool,
    /// True when its front matter cannot be read.
    pub(super) is_unreadable: bool,
    /// Its version.
    pub(super) version: Option<&'h Spanned<String>>,
    /// In force since.
    pub(super) effective: Option<Date>,
    /// The key of whoever keeps it.
    pub(super) owner: Option<&'h str>,
    /// The key of whoever approves it.
    pub(super) approver: Option<&'h str>,
    /// Its approvals, reviews and history.
    pub(super) trail: &'h Trail,
    /// The digest of its text as it is.
    pub(super) digest: Digest,
}

fn key(typed: Option<&Spanned<String>>) -> Option<&str> {
    typed.map(|typed| typed.value.as_str())
}

impl<'h> Subject<'h> {
    /// Everything that has a trail, readable or not.
    pub(super) fn all(handbook: &'h Handbook) -> Vec<Self> {
        let documents = handbook.documents.iter().enumerate().map(|(index, document)| {
            let front = &document.parsed.front;
            Self {
                id: document.id(),
                path: &document.parsed.path,
                entry: Entry::Document(index),
                status: front.status,
                is_record: document.is_record(),
                is_external: document.kind == DocumentType::External,
                is_unreadable: document.parsed.is_unreadable,
                version: front.version.as_ref(),
                effective: front.effective.as_ref().map(|date| date.value),
                owner: key(front.owner.as_ref()),
                approver: key(front.approver.as_ref()),
                trail: &front.trail,
                digest: document.digest,
            }
        });
        let soa = handbook.soa.parsed.iter().map(|soa| Self {
            id: &soa.id,
            path: &soa.path,
            entry: Entry::Soa,
            status: Status::Approved,
            is_record: false,
            is_external: false,
            is_unreadable: false,
            version: soa.version.as_ref(),
            effective: soa.effective.as_ref().map(|date| date.value),
            owner: key(soa.owner.as_ref()),
            approver: key(soa.approver.as_ref()),
            trail: &soa.trail,
            digest: handbook.soa.digest,
        });
        documents.chain(soa).collect()
    }

    /// What `model` knows of its current version; `None` for what others publish.
    pub(super) fn controlled(&self, handbook: &'h Handbook) -> Option<Controlled<'h>> {
        controlled(handbook).find(|text| text.path == self.path)
    }

    /// Its id as a message may show it.
    pub(super) fn name(&self) -> String {
        printable(self.id)
    }

    /// The digest as a file holds it.
    pub(super) fn digest(&self) -> String {
        format!("sha256:{}", self.digest)
    }

    /// True for a text that never bound anybody.
    pub(super) fn is_unapproved_draft(&self) -> bool {
        matches!(self.status, Status::Draft | Status::InReview) && self.trail.approvals.is_empty()
    }

    /// Why nothing can be done with a text that binds nobody any more.
    pub(super) fn refuse_ended(&self) -> Result<(), String> {
        match self.status {
            Status::Retired => Err(format!("`{}` is retired: it binds nobody", self.name())),
            Status::Superseded => Err(format!("`{}` is superseded: it binds nobody", self.name())),
            Status::Draft | Status::InReview | Status::Approved => Ok(()),
        }
    }

    /// Why a text of somebody else is not ours to number or approve.
    pub(super) fn refuse_external(&self) -> Result<(), String> {
        if self.is_external {
            return Err(format!(
                "`{}` is published by others, who count and approve its versions",
                self.name()
            ));
        }
        Ok(())
    }

    /// The day of the next review when somebody looks at the text today.
    pub(super) fn next_review(&self, handbook: &Handbook) -> Date {
        handbook.today.plus(self.interval(handbook))
    }

    fn interval(&self, handbook: &Handbook) -> Interval {
        let own = self.trail.review_every.as_ref().map(|every| every.value);
        own.or(handbook.settings.review_every).unwrap_or(DEFAULT_EVERY)
    }
}
