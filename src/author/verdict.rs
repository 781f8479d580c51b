//! What a proposal does to the findings: nobody should learn from the next build that a command broke something.

use std::collections::BTreeMap;

use crate::author::Proposal;
use crate::diag::code::Level;
use crate::diag::report::{Finding, Report};
use crate::load::Sources;
use crate::pipeline::{self, Options};

/// The findings that a proposal brings, and those that it takes away.
#[derive(Debug)]
pub struct Verdict {
    /// What it brings, in the order of the report; without what the next step clears.
    pub brings: Vec<Finding>,
    /// The codes of what it takes away, sorted; none while the next step is still to clear something.
    pub clears: Vec<&'static str>,
}

impl Verdict {
    /// True when it must not be written.
    pub fn is_denied(&self) -> bool {
        self.brings.iter().any(|finding| finding.level == Level::Deny)
    }
}

/// Checks the project without and with the change.
pub fn judge(sources: &Sources, proposal: &Proposal, options: &Options) -> Verdict {
    let change = &proposal.change;
    let mut changed = sources.clone();
    changed.insert(change.path.clone(), change.after.clone().into_bytes());
    let before = pipeline::check(sources, options).report;
    let after = pipeline::check(&changed, options).report;
    let mut brings = beyond(&after, &before);
    let all = brings.len();
    brings.retain(|finding| !proposal.leads_to.contains(&finding.diagnostic.code.name));
    // Where one finding takes the place of another, nothing is settled yet.
    let is_settled = brings.len() == all;
    let gone = beyond(&before, &after);
    let codes = gone.iter().map(|finding| finding.diagnostic.code.name);
    let mut clears: Vec<&'static str> = codes.filter(|_| is_settled).collect();
    clears.sort_unstable();
    clears.dedup();
    Verdict { brings, clears }
}

/// The findings that `report` has and `other` has not. Places move with what is written above them, and do not count.
fn beyond(report: &Report, other: &Report) -> Vec<Finding> {
    let mut known: BTreeMap<_, usize> = BTreeMap::new();
    for finding in other.findings() {
        *known.entry(key(finding)).or_default() += 1;
    }
    let is_new = |finding: &&Finding| match known.get_mut(&key(finding)) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    };
    report.findings().iter().filter(is_new).cloned().collect()
}

fn key(finding: &Finding) -> (&'static str, String, String) {
    let diagnostic = &finding.diagnostic;
    (diagnostic.code.name, diagnostic.span.path.to_string(), diagnostic.message.clone())
}
