//! A preview that runs, and a client that says exactly the bytes it is told to.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use annexa::base::path::RelPath;
use annexa::diag::levels::Strictness;
use annexa::load::Sources;
use annexa::pipeline::on_demand::OnDemand;
use annexa::preview::answer::{Answers, Desk};
use annexa::preview::live::Live;
use annexa::preview::news::News;
use annexa::preview::notice::Noticing;
use annexa::preview::server::{Limits, listen, serve};
use annexa::preview::{Asking, start};

use super::project::{HANDBOOK, Project, SOUND};

/// How long anything may take before a test gives up.
const PATIENCE: Duration = Duration::from_secs(20);

/// The path of a page of every preview here.
pub(crate) const PAGE: &str = "/documents/pol-1.html";

/// The path of an attachment that fits into no buffer of a socket, where there is one.
pub(crate) const LARGE: &str = "/assets/large.pdf";

/// A preview of a project in a folder.
pub(crate) struct Running {
    pub(crate) port: u16,
    pub(crate) project: Project,
    /// Kept, for a preview ends when nobody listens to its news.
    news: Mutex<Receiver<News>>,
}

impl Running {
    /// Starts one, and waits until there is something to see.
    pub(crate) fn new(project: Project) -> Self {
        Self::on(project, 0)
    }

    /// Starts one on a port, or the next free one.
    pub(crate) fn on(project: Project, port: u16) -> Self {
        let preview = start(annexa::preview::Project {
            root: project.root.clone(),
            today: "2026-11-21".parse().expect("a date"),
            strictness: Strictness::default(),
            noticing: Noticing::Watching,
            asking: Asking::Nobody,
            port,
            editor: None,
        });
        let preview = preview.expect("a preview starts");
        let running = Self { port: preview.port, project, news: Mutex::new(preview.news) };
        running.wait_until_shown();
        running
    }

    /// Waits until another site is shown.
    pub(crate) fn wait_until_shown(&self) {
        let news = self.news.lock().expect("no test panics with it");
        while !matches!(news.recv_timeout(PATIENCE).expect("news"), News::Shown { .. }) {}
    }

    /// Opens a connection.
    pub(crate) fn connect(&self) -> Client {
        Client::connect(self.port)
    }

    /// Asks for a path as a browser does.
    pub(crate) fn get(&self, path: &str) -> Reply {
        self.connect().get(path)
    }
}

/// Serves one policy and a large attachment from memory, within limits.
pub(crate) fn serve_within(limits: &Limits) -> (u16, Arc<Live>) {
    let linked = format!("{SOUND}\n[Large](/assets/large.pdf)\n");
    let files = [("handbook.toml", HANDBOOK), ("documents/access.md", linked.as_str())];
    let mut sources = Sources::from_files(files);
    let path = RelPath::new("assets/large.pdf").expect("a clean path");
    sources.insert(path, vec![0xff; 12 << 20]);
    let today = "2026-11-21".parse().expect("a date");
    let live = Arc::new(Live::new(today, Strictness::default()));
    live.show(Arc::new(OnDemand::new(Arc::new(sources), today, live.memo(), None)));
    let listeners = listen(0).expect("a port is free");
    let port = listeners.port;
    let desk = Desk { root: "project".into(), editor: None };
    serve(listeners, &Arc::new(Answers::new(live.clone(), desk)), limits);
    (port, live)
}

/// A connection to a preview.
pub(crate) struct Client {
    stream: TcpStream,
    port: u16,
    /// What came and was not taken.
    came: Vec<u8>,
}

impl Client {
    pub(crate) fn connect(port: u16) -> Self {
        let stream = TcpStream::connect(("127.0.0.1", port)).expect("somebody listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a time limit");
        Self { stream, port, came: Vec::new() }
    }

    /// Sends bytes; who is not listened to any more learns it by the answer.
    pub(crate) fn say(&mut self, bytes: impl AsRef<[u8]>) {
        let _ = self.stream.write_all(bytes.as_ref());
    }

    /// Asks for a path as a browser does.
    pub(crate) fn get(&mut self, path: &str) -> Reply {
        self.ask("GET", path, "")
    }

    /// Sends a request with an honest `Host` and more header lines, each with its line break.
    pub(crate) fn ask(&mut self, method: &str, target: &str, more: &str) -> Reply {
        let port = self.port;
        self.say(format!("{method} {target} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{more}\r\n"));
        self.reply(method != "HEAD")
    }

    /// Sends bytes and takes the answer.
    pub(crate) fn ask_raw(&mut self, bytes: impl AsRef<[u8]>) -> Reply {
        self.say(bytes);
        self.reply(true)
    }

    /// The next answer, whole.
    #[track_caller]
    pub(crate) fn reply(&mut self, has_body: bool) -> Reply {
        let head = self.until(b"\r\n\r\n").expect("an answer has a head");
        let mut lines = head.split("\r\n");
        let first = lines.next().unwrap_or("");
        let status = first.split(' ').nth(1).and_then(|status| status.parse().ok());
        let headers = lines.filter_map(|line| line.split_once(": "));
        let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let status = status.unwrap_or_else(|| panic!("no status in `{first}`"));
        let mut reply = Reply { status, headers: headers.collect(), body: Vec::new() };
        let length = reply.header("Content-Length").parse().unwrap_or(0);
        while has_body && self.came.len() < length {
            assert!(self.more(), "the answer to be of {length} bytes");
        }
        reply.body = self.came.drain(..if has_body { length } else { 0 }).collect();
        reply
    }

    /// The text up to an end, without it; `None` when the connection ends before.
    pub(crate) fn until(&mut self, end: &[u8]) -> Option<String> {
        loop {
            let found = self.came.windows(end.len()).position(|window| window == end);
            if let Some(at) = found {
                let text = String::from_utf8_lossy(&self.came[..at]).into_owned();
                self.came.drain(..at + end.len());
                return Some(text);
            }
            if !self.more() {
                return None;
            }
        }
    }

    /// The data of the next event; `None` when the stream ended.
    pub(crate) fn event(&mut self) -> Option<String> {
        self.until(b"data: ")?;
        self.until(b"\n\n")
    }

    /// True when the other end closes the connection without another word.
    pub(crate) fn is_closed(&mut self) -> bool {
        self.came.is_empty() && !self.more()
    }

    /// Reads a little; `None` at the end.
    pub(crate) fn read_some(&mut self) -> Option<usize> {
        let mut bytes = vec![0; 64 * 1024];
        self.stream.read(&mut bytes).ok().filter(|count| *count > 0)
    }

    /// Reads what comes next; false at the end. A reset is no end: it takes with it what was said before.
    fn more(&mut self) -> bool {
        let mut bytes = vec![0; 64 * 1024];
        match self.stream.read(&mut bytes) {
            Ok(count) => {
                self.came.extend_from_slice(&bytes[..count]);
                count > 0
            }
            Err(error) => panic!("nothing came: {error}"),
        }
    }
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    /// The value of a header that is there at most once; empty when it is not.
    #[track_caller]
    pub(crate) fn header(&self, name: &str) -> &str {
        let mut all = self.headers.iter().filter(|(known, _)| known.eq_ignore_ascii_case(name));
        let value = all.next().map_or("", |(_, value)| value);
        assert!(all.next().is_none(), "`{name}` stands twice in {:?}", self.headers);
        value
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Waits until something holds.
#[track_caller]
pub(crate) fn eventually(what: &str, mut holds: impl FnMut() -> bool) {
    let until = Instant::now() + PATIENCE;
    while !holds() {
        assert!(Instant::now() < until, "{what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}
