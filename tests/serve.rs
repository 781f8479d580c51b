//! `annexa serve` as a person meets it: the program in a terminal, or rather in two pipes, beside files that change.
#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "the program itself is what is tested")]

mod support;

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use snapbox::cmd::cargo_bin;

use support::project::{HANDBOOK, Project, SOUND, annexa, stderr};

/// When a line that does not come is given up. It ends a test that would never end; it is no promise of speed.
const DEADLINE: Duration = Duration::from_mins(1);

/// The number of the signal that Ctrl-C sends.
const INTERRUPT: i32 = 2;

/// A preview in a process of its own, ended with the test.
struct Serve {
    child: Child,
    /// Lines of standard output and standard error, as they come.
    lines: Receiver<String>,
    /// The address that it named.
    address: String,
    /// What it said until there was nothing more to say about the first site.
    first: Vec<String>,
}

impl Serve {
    /// Starts one in the folder of the project, and waits until it has said what it found first.
    fn of(project: &Project, more: &[&str]) -> Self {
        Self::start(&project.root, free_port(), more, &[])
    }

    fn start(folder: &Path, port: u16, more: &[&str], variables: &[(&str, &str)]) -> Self {
        // One pipe, so that the lines keep their order.
        let (reader, writer) = io::pipe().expect("a pipe");
        let child = Command::new(cargo_bin!("annexa"))
            .args(["serve", "--today", "2026-11-21", "--port", &port.to_string()])
            .args(more)
            .current_dir(folder)
            .env_remove("SOURCE_DATE_EPOCH")
            .envs(variables.iter().copied())
            .stdin(Stdio::null())
            .stdout(writer.try_clone().expect("a pipe has a second end"))
            .stderr(writer)
            .spawn()
            .expect("the program can be run");
        let (told, lines) = channel();
        pass_on(reader, told);
        let mut serve = Self { child, lines, address: String::new(), first: Vec::new() };
        serve.first = serve.until("the preview is at ");
        let line = serve.first.last().expect("a line");
        line.split_whitespace().nth(4).expect("an address").clone_into(&mut serve.address);
        serve.first.extend(serve.until("save a file, and "));
        serve
    }

    /// What is said from now on, up to the line that begins with a text.
    #[track_caller]
    fn until(&self, start: &str) -> Vec<String> {
        let end = Instant::now() + DEADLINE;
        let mut said = Vec::new();
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let Ok(line) = self.lines.recv_timeout(left) else {
                panic!("no line began with {start:?}, but:\n{}", said.join("\n"));
            };
            let is_it = line.starts_with(start);
            said.push(line);
            if is_it {
                return said;
            }
        }
    }

    /// The next line that begins with a text.
    #[track_caller]
    fn line(&self, start: &str) -> String {
        self.until(start).pop().expect("a line")
    }

    /// Sends a request and returns the connection.
    fn ask(&self, path: &str) -> BufReader<TcpStream> {
        let host = self.address.trim_start_matches("http://").trim_end_matches('/');
        let port = host.rsplit(':').next().and_then(|port| port.parse().ok()).expect("a port");
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).expect("somebody listens");
        stream.set_read_timeout(Some(DEADLINE)).expect("a time limit can be set");
        write!(stream, "GET /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")
            .expect("it can be asked");
        BufReader::new(stream)
    }

    fn get(&self, path: &str) -> String {
        let mut answer = String::new();
        self.ask(path).read_to_string(&mut answer).expect("it answers");
        answer
    }

    fn interrupt(&self) {
        let pid = self.child.id().to_string();
        let status = Command::new("kill").args(["-s", "INT", &pid]).status();
        assert!(status.expect("`kill` can be run").success());
    }

    #[track_caller]
    fn ended(&mut self) -> ExitStatus {
        let end = Instant::now() + DEADLINE;
        loop {
            if let Some(status) = self.child.try_wait().expect("a child can be waited for") {
                return status;
            }
            assert!(Instant::now() < end, "it did not end");
            thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Serve {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn pass_on(pipe: impl Read + Send + 'static, told: Sender<String>) {
    thread::spawn(move || {
        for line in BufReader::new(pipe).lines().map_while(Result::ok) {
            if told.send(line).is_err() {
                return;
            }
        }
    });
}

/// A port that was free a moment ago. Somebody may take it: then the preview takes the next one.
fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    listener.local_addr().expect("it has an address").port()
}

/// Lines that begin a finding.
fn findings(lines: &[String]) -> Vec<&str> {
    let heads = ["error[", "warning[", "note["];
    let is_head = |line: &&String| heads.iter().any(|head| line.starts_with(head));
    lines.iter().filter(is_head).map(|line| line.split(':').next().unwrap_or(line)).collect()
}

/// The line with its time written as `0`.
fn timeless(line: &str) -> String {
    let mut words: Vec<&str> = line.split(' ').collect();
    if let Some(at) = words.iter().position(|word| *word == "after") {
        words[at + 1] = "0";
    }
    words.join(" ")
}

const BROKEN: &str = "\n[Rules](nowhere.md)\n";

#[test]
fn the_first_lines_say_where_the_preview_is_and_what_to_do() {
    let project = Project::overdue();
    let serve = Serve::of(&project, &[]);
    assert_eq!(findings(&serve.first), ["warning[review-overdue]"]);
    let said: Vec<&str> = serve.first.iter().rev().take(2).map(String::as_str).collect();
    let hint = format!(
        "save a file, and {} follows; the panel on each page lists findings and shows other days",
        serve.address
    );
    assert_eq!(said[0], hint);
    assert!(said[1].starts_with("made in ") && said[1].ends_with(" s: 1 warning"), "{}", said[1]);
    assert!(!serve.first.iter().any(|line| line.contains('\u{1b}')), "a pipe has no colors");
    let answer = serve.get("documents/pol-1.html");
    assert!(answer.starts_with("HTTP/1.0 200 ") && answer.contains("Ask first."), "{answer}");
}

#[test]
fn a_change_is_a_line_with_the_page_and_only_what_is_new() {
    let project = Project::overdue();
    let serve = Serve::of(&project, &[]);
    let overdue = project.read("documents/access.md");
    project.write("documents/access.md", &(overdue.clone() + BROKEN));
    let said = serve.until("  http://");
    assert_eq!(findings(&said), ["error[broken-link]"], "the overdue review was told before");
    let [.., line, page] = &said[..] else { panic!("{said:?}") };
    assert_eq!(
        timeless(line),
        "documents/access.md is shown after 0 ms: 1 error, 1 warning; 1 new"
    );
    assert_eq!(*page, format!("  {}documents/pol-1.html", serve.address));

    project.write("documents/access.md", SOUND);
    let line = serve.line("documents/");
    assert_eq!(timeless(&line), "documents/access.md is shown after 0 ms: no findings; 2 mended");

    // What went and comes again is told in a line each.
    project.write("documents/access.md", &(overdue + BROKEN));
    let said = serve.until("documents/");
    let again: Vec<&str> = said.iter().filter_map(|line| line.split(": ").next()).collect();
    assert!(again.contains(&"error[broken-link] again"), "{said:?}");
    assert!(!said.iter().any(|line| line.contains("= why")), "{said:?}");
}

#[test]
fn files_that_come_and_go_are_told_by_name_or_number() {
    let project = Project::sound();
    let serve = Serve::of(&project, &[]);
    project.write("records/note.md", &SOUND.replace("POL-1", "REC-1"));
    assert!(serve.line("records/").starts_with("records/note.md is shown after "));
    fs::remove_file(project.path("records/note.md")).expect("a file can be removed");
    assert!(serve.line("records/").starts_with("records/note.md is gone after "));
    for n in 0..40 {
        project.write(&format!("records/{n}.md"), &SOUND.replace("POL-1", &format!("REC-{n}")));
    }
    let line = serve.line("40 changed files are shown after ");
    assert!(line.ends_with(" new") || line.ends_with("no findings"), "{line}");
}

#[test]
fn settings_that_are_gone_do_not_end_the_preview() {
    let project = Project::sound();
    let serve = Serve::of(&project, &[]);
    fs::rename(project.path("handbook.toml"), project.path("away")).expect("a file can be moved");
    assert!(serve.line("error: ").contains("holds no `handbook.toml`"));
    serve.line("the preview stays as it is until the files can be read");
    assert!(serve.get("documents/pol-1.html").contains("Ask first."));
    fs::rename(project.path("away"), project.path("handbook.toml")).expect("a file can be moved");
    serve.line("the files can be read again");
}

#[test]
fn changes_are_seen_by_looking_where_that_is_wanted() {
    let project = Project::sound();
    let serve = Serve::of(&project, &["--poll", "--no-history"]);
    project.write("documents/access.md", &SOUND.replace("Ask first.", "Ask twice."));
    serve.line("documents/access.md is shown after ");
    assert!(serve.get("documents/pol-1.html").contains("Ask twice."));
}

#[test]
fn a_port_that_is_taken_is_said_and_the_next_one_used() {
    let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    let port = taken.local_addr().expect("it has an address").port();
    let project = Project::sound();
    let serve = Serve::start(&project.root, port, &[], &[]);
    assert_eq!(serve.first[0], format!("port {port} is taken"));
    let other = serve.address.trim_end_matches('/').rsplit(':').next();
    let other = other.and_then(|port| port.parse().ok());
    assert!(other.is_some_and(|other: u16| other > port), "{}", serve.address);
}

#[test]
fn a_browser_that_cannot_be_started_is_said_and_the_preview_goes_on() {
    let project = Project::sound();
    let serve =
        Serve::start(&project.root, free_port(), &["--open"], &[("BROWSER", "/nowhere/browser")]);
    let said = &serve.first;
    assert!(said.iter().any(|line| line.starts_with("no browser could be opened: ")), "{said:?}");
    assert!(serve.get("index.html").starts_with("HTTP/1.0 200 "));
}

#[test]
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
fn it_ends_at_once_when_interrupted_while_a_page_is_open() {
    if ignores_interrupts() {
        eprintln!("SKIPPED: interrupts are ignored here, and so they are by what is started");
        return;
    }
    let project = Project::sound();
    let mut serve = Serve::of(&project, &[]);
    let mut events = serve.ask("__annexa/events");
    let mut line = String::new();
    while !line.starts_with("data: ") {
        line.clear();
        assert!(events.read_line(&mut line).expect("the stream goes on") > 0, "it ended");
    }
    serve.interrupt();
    assert_eq!(serve.ended().signal(), Some(INTERRUPT));
}

/// A shell without job control starts what runs in the background so.
fn ignores_interrupts() -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    mask.is_some_and(|mask| mask & 0b10 != 0)
}

#[test]
fn what_cannot_be_previewed_is_said_and_ends_with_two() {
    let project =
        Project::new(&[("other/readme.md", "# Nothing\n"), ("isms/handbook.toml", HANDBOOK)]);
    for (arguments, expected) in [
        (&["nowhere"][..], "error: `nowhere` is not a folder with an Annexa project"),
        (&["other"], "error: `other` holds no `handbook.toml`"),
        (&["isms", "--editor", "vscod"], "no editor `vscod` is known (did you mean `vscode`?)"),
        (&["isms", "--editor", "vim"], "no link opens `vim`"),
        (&["isms", "--editor", "https://x/{path}"], "does not begin with the scheme of an editor"),
        (&["isms", "--today", "2026-13-01"], "expected a date such as 2026-11-21"),
        (&["isms", "--port", "0"], "0 is not in 1..=65535"),
        (&["isms", "--allow", "nothing"], "there is no check `nothing`"),
    ] {
        let run = annexa().arg("serve").args(arguments).current_dir(&project.root).assert().code(2);
        assert!(stderr(&run).contains(expected), "{arguments:?}: {}", stderr(&run));
    }
    let run = annexa().args(["serve", "isms"]).env("ANNEXA_EDITOR", "notepad");
    let run = run.current_dir(&project.root).assert().code(2);
    let expected = "error: the environment variable `ANNEXA_EDITOR`: no editor `notepad` is known";
    assert!(stderr(&run).starts_with(expected), "{}", stderr(&run));
}
