//! The event stream (HTML standard, 9.2): what changed, told to one browser until it is gone.

use std::io::{self, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::preview::answer::HEADERS;
use crate::preview::live::{Live, Pulse};
use crate::preview::server::Limits;
use crate::preview::server::timed::{Timed, is_gone};

/// How the head of an event stream begins; [`HEADERS`] follow.
const STREAM: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n";

/// How often a stream looks whether somebody still listens.
const GLANCE: Duration = Duration::from_secs(1);

/// Tells a browser what there is, now and after every change, until it is gone. The head is written by hand: an answer without an end has no length.
pub(super) fn tell(stream: &TcpStream, live: &Live, limits: &Limits) -> io::Result<()> {
    let say = |text: &str| Timed::new(stream, limits.answer).write_all(text.as_bytes());
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
            None if told.elapsed() < limits.heartbeat => continue,
            None => say(": still here\n\n")?,
        }
        told = Instant::now();
    }
    Ok(())
}

/// An event as the HTML standard wants it (9.2.5, event streams).
fn event(pulse: Pulse) -> String {
    let Pulse { site, word } = pulse;
    format!("id: {site}.{word}\ndata: {{\"site\":{site},\"word\":{word}}}\n\n")
}
