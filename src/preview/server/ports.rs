//! Which port is taken: the first free one, on loopback addresses and nowhere else.

use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};

/// How many ports are tried.
const PORTS: u16 = 20;

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
    pub(super) all: Vec<TcpListener>,
    /// The port.
    pub port: u16,
}

/// Takes the first free port from `first` on; for 0 any that is free.
pub fn listen(first: u16) -> Result<Listeners, ServerError> {
    let last = if first == 0 { 0 } else { first.saturating_add(PORTS - 1) };
    // Any free port is another one each time: what is free on one address may be taken on the other.
    let tried = (0..PORTS).map(|step| first.saturating_add(if first == 0 { 0 } else { step }));
    for port in tried {
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
