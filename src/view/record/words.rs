//! Grades, stages and ages of records in a word or two.

use crate::base::date::{Date, lateness_in_words};
use crate::base::text::plural;
use crate::diag::span::Spanned;
use crate::model::handbook::Handbook;
use crate::model::record::finding::{Finding, Stage};
use crate::parse::record::finding::Grade;
use crate::view::parts::{Badge, When, capitalized};

/// The grades in the order of their weight, with what has none last.
pub const GRADES: [Option<Grade>; 5] = [
    Some(Grade::Major),
    Some(Grade::Minor),
    Some(Grade::Observation),
    Some(Grade::Opportunity),
    None,
];

/// How grave a finding is, in a word.
pub fn grade_badge(grade: Option<Grade>) -> Badge {
    match grade {
        Some(Grade::Major) => Badge::new("Major", "bad"),
        Some(Grade::Minor) => Badge::new("Minor", "warn"),
        Some(Grade::Observation) => Badge::new("Observation", "quiet"),
        Some(Grade::Opportunity) => Badge::new("Opportunity", "quiet"),
        None => Badge::new("Not graded", "bad"),
    }
}

/// How grave findings are, in a sentence: of one, and of several.
pub fn grade_words(grade: Option<Grade>) -> (&'static str, &'static str) {
    match grade {
        Some(Grade::Major) => ("major", "major"),
        Some(Grade::Minor) => ("minor", "minor"),
        Some(Grade::Observation) => ("observation", "observations"),
        Some(Grade::Opportunity) => ("opportunity", "opportunities"),
        None => ("not graded", "not graded"),
    }
}

/// The stages in the order of a finding's life.
pub const STAGES: [Stage; 7] = [
    Stage::Raised,
    Stage::Understood,
    Stage::UnderWay,
    Stage::Done,
    Stage::NotEffective,
    Stage::Effective,
    Stage::Closed,
];

/// Where a finding stands, in a word or two.
pub fn stage_words(stage: Stage) -> &'static str {
    match stage {
        Stage::Raised => "cause not known",
        Stage::Understood => "nothing planned",
        Stage::UnderWay => "actions under way",
        Stage::Done => "actions done",
        Stage::NotEffective => "not effective",
        Stage::Effective => "effective, not closed",
        Stage::Closed => "closed",
    }
}

/// The same, with its tone.
pub fn stage_badge(stage: Stage) -> Badge {
    let tone = match stage {
        Stage::Raised | Stage::Understood => "warn",
        Stage::UnderWay | Stage::Done => "quiet",
        Stage::NotEffective => "bad",
        Stage::Effective | Stage::Closed => "ok",
    };
    Badge::new(capitalized(stage_words(stage)), tone)
}

/// How long a finding has been open; `None` once it is closed, and while nobody says when it was raised.
pub fn age(finding: &Finding, today: Date) -> Option<String> {
    let raised = finding.parsed.raised.as_ref().filter(|day| day.value <= today)?;
    finding.is_open(today).then(|| days(raised.value.days_until(today)))
}

/// `1 day`, `42 days`.
pub fn days(count: i32) -> String {
    plural(usize::try_from(count).unwrap_or(0), "day", "days")
}

/// A day of front matter as it is shown.
pub fn when(handbook: &Handbook, day: Option<&Spanned<Date>>) -> Option<When> {
    day.map(|day| When::new(handbook.today, day.value))
}

/// How late something is that is still to be done: late, near, or further ahead.
pub fn lateness(handbook: &Handbook, due: Date) -> Badge {
    let today = handbook.today;
    let tone = match today.days_until(due) {
        ..0 => "bad",
        _ if due <= today.plus(handbook.settings.review_warn) => "warn",
        _ => "quiet",
    };
    Badge::new(lateness_in_words(today, due), tone)
}
