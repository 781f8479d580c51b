//! A thousand edits of every kind: what the preview shows is what a build makes, to the end, and its memory stays as it is.
//!
//! Run with [`COUNTED`], this is `annexa` with an allocator that counts what is held, and says so on standard error for each line that it reads. What
//! the system gives to a process says less: it counts what the allocator keeps for later as well, a third of it all, more or less of it with the order
//! in which threads worked; and what leaks fills that first. Threads and open files, which no allocator counts, are counted by the system.

#![allow(clippy::print_stderr, reason = "what was held is worth knowing when it is too much")]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{ExitCode, Stdio};
use std::{env, io, thread};

use libtest_mimic::{Arguments, Trial};
use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};
use support::corpus::{self, Random};
use support::preview::{Events, Serve, program, until};
use support::project::{Project, files};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<std::alloc::System> = &INSTRUMENTED_SYSTEM;

/// The variable that makes the program that is tested of this one.
const COUNTED: &str = "ANNEXA_COUNTED";

/// What is said before how many bytes are held.
const HELD: &str = "bytes held: ";

/// So many threads and files may come and go, as connections do.
const FEW: usize = 4;

const DOCUMENTS: usize = 200;
const EDITS: usize = 1000;

/// After twice so many edits everything that is held has been held once.
const WARM: usize = 50;

/// At so many points what is shown is compared with a build, and memory is looked at.
const POINTS: usize = 3;

/// So many edits come at once, as a checkout makes them: more where the program is slow because it was built to be debugged.
const AT_ONCE: usize = if cfg!(debug_assertions) { 10 } else { 2 };

struct Soak {
    project: Project,
    random: Random,
    serve: Serve,
    events: Events,
    number: u64,
    /// The number of the next document.
    next: usize,
    /// Every path that a site ever had.
    known: BTreeSet<String>,
}

impl Soak {
    fn new() -> Self {
        let project = Project::new(&[]);
        corpus::write(&project.root, DOCUMENTS);
        let mut command = program(env::current_exe().expect("this is a program"));
        command.env(COUNTED, "1").stdin(Stdio::piped());
        let serve = Serve::start(&mut command, &project.root);
        let mut events = serve.site.events();
        let (number, _) = events.next();
        let (random, known) = (Random(7), BTreeSet::new());
        Self { project, random, serve, events, number, next: DOCUMENTS, known }
    }

    /// Changes something, and looks at it once it is shown.
    fn step(&mut self) {
        for _ in 0..AT_ONCE {
            self.edit();
        }
        self.number = self.events.site_after(self.number);
        let page = match self.random.below(40) {
            0 => "search/index.js".to_owned(),
            1 => format!("__on/2027-0{}-01/index.html", 1 + self.random.below(9)),
            2..10 => "__annexa/findings.json".to_owned(),
            _ => corpus::page(self.random.below(self.next)),
        };
        assert!(matches!(self.serve.site.get(&page).0, 200 | 404), "{page}");
    }

    /// The documents with their paths.
    fn documents(&self) -> Vec<PathBuf> {
        let all = files(&self.project.path("documents"));
        all.into_iter().map(|(path, _)| self.project.path("documents").join(path)).collect()
    }

    fn edit(&mut self) {
        let documents = self.documents();
        let document = documents[self.random.below(documents.len())].clone();
        let text = fs::read_to_string(&document).expect("a document");
        let id = self.next;
        match self.random.below(24) {
            0..8 => write(&document, &format!("{text}\nEdited as number {id}.\n")),
            8..10 => {
                let date = format!("review_date = 2026-{:02}-", 1 + self.random.below(12));
                let text = text.replacen("review_date = 2027-01-", &date, 1);
                let text = text.replacen("owner = \"ciso\"", "owner = \"hr\"", 1);
                write(&document, &format!("{text}\nOf somebody else, as number {id}.\n"));
            }
            10..12 => self.rename(&document),
            12..14 if documents.len() > DOCUMENTS * 9 / 10 => {
                fs::remove_file(&document).expect("it can be removed");
            }
            // Breaks front matter, or mends what was broken.
            14..16 => {
                let is_broken = text.contains("id = = ");
                let (from, to) =
                    if is_broken { ("id = = ", "id = ") } else { ("id = ", "id = = ") };
                write(&document, &text.replacen(from, to, 1));
            }
            16 => self.move_folder(),
            17 => {
                let more =
                    ["", "review_every = \"6 months\"\n", "review_every = 6 moons\n", "[x\n"];
                let title = corpus::SETTINGS.replace("\"Handbook\"", &format!("\"Number {id}\""));
                let more = self.random.of(&more);
                self.project.write("handbook.toml", &format!("{title}{more}"));
            }
            18 => {
                let broken = self.random.of(&["{{ site.title", "{% block content %}"]);
                let sound = format!("<html><head></head><body>{id}</body></html>");
                let template = if self.random.below(2) == 0 { broken } else { &sound };
                self.project.write("theme/templates/about.html", template);
            }
            19 => {
                let rows: String = (0..self.random.below(9))
                    .map(|row| format!("{row};{id}\n"))
                    .collect::<Vec<_>>()
                    .concat();
                self.project.write("registers/list.csv", &format!("id;number\n{rows}"));
            }
            20 => {
                let bytes = vec![255; 1 + self.random.below(50_000)];
                let path = format!("assets/{}.png", self.random.below(5));
                self.project.write(&path, "");
                fs::write(self.project.path(&path), bytes).expect("a file can be written");
            }
            21 => {
                let path = self.project.path(self.random.of(&["assets", "theme"]));
                // There may be none.
                let _ = fs::remove_dir_all(path);
            }
            _ if documents.len() < DOCUMENTS * 11 / 10 => {
                let new = corpus::document(id, id, &mut self.random);
                self.project.write(&corpus::path(id), &new);
            }
            _ => write(&document, &format!("{text}\nEdited as number {id}.\n")),
        }
        self.next += 1;
    }

    fn rename(&self, document: &Path) {
        let name = format!("renamed-{}.md", self.next);
        fs::rename(document, document.with_file_name(name)).expect("it can be renamed");
    }

    /// Moves a folder of documents beside the others, or into another one.
    fn move_folder(&mut self) {
        let mut folders: Vec<PathBuf> = fs::read_dir(self.project.path("documents"))
            .expect("a folder")
            .map(|entry| entry.expect("an entry").path())
            .filter(|path| path.is_dir())
            .collect();
        folders.sort();
        let folder = &folders[self.random.below(folders.len())];
        let moved = folder.with_file_name(format!("moved-{}", self.next));
        fs::rename(folder, moved).expect("it can be renamed");
    }

    /// Compares what is shown with a build, and returns what is held.
    fn point(&mut self) -> Held {
        // What a broken template cannot make, a build leaves out, and the preview makes with the last one that held.
        let _ = fs::remove_dir_all(self.project.path("theme"));
        let built = self.serve.site.is_built(&self.project.root, &self.known);
        self.known.extend(built);
        // Memory is compared when the project is what it was in the beginning, and all is held that can be held at once: templates of the project,
        // other days, the search index.
        for folder in ["assets", "documents", "registers"] {
            let _ = fs::remove_dir_all(self.project.path(folder));
        }
        corpus::write(&self.project.root, DOCUMENTS);
        let own = format!("<html><head></head><body>As of {}</body></html>", self.next);
        self.project.write("theme/templates/about.html", &own);
        self.serve.site.shows("about.html", &format!("As of {}", self.next));
        let site = self.serve.site;
        loop {
            self.number = site.number();
            for month in 1..5 {
                site.get(&format!("__on/2027-0{month}-01/index.html"));
            }
            site.get("search/index.js");
            // Who judges a site with templates of its own holds all pages of it until then.
            let judged = format!("\"site\":{},", self.number);
            until(format!("{judged} is judged"), || {
                let verdict = site.text("__annexa/findings.json");
                (verdict.contains(&judged) || site.number() != self.number).then_some(())
            });
            // What was written last may come in two parts.
            if site.number() == self.number {
                return self.held();
            }
        }
    }

    fn held(&mut self) -> Held {
        let child = &mut self.serve.child;
        let count = |what| {
            let entries = fs::read_dir(format!("/proc/{}/{what}", child.id()));
            entries.map_or(0, Iterator::count)
        };
        let (threads, files) = (count("task"), count("fd"));
        writeln!(child.stdin.as_mut().expect("it listens")).expect("it listens");
        let said = self.serve.says(HELD);
        let bytes = said.trim_start_matches(HELD).parse().expect("a number");
        Held { bytes, threads, files }
    }
}

/// What the program holds; of threads and files nothing where the system does not tell.
#[derive(Debug)]
struct Held {
    bytes: usize,
    threads: usize,
    files: usize,
}

fn write(path: &Path, text: &str) {
    fs::write(path, text).expect("a document can be written");
}

/// The program that is tested, and what it holds for each line that it reads.
fn counted() -> ExitCode {
    thread::spawn(|| {
        for _ in io::stdin().lines().map_while(Result::ok) {
            let stats = ALLOCATOR.stats();
            eprintln!("{HELD}{}", stats.bytes_allocated - stats.bytes_deallocated);
        }
    });
    annexa::cli::run()
}

fn a_thousand_edits_leave_the_site_of_a_build_and_the_memory_as_it_was() {
    let mut soak = Soak::new();
    for _ in 0..WARM / AT_ONCE {
        soak.step();
    }
    // The first one fills whatever is filled once: threads, buffers.
    soak.point();
    for _ in 0..WARM / AT_ONCE {
        soak.step();
    }
    let before = soak.point();
    let mut points = Vec::new();
    for _ in 0..POINTS {
        for _ in 0..(EDITS - 2 * WARM).div_ceil(AT_ONCE * POINTS) {
            soak.step();
        }
        points.push(soak.point());
    }
    assert!(soak.next - DOCUMENTS >= EDITS, "{} edits", soak.next - DOCUMENTS);
    eprintln!("{before:?}, then {points:?}");
    for after in &points {
        assert!(after.bytes * 10 <= before.bytes * 11, "{before:?} became {after:?}");
        assert!(after.threads <= before.threads + FEW, "{before:?} became {after:?}");
        assert!(after.files <= before.files + FEW, "{before:?} became {after:?}");
    }
}

fn main() -> ExitCode {
    if env::var_os(COUNTED).is_some() {
        return counted();
    }
    let test =
        Trial::test("a_thousand_edits_leave_the_site_of_a_build_and_the_memory_as_it_was", || {
            a_thousand_edits_leave_the_site_of_a_build_and_the_memory_as_it_was();
            Ok(())
        });
    libtest_mimic::run(&Arguments::from_args(), vec![test]).exit_code()
}
