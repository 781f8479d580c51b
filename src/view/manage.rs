//! The overview for those who keep the handbook: what is late, missing or near, in numbers; and what to do next.

use serde::Serialize;

use crate::model::deadline::{Deadline, deadlines};
use crate::model::guide::{Path, Progress};
use crate::model::handbook::Handbook;
use crate::model::people::PartyId;
use crate::view::deadline::{DueCounts, DueRow, due_row};
use crate::view::gap;
use crate::view::gap_list::GapList;
use crate::view::parts::{Person, person};
use crate::view::reviews::{ReviewsView, Window};
use crate::view::soa::{Total, totals};
use crate::view::year::YearView;

/// Most rows of what to do next.
const LISTED: usize = 20;

/// A number, what it counts, and the list that it counts.
#[derive(Debug, Serialize)]
pub struct Count {
    /// The number in digits; `none` for zero, or what is missing for anything to be counted.
    pub number: String,
    /// What is counted.
    pub label: &'static str,
    /// The list, relative to the root of the site.
    pub url: String,
    /// `warn`, `bad` or `quiet`.
    pub tone: &'static str,
    /// Smaller numbers below it.
    pub more: Vec<Count>,
}

/// What an owner has to keep.
#[derive(Debug, Serialize)]
pub struct OwnerDue {
    /// The owner, unless nobody owns it.
    pub owner: Option<Person>,
    /// How many dates, late and to come.
    pub due: DueCounts,
}

/// How far the path to certification is.
#[derive(Debug, Serialize)]
pub struct PathLine {
    /// How many steps are done.
    pub done: usize,
    /// How many steps can be seen here.
    pub seen: usize,
    /// The title of the next step.
    pub next: Option<&'static str>,
}

/// The overview.
#[derive(Debug, Serialize)]
pub struct ManageView {
    /// How far the path to certification is; nothing for a framework without one.
    pub path: Option<PathLine>,
    /// The numbers.
    pub counts: Vec<Count>,
    /// What to do next, the latest first.
    pub next: Vec<DueRow>,
    /// How many dates there are in all.
    pub dates: usize,
    /// The next twelve months.
    pub year: YearView,
    /// Counts of the Statement of Applicability; nothing while there is none.
    pub soa: Vec<Total>,
    /// What each owner has to keep, those with most that is late first.
    pub owners: Vec<OwnerDue>,
}

impl ManageView {
    /// The overview of the handbook.
    pub fn new(handbook: &Handbook) -> Self {
        let all = deadlines(handbook);
        let path = Path::of(handbook).map(|path| PathLine {
            done: path.count(Progress::Done),
            seen: path.seen(),
            next: path.next().map(|(_, stand)| stand.step.title),
        });
        Self {
            path,
            counts: counts(handbook),
            next: all.iter().take(LISTED).map(|deadline| due_row(handbook, deadline)).collect(),
            dates: all.len(),
            year: YearView::new(all, handbook.today),
            soa: if handbook.soa.parsed.is_some() { totals(handbook) } else { Vec::new() },
            owners: by_owner(handbook, all),
        }
    }
}

fn counts(handbook: &Handbook) -> Vec<Count> {
    let reviews = ReviewsView::new(handbook);
    let window = |anchor: &str, label: Words| {
        let found = reviews.windows.iter().find(|window| window.anchor == anchor);
        found.map(|window| of_window(window, label))
    };
    let with = |count: Option<Count>, more: Vec<Option<Count>>| {
        count.map(|count| Count { more: more.into_iter().flatten().collect(), ..count })
    };
    let some = |count: Option<Count>| count.filter(|count| count.number != NONE);
    let settings = &handbook.settings;
    let soa = of_list(
        &gap::soa(handbook),
        ("gap in the Statement of Applicability", "gaps in the Statement of Applicability"),
    );
    let risks =
        of_list(&gap::risks(handbook), ("risk above the appetite", "risks above the appetite"));
    let counts = [
        with(
            window("overdue", ("review overdue", "reviews overdue")),
            vec![some(window("never", same("never reviewed")))],
        ),
        with(
            window("in-30-days", ("review due within 30 days", "reviews due within 30 days")),
            vec![
                window("in-60-days", same("in 31 to 60 days")),
                window("in-90-days", same("in 61 to 90 days")),
            ],
        ),
        Some(of_list(
            &gap::drafts(handbook),
            ("draft or text in review", "drafts and texts in review"),
        )),
        Some(of_list(
            &gap::orphaned(handbook),
            (
                "document without an owner or a link to it",
                "documents without an owner or a link to them",
            ),
        )),
        // Without a statement or an appetite nothing can be counted, and nothing would look like everything.
        Some(if handbook.soa.parsed.is_some() {
            soa
        } else {
            unknown("none yet", "Statement of Applicability", "soa.html")
        }),
        Some(if settings.risk.appetite.is_some() || handbook.risks.is_empty() {
            risks
        } else {
            unknown("not set", "risk appetite", "risks.html")
        }),
        Some(of_list(&gap::findings(handbook), ("open finding", "open findings"))),
        Some(of_list(&gap::actions(handbook), ("action late", "actions late"))),
        Some(of_list(
            &gap::exceptions(handbook),
            ("exception about to end or past it", "exceptions about to end or past it"),
        )),
        Some(of_list(&gap::objectives(handbook), ("objective missed", "objectives missed"))),
        Some(of_list(
            &gap::evidence(handbook),
            (
                "piece of evidence stale or not collected",
                "pieces of evidence stale or not collected",
            ),
        )),
    ];
    counts.into_iter().flatten().collect()
}

/// What is counted: the words for one, and for any other number.
type Words = (&'static str, &'static str);

fn same(words: &'static str) -> Words {
    (words, words)
}

fn words(count: usize, (one, many): Words) -> &'static str {
    if count == 1 { one } else { many }
}

/// What stands for zero.
const NONE: &str = "none";

fn number(count: usize) -> String {
    if count == 0 { NONE.to_owned() } else { count.to_string() }
}

fn of_window(window: &Window, label: Words) -> Count {
    Count {
        number: number(window.rows.len()),
        label: words(window.rows.len(), label),
        url: format!("reviews.html#{}", window.anchor),
        tone: if window.rows.is_empty() { "quiet" } else { window.tone },
        more: Vec::new(),
    }
}

fn of_list(list: &GapList, label: Words) -> Count {
    Count {
        number: number(list.rows.len()),
        label: words(list.rows.len(), label),
        url: format!("gaps.html#{}", list.anchor),
        tone: if list.rows.is_empty() { "quiet" } else { list.tone },
        more: Vec::new(),
    }
}

fn unknown(words: &str, label: &'static str, url: &str) -> Count {
    Count { number: words.to_owned(), label, url: url.to_owned(), tone: "warn", more: Vec::new() }
}

fn by_owner(handbook: &Handbook, all: &[Deadline]) -> Vec<OwnerDue> {
    let mut ids: Vec<Option<PartyId>> = all.iter().map(|deadline| deadline.owner).collect();
    ids.sort_unstable();
    ids.dedup();
    let row = |id: Option<PartyId>| OwnerDue {
        owner: id.map(|id| person(handbook, id)),
        due: DueCounts::new(handbook, all.iter().filter(|deadline| deadline.owner == id)),
    };
    let mut rows: Vec<OwnerDue> = ids.into_iter().map(row).collect();
    rows.sort_by_key(|row| {
        let title = row.owner.as_ref().map(|owner| owner.title.clone());
        (std::cmp::Reverse((row.due.overdue, row.due.soon)), title)
    });
    rows
}
