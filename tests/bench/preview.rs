//! How long it takes from saving a policy until its page is on the socket: `cargo bench --bench preview`.
//!
//! For 1,000 and 10,000 generated documents, thirty edits of one policy each, by a real write to a real file. The time runs from just before the
//! write to the last byte of the edited page, which is asked for once the preview told that there is a new site. Of each edit three parts are
//! told: until the event was sent (the file event, the quiet after it, reading what changed, resolving), the page, and, apart from these, how long
//! the search index takes that nobody needs to see the page. Every second round edits while the checks of the edit before are still running.
//!
//! `cargo bench --bench preview -- 1000` runs one size.

#![allow(clippy::print_stdout, reason = "its figures are for whoever runs it")]

#[path = "../support/corpus.rs"]
#[allow(dead_code, reason = "shared with tests")]
mod corpus;
#[path = "../support/preview.rs"]
#[allow(dead_code, reason = "shared with tests")]
mod preview;

use std::fs;
use std::time::{Duration, Instant};

use preview::Preview;

const EDITS: usize = 30;

/// What an edit took.
#[derive(Clone, Copy)]
struct Took {
    /// Until the preview told that there is a new site.
    event: Duration,
    /// The page.
    page: Duration,
    all: Duration,
}

fn main() {
    // Whatever runs all targets as tests does not pass this option: it takes minutes only when it is asked for.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let asked: Vec<usize> = std::env::args().filter_map(|size| size.parse().ok()).collect();
    let sizes = if asked.is_empty() { vec![1_000, 10_000] } else { asked };
    for size in sizes {
        measure(size);
    }
}

fn measure(documents: usize) {
    let root = std::env::temp_dir().join(format!("annexa-bench-{}", std::process::id()));
    corpus::write(&root, documents);
    // Files that were written a moment ago are opened at every look.
    std::thread::sleep(Duration::from_secs(4));
    let start = Instant::now();
    let preview = Preview::watching(&root);
    println!("{documents} documents, the first site after {:.2} s", start.elapsed().as_secs_f64());
    judged(&preview);
    let calm: Vec<Took> = (0..EDITS)
        .map(|number| {
            let took = edit(&preview, &root, documents, number);
            judged(&preview);
            took
        })
        .collect();
    table("once the checks had ended", &calm);
    let busy: Vec<Took> = (EDITS..2 * EDITS)
        .map(|number| {
            let took = edit(&preview, &root, documents, number);
            std::thread::sleep(Duration::from_millis(30));
            took
        })
        .collect();
    judged(&preview);
    table("while the checks were running", &busy);
    edit(&preview, &root, documents, 0);
    judged(&preview);
    for what in ["the search index, asked for once", "the search index, asked for again"] {
        let start = Instant::now();
        let (status, _) = preview.site.get("search/index.js");
        println!("  {what} ({status}): {:.0} ms", millis(start.elapsed()));
    }
    fs::remove_dir_all(&root).expect("the project can be removed");
}

/// Edits one policy, and waits for its page.
fn edit(preview: &Preview, root: &std::path::Path, documents: usize, number: usize) -> Took {
    let policy = number * 7 % documents;
    let path = root.join(corpus::path(policy));
    let text = fs::read_to_string(&path).expect("a policy");
    let sentence = format!("Rule {number} of {} is new.", std::process::id());
    let edited = format!("{text}\n{sentence}\n");
    let mut events = preview.site.events();
    let (before, _) = events.next();
    let start = Instant::now();
    fs::write(&path, edited).expect("a policy can be written");
    let mut known = before;
    loop {
        known = events.site_after(known);
        let event = start.elapsed();
        let page = preview.site.text(&corpus::page(policy));
        let all = start.elapsed();
        if page.contains(&sentence) {
            return Took { event, page: all.saturating_sub(event), all };
        }
    }
}

/// Waits until the newest site is checked.
fn judged(preview: &Preview) {
    let number = format!("{{\"site\":{},", preview.site.number());
    preview.site.shows("__annexa/findings.json", &number);
}

/// A part of an edit, with its name.
type Part = (&'static str, fn(&Took) -> Duration);

fn table(what: &str, all: &[Took]) {
    println!("  {} edits {what}: median, ninth decile, longest, in ms", all.len());
    let parts: [Part; 3] = [
        ("from saving to the bytes", |took| took.all),
        ("until it is told", |took| took.event),
        ("the page", |took| took.page),
    ];
    for (name, part) in parts {
        let mut times: Vec<Duration> = all.iter().map(part).collect();
        times.sort();
        let at = |share: usize| millis(times[(times.len() - 1) * share / 100]);
        println!("    {name:<28} {:>7.1} {:>7.1} {:>7.1}", at(50), at(90), at(100));
    }
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
