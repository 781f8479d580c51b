//! A running preview, asked over its socket.

use std::fmt::Display;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use annexa::base::date::Date;
use annexa::load::again::Reader;
use annexa::pipeline::{Options, build};
use annexa::preview::news::News;
use annexa::preview::notice::Noticing;
use annexa::preview::{Asking, Project, start};

/// How long a condition may take to become true. It ends a test that would never end; it is no promise of speed.
const DEADLINE: Duration = Duration::from_mins(1);

/// The day of all previews.
pub(crate) fn today() -> Date {
    "2026-11-21".parse().expect("a date")
}

/// Waits until there is something, and returns it. `what` says what was waited for.
#[track_caller]
pub(crate) fn until<T>(what: impl Display, mut look: impl FnMut() -> Option<T>) -> T {
    let end = Instant::now() + DEADLINE;
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(Instant::now() < end, "waited too long: {what}");
        thread::sleep(Duration::from_millis(10));
    }
}

/// A preview of a project in threads of this process.
pub(crate) struct Preview {
    pub(crate) site: Site,
    pub(crate) news: Receiver<News>,
}

impl Preview {
    /// Begins one, and waits for its first site.
    pub(crate) fn of(root: &Path, noticing: Noticing, asking: Asking) -> Self {
        let project = Project {
            root: root.to_owned(),
            today: today(),
            strictness: annexa::diag::levels::Strictness::default(),
            noticing,
            asking,
            port: 27_100,
            editor: None,
        };
        let preview = start(project).expect("a preview begins");
        let preview = Self { site: Site { port: preview.port }, news: preview.news };
        until("the first site", || (preview.site.number() > 0).then_some(()));
        preview
    }

    /// One that is told of changes, and does not ask git.
    pub(crate) fn watching(root: &Path) -> Self {
        Self::of(root, Noticing::Watching, Asking::Nobody)
    }

    /// What happened since the last call.
    pub(crate) fn told(&self) -> Vec<News> {
        self.news.try_iter().collect()
    }
}

/// A site on this machine.
#[derive(Clone, Copy)]
pub(crate) struct Site {
    pub(crate) port: u16,
}

impl Site {
    /// The status and the body of a file.
    pub(crate) fn get(self, path: &str) -> (u16, Vec<u8>) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("somebody listens");
        let request = format!(
            "GET /{path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n",
            self.port
        );
        stream.write_all(request.as_bytes()).expect("it can be asked");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("it answers");
        let end = answer.windows(4).position(|window| window == b"\r\n\r\n").expect("headers end");
        let status = answer.get(9..12).and_then(|code| std::str::from_utf8(code).ok());
        let status = status.and_then(|code| code.parse().ok()).expect("a status");
        (status, answer.split_off(end + 4))
    }

    /// The text of a page, or what is said in its place.
    pub(crate) fn text(self, path: &str) -> String {
        String::from_utf8_lossy(&self.get(path).1).into_owned()
    }

    /// The number of the site; 0 while there is none.
    pub(crate) fn number(self) -> u64 {
        let home = self.text("index.html");
        let number = home.split("data-site=\"").nth(1).and_then(|rest| rest.split('"').next());
        number.and_then(|number| number.parse().ok()).unwrap_or(0)
    }

    /// Waits until a page holds a text.
    #[track_caller]
    pub(crate) fn shows(self, path: &str, text: &str) {
        until(format!("{path} shows {text:?}"), || self.text(path).contains(text).then_some(()));
    }

    /// Waits until there is no such page any more.
    #[track_caller]
    pub(crate) fn lacks(self, path: &str) {
        until(format!("there is no {path}"), || (self.get(path).0 == 404).then_some(()));
    }

    /// Waits until every file is the one of a build of the project, whose paths are returned; those in `gone` that no build makes are not there.
    #[track_caller]
    pub(crate) fn is_built<'p>(
        self,
        root: &Path,
        gone: impl IntoIterator<Item = &'p String>,
    ) -> Vec<String> {
        let sources = Reader::new(root).read().expect("the project can be read");
        let tree = build(&sources, &Options::on(today()), &()).tree;
        // A site that came meanwhile may differ in files that were looked at before.
        let mut before = None;
        while before != Some(self.number()) {
            before = Some(self.number());
            for (path, bytes) in tree.iter() {
                until(format!("{path} is as it is built"), || {
                    let (status, sent) = self.get(path.as_str());
                    (status == 200 && without_panel(&sent) == bytes).then_some(())
                });
            }
        }
        let built: Vec<String> = tree.iter().map(|(path, _)| path.to_string()).collect();
        for path in gone {
            let is_there = built.binary_search(path).is_ok();
            assert!(is_there || self.get(path).0 == 404, "{path} left, and is still there");
        }
        built
    }

    /// Opens a stream of events.
    pub(crate) fn events(self) -> Events {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("somebody listens");
        let request =
            format!("GET /__annexa/events HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", self.port);
        stream.write_all(request.as_bytes()).expect("it can be asked");
        Events { lines: BufReader::new(stream) }
    }
}

/// What a preview tells browsers.
pub(crate) struct Events {
    lines: BufReader<TcpStream>,
}

impl Events {
    /// What there is when the stream begins.
    pub(crate) fn first(mut self) -> (u64, u64) {
        self.next()
    }

    /// Waits for the next event: the numbers of the site and of the word.
    pub(crate) fn next(&mut self) -> (u64, u64) {
        loop {
            let mut line = String::new();
            assert!(self.lines.read_line(&mut line).expect("a line") > 0, "the stream ended");
            let Some(id) = line.strip_prefix("id: ") else { continue };
            let (site, word) = id.trim().split_once('.').expect("two numbers");
            return (site.parse().expect("a number"), word.parse().expect("a number"));
        }
    }

    /// Waits for a site newer than `number`.
    pub(crate) fn site_after(&mut self, number: u64) -> u64 {
        loop {
            let (site, _) = self.next();
            if site > number {
                return site;
            }
        }
    }
}

/// A page as it is built: without the two lines that the preview adds at the end of its head.
pub(crate) fn without_panel(page: &[u8]) -> Vec<u8> {
    let find = |text: &[u8]| page.windows(text.len()).position(|window| window == text);
    let first = find(b"<link rel=\"preload\" as=\"style\" href=\"/__annexa/preview.css\">\n");
    let (Some(start), Some(end)) = (first, find(b"</head>")) else { return page.to_vec() };
    [&page[..start], &page[end..]].concat()
}

/// `annexa serve` as a program of its own; it ends with the test.
pub(crate) struct Serve {
    pub(crate) child: Child,
    pub(crate) site: Site,
    said: Receiver<String>,
}

impl Drop for Serve {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Serve {
    /// Runs a command that becomes `annexa` on a project, and waits for the address.
    pub(crate) fn start(command: &mut Command, root: &Path) -> Self {
        command.args(["serve", "--no-history", "--port", "27200", "--today", "2026-11-21"]);
        let mut child = command.arg(root).spawn().expect("it can be run");
        let stderr = child.stderr.take().expect("it is heard");
        let (sender, said) = channel();
        thread::spawn(move || {
            for line in BufReader::new(stderr).lines().map_while(Result::ok) {
                // Who does not listen any more has heard enough.
                let _ = sender.send(line);
            }
        });
        let mut serve = Self { child, site: Site { port: 0 }, said };
        let line = serve.says("http://localhost:");
        let port = line.split("localhost:").nth(1).and_then(|rest| rest.split('/').next());
        serve.site.port = port.and_then(|port| port.parse().ok()).expect("a port");
        serve
    }

    /// Waits for a line with these words.
    #[track_caller]
    pub(crate) fn says(&self, words: &str) -> String {
        until(format!("it says {words:?}"), || {
            self.said.try_iter().find(|line| line.contains(words))
        })
    }
}

/// A program that is run beside a test.
#[allow(clippy::disallowed_methods, reason = "runs beside the test, and is ended by it")]
pub(crate) fn program(name: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(name);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    command
}

/// The program that is tested.
pub(crate) fn annexa() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_annexa"))
}
