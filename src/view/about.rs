//! How each figure of the site is computed, and what it was built from.

use serde::Serialize;

use crate::frameworks::Framework;
use crate::model::guide::Path;
use crate::model::handbook::Handbook;
use crate::parse::settings::Waiver;
use crate::view::document::WORDS_PER_MINUTE;
use crate::view::parts::{Link, When, link_to};
use crate::view::source::source;

/// A classification.
#[derive(Debug, Serialize)]
pub struct ClassificationView {
    /// Its label.
    pub label: String,
    /// What it means.
    pub meaning: Option<String>,
}

/// A framework in use.
#[derive(Debug, Serialize)]
pub struct FrameworkNote {
    /// Its title.
    pub title: String,
    /// Its title in full.
    pub full_title: Option<String>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// Notes on its edition and rights.
    pub notes: Vec<String>,
}

impl FrameworkNote {
    /// What is said of a framework.
    pub fn new(framework: &Framework) -> Self {
        Self {
            title: framework.title.clone(),
            full_title: framework.full_title.clone(),
            publisher: framework.publisher.clone(),
            notes: framework.notes.clone(),
        }
    }
}

/// A finding that the organization lives with for a while.
#[derive(Debug, Serialize)]
pub struct WaiverView {
    /// The code of the finding.
    pub code: String,
    /// What it is about, as its author wrote it.
    pub target: String,
    /// The page of what it is about, if it has one.
    pub link: Option<Link>,
    /// Why it may stay.
    pub reason: String,
    /// The last day on which it may.
    pub until: When,
    /// True when that day has passed: nothing is held back any more.
    pub has_ended: bool,
}

/// A level that the organization set.
#[derive(Debug, Serialize)]
pub struct LevelView {
    /// The code.
    pub code: String,
    /// The level.
    pub level: String,
}

/// The page about the site.
#[derive(Debug, Serialize)]
pub struct AboutView {
    /// What git knows of the files, in sentences.
    pub source: String,
    /// True when there is a page with the path to certification.
    pub has_path: bool,
    /// How many documents there are.
    pub documents: usize,
    /// How many rows the Statement of Applicability has.
    pub controls: usize,
    /// How many risks there are.
    pub risks: usize,
    /// How many pieces of evidence there are.
    pub evidence: usize,
    /// The warning time of reviews, in words.
    pub warn: String,
    /// How often a document is reviewed that does not say so itself, in words.
    pub every: String,
    /// The highest score that is accepted without treatment.
    pub appetite: Option<u32>,
    /// The longest time between two internal audits, in words.
    pub audit_every: Option<String>,
    /// The longest time between two management reviews, in words.
    pub review_every: Option<String>,
    /// How many words are counted as read in a minute.
    pub words_per_minute: usize,
    /// The classifications.
    pub classifications: Vec<ClassificationView>,
    /// The frameworks.
    pub frameworks: Vec<FrameworkNote>,
    /// What is lived with, in the order of the settings.
    pub waivers: Vec<WaiverView>,
    /// The levels that the organization set, in the order of the settings.
    pub levels: Vec<LevelView>,
}

impl AboutView {
    /// The page of the handbook.
    pub fn new(handbook: &Handbook) -> Self {
        let settings = &handbook.settings;
        Self {
            source: source(&handbook.record),
            has_path: Path::exists(handbook),
            documents: handbook.documents.len(),
            controls: handbook.soa.rows.len(),
            risks: handbook.risks.len(),
            evidence: handbook.evidence.len(),
            warn: settings.review_warn.to_string(),
            every: settings.review_every.unwrap_or(crate::model::review::DEFAULT_EVERY).to_string(),
            appetite: settings.risk.appetite,
            audit_every: settings.audit_every.as_ref().map(|every| every.value.to_string()),
            review_every: settings
                .management_review_every
                .as_ref()
                .map(|every| every.value.to_string()),
            words_per_minute: WORDS_PER_MINUTE,
            classifications: settings
                .classifications
                .iter()
                .map(|known| ClassificationView {
                    label: known.label.clone(),
                    meaning: known.meaning.clone(),
                })
                .collect(),
            frameworks: handbook.frameworks.used.iter().map(FrameworkNote::new).collect(),
            waivers: settings.waivers.iter().map(|waiver| waiver_view(handbook, waiver)).collect(),
            levels: settings
                .checks
                .iter()
                .map(|(code, level)| LevelView {
                    code: code.value.clone(),
                    level: level.to_string(),
                })
                .collect(),
        }
    }
}

fn waiver_view(handbook: &Handbook, waiver: &Waiver) -> WaiverView {
    let (target, until) = (&waiver.target.value, waiver.until.value);
    WaiverView {
        code: waiver.code.value.clone(),
        target: target.clone(),
        link: handbook.entries.find(target).map(|entry| link_to(handbook, entry)),
        reason: waiver.reason.clone(),
        until: When::new(handbook.today, until),
        has_ended: until < handbook.today,
    }
}
