//! Where the time of a run goes: `--timings`. The only file of this module that names `rustix`.

use std::cell::RefCell;
use std::fmt::Write as _;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::cli::progress::Bar;
use crate::pipeline::watch::{Making, Stage, Watch};

/// A stage, and the time of the clock and of the CPU when it began.
type Begun = (Stage, Instant, Option<Duration>);

thread_local! {
    /// What this thread makes.
    static OPEN: RefCell<Open> = const { RefCell::new(Open(Vec::new())) };
}

/// The files that a thread makes, the innermost last: while it waits for a part of one, it may make another. Of each, the time of the thread
/// when it began, and how much went to others since.
struct Open(Vec<(Duration, Duration)>);

impl Open {
    fn begin(&mut self, now: Duration) {
        self.0.push((now, Duration::ZERO));
    }

    /// What the innermost one took for itself.
    fn end(&mut self, now: Duration) -> Option<Duration> {
        let (began, others) = self.0.pop()?;
        let spent = now.checked_sub(began)?;
        if let Some((_, outer)) = self.0.last_mut() {
            *outer += spent;
        }
        spent.checked_sub(others)
    }
}

/// Notes when each stage begins and what making files takes, and shows how far the pages are.
pub(super) struct Timings<'b> {
    bar: &'b Bar,
    begun: Mutex<Vec<Begun>>,
    /// What making pages took all threads, in nanoseconds.
    pages: AtomicU64,
    /// The same of files for other programs.
    exports: AtomicU64,
    /// The same of what the search shows.
    excerpts: AtomicU64,
}

impl<'b> Timings<'b> {
    /// A run that begins to read.
    pub(super) fn new(bar: &'b Bar) -> Self {
        let none = AtomicU64::default;
        let begun = Mutex::default();
        let timings = Self { bar, begun, pages: none(), exports: none(), excerpts: none() };
        timings.begin(Stage::Read);
        timings
    }

    /// The run has ended: a table with a line for each stage, and below them a line for what is made in them.
    ///
    /// `time` is that of the clock, `CPU` that of all threads, user and system: twice the time, where two threads were busy. A dash stands where
    /// the system does not tell it, and in the time of what is made side by side with other things.
    pub(super) fn table(&self) -> String {
        let begun = self.begun.lock().map_or_else(|_| Vec::new(), |begun| begun.clone());
        let (end, end_cpu) = (Instant::now(), cpu());
        let whole = begun.first().map_or(Duration::ZERO, |(_, start, _)| end - *start);
        let mut table = "stage            time        CPU  share\n".to_owned();
        let ends = begun.iter().skip(1).map(|(_, start, cpu)| (*start, *cpu));
        for ((stage, start, cpu), (end, end_cpu)) in begun.iter().zip(ends.chain([(end, end_cpu)]))
        {
            line(&mut table, stage.word(), end - *start, used(*cpu, end_cpu), whole);
            if *stage == Stage::Write {
                part(&mut table, "pages", &self.pages);
                part(&mut table, "exports", &self.exports);
                part(&mut table, "excerpts", &self.excerpts);
            }
        }
        let first = begun.first().and_then(|(_, _, cpu)| *cpu);
        line(&mut table, "all", whole, used(first, end_cpu), whole);
        table
    }
}

impl Watch for Timings<'_> {
    fn begin(&self, stage: Stage) {
        if let Ok(mut begun) = self.begun.lock() {
            begun.push((stage, Instant::now(), cpu()));
        }
    }

    fn making(&self, _: Making) {
        if let Some(now) = cpu_of_thread() {
            OPEN.with_borrow_mut(|open| open.begin(now));
        }
    }

    fn made(&self, file: Making) {
        let own = cpu_of_thread().and_then(|now| OPEN.with_borrow_mut(|open| open.end(now)));
        let all = match file {
            Making::Page => &self.pages,
            Making::Export => &self.exports,
            Making::Excerpts => &self.excerpts,
        };
        let own = own.and_then(|own| u64::try_from(own.as_nanos()).ok());
        all.fetch_add(own.unwrap_or_default(), Ordering::Relaxed);
    }

    fn advance(&self, done: usize, all: usize) {
        self.bar.advance(done, all);
    }
}

fn used(from: Option<Duration>, to: Option<Duration>) -> Option<Duration> {
    to?.checked_sub(from?)
}

fn line(table: &mut String, word: &str, time: Duration, cpu: Option<Duration>, whole: Duration) {
    let share = 100.0 * time.as_secs_f64() / whole.as_secs_f64().max(f64::MIN_POSITIVE);
    let (time, cpu) = (seconds(Some(time)), seconds(cpu));
    // Writing to a text cannot fail.
    let _ = writeln!(table, "{word:<10} {time:>10} {cpu:>10} {share:>4.0} %");
}

/// What the stage above does among other things.
fn part(table: &mut String, word: &str, nanoseconds: &AtomicU64) {
    let cpu = Duration::from_nanos(nanoseconds.load(Ordering::Relaxed));
    let (time, cpu) = (seconds(None), seconds(cpu_of_thread().map(|_| cpu)));
    let _ = writeln!(table, "  {word:<8} {time:>10} {cpu:>10}");
}

fn seconds(time: Option<Duration>) -> String {
    time.map_or_else(|| "-".to_owned(), |time| format!("{:.3} s", time.as_secs_f64()))
}

/// The CPU time of this process.
#[cfg(unix)]
fn cpu() -> Option<Duration> {
    clock(rustix::time::ClockId::ProcessCPUTime)
}

/// The CPU time of this thread.
#[cfg(unix)]
fn cpu_of_thread() -> Option<Duration> {
    clock(rustix::time::ClockId::ThreadCPUTime)
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "other systems do not tell it")]
fn clock(id: rustix::time::ClockId) -> Option<Duration> {
    let time = rustix::time::clock_gettime(id);
    Some(Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or(0)))
}

#[cfg(not(unix))]
fn cpu() -> Option<Duration> {
    None
}

#[cfg(not(unix))]
fn cpu_of_thread() -> Option<Duration> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stage_has_a_line_and_the_shares_are_those_of_the_clock() {
        let bar = Bar::new();
        let timings = Timings::new(&bar);
        timings.begin(Stage::Parse);
        timings.begin(Stage::Write);
        let table = timings.table();
        let words: Vec<&str> = table.lines().filter_map(|line| line.split(' ').next()).collect();
        assert_eq!(words, ["stage", "read", "parse", "write", "", "", "", "all"]);
        assert!(table.ends_with(" 100 %\n"), "{table}");
        let widths: Vec<usize> = table.lines().map(str::len).collect();
        assert_eq!((widths[0], widths[1]), (widths[7], widths[7]), "{table}");
    }

    #[test]
    fn a_file_that_is_made_within_another_counts_once() {
        let [start, inner, end, last] = [10, 12, 17, 30].map(Duration::from_millis);
        let mut open = Open(Vec::new());
        open.begin(start);
        open.begin(inner);
        assert_eq!(open.end(end), Some(Duration::from_millis(5)));
        assert_eq!(open.end(last), Some(Duration::from_millis(15)));
        assert_eq!(open.end(last), None);
    }
}
