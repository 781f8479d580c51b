//! Checks sites beside the loop: who edits wants to see the page at once and the findings a moment later.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender};

use crate::pipeline::on_demand::OnDemand;
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
        let report = Arc::new(site.report(live.strictness()));
        let sound = site.sound_templates(&report);
        live.judge(number, report.clone(), sound);
        let judged = News::Judged { number, report, sources: site.sources().clone() };
        if news.send(judged).is_err() {
            return;
        }
    }
}
