//! What the preview shows right now: [`Live`], written by the loop, read by every answer.
//!
//! There is always something to show once the first run has ended: a run that yields nothing leaves the site of the one before, and says so.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use crate::base::date::Date;
use crate::diag::levels::Strictness;
use crate::diag::report::Report;
use crate::pipeline::Memo;
use crate::pipeline::on_demand::OnDemand;
use crate::preview::look::look;
use crate::render::templates::Templates;

/// How many other days are kept at once. Each holds a resolved handbook.
const DAYS: usize = 4;

/// What browsers are told: which site there is, and whether its findings are known yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pulse {
    /// Counts the sites; 0 while there is none.
    pub site: u64,
    /// Counts what else is to be shown: findings, or why the files cannot be read.
    pub word: u64,
}

/// A site and its number.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The site.
    pub site: Arc<OnDemand>,
    /// Its number.
    pub number: u64,
    /// How its pages look, once somebody asked; the same on every day.
    look: Arc<OnceLock<u64>>,
}

impl Shown {
    /// A number for all that pages load beside their text, the same for the same look.
    pub fn look(&self) -> u64 {
        *self.look.get_or_init(|| look(self.site.sources()))
    }
}

/// The site of a day that is not that of the run.
#[derive(Debug, Clone)]
struct OtherDay {
    day: Date,
    shown: Shown,
    /// What was found, once somebody asked.
    report: Arc<OnceLock<Arc<Report>>>,
}

/// What was found, and of which site.
#[derive(Debug, Clone)]
pub struct Verdict {
    /// The number of the site.
    pub number: u64,
    /// What was found.
    pub report: Arc<Report>,
}

#[derive(Debug, Default)]
struct State {
    pulse: Pulse,
    shown: Option<Shown>,
    verdict: Option<Verdict>,
    /// Why the files cannot be read at the moment.
    failure: Option<String>,
    /// The same files as of other days, the one asked for last at the end.
    days: Vec<OtherDay>,
    /// The last templates of the project that held.
    sound: Option<Arc<Templates>>,
}

/// What is shown, for the loop that writes it and the threads that answer.
#[derive(Debug)]
pub struct Live {
    today: Date,
    strictness: Strictness,
    memo: Memo,
    state: Mutex<State>,
    changed: Condvar,
    /// Held by whoever makes the site of another day.
    turn: Mutex<()>,
}

impl Live {
    /// Nothing yet, as of a day, with levels that go before those of the project.
    pub fn new(today: Date, strictness: Strictness) -> Self {
        let (state, changed, turn) = (Mutex::default(), Condvar::new(), Mutex::default());
        Self { today, strictness, memo: Memo::default(), state, changed, turn }
    }

    /// The day of the run.
    pub fn today(&self) -> Date {
        self.today
    }

    /// What is remembered from run to run.
    pub fn memo(&self) -> &Memo {
        &self.memo
    }

    /// The levels that go before those of the project.
    pub fn strictness(&self) -> &Strictness {
        &self.strictness
    }

    /// The last templates of the project that held.
    pub fn sound_templates(&self) -> Option<Arc<Templates>> {
        self.lock().sound.clone()
    }

    /// Shows a site. What was known of other days is of the past.
    pub fn show(&self, site: Arc<OnDemand>) -> u64 {
        let mut state = self.lock();
        state.pulse.site += 1;
        state.failure = None;
        let number = state.pulse.site;
        let shown = Shown { site, number, look: Arc::default() };
        let former = (state.shown.replace(shown), std::mem::take(&mut state.days));
        drop(state);
        self.changed.notify_all();
        // Taking a handbook of thousands of documents apart takes time, in which nobody should have to wait.
        drop(former);
        number
    }

    /// Shows what was found in a site, unless something newer is known.
    pub fn judge(&self, number: u64, report: Arc<Report>, sound: Option<Arc<Templates>>) {
        let mut state = self.lock();
        if state.verdict.as_ref().is_none_or(|verdict| verdict.number < number) {
            state.pulse.word += 1;
            state.verdict = Some(Verdict { number, report });
            state.sound = sound.or(state.sound.take());
        }
        drop(state);
        self.changed.notify_all();
    }

    /// Says why the files cannot be read. The site stays as it is. What is known already is no news.
    pub fn fail(&self, why: String) {
        let mut state = self.lock();
        if state.failure.as_ref() == Some(&why) {
            return;
        }
        state.pulse.word += 1;
        state.failure = Some(why);
        drop(state);
        self.changed.notify_all();
    }

    /// Takes back that the files cannot be read, when they can be and are what they were.
    pub fn recover(&self) {
        let mut state = self.lock();
        if state.failure.take().is_some() {
            state.pulse.word += 1;
        }
        drop(state);
        self.changed.notify_all();
    }

    /// Why the files cannot be read at the moment.
    pub fn failure(&self) -> Option<String> {
        self.lock().failure.clone()
    }

    /// The site as of a day, or of the day of the run; `None` before there is one.
    pub fn site(&self, day: Option<Date>) -> Option<Shown> {
        match day.filter(|day| *day != self.today) {
            Some(day) => self.other_day(day).map(|known| known.shown),
            None => self.newest(),
        }
    }

    /// The site as of the day of the run.
    fn newest(&self) -> Option<Shown> {
        self.lock().shown.clone()
    }

    /// The site as of another day.
    fn other_day(&self, day: Date) -> Option<OtherDay> {
        if let Some(known) = self.known(day) {
            return Some(known);
        }
        // A page and its findings are asked for at once, and each needs the same handbook.
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = self.known(day) {
            return Some(known);
        }
        let base = self.newest()?;
        let sources = base.site.sources().clone();
        let site = OnDemand::new(sources, day, &self.memo, self.sound_templates());
        let shown = Shown { site: Arc::new(site), ..base };
        let other = OtherDay { day, shown, report: Arc::default() };
        let mut state = self.lock();
        if state.pulse.site == other.shown.number {
            state.days.push(other.clone());
            if state.days.len() > DAYS {
                state.days.remove(0);
            }
        }
        Some(other)
    }

    /// The site as of another day, if it was asked for before.
    fn known(&self, day: Date) -> Option<OtherDay> {
        let mut state = self.lock();
        let at = state.days.iter().position(|known| known.day == day)?;
        let known = state.days.remove(at);
        state.days.push(known.clone());
        Some(known)
    }

    /// What was found, as of a day; `None` while nothing is known yet.
    pub fn verdict(&self, day: Option<Date>) -> Option<Verdict> {
        let Some(day) = day.filter(|day| *day != self.today) else {
            return self.lock().verdict.clone();
        };
        let OtherDay { shown, report, .. } = self.other_day(day)?;
        let judge = || Arc::new(shown.site.judge(&self.strictness).report);
        Some(Verdict { number: shown.number, report: report.get_or_init(judge).clone() })
    }

    /// What browsers are told right now.
    pub fn pulse(&self) -> Pulse {
        self.lock().pulse
    }

    /// Waits until there is something new to tell, for at most `patience`; `None` when nothing was.
    pub fn wait(&self, known: Pulse, patience: Duration) -> Option<Pulse> {
        let state = self.lock();
        let waited = self.changed.wait_timeout_while(state, patience, |state| state.pulse == known);
        let (state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        (state.pulse != known).then_some(state.pulse)
    }

    /// Every change of the state is whole before the lock is given back, so a thread that died with it did no harm.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
