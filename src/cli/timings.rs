//! Where the time of a run goes: `--timings`. The only file of this module that names `rustix`.

use std::fmt::Write as _;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use crate::cli::progress::Bar;
use crate::pipeline::watch::{Stage, Watch};

/// A stage, and the time of the clock and of the CPU when it began.
type Begun = (Stage, Instant, Option<Duration>);

/// Notes when each stage begins, and shows how far the pages are.
pub(super) struct Timings<'b> {
    bar: &'b Bar,
    begun: Mutex<Vec<Begun>>,
}

impl<'b> Timings<'b> {
    /// A run that begins to read.
    pub(super) fn new(bar: &'b Bar) -> Self {
        let timings = Self { bar, begun: Mutex::default() };
        timings.begin(Stage::Read);
        timings
    }

    /// The run has ended: a table with a line for each stage.
    ///
    /// `time` is that of the clock, `CPU` that of all threads, user and system: twice the time, where two threads were busy. A dash stands where
    /// the system does not tell it.
    pub(super) fn table(&self) -> String {
        let begun = self.begun.lock().map_or_else(|_| Vec::new(), |begun| begun.clone());
        let (end, end_cpu) = (Instant::now(), cpu());
        let whole = begun.first().map_or(Duration::ZERO, |(_, start, _)| end - *start);
        let mut table = "stage         time        CPU  share\n".to_owned();
        let ends = begun.iter().skip(1).map(|(_, start, cpu)| (*start, *cpu));
        for ((stage, start, cpu), (end, end_cpu)) in begun.iter().zip(ends.chain([(end, end_cpu)]))
        {
            line(&mut table, stage.word(), end - *start, used(*cpu, end_cpu), whole);
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

    fn advance(&self, done: usize, all: usize) {
        self.bar.advance(done, all);
    }
}

fn used(from: Option<Duration>, to: Option<Duration>) -> Option<Duration> {
    to?.checked_sub(from?)
}

fn line(table: &mut String, word: &str, time: Duration, cpu: Option<Duration>, whole: Duration) {
    let cpu = cpu.map_or_else(|| "-".to_owned(), |cpu| format!("{:.3} s", cpu.as_secs_f64()));
    let share = 100.0 * time.as_secs_f64() / whole.as_secs_f64().max(f64::MIN_POSITIVE);
    // Writing to a text cannot fail.
    let _ = writeln!(table, "{word:<8} {:>7.3} s {cpu:>10} {share:>4.0} %", time.as_secs_f64());
}

/// The CPU time of this process.
#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "other systems do not tell it")]
fn cpu() -> Option<Duration> {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Some(Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or(0)))
}

#[cfg(not(unix))]
fn cpu() -> Option<Duration> {
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
        assert_eq!(words, ["stage", "read", "parse", "write", "all"]);
        assert!(table.ends_with(" 100 %\n"), "{table}");
        let widths: Vec<usize> = table.lines().map(str::len).collect();
        assert_eq!(widths[1], widths[4], "{table}");
    }
}
