//! The Statement of Applicability.

use serde::Serialize;

use crate::model::entry::Entry;
use crate::model::evidence::Evidence;
use crate::model::handbook::Handbook;
use crate::model::soa::{Applicability, SoaRow};
use crate::model::trail::Controlled;
use crate::parse::soa::Implementation;
use crate::view::age::age_in_words;
use crate::view::document::classification;
use crate::view::parts::{
    Badge, Link, Person, Review, When, capitalized, label_of, link_to, links_to, person, review,
};
use crate::view::trail::{Approval, TrailView, text_badge, trail};

/// One control and what was decided about it.
#[derive(Debug, Serialize)]
pub struct RowView {
    /// The control.
    pub control: Link,
    /// The anchor of the row.
    pub anchor: String,
    /// What the control asks, in our words.
    pub summary: String,
    /// `Yes`, `No` or `Undecided`.
    pub applicable: &'static str,
    /// How far it is in place, in a word.
    pub status: Badge,
    /// Why it applies, in words.
    pub reasons: Vec<String>,
    /// Why it applies.
    pub justification: Option<String>,
    /// Why it does not.
    pub exclusion: Option<String>,
    /// How it is done.
    pub how: Option<String>,
    /// What is left to do.
    pub action: Option<String>,
    /// By when.
    pub due: Option<When>,
    /// Who answers for it.
    pub owner: Option<Person>,
    /// Documents that carry it out.
    pub documents: Vec<Link>,
    /// Risks that it treats.
    pub risks: Vec<Link>,
    /// Obligations that ask for it.
    pub obligations: Vec<Link>,
    /// Proof that it works.
    pub evidence: Vec<EvidenceLink>,
}

/// A piece of evidence with its age.
#[derive(Debug, Serialize)]
pub struct EvidenceLink {
    /// The piece.
    pub link: Link,
    /// When it was collected.
    pub collected: Option<When>,
    /// Its age in words, such as `collected 42 days ago, valid 4 months`.
    pub age: String,
}

/// A group of rows.
#[derive(Debug, Serialize)]
pub struct Group {
    /// Its title.
    pub title: String,
    /// Its anchor.
    pub anchor: String,
    /// Its rows.
    pub rows: Vec<RowView>,
}

/// A count with its word.
#[derive(Debug, Serialize)]
pub struct Total {
    /// The count.
    pub count: usize,
    /// What is counted.
    pub label: &'static str,
    /// `ok`, `warn`, `bad` or `quiet`.
    pub tone: &'static str,
}

/// The whole statement.
#[derive(Debug, Serialize)]
pub struct SoaView {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The framework.
    pub framework: String,
    /// True when there is a `soa.toml`.
    pub exists: bool,
    /// Its version.
    pub version: Option<String>,
    /// Its classification.
    pub classification: Option<String>,
    /// In force since.
    pub effective: Option<When>,
    /// Who keeps it.
    pub owner: Option<Person>,
    /// Who approves it.
    pub approver: Option<Person>,
    /// The newest approval of its version up to the as-of date; those of other versions are in the trail.
    pub approved: Option<Approval>,
    /// Whether the decisions are the ones that were approved, in words; none without a `soa.toml`.
    pub approved_text: Option<Badge>,
    /// What a reader must know first when they are not.
    pub unapproved: Option<String>,
    /// Its next review.
    pub review: Review,
    /// Counts, computed from the rows.
    pub totals: Vec<Total>,
    /// How many rows there are.
    pub count: usize,
    /// The rows by themes.
    pub groups: Vec<Group>,
    /// Its versions, approvals and reviews.
    pub trail: TrailView,
}

impl SoaView {
    /// The statement of the handbook.
    pub fn new(handbook: &Handbook) -> Self {
        let soa = &handbook.soa;
        let label = handbook.label(Entry::Soa);
        let parsed = soa.parsed.as_ref();
        let text = Controlled::of_statement(handbook);
        let approved = text.as_ref().and_then(|text| text.newest_approval(handbook.today));
        let approved_text = text.as_ref().map(|text| text_badge(handbook, text));
        Self {
            id: label.id.clone(),
            title: label.title.clone(),
            framework: handbook
                .frameworks
                .used
                .first()
                .map_or_else(String::new, |framework| framework.title.clone()),
            exists: parsed.is_some(),
            version: parsed
                .and_then(|soa| soa.version.as_ref())
                .map(|version| version.value.clone()),
            classification: parsed
                .and_then(|soa| soa.classification.as_ref())
                .map(|key| classification(handbook, &key.value)),
            effective: parsed
                .and_then(|soa| soa.effective.as_ref())
                .map(|date| When::new(handbook.today, date.value)),
            owner: soa.owner.map(|owner| person(handbook, owner)),
            approver: soa.approver.map(|approver| person(handbook, approver)),
            unapproved: text.zip(approved_text.as_ref()).and_then(|(text, badge)| {
                (badge.tone == "bad").then(|| unapproved(&text, approved.is_some()))
            }),
            approved: approved.map(|approval| Approval::new(handbook, approval)),
            approved_text,
            review: review(handbook, soa.review),
            totals: totals(handbook),
            count: soa.rows.len(),
            groups: groups(handbook),
            trail: trail(handbook, &parsed.map(|soa| soa.trail.clone()).unwrap_or_default()),
        }
    }
}

/// Why a text is not the one that was approved.
fn unapproved(text: &Controlled<'_>, is_approved: bool) -> String {
    let version = text.version.map(|version| format!("version {}", version.value));
    let version = version.unwrap_or_else(|| "this statement".to_owned());
    if is_approved {
        format!("The decisions below were changed since {version} was approved.")
    } else {
        format!("{} is not approved.", capitalized(&version))
    }
}

/// Counts of the rows, with their words.
pub fn totals(handbook: &Handbook) -> Vec<Total> {
    let totals = handbook.soa.totals();
    let all = [
        (totals.all, "controls", "quiet"),
        (totals.included, "apply", "quiet"),
        (totals.implemented, "implemented", "ok"),
        (totals.partial, "partly implemented", "warn"),
        (totals.planned, "planned", "warn"),
        (totals.not_started, "not started", "bad"),
        (totals.unstated, "without a status", "bad"),
        (totals.excluded, "excluded", "quiet"),
        (totals.undecided, "undecided", "bad"),
    ];
    // The first three are always said, even when zero; the others only when there is something to say.
    let said = |(number, (count, ..)): &(usize, (usize, &str, &str))| *number < 3 || *count > 0;
    all.into_iter()
        .enumerate()
        .filter(said)
        .map(|(_, (count, label, tone))| Total { count, label, tone })
        .collect()
}

fn groups(handbook: &Handbook) -> Vec<Group> {
    let themes = handbook
        .frameworks
        .used
        .first()
        .map(|framework| framework.themes.as_slice())
        .unwrap_or_default();
    let theme_of = |row: &SoaRow| {
        handbook.frameworks.item(row.control).map_or("", |item| item.parent.as_str())
    };
    let mut groups: Vec<Group> = themes
        .iter()
        .map(|theme| Group {
            title: theme.title.clone(),
            anchor: format!("t-{}", theme.id),
            rows: handbook
                .soa
                .rows
                .iter()
                .filter(|row| theme_of(row) == theme.id)
                .map(|row| row_view(handbook, row))
                .collect(),
        })
        .collect();
    let others =
        handbook.soa.rows.iter().filter(|row| themes.iter().all(|theme| theme.id != theme_of(row)));
    let rows: Vec<RowView> = others.map(|row| row_view(handbook, row)).collect();
    let title = if themes.is_empty() { "Controls" } else { "Controls from elsewhere" };
    groups.push(Group { title: title.to_owned(), anchor: "t-own".to_owned(), rows });
    groups.retain(|group| !group.rows.is_empty());
    groups
}

/// How far a control is in place, in a word.
pub fn status_badge(applicability: Applicability) -> Badge {
    match applicability {
        Applicability::Undecided => Badge::new("Undecided", "bad"),
        Applicability::Excluded => Badge::new("Excluded", "quiet"),
        Applicability::Included(None) => Badge::new("No status", "bad"),
        Applicability::Included(Some(Implementation::Implemented)) => {
            Badge::new("Implemented", "ok")
        }
        Applicability::Included(Some(Implementation::Partial)) => Badge::new("Partial", "warn"),
        Applicability::Included(Some(Implementation::Planned)) => Badge::new("Planned", "warn"),
        Applicability::Included(Some(Implementation::NotStarted)) => {
            Badge::new("Not started", "bad")
        }
    }
}

/// The row of a control.
pub fn row_view(handbook: &Handbook, row: &SoaRow) -> RowView {
    let parsed = row.parsed.as_ref();
    let control = link_to(handbook, row.control);
    RowView {
        anchor: format!("c-{}", control.id.to_lowercase()),
        summary: handbook
            .frameworks
            .item(row.control)
            .map(|item| item.summary.clone())
            .unwrap_or_default(),
        applicable: match row.applicability {
            Applicability::Undecided => "Undecided",
            Applicability::Included(_) => "Yes",
            Applicability::Excluded => "No",
        },
        status: status_badge(row.applicability),
        reasons: parsed
            .map(|row| row.reasons.iter().map(|reason| label_of(reason.value)).collect())
            .unwrap_or_default(),
        justification: parsed
            .and_then(|row| row.justification.as_ref())
            .map(|text| text.value.clone()),
        exclusion: parsed.and_then(|row| row.exclusion.as_ref()).map(|text| text.value.clone()),
        how: parsed.and_then(|row| row.how.clone()),
        action: parsed.and_then(|row| row.action.as_ref()).map(|text| text.value.clone()),
        due: parsed
            .and_then(|row| row.due.as_ref())
            .map(|date| When::new(handbook.today, date.value)),
        owner: row.owner.map(|owner| person(handbook, owner)),
        documents: handbook
            .carrying_out(row.control)
            .map(|(entry, _)| link_to(handbook, entry))
            .collect(),
        risks: links_to(handbook, row.risks.iter().copied()),
        obligations: links_to(handbook, row.obligations.iter().copied()),
        evidence: evidence_links(handbook, row.evidence.iter().copied()),
        control,
    }
}

/// Evidence with its age.
pub fn evidence_links(
    handbook: &Handbook,
    entries: impl IntoIterator<Item = Entry>,
) -> Vec<EvidenceLink> {
    let pieces = entries.into_iter().filter_map(|entry| match entry {
        Entry::Evidence(index) => Some((entry, &handbook.evidence[index])),
        _ => None,
    });
    let view = |(entry, piece): (Entry, &Evidence)| EvidenceLink {
        link: link_to(handbook, entry),
        collected: piece
            .parsed
            .collected
            .as_ref()
            .map(|date| When::new(handbook.today, date.value)),
        age: age_in_words(handbook, piece),
    };
    pieces.map(view).collect()
}
