//! The auditor's start page: what an auditor opens first, and for each clause what shows it.

use serde::Serialize;

use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::mandate::{Mandate, mandates};
use crate::model::presence::{Presence, Proof};
use crate::model::register::Kind;
use crate::view::about::FrameworkNote;
use crate::view::asked::{
    ClauseAsked, clauses, expected_by_controls, mandatory_by_controls, totals,
};
use crate::view::frame::Crumb;
use crate::view::parts::Badge;
use crate::view::presence::{AskedView, ProofView, presence_badge};
use crate::view::record::findings::first_day;
use crate::view::since::{Since, changes, performed};
use crate::view::soa::Total;

/// The entry of the catalogue that is the scope.
const SCOPE: &str = "isms-scope";

/// One of the things that an auditor opens first.
#[derive(Debug, Serialize)]
pub struct FirstView {
    /// What it is.
    pub title: &'static str,
    /// The pages that show it, besides that of the text itself.
    pub pages: Vec<Crumb>,
    /// How much of it there is, in words.
    pub note: Option<String>,
    /// The text, the register or the newest record.
    pub proof: Option<ProofView>,
    /// How it stands, in words.
    pub state: Badge,
}

/// The auditor's start page.
#[derive(Debug, Serialize)]
pub struct AuditorView {
    /// The edition of the standard.
    pub edition: Option<FrameworkNote>,
    /// What is opened first.
    pub first: Vec<FirstView>,
    /// Counts over the mandatory entries, and how many of the expected ones are there.
    pub totals: Vec<Total>,
    /// How many entries are usually expected.
    pub expected_count: usize,
    /// The clauses in their order.
    pub clauses: Vec<ClauseAsked>,
    /// Mandatory entries that only controls ask for.
    pub by_controls: Vec<AskedView>,
    /// Entries that controls let one expect.
    pub expected: Vec<AskedView>,
    /// What changed since the newest audits.
    pub since: Vec<Since>,
}

impl AuditorView {
    /// The page of the handbook.
    pub fn new(handbook: &Handbook) -> Self {
        let mandates = mandates(handbook);
        let expected = handbook.frameworks.catalogue.iter();
        let expected = expected.filter(|entry| entry.kind == crate::frameworks::Demand::Expected);
        Self {
            edition: handbook.frameworks.used.first().map(FrameworkNote::new),
            first: first(handbook, &mandates),
            totals: totals(handbook, &mandates),
            expected_count: expected.count(),
            clauses: clauses(handbook, &mandates),
            by_controls: mandatory_by_controls(handbook, &mandates),
            expected: expected_by_controls(handbook, &mandates),
            since: changes(handbook),
        }
    }
}

fn first(handbook: &Handbook, mandates: &[Mandate]) -> Vec<FirstView> {
    let mut all: Vec<FirstView> = scope(handbook, mandates).into_iter().collect();
    all.extend([statement(handbook), risks(handbook), audits(handbook), reviews(handbook)]);
    all.push(findings(handbook));
    all
}

fn row(title: &'static str, proof: Option<ProofView>) -> FirstView {
    let state = proof.as_ref().map(|proof| proof.state.clone());
    FirstView {
        title,
        pages: Vec::new(),
        note: None,
        state: state.unwrap_or_else(|| presence_badge(Presence::Missing)),
        proof,
    }
}

/// A page is linked to only when there is something to show on it.
fn page(title: &'static str, url: &'static str, is_there: bool) -> Vec<Crumb> {
    is_there.then(|| Crumb::new(title, url)).into_iter().collect()
}

/// The scope; nothing when the framework knows no such text.
fn scope(handbook: &Handbook, mandates: &[Mandate]) -> Option<FirstView> {
    let number = handbook.frameworks.catalogue.iter().position(|entry| entry.id == SCOPE)?;
    let mandate = mandates.iter().find(|mandate| mandate.entry == number)?;
    // The text that decides the state of the whole: of several one that is overdue.
    let mut texts = mandate.fulfilled_by.iter().copied();
    let late = texts.clone().find(|entry| Proof::of(handbook, *entry).is_overdue);
    let text = late.or_else(|| texts.next());
    let summary = text.and_then(|entry| handbook.document(entry)?.parsed.front.summary.clone());
    let asked = AskedView::new(handbook, mandate);
    let view = row("Scope", text.map(|entry| ProofView::new(handbook, entry)));
    Some(FirstView { note: summary, state: asked.state, ..view })
}

fn statement(handbook: &Handbook) -> FirstView {
    let is_there = handbook.soa.parsed.is_some();
    let totals = handbook.soa.totals();
    let view =
        row("Statement of Applicability", is_there.then(|| ProofView::new(handbook, Entry::Soa)));
    let note = format!(
        "{} controls: {} apply, {} excluded, {} undecided",
        totals.all, totals.included, totals.excluded, totals.undecided
    );
    FirstView { note: is_there.then_some(note), ..view }
}

fn risks(handbook: &Handbook) -> FirstView {
    let is_there = !handbook.risks.is_empty();
    let register = Entry::Register(Kind::Risks);
    let view =
        row("Risk register, treatment plan", is_there.then(|| ProofView::new(handbook, register)));
    let scale = &handbook.settings.risk;
    let above = handbook.risks.iter().filter(|risk| risk.is_above_appetite(scale)).count();
    let note = format!("{} risks, {above} above the appetite", handbook.risks.len());
    FirstView {
        pages: page("Treatment plan", "treatment.html", is_there),
        note: is_there.then_some(note),
        ..view
    }
}

fn audits(handbook: &Handbook) -> FirstView {
    let performed = performed(handbook);
    let newest = performed.first().map(|(_, entry)| ProofView::new(handbook, *entry));
    let all = handbook.audits().count();
    let planned =
        handbook.audits().filter(|(.., audit)| audit.ended(handbook.today).is_none()).count();
    FirstView {
        pages: page("All internal audits", "audits.html", all > 0),
        note: (all > 0).then(|| format!("{} performed, {planned} planned", performed.len())),
        ..row("Internal audits", newest)
    }
}

fn reviews(handbook: &Handbook) -> FirstView {
    let held = handbook
        .management_reviews()
        .filter_map(|(entry, _, review)| Some((review.held(handbook.today)?, entry)));
    let held: Vec<_> = held.collect();
    let newest = held.iter().max().map(|(_, entry)| ProofView::new(handbook, *entry));
    let is_there = handbook.management_reviews().next().is_some();
    FirstView {
        pages: page("All management reviews", "management-reviews.html", is_there),
        note: is_there.then(|| format!("{} held", held.len())),
        ..row("Management reviews", newest)
    }
}

fn findings(handbook: &Handbook) -> FirstView {
    let all = handbook.findings().count();
    let open = || handbook.findings().filter(|(.., finding)| finding.is_open(handbook.today));
    let late = open().filter(|(.., finding)| {
        first_day(finding, handbook.today).is_some_and(|(_, day)| day < handbook.today)
    });
    let late = late.count();
    let newest = handbook.findings().filter_map(|(entry, _, finding)| {
        let raised = finding.parsed.raised.as_ref()?.value;
        Some((raised, entry))
    });
    let newest = newest.filter(|(day, _)| *day <= handbook.today).max();
    let state = match (all, open().count(), late) {
        (0, ..) => Badge::new("None recorded", "quiet"),
        (_, 0, _) => Badge::new("None open", "ok"),
        (_, open, 0) => Badge::new(format!("{open} open, none late"), "ok"),
        (_, open, late) => Badge::new(format!("{open} open, {late} late"), "warn"),
    };
    // The state counts all of them: no day of the newest one belongs to it.
    let proof = newest.map(|(_, entry)| ProofView { due: None, ..ProofView::new(handbook, entry) });
    FirstView {
        title: "Findings",
        pages: page("All findings", "findings.html", all > 0),
        note: (all > 0).then(|| format!("{all} recorded; the newest:")),
        proof,
        state,
    }
}
