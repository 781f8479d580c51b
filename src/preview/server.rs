//! Answers browsers of this machine. The only file that names `tiny_http` and the network.
//!
//! What is answered is decided in [`crate::preview::router`]; here bytes go in and out. The engine has known faults, and fences around it:
//!
//! - It listens on loopback addresses only, by listeners of our own; nothing makes it listen anywhere else.
//! - It takes any `Transfer-Encoding` for chunked and lets line breaks into header values (CVE-2026-66752, CVE-2026-66753): requests with a body are
//!   refused unread, and no header of an answer holds anything from a request.
//! - It has no time limits, so every answer has a thread of its own, of which there is a limited number, and the system ends a write that nobody
//!   reads. Who sends a request byte by byte keeps only a connection of their own busy.
//! - Its accept loop ends at the first error: it is begun again.

use std::io::{self, Cursor, Write};
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use socket2::SockRef;
use tiny_http::{Header, Request, Response, Server, StatusCode};

use crate::preview::answer::{Answer, Answers, Body};
use crate::preview::live::Live;
use crate::preview::router;

/// How many ports are tried.
const PORTS: u16 = 20;

/// How many answers are being written at most; more are turned away (503).
const ANSWERS: usize = 64;

/// How many event streams are open at most, one for each visible page; more are turned away (503).
const STREAMS: usize = 16;

/// After this time without a change a stream says something, so that a connection whose other end is gone is noticed.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// How long a write may wait for somebody to read.
const PATIENCE: Duration = Duration::from_secs(30);

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

/// Takes the first free port from `first` on.
pub fn listen(first: u16) -> Result<Listeners, ServerError> {
    let last = first.saturating_add(PORTS - 1);
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
    let all: Vec<TcpListener> = [Some(four), six].into_iter().flatten().collect();
    for listener in &all {
        let socket = SockRef::from(listener);
        // Connections inherit both. Where a system does not pass them on, answers are a little later, and that is all.
        let _ = socket.set_tcp_nodelay(true);
        let _ = socket.set_write_timeout(Some(PATIENCE));
    }
    Ok(all)
}

/// Answers from now on, until the program ends.
pub fn serve(listeners: Listeners, answers: &Arc<Answers>) {
    let (busy, streams) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    for listener in listeners.all {
        let desk = Desk {
            answers: answers.clone(),
            port: listeners.port,
            busy: busy.clone(),
            streams: streams.clone(),
        };
        thread::spawn(move || {
            loop {
                // The engine gives its listener up when accepting failed once; ours stays open for the next one.
                let Ok(again) = listener.try_clone() else { return };
                let Ok(server) = Server::from_listener(again, None) else { return };
                while let Ok(request) = server.recv() {
                    desk.take(request);
                }
                thread::sleep(Duration::from_millis(100));
            }
        });
    }
}

/// Where requests are handed over to threads.
#[derive(Clone)]
struct Desk {
    answers: Arc<Answers>,
    port: u16,
    busy: Arc<AtomicUsize>,
    streams: Arc<AtomicUsize>,
}

impl Desk {
    fn take(&self, request: Request) {
        let Some(ticket) = Ticket::take(&self.busy, ANSWERS) else {
            turn_away(request);
            return;
        };
        let desk = self.clone();
        thread::spawn(move || desk.answer(request, ticket));
    }

    fn answer(&self, request: Request, busy: Ticket) {
        let headers: Vec<(&str, &str)> = request
            .headers()
            .iter()
            .map(|header| (header.field.as_str().as_str(), header.value.as_str()))
            .collect();
        let asked = router::Request {
            method: request.method().as_str(),
            target: request.url(),
            headers: &headers,
        };
        let answer = self.answers.answer(&asked, self.port);
        match answer.body {
            Body::Events => {
                // A stream is not counted among the answers: it would keep its place for hours.
                drop(busy);
                match Ticket::take(&self.streams, STREAMS) {
                    Some(ticket) => stream(request, self.answers.live(), ticket),
                    None => turn_away(request),
                }
            }
            Body::Bytes(_) => send(request, answer),
        }
    }
}

/// One of a limited number of places; given back when dropped.
struct Ticket(Arc<AtomicUsize>);

impl Ticket {
    fn take(taken: &Arc<AtomicUsize>, limit: usize) -> Option<Self> {
        let before = taken.fetch_add(1, Ordering::AcqRel);
        let ticket = Self(taken.clone());
        (before < limit).then_some(ticket)
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

/// Sends an answer. Who does not wait for it misses it.
fn send(request: Request, answer: Answer) {
    let Body::Bytes(bytes) = answer.body else { return };
    let length = bytes.len();
    let headers = answer
        .headers
        .iter()
        .filter_map(|(name, value)| Header::from_bytes(name.as_bytes(), value.as_bytes()).ok());
    let response = Response::new(
        StatusCode(answer.status),
        headers.collect(),
        Cursor::new(bytes),
        Some(length),
        None,
    );
    let _ = request.respond(response.with_chunked_threshold(usize::MAX));
}

fn turn_away(request: Request) {
    let _ = request.respond(Response::empty(StatusCode(503)));
}

/// Tells a browser what there is, now and after every change. The header is written by hand: with chunks, some browsers hold events back.
fn stream(request: Request, live: &Live, ticket: Ticket) {
    let mut writer = request.into_writer();
    let mut head =
        String::from("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n");
    for (name, value) in crate::preview::answer::HEADERS {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    let mut tell = |text: &str| writer.write_all(text.as_bytes()).and_then(|()| writer.flush());
    let mut known = live.pulse();
    let first = format!("{head}{}", event(known));
    let mut told = tell(&first);
    while told.is_ok() {
        told = match live.wait(known, HEARTBEAT) {
            Some(pulse) => {
                known = pulse;
                tell(&event(pulse))
            }
            None => tell(": still here\n\n"),
        };
    }
    drop(ticket);
}

/// An event as the HTML standard wants it (9.2.5, event streams).
fn event(pulse: crate::preview::live::Pulse) -> String {
    let crate::preview::live::Pulse { site, word } = pulse;
    format!("id: {site}.{word}\ndata: {{\"site\":{site},\"word\":{word}}}\n\n")
}
