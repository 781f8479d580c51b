//! Checks sites beside the loop: who edits wants to see the page at once and the findings a moment later.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender};

use crate::pipeline::on_demand::{Judgement, OnDemand};
use crate::preview::guard::guarded;
use crate::preview::live::Live;
use crate::preview::news::News;

/// A site to be checked, with its number.
pub(super) struct Job {
    pub(super) number: u64,
    pub(super) site: Arc<OnDemand>,
}

/// Checks the newest site each time, until nobody listens. Sites that were replaced before their turn came are passed over.
pub(super) fn examine(live: &Live, jobs: &Receiver<Job>, news: &Sender<News>) {
    while let Ok(job) = jobs.recv() {
        let Job { number, site } = jobs.try_iter().last().unwrap_or(job);
        let told = match guarded(|| site.judge(live.strictness())) {
            Ok(Judgement { report, sound }) => {
                let report = Arc::new(report);
                live.judge(number, report.clone(), sound);
                News::Judged { number, report, sources: site.sources().clone() }
            }
            Err(why) => {
                live.fail(why.clone());
                News::Failed(why)
            }
        };
        if news.send(told).is_err() {
            return;
        }
    }
}
