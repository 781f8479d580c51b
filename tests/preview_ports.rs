//! Where the preview listens, and what it leaves behind: ports, addresses, threads.

#![allow(clippy::print_stdout, reason = "what this machine cannot show is said")]

mod support;

use std::io::{Read, Write};
use std::net::{IpAddr, Ipv6Addr, SocketAddr, TcpListener, TcpStream, UdpSocket};
use std::time::Duration;

use support::preview::{Serve, annexa, program};
use support::project::{HANDBOOK, Project, SOUND};
use support::socket::{Client, PAGE, Running};

/// A project whose page says a word.
fn saying(word: &str) -> Project {
    let text = SOUND.replace("Ask first.", word);
    Project::new(&[("handbook.toml", HANDBOOK), ("documents/access.md", &text)])
}

#[test]
fn two_previews_stand_side_by_side() {
    let one = Running::new(saying("This is one."));
    let two = Running::on(saying("This is two."), one.port);
    assert!(two.port > one.port, "the next free port: {} after {}", two.port, one.port);
    assert!(one.get(PAGE).text().contains("This is one."));
    assert!(two.get(PAGE).text().contains("This is two."));
    // Each answers to its own port only.
    let foreign = format!("GET {PAGE} HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", one.port);
    assert_eq!(two.connect().ask_raw(foreign).status, 421);
}

#[test]
fn a_port_that_is_taken_on_either_address_is_passed_over() {
    let Ok(other) = TcpListener::bind((Ipv6Addr::LOCALHOST, 0)) else {
        println!("SKIPPED: this machine has no IPv6");
        return;
    };
    let taken = other.local_addr().expect("an address").port();
    // `localhost` would lead some browsers to the other program.
    let running = Running::on(saying("This is ours."), taken);
    assert_ne!(running.port, taken);
}

#[test]
fn both_loopback_addresses_answer() {
    let running = Running::new(Project::sound());
    let port = running.port;
    let Ok(mut six) = TcpStream::connect((Ipv6Addr::LOCALHOST, port)) else {
        let bound = TcpListener::bind((Ipv6Addr::LOCALHOST, 0));
        assert!(bound.is_err(), "this machine has IPv6, but nobody answers on `[::1]`");
        println!("SKIPPED: this machine has no IPv6");
        return;
    };
    let host = format!("GET {PAGE} HTTP/1.1\r\nHost: [::1]:{port}\r\nConnection: close\r\n\r\n");
    six.write_all(host.as_bytes()).expect("it listens");
    let mut answer = String::new();
    six.read_to_string(&mut answer).expect("an answer");
    assert!(answer.contains("200 OK") && answer.ends_with(&running.get(PAGE).text()));
}

#[test]
fn other_machines_reach_nothing() {
    let running = Running::new(Project::sound());
    let mut others = 0;
    for address in addresses_of_this_machine() {
        let address = SocketAddr::new(address, running.port);
        let reached = TcpStream::connect_timeout(&address, Duration::from_secs(2));
        assert!(reached.is_err(), "the preview listens on {address}");
        others += 1;
    }
    if others == 0 {
        println!("SKIPPED: this machine has no address but its own loopback");
    }
}

/// The addresses that lead to other machines. Nothing is sent: a datagram socket only looks up the way.
fn addresses_of_this_machine() -> Vec<IpAddr> {
    let ways = [("0.0.0.0:0", "192.0.2.1:9"), ("[::]:0", "[2001:db8::1]:9")];
    let look_up = |(from, to): (&str, &str)| {
        let socket = UdpSocket::bind(from).ok()?;
        socket.connect(to).ok()?;
        let address = socket.local_addr().ok()?.ip();
        (!address.is_loopback()).then_some(address)
    };
    ways.into_iter().filter_map(look_up).collect()
}

/// How many threads a program has.
#[cfg(target_os = "linux")]
fn threads(served: &Serve) -> usize {
    let tasks = format!("/proc/{}/task", served.child.id());
    std::fs::read_dir(tasks).expect("it runs").count()
}

#[test]
#[cfg(target_os = "linux")]
fn many_clients_leave_no_threads_behind() {
    use support::socket::eventually;

    let project = Project::sound();
    let served = Serve::start(&mut program(annexa()), &project.root);
    let port = served.site.port;
    assert_eq!(Client::connect(port).get(PAGE).status, 200);
    let events = |served: &Serve| {
        let mut client = Client::connect(served.site.port);
        client.say(format!("GET /__annexa/events HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n"));
        assert!(client.event().is_some());
    };
    std::thread::sleep(Duration::from_secs(2));
    let before = threads(&served);
    let mut one = Client::connect(port);
    for _ in 0..2000 {
        assert_eq!(one.get("/static/annexa.css").status, 200);
    }
    for _ in 0..300 {
        assert_eq!(Client::connect(port).get("/static/annexa.css").status, 200);
    }
    for bytes in ["PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "GET / HTTP/1.1\r\nHo", "", "\u{16}\u{3}"] {
        for _ in 0..20 {
            Client::connect(port).say(bytes);
        }
    }
    for _ in 0..5 {
        events(&served);
    }
    drop(one);
    eventually("the threads of clients that are gone are gone", || threads(&served) <= before);
}

#[test]
fn a_body_of_any_claimed_length_does_not_end_the_program() {
    let project = Project::sound();
    let served = Serve::start(&mut program(annexa()), &project.root);
    for length in [u64::MAX, 1 << 62, 1 << 40] {
        let more = format!("Content-Length: {length}\r\n");
        assert_eq!(Client::connect(served.site.port).ask("POST", PAGE, &more).status, 405);
        assert_eq!(Client::connect(served.site.port).ask("GET", PAGE, &more).status, 400);
    }
    assert_eq!(Client::connect(served.site.port).get(PAGE).status, 200);
}
