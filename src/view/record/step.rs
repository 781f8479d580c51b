//! The next step of a finding, one for all pages: what its stage asks for, and the first day of what is still to be done.

use crate::base::date::{Date, lateness_in_words};
use crate::model::record::finding::{Finding, Stage};

/// What stands before the day of several actions.
const FIRST: &str = ", the first";

/// The next step.
pub struct NextStep {
    /// What is to be done, in a few words: `Find the cause`.
    pub what: &'static str,
    /// The first day on which something about the finding falls due.
    pub due: Option<Date>,
    /// The same as the part of a sentence, before its day.
    task: String,
}

impl NextStep {
    /// In a sentence: `Next: close it; its actions worked, by 28 May 2027 (in 187 days).`
    pub fn sentence(&self, today: Date) -> String {
        match self.due {
            Some(due) => {
                let lateness = lateness_in_words(today, due);
                let joint = if self.task.ends_with(FIRST) { " by" } else { ", by" };
                format!("Next: {}{joint} {} ({lateness}).", self.task, due.long())
            }
            None => format!("Next: {}.", self.task),
        }
    }
}

/// The next step of a finding; none once it is closed.
pub fn next_step(finding: &Finding, today: Date) -> Option<NextStep> {
    let open = finding.parsed.actions.iter().filter(|action| action.is_open(today)).count();
    let finish = match open {
        1 => "finish the last open action".to_owned(),
        count => format!("finish {count} open actions{FIRST}"),
    };
    let (what, task) = match finding.stage(today) {
        Stage::Closed => return None,
        Stage::Raised => (
            "Find the cause",
            "find out why it came about, and whether the same is found elsewhere",
        ),
        Stage::Understood if finding.is_nonconformity() => {
            ("Decide what is done", "decide what is done so that it does not come again")
        }
        Stage::Understood => {
            ("Decide what is done", "decide what is done about it, or close it with a reason")
        }
        Stage::UnderWay => ("Finish an action", finish.as_str()),
        Stage::Done if finding.is_nonconformity() => {
            ("Judge the actions", "judge whether the actions worked")
        }
        Stage::Done => ("Close it", "close it; its actions are done"),
        Stage::NotEffective => {
            ("Look for the cause again", "the actions did not work; look for the cause again")
        }
        Stage::Effective => ("Close it", "close it; its actions worked"),
    };
    let due = first_day(finding, today);
    let task = if due.is_none() { task.trim_end_matches(FIRST) } else { task };
    let task = task.to_owned();
    Some(NextStep { what, due, task })
}

/// The earliest day of what is still to be done about an open finding.
fn first_day(finding: &Finding, today: Date) -> Option<Date> {
    let parsed = &finding.parsed;
    let open = parsed.actions.iter().filter(|action| action.is_open(today));
    let actions = open.filter_map(|action| Some(action.due.as_ref()?.value));
    let check = parsed.effectiveness.as_ref().filter(|_| finding.judged(today).is_none());
    let check = check.and_then(|check| Some(check.due.as_ref()?.value));
    let close = parsed.due.as_ref().map(|due| due.value);
    actions.chain(check).chain(close).min()
}
