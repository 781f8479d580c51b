//! Nobody makes others wait: silent, slow and greedy clients of the preview, over real sockets.

mod support;

use std::time::Duration;

use annexa::preview::head::LONGEST_HEAD;
use annexa::preview::server::Limits;
use support::project::{Project, SOUND};
use support::socket::{Client, LARGE, PAGE, Reply, Running, eventually, serve_within};

const SHORT: Duration = Duration::from_millis(400);

fn start(port: u16) -> String {
    format!("GET {PAGE} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n")
}

fn get(port: u16, path: &str) -> Reply {
    Client::connect(port).get(path)
}

#[test]
fn silent_and_slow_clients_do_not_keep_others_waiting() {
    let (port, _) = serve_within(&Limits::default());
    let silent: Vec<Client> = (0..200).map(|_| Client::connect(port)).collect();
    let mut slow: Vec<Client> = (0..20).map(|_| Client::connect(port)).collect();
    // A byte a second, the time left out: each of these is a second.
    for byte in start(port).bytes().take(10) {
        for client in &mut slow {
            client.say([byte]);
        }
        assert_eq!(get(port, PAGE).status, 200);
    }
    drop(silent);
    // The slow ones came last, so they were not the ones to go.
    for client in &mut slow {
        client.say(&start(port)[10..]);
        client.say("\r\n");
        assert_eq!(client.reply(true).status, 200);
    }
}

#[test]
fn a_new_connection_is_let_in_for_the_one_that_waited_longest() {
    let (port, _) = serve_within(&Limits { connections: 4, ..Limits::default() });
    let mut early = Client::connect(port);
    assert_eq!(early.get(PAGE).status, 200);
    // It waits for its next request once its thread got so far.
    std::thread::sleep(SHORT);
    let mut late: Vec<Client> = (0..4).map(|_| Client::connect(port)).collect();
    for client in &mut late {
        assert_eq!(client.get(PAGE).status, 200);
    }
    assert!(early.is_closed());
    assert_eq!(late[3].get(PAGE).status, 200);
}

#[test]
fn a_request_that_does_not_end_is_ended() {
    let limits = Limits { head: SHORT, idle: Duration::from_mins(1), ..Limits::default() };
    let (port, _) = serve_within(&limits);
    let mut client = Client::connect(port);
    let reply = client.ask_raw(start(port));
    assert_eq!(reply.status, 408);
    assert!(client.is_closed());
    // Bytes that go on coming do not make the time longer.
    let mut client = Client::connect(port);
    client.say(start(port));
    for _ in 0..8 {
        client.say("A: b\r\n");
        std::thread::sleep(SHORT / 4);
    }
    client.say("\r\n");
    assert_eq!(client.reply(true).status, 408);
}

#[test]
fn an_idle_connection_is_closed_without_a_word() {
    let (port, _) = serve_within(&Limits { idle: SHORT, ..Limits::default() });
    let mut client = Client::connect(port);
    assert_eq!(client.get(PAGE).status, 200);
    assert!(client.is_closed());
    assert!(Client::connect(port).is_closed());
}

#[test]
fn what_is_too_large_is_refused_before_it_ends() {
    let (port, _) = serve_within(&Limits::default());
    let start = start(port);
    for (request, status) in [
        (format!("GET /{} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n", "a".repeat(3000)), 414),
        (format!("GET /{}", "a".repeat(100_000)), 414),
        (format!("{start}Cookie: {}\r\n\r\n", "a".repeat(1_000_000)), 431),
        // A line that never ends, and headers that never end.
        (format!("{start}Cookie: {}", "a".repeat(LONGEST_HEAD)), 431),
        (format!("{start}{}", "A: b\r\n".repeat(10_000)), 431),
        (format!("{start}{}\r\n", "A: b\r\n".repeat(200)), 431),
        ("G".repeat(100_000), 414),
    ] {
        let mut client = Client::connect(port);
        let reply = client.ask_raw(&request);
        assert_eq!(reply.status, status, "{}…", &request[..60]);
        assert!(client.is_closed());
    }
    // What other programs left at `localhost` in a browser is no fault of its user.
    let cookie = format!("Cookie: {}é\r\n", "a".repeat(16 * 1024));
    assert_eq!(Client::connect(port).ask("GET", PAGE, &cookie).status, 200);
}

#[test]
fn who_does_not_read_does_not_keep_others_waiting() {
    let (port, _) = serve_within(&Limits::default());
    let request = format!("GET {LARGE} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n");
    let mut greedy: Vec<Client> = (0..10).map(|_| Client::connect(port)).collect();
    for client in &mut greedy {
        client.say(&request);
        // Its answer has begun, and waits for somebody to read it.
        assert!(client.until(b"\r\n\r\n").is_some());
    }
    assert_eq!(get(port, PAGE).status, 200);
    assert_eq!(get(port, LARGE).body.len(), 12 << 20);
}

#[test]
fn answers_are_limited() {
    let (port, _) = serve_within(&Limits { answers: 2, parting: SHORT, ..Limits::default() });
    let greedy = greedy(port);
    let mut client = Client::connect(port);
    let reply = client.get(PAGE);
    assert_eq!((reply.status, reply.header("Retry-After")), (503, "1"));
    assert_eq!(reply.header("X-Content-Type-Options"), "nosniff");
    assert!(client.is_closed());
    drop(greedy);
    eventually("places are given back", || get(port, PAGE).status == 200);
}

#[test]
fn an_answer_that_nobody_reads_ends() {
    let limits = Limits { answers: 2, answer: SHORT, parting: SHORT, ..Limits::default() };
    let (port, _) = serve_within(&limits);
    let _greedy = greedy(port);
    eventually("places are given back", || get(port, PAGE).status == 200);
}

/// Two clients that ask for a large answer and read only its head.
fn greedy(port: u16) -> Vec<Client> {
    let request = format!("GET {LARGE} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n");
    let mut clients: Vec<Client> = (0..2).map(|_| Client::connect(port)).collect();
    for client in &mut clients {
        client.say(&request);
        assert!(client.until(b"\r\n\r\n").is_some());
    }
    clients
}

#[test]
fn an_answer_that_is_read_slowly_ends_as_well() {
    let (port, _) = serve_within(&Limits { answer: SHORT, ..Limits::default() });
    let mut client = Client::connect(port);
    client.say(format!("GET {LARGE} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n"));
    let mut read = 0;
    // Each of these makes room for the next write, for which the system would wait anew.
    for _ in 0..16 {
        read += client.read_some().expect("there is more");
        std::thread::sleep(SHORT / 8);
    }
    while let Some(count) = client.read_some() {
        read += count;
    }
    assert!(read < 12 << 20, "the whole answer came, {read} bytes");
}

#[test]
fn event_streams_are_limited_and_follow_changes() {
    let running = Running::new(Project::sound());
    let open = || {
        let mut client = running.connect();
        client.say(format!(
            "GET /__annexa/events HTTP/1.1\r\nHost: localhost:{}\r\n\r\n",
            running.port
        ));
        client
    };
    let mut streams: Vec<Client> = (0..16).map(|_| open()).collect();
    for stream in &mut streams {
        assert!(stream.event().expect("an event").contains("\"site\":1"));
    }
    let mut more = open();
    assert_eq!(more.reply(true).status, 503);
    assert!(more.is_closed());
    assert_eq!(running.get(PAGE).status, 200, "streams do not keep answers waiting");

    let changed = SOUND.replace("Ask first.", "Ask twice.");
    running.project.write("documents/access.md", &changed);
    for stream in &mut streams {
        while !stream.event().expect("an event").contains("\"site\":2") {}
    }
    assert!(running.get(PAGE).text().contains("Ask twice."));
}

#[test]
fn a_page_that_is_left_makes_room_without_a_change() {
    let limits = Limits { streams: 1, heartbeat: Duration::from_hours(1), ..Limits::default() };
    let (port, _) = serve_within(&limits);
    let open = || {
        let mut client = Client::connect(port);
        client.say(format!("GET /__annexa/events HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n"));
        client
    };
    let mut first = open();
    assert!(first.event().is_some());
    assert_eq!(open().reply(true).status, 503);
    drop(first);
    eventually("a place is given back", || {
        open().until(b"\r\n").expect("an answer").contains("200")
    });
}

#[test]
fn a_quiet_stream_says_that_it_is_there() {
    let (port, live) = serve_within(&Limits { heartbeat: SHORT, ..Limits::default() });
    let mut client = Client::connect(port);
    client.say(format!("GET /__annexa/events HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n"));
    assert!(client.event().is_some());
    assert_eq!(client.until(b"\n\n").as_deref(), Some(": still here"));
    live.fail("on purpose".to_owned());
    assert_eq!(client.event().as_deref(), Some("{\"site\":1,\"word\":1}"));
}
