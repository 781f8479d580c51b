//! Answers browsers of this machine. The only folder that names the network; the file `send.rs` names `tiny_http`.
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

mod events;
mod ports;
mod send;
mod timed;

use std::io::{self, BufWriter, Read};
use std::net::{Shutdown, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use crate::preview::answer::{Answer, Answers, Body, refused};
use crate::preview::guard::guarded;
use crate::preview::head::{Head, Inbox};
use crate::preview::places::{Places, Ticket, Waiting};
use crate::preview::refusal::Refusal;
pub use crate::preview::server::ports::{Listeners, ServerError, listen};
use crate::preview::server::send::Kind;
use crate::preview::server::timed::Timed;

/// After a failure to accept, which passes by itself: the system has no more handles, or the other end was gone at once.
const PAUSE: Duration = Duration::from_millis(50);

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
        Ok(events::tell(stream, self.answers.live(), &self.limits))
    }

    fn send(&self, stream: &TcpStream, answer: Answer, kind: Kind) -> io::Result<()> {
        let timed = Timed::new(stream, self.limits.answer);
        send::send(BufWriter::new(timed), answer, kind)
    }

    /// Lets the other end read a refusal: a connection that is closed with unread bytes is reset, and takes what was said with it.
    fn part(&self, stream: &TcpStream) {
        let _ = stream.shutdown(Shutdown::Write);
        let timed = Timed::new(stream, self.limits.parting);
        let _ = io::copy(&mut timed.take(LEFTOVERS), &mut io::sink());
    }
}

/// A fault over one request ends that request. What is shared is whole at any time ([`crate::preview::live::Live`]), so it is none for the next.
fn unless_it_stumbles<T>(answer: impl FnOnce() -> Result<T, Refusal>) -> Result<T, Refusal> {
    guarded(answer).unwrap_or(Err(Refusal::Stumbled))
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
