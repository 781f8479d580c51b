//! `handbook.toml`: the organization, its frameworks, review defaults, look, risk scale and check levels.

use std::ops::RangeInclusive;
use std::sync::Arc;

use crate::base::date::{Date, Interval};
use crate::base::path::RelPath;
use crate::base::text::{did_you_mean, printable};
use crate::diag::Findings;
use crate::diag::code::{Level, Profile};
use crate::diag::span::Spanned;
use crate::parse::address;
use crate::parse::codes::{UNKNOWN_KEY, WRONG_TYPE};
use crate::parse::fields::Fields;
use crate::parse::look::{self, Look};
use crate::parse::register::Head;
use crate::parse::toml_text::Toml;
use crate::parse::word::Word;

/// How the site names the authors of commits. Names are personal data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AuthorsShown {
    /// By the roles that they hold; who holds none, and whom `people.toml` does not know, is not named.
    #[default]
    Roles,
    /// By their names, unless people are shown as roles only.
    Names,
    /// Not at all.
    Hidden,
}

impl Word for AuthorsShown {
    const WORDS: &'static [(&'static str, Self)] =
        &[("roles", Self::Roles), ("names", Self::Names), ("hidden", Self::Hidden)];
}

/// The framework of a handbook that names none.
const DEFAULT_FRAMEWORK: &str = "iso27001-2022";

/// Whether the site names people or only their roles. Names are personal data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PeopleShown {
    /// Roles and the names of those who hold them.
    #[default]
    Names,
    /// Roles only.
    Roles,
}

impl Word for PeopleShown {
    const WORDS: &'static [(&'static str, Self)] =
        &[("names", Self::Names), ("roles", Self::Roles)];
}

/// A classification that documents may carry.
#[derive(Debug, Clone)]
pub struct Classification {
    /// The key that documents use.
    pub key: String,
    /// The label that readers see.
    pub label: String,
    /// What it means for handling.
    pub meaning: Option<String>,
}

/// What everybody must be able to report, shown on every page.
#[derive(Debug, Clone)]
pub struct Report {
    /// The words of the bar, such as `Report an incident`.
    pub label: String,
    /// A telephone number.
    pub phone: Option<String>,
    /// A mail address.
    pub mail: Option<String>,
    /// The id of the document that says how.
    pub document: Option<Spanned<String>>,
}

/// One step of the likelihood or impact scale.
#[derive(Debug, Clone)]
pub struct Step {
    /// The number.
    pub level: u32,
    /// The word for it.
    pub word: String,
    /// What it means.
    pub meaning: Option<String>,
}

/// A band of risk scores.
#[derive(Debug, Clone)]
pub struct Band {
    /// The highest score of the band.
    pub up_to: u32,
    /// The word for it.
    pub word: String,
}

/// How risks are rated.
#[derive(Debug, Clone, Default)]
pub struct RiskScale {
    /// The highest score that is accepted without treatment.
    pub appetite: Option<u32>,
    /// Steps of likelihood, from low to high.
    pub likelihood: Vec<Step>,
    /// Steps of impact, from low to high.
    pub impact: Vec<Step>,
    /// Bands of the score (likelihood times impact), from low to high.
    pub bands: Vec<Band>,
    /// True when a step was typed and cannot be read, a finding of its own: what is no step cannot be said then.
    pub has_lost_steps: bool,
}

/// A finding that the organization decided to live with for a while.
#[derive(Debug, Clone)]
pub struct Waiver {
    /// The code of the finding.
    pub code: Spanned<String>,
    /// What it is about: an id, the path of a file, or that of a folder with `/` at its end.
    pub target: Spanned<String>,
    /// Why it may stay.
    pub reason: String,
    /// The last day on which it may.
    pub until: Spanned<Date>,
}

/// Everything that `handbook.toml` says.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The title of the handbook.
    pub title: String,
    /// The organization.
    pub organization: Option<String>,
    /// What the handbook is, in a sentence.
    pub description: Option<String>,
    /// A language tag (BCP 47).
    pub language: String,
    /// Ids of the frameworks, the one of the Statement of Applicability first.
    pub frameworks: Vec<Spanned<String>>,
    /// The address of the site's root, with a slash at its end. What leaves the site needs it to lead back.
    pub address: Option<String>,
    /// The address of the site's root on its server, such as `/isms/`; only the page for unknown addresses needs it.
    pub base_path: Option<String>,
    /// Questions shown on the home page.
    pub questions: Vec<String>,
    /// How often a document is reviewed that does not say so itself.
    pub review_every: Option<Interval>,
    /// How long before its day a review counts as due soon.
    pub review_warn: Interval,
    /// The longest time between two internal audits.
    pub audit_every: Option<Spanned<Interval>>,
    /// The longest time between two management reviews.
    pub management_review_every: Option<Spanned<Interval>>,
    /// What registers that are kept as CSV say of themselves, by their names.
    pub registers: Vec<(Spanned<String>, Head)>,
    /// The classifications, from open to closed.
    pub classifications: Vec<Classification>,
    /// Names or roles.
    pub people_shown: PeopleShown,
    /// How the authors of commits are named.
    pub authors_shown: AuthorsShown,
    /// The day from which the history that git has counts; what came before was preparation.
    pub history_since: Option<Date>,
    /// The bar for reporting.
    pub report: Option<Report>,
    /// The color and the mark of the organization.
    pub look: Look,
    /// The risk scale.
    pub risk: RiskScale,
    /// How strict a run is that names no profile itself.
    pub profile: Profile,
    /// Levels of findings that differ from those of the profile.
    pub checks: Vec<(Spanned<String>, Level)>,
    /// Findings that may stay for a while, in the order of the file.
    pub waivers: Vec<Waiver>,
    /// The codes of all waivers, also of those that lack another key.
    pub waived_codes: Vec<Spanned<String>>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            title: "Handbook".to_owned(),
            organization: None,
            description: None,
            language: "en".to_owned(),
            frameworks: vec![Spanned::new(DEFAULT_FRAMEWORK.to_owned(), 0..0)],
            address: None,
            base_path: None,
            questions: Vec::new(),
            review_every: None,
            review_warn: Interval::Days(30),
            audit_every: None,
            management_review_every: None,
            registers: Vec::new(),
            classifications: Vec::new(),
            people_shown: PeopleShown::default(),
            authors_shown: AuthorsShown::default(),
            history_since: None,
            report: None,
            look: Look::default(),
            risk: RiskScale::default(),
            profile: Profile::default(),
            checks: Vec::new(),
            waivers: Vec::new(),
            waived_codes: Vec::new(),
        }
    }
}

/// Reads `handbook.toml`.
pub fn parse(path: &RelPath, text: &Arc<str>, found: &mut Findings) -> Settings {
    Toml::read(path, text, 0, found, read)
}

/// Reads the settings.
pub(super) fn read(fields: &Fields<'_, '_>) -> Settings {
    let defaults = Settings::default();
    fields.integer("schema", 1..=1);
    let mut frameworks = fields.texts("frameworks");
    if frameworks.is_empty() {
        frameworks = defaults.frameworks;
    }
    let review =
        fields.table("review", |review| (review.interval("every"), review.interval("warn")));
    let (review_every, review_warn) = review.unwrap_or_default();
    let history =
        fields.table("history", |history| (history.word("authors"), history.date("since")));
    let (authors, since) = history.unwrap_or_default();
    let (waived_codes, waivers): (Vec<_>, Vec<_>) =
        fields.tables("waiver", read_waiver).into_iter().unzip();
    Settings {
        title: fields.required_text("title").map_or(defaults.title, |text| text.value),
        organization: fields.text("organization").map(|text| text.value),
        description: fields.text("description").map(|text| text.value),
        language: fields.text("language").map_or(defaults.language, |text| text.value),
        frameworks,
        address: address::read_address(fields),
        base_path: address::read_base_path(fields),
        questions: fields.plain_texts("questions"),
        review_every: review_every.map(|interval| interval.value),
        review_warn: review_warn.map_or(defaults.review_warn, |interval| interval.value),
        audit_every: every(fields, "audit"),
        management_review_every: every(fields, "management_review"),
        registers: fields.named("register", |name, head| (name, Head::read(head))),
        classifications: fields.named("classification", |key, entry| Classification {
            label: entry.text("label").map_or_else(|| key.value.clone(), |text| text.value),
            meaning: entry.text("meaning").map(|text| text.value),
            key: key.value,
        }),
        people_shown: fields
            .table("people", |people| people.word("show"))
            .flatten()
            .map_or(defaults.people_shown, |word| word.value),
        authors_shown: authors.map_or(defaults.authors_shown, |word| word.value),
        history_since: since.map(|date| date.value),
        report: fields.table("report", |report| Report {
            label: report
                .text("label")
                .map_or_else(|| "Report an incident".to_owned(), |text| text.value),
            phone: report.text("phone").map(|text| text.value),
            mail: report.text("mail").map(|text| text.value),
            document: report.text("document"),
        }),
        look: fields.table("look", look::read).unwrap_or_default(),
        risk: fields.table("risk", read_scale).unwrap_or_default(),
        profile: fields.word("profile").map_or(defaults.profile, |word| word.value),
        checks: fields.table("checks", Fields::levels).unwrap_or_default(),
        waivers: waivers.into_iter().flatten().collect(),
        waived_codes: waived_codes.into_iter().flatten().collect(),
    }
}

/// How often something takes place: the key `every` of a table.
fn every(fields: &Fields<'_, '_>, table: &'static str) -> Option<Spanned<Interval>> {
    fields.table(table, |table| table.interval("every")).flatten()
}

/// All four keys must be there: a waiver without a reason or an end would be a way to look away.
fn read_waiver(waiver: &Fields<'_, '_>) -> (Option<Spanned<String>>, Option<Waiver>) {
    let typed = waiver.required_text("code");
    let code = typed.clone();
    let target = waiver.required_text("target");
    let reason = waiver.required_text("reason");
    waiver.require("until");
    let until = waiver.date("until");
    let complete =
        || Some(Waiver { code: code?, target: target?, reason: reason?.value, until: until? });
    (typed, complete())
}

fn read_scale(risk: &Fields<'_, '_>) -> RiskScale {
    let step = |entry: &Fields<'_, '_>| {
        let (level, word) = (required_integer(entry, "level", 1..=10), entry.required_text("word"));
        let meaning = entry.text("meaning").map(|text| text.value);
        Some(Step { level: level?, word: word?.value, meaning })
    };
    let band = |entry: &Fields<'_, '_>| {
        let (up_to, word) =
            (required_integer(entry, "up_to", 1..=100), entry.required_text("word"));
        Some(Band { up_to: up_to?, word: word?.value })
    };
    let appetite = risk.integer("appetite", 0..=100).map(|number| number.value);
    let (likelihood, impact) = (risk.tables("likelihood", step), risk.tables("impact", step));
    let is_refused = risk.is_refused("likelihood") || risk.is_refused("impact");
    let has_lost_steps = is_refused || likelihood.iter().chain(&impact).any(Option::is_none);
    let mut scale = RiskScale {
        appetite,
        likelihood: likelihood.into_iter().flatten().collect(),
        impact: impact.into_iter().flatten().collect(),
        has_lost_steps,
        bands: risk.tables("band", band).into_iter().flatten().collect(),
    };
    scale.likelihood.sort_by_key(|step| step.level);
    scale.impact.sort_by_key(|step| step.level);
    scale.bands.sort_by_key(|band| band.up_to);
    scale
}

fn required_integer(
    entry: &Fields<'_, '_>,
    key: &'static str,
    range: RangeInclusive<u32>,
) -> Option<u32> {
    entry.require(key);
    entry.integer(key, range).map(|number| number.value)
}

impl Settings {
    /// Reports levels and waivers for codes that do not exist; `known` are all codes.
    ///
    /// The catalogue of codes is not known while a file is parsed, so this is asked later.
    pub fn report_unknown_codes(&self, path: &RelPath, known: &[&str], found: &mut Findings) {
        let levels = self.checks.iter().map(|(code, _)| (&UNKNOWN_KEY, code));
        let waivers = self.waived_codes.iter().map(|code| (&WRONG_TYPE, code));
        for (kind, code) in
            levels.chain(waivers).filter(|(_, code)| !known.contains(&code.value.as_str()))
        {
            let typed = printable(&code.value);
            let message = match did_you_mean(&typed, known.iter().copied()) {
                Some(near) => format!("there is no check `{typed}`; did you mean `{near}`?"),
                None => format!("there is no check `{typed}`"),
            };
            let help = "`annexa explain` lists all codes";
            found.report_with_help(kind, code.span(path), message, help);
        }
    }
}
