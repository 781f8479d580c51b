//! Answers browsers of this machine. The only file that names `tiny_http` and the network.
//!
//! What is answered is decided in [`crate::preview::router`]; here bytes go in and out. Listeners are on loopback addresses only, and nothing makes them
//! listen anywhere else.
//!
//! **The engine writes answers, and that is all it does.** Its own server is not used, for a program of this machine could end the preview with one
//! request: a large `Content-Length` makes it ask for that much memory, and the process is aborted. It reads lines without a limit, waits for bodies that
//! never come, takes any `Transfer-Encoding` for chunked (CVE-2026-66752), and has no time limits; none of this can be fenced in from outside. It
//! also lets line breaks into header values (CVE-2026-66753): no header of an answer holds anything from a request, nor are the request's headers
//! shown to it. So connections and heads of requests are read here and in [`crate::preview::head`], within [`Limits`].
//!
//! **Nobody can make others wait.** Each connection has a thread of its own. When there are too many, the one that has waited longest for its next
//! request goes, so that a new one is always let in; a request and an answer each have a time in which they must come to an end; answers and event
//! streams are limited in number (503). A body is never read: the answer says no, and the connection ends.

use std::io::{self, BufWriter, Cursor, Read, Write};
use std::net::{Ipv4Addr, Ipv6Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use tiny_http::{HTTPVersion, Header, Response, StatusCode};

use crate::preview::answer::{Answer, Answers, Body, HEADERS, refused};
use crate::preview::head::{Head, Inbox};
use crate::preview::live::{Live, Pulse};
use crate::preview::places::{Places, Ticket, Waiting};
use crate::preview::refusal::Refusal;

/// How many ports are tried.
const PORTS: u16 = 20;

/// After a failure to accept, which passes by itself: the system has no more handles, or the other end was gone at once.
const PAUSE: Duration = Duration::from_millis(50);

/// How the head of an event stream begins; [`HEADERS`] follow.
const STREAM: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n";

/// How often a stream looks whether somebody still listens.
const GLANCE: Duration = Duration::from_secs(1);

/// How much is read, and thrown away, after a refusal.
const LEFTOVERS: u64 = 1024 * 1024;

/// How many at once, and for how long.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Connections. A browser has about six for each name of a host.
    pub connections: usize,
    /// Answers that are being made or written; more are turned away.
    pub answers: usize,
    /// Event streams, one for each visible page; more are turned away.
    pub streams: usize,
    /// From one request of a connection to the next.
    pub idle: Duration,
    /// From the first byte of a request to the end of its head.
    pub head: Duration,
    /// From the first byte of an answer to its last.
    pub answer: Duration,
    /// After a refusal, until the other end has read it and is gone.
    pub parting: Duration,
    /// After this time without a change a stream says something.
    pub heartbeat: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 128,
            answers: 64,
            streams: 16,
            idle: Duration::from_mins(1),
            head: Duration::from_secs(10),
            answer: Duration::from_secs(30),
            parting: Duration::from_secs(1),
            heartbeat: Duration::from_secs(15),
        }
    }
}

/// Why the preview cannot be reached.
#[derive(Debug, thiserror::Error)]
pub enum ServerError {
    /// All ports that were tried are taken.
    #[error("the ports {first} to {last} are taken; choose another one with `--port`")]
    Ports {
        /// The first.
        first: u16,
        /// The last.
        last: u16,
    },
    /// The system does not let us listen.
    #[error("cannot listen on port {port}")]
    Listen {
        /// The port.
        port: u16,
        /// What the system said.
        source: io::Error,
    },
}

/// Listeners on loopback addresses, IPv4 and, where there is one, IPv6, under one port.
#[derive(Debug)]
pub struct Listeners {
    all: Vec<TcpListener>,
    /// The port.
    pub port: u16,
}

/// Takes the first free port from `first` on; for 0 any that is free.
pub fn listen(first: u16) -> Result<Listeners, ServerError> {
    let last = if first == 0 { 0 } else { first.saturating_add(PORTS - 1) };
    for port in first..=last {
        match listen_on(port) {
            Ok(all) => return Ok(Listeners { port: port_of(&all, port), all }),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
            Err(source) => return Err(ServerError::Listen { port, source }),
        }
    }
    Err(ServerError::Ports { first, last })
}

fn port_of(listeners: &[TcpListener], asked: u16) -> u16 {
    let known = listeners.first().and_then(|listener| listener.local_addr().ok());
    known.map_or(asked, |address| address.port())
}

fn listen_on(port: u16) -> io::Result<Vec<TcpListener>> {
    let four = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)))?;
    let port = four.local_addr()?.port();
    // `localhost` is `::1` first in many browsers; if another program had it there, they would show that program.
    let six = match TcpListener::bind(SocketAddr::from((Ipv6Addr::LOCALHOST, port))) {
        Ok(six) => Some(six),
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => return Err(error),
        Err(_) => None,
    };
    Ok([Some(four), six].into_iter().flatten().collect())
}

/// Answers from now on, until the program ends.
pub fn serve(listeners: Listeners, answers: &Arc<Answers>, limits: &Limits) {
    let house = Arc::new(House {
        answers: answers.clone(),
        port: listeners.port,
        connections: Places::new(limits.connections),
        busy: Places::new(limits.answers),
        streams: Places::new(limits.streams),
        waiting: Waiting::default(),
        limits: limits.clone(),
    });
    for listener in listeners.all {
        let house = house.clone();
        thread::spawn(move || {
            loop {
                match listener.accept() {
                    Ok((stream, _)) => house.admit(stream),
                    Err(_) => thread::sleep(PAUSE),
                }
            }
        });
    }
}

/// What all connections share.
struct House {
    answers: Arc<Answers>,
    port: u16,
    limits: Limits,
    connections: Places,
    busy: Places,
    streams: Places,
    /// Connections that wait for a request, or for the rest of one.
    waiting: Waiting<TcpStream>,
}

impl House {
    fn admit(self: &Arc<Self>, stream: TcpStream) {
        let place = match self.connections.take() {
            Some(place) => place,
            None => {
                // When nobody waits, all are being answered, and there are too many.
                let Some(longest) = self.waiting.longest() else { return };
                // Its thread wakes up and ends.
                let _ = longest.shutdown(Shutdown::Both);
                self.connections.overbook()
            }
        };
        let house = self.clone();
        // Without a thread there is no answer, but the next one may get one.
        let _ = thread::Builder::new().spawn(move || house.attend(&Arc::new(stream), place));
    }

    /// Answers the requests of a connection, one after the other.
    fn attend(&self, stream: &Arc<TcpStream>, _place: Ticket) {
        let _ = stream.set_nodelay(true);
        let mut inbox = Inbox::default();
        loop {
            let received = self.waiting.during(stream, || self.receive(stream, &mut inbox));
            let told = match received {
                Ok(None) => return,
                Ok(Some(head)) => match self.reply(stream, &head) {
                    Ok(told) if told.is_err() || head.is_last => return,
                    Ok(_) => continue,
                    Err(refusal) => self.send(stream, refused(refusal), Kind::last(&head)),
                },
                Err(refusal) => self.send(stream, refused(refusal), Kind::LAST),
            };
            if told.is_ok() {
                self.waiting.during(stream, || self.part(stream));
            }
            return;
        }
    }

    /// Reads the head of the next request; `None` when none came.
    fn receive(&self, stream: &TcpStream, inbox: &mut Inbox) -> Result<Option<Head>, Refusal> {
        let mut bytes = [0; 4096];
        let mut timed = Timed::new(stream, self.limits.idle);
        let mut has_begun = false;
        loop {
            if let Some(head) = inbox.take()? {
                return Ok(Some(head));
            }
            if !has_begun && !inbox.is_empty() {
                has_begun = true;
                timed = Timed::new(stream, self.limits.head);
            }
            match timed.read(&mut bytes) {
                Ok(0) => return Ok(None),
                Ok(count) => inbox.add(&bytes[..count]),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(_) => return if has_begun { Err(Refusal::Slow) } else { Ok(None) },
            }
        }
    }

    /// Answers a request. What is returned inside is whether the other end got it.
    fn reply(&self, stream: &TcpStream, head: &Head) -> Result<io::Result<()>, Refusal> {
        let busy = self.busy.take().ok_or(Refusal::Busy)?;
        let answer = || head.request(|request| self.answers.answer(request, self.port));
        let answer = unless_it_stumbles(answer)?;
        if !matches!(answer.body, Body::Events) || head.wants_head_only() {
            return Ok(self.send(stream, answer, Kind::of(head)));
        }
        // A stream is not counted among the answers: it would keep its place for hours.
        drop(busy);
        let _ticket = self.streams.take().ok_or(Refusal::Busy)?;
        Ok(self.tell(stream, self.answers.live()))
    }

    fn send(&self, stream: &TcpStream, answer: Answer, kind: Kind) -> io::Result<()> {
        let bytes = match answer.body {
            Body::Bytes(bytes) => bytes,
            Body::Events => Vec::new(),
        };
        let headers = answer.headers.iter();
        let headers = headers
            .filter_map(|(name, value)| Header::from_bytes(name.as_bytes(), value.as_bytes()).ok());
        let (status, length) = (StatusCode(answer.status), bytes.len());
        let answer =
            Response::new(status, headers.collect(), Cursor::new(bytes), Some(length), None);
        // A length, not chunks; and 1.0 is how this engine says that the connection ends.
        let answer = answer.with_chunked_threshold(usize::MAX);
        let version = if kind.is_last { HTTPVersion(1, 0) } else { HTTPVersion(1, 1) };
        let mut writer = BufWriter::new(Timed::new(stream, self.limits.answer));
        answer.raw_print(&mut writer, version, &[], kind.is_head_only, None)?;
        writer.flush()
    }

    /// Lets the other end read a refusal: a connection that is closed with unread bytes is reset, and takes what was said with it.
    fn part(&self, stream: &TcpStream) {
        let _ = stream.shutdown(Shutdown::Write);
        let timed = Timed::new(stream, self.limits.parting);
        let _ = io::copy(&mut timed.take(LEFTOVERS), &mut io::sink());
    }

    /// Tells a browser what there is, now and after every change, until it is gone. The head is written by hand: an answer without an end has no length.
    fn tell(&self, stream: &TcpStream, live: &Live) -> io::Result<()> {
        let say = |text: &str| Timed::new(stream, self.limits.answer).write_all(text.as_bytes());
        let headers = HEADERS.map(|(name, value)| format!("{name}: {value}\r\n")).concat();
        let head = format!("{STREAM}{headers}\r\n");
        let mut known = live.pulse();
        say(&format!("{head}{}", event(known)))?;
        let mut told = Instant::now();
        while !is_gone(stream)? {
            match live.wait(known, GLANCE) {
                Some(pulse) => {
                    known = pulse;
                    say(&event(pulse))?;
                }
                None if told.elapsed() < self.limits.heartbeat => continue,
                None => say(": still here\n\n")?,
            }
            told = Instant::now();
        }
        Ok(())
    }
}

/// A fault over one request ends that request. What is shared is whole at any time ([`Live`]), so it is none for the next.
fn unless_it_stumbles<T>(answer: impl FnOnce() -> Result<T, Refusal>) -> Result<T, Refusal> {
    catch_unwind(AssertUnwindSafe(answer)).unwrap_or(Err(Refusal::Stumbled))
}

/// How an answer is written.
#[derive(Debug, Clone, Copy)]
struct Kind {
    is_last: bool,
    is_head_only: bool,
}

impl Kind {
    const LAST: Self = Self { is_last: true, is_head_only: false };

    fn of(head: &Head) -> Self {
        Self { is_last: head.is_last, is_head_only: head.wants_head_only() }
    }

    fn last(head: &Head) -> Self {
        Self { is_last: true, ..Self::of(head) }
    }
}

/// A connection with a time limit for all that is read or written by this: limits of the system begin anew with every byte.
struct Timed<'s> {
    stream: &'s TcpStream,
    until: Instant,
}

impl<'s> Timed<'s> {
    fn new(stream: &'s TcpStream, patience: Duration) -> Self {
        Self { stream, until: Instant::now() + patience }
    }

    fn left(&self) -> io::Result<Option<Duration>> {
        let left = self.until.saturating_duration_since(Instant::now());
        if left.is_zero() { Err(io::ErrorKind::TimedOut.into()) } else { Ok(Some(left)) }
    }
}

impl Read for Timed<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.stream.set_read_timeout(self.left()?)?;
        self.stream.read(buffer)
    }
}

impl Write for Timed<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.stream.set_write_timeout(self.left()?)?;
        self.stream.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// True when the other end has closed the connection. Pages come and go faster than changes; their places must not wait for the next one.
fn is_gone(mut stream: &TcpStream) -> io::Result<bool> {
    stream.set_nonblocking(true)?;
    let read = stream.read(&mut [0; 256]);
    stream.set_nonblocking(false)?;
    match read {
        Ok(count) => Ok(count == 0),
        Err(error) if error.kind() == io::ErrorKind::WouldBlock => Ok(false),
        Err(error) => Err(error),
    }
}

/// An event as the HTML standard wants it (9.2.5, event streams).
fn event(pulse: Pulse) -> String {
    let Pulse { site, word } = pulse;
    format!("id: {site}.{word}\ndata: {{\"site\":{site},\"word\":{word}}}\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_over_a_request_is_an_answer() {
        let fault = || std::panic::resume_unwind(Box::new("on purpose"));
        assert_eq!(unless_it_stumbles::<()>(fault), Err(Refusal::Stumbled));
        assert_eq!(unless_it_stumbles(|| Ok(1)), Ok(1));
    }
}
