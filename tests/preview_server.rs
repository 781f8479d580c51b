//! What the preview answers over a real socket, and to whom: nothing but the site, to nobody but this machine.

mod support;

use std::sync::LazyLock;

use annexa::pipeline::{self, Options};
use annexa::preview::answer::HEADERS;
use support::preview::without_panel;
use support::project::Project;
use support::socket::{PAGE, Running};

static PREVIEW: LazyLock<Running> = LazyLock::new(|| {
    let project = Project::sound();
    project.write("../secret.md", "kept to ourselves");
    project.write("secret.md", "kept to ourselves");
    Running::new(project)
});

fn host() -> String {
    format!("Host: 127.0.0.1:{}\r\n", PREVIEW.port)
}

#[track_caller]
fn assert_refused(request: &str, status: u16) {
    let mut client = PREVIEW.connect();
    let reply = client.ask_raw(request);
    assert_eq!(reply.status, status, "{request:?}: {}", reply.text());
    assert!(client.is_closed(), "a refusal ends the connection: {request:?}");
    for (name, value) in HEADERS {
        assert_eq!(reply.header(name), value, "{request:?}");
    }
}

#[test]
fn the_page_for_what_is_not_there_finds_its_style_sheets_at_any_depth() {
    let running = Running::new(Project::sound());
    for (path, root) in [("/a/b/c.html", "/"), ("/__on/2027-03-01/a/b.html", "/__on/2027-03-01/")] {
        let reply = running.connect().get(path);
        assert_eq!(reply.status, 404);
        let style = format!("href=\"{root}static/annexa.css\"");
        assert!(reply.text().contains(&style), "{path} lacks {style}");
        let there = running.connect().get(&format!("{root}static/annexa.css"));
        assert_eq!(there.status, 200);
    }
}

#[test]
fn no_address_leads_out_of_the_site() {
    let before = PREVIEW.project.files();
    let up =
        ["..", "%2e%2e", ".%2E", "..%2f..", "..%5c..", "..\\..", "%252e%252e", "..;", "%c0%ae"];
    let files =
        ["secret.md", "etc/passwd", "handbook.toml", "documents/access.md", "secret.md%00.html"];
    let starts =
        ["/", "//", "/static/", "/documents/", "/__on/2027-01-01/", "/__annexa/", "/isms/"];
    for (up, file, start) in up
        .iter()
        .flat_map(|up| files.iter().map(move |file| (up, file)))
        .flat_map(|(up, file)| starts.iter().map(move |start| (up, file, start)))
    {
        for depth in [0, 1, 3, 40] {
            let target = format!("{start}{}{file}", format!("{up}/").repeat(depth));
            let reply = PREVIEW.get(&target);
            assert!(matches!(reply.status, 400 | 404), "{target}: {}", reply.status);
            assert!(!reply.text().contains("kept to ourselves"), "{target}");
            assert!(!reply.text().contains("root:"), "{target}");
        }
    }
    assert_eq!(PREVIEW.project.files(), before, "nothing is written");
}

#[test]
fn the_absolute_form_must_name_us() {
    let port = PREVIEW.port;
    let reply = PREVIEW.get(&format!("http://localhost:{port}{PAGE}"));
    assert_eq!(reply.status, 200);
    assert_refused(&format!("GET http://example.org{PAGE} HTTP/1.1\r\n{}\r\n", host()), 421);
    assert_refused(&format!("GET http://[::1]:1{PAGE} HTTP/1.1\r\n{}\r\n", host()), 421);
    assert_refused(&format!("GET file:///etc/passwd HTTP/1.1\r\n{}\r\n", host()), 400);
}

#[test]
fn the_host_must_be_ours_and_there_once() {
    let port = PREVIEW.port;
    for foreign in ["example.org", "127.0.0.1", &format!("127.0.0.1.example.org:{port}")] {
        assert_refused(&format!("GET / HTTP/1.1\r\nHost: {foreign}\r\n\r\n"), 421);
    }
    assert_refused("GET / HTTP/1.1\r\n\r\n", 400);
    assert_refused(&format!("GET / HTTP/1.1\r\n{}Host: example.org\r\n\r\n", host()), 400);
}

#[test]
fn other_websites_get_nothing() {
    for header in [
        "Origin: https://example.org",
        "Origin: null",
        "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: script",
        "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe",
        "Sec-Fetch-Site: same-site",
    ] {
        for path in [PAGE, "/__annexa/events", "/__annexa/findings.json", "/search/index.js"] {
            assert_refused(&format!("GET {path} HTTP/1.1\r\n{}{header}\r\n\r\n", host()), 403);
        }
    }
    let link =
        "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n";
    assert_eq!(PREVIEW.connect().ask("GET", PAGE, link).status, 200);
    // A link leads to a page; leading somebody to the events again and again would take their places.
    assert_refused(&format!("GET /__annexa/events HTTP/1.1\r\n{}{link}\r\n", host()), 403);
}

#[test]
fn nothing_can_be_changed() {
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "BREW", "get"] {
        let mut client = PREVIEW.connect();
        let reply = client.ask(method, PAGE, "");
        assert_eq!(reply.status, 405, "{method}");
        assert_eq!(reply.header("Allow"), "GET, HEAD", "{method}");
        assert!(client.is_closed());
    }
    assert_refused(&format!("CONNECT example.org:443 HTTP/1.1\r\n{}\r\n", host()), 405);
    assert_refused(&format!("OPTIONS * HTTP/1.1\r\n{}\r\n", host()), 405);
}

#[test]
fn a_body_is_refused_unread() {
    let smuggled = format!("GET {PAGE} HTTP/1.1\r\n{}\r\n", host());
    for (header, body) in [
        ("Content-Length: 5", "hello"),
        // Half of it never comes: nobody waits for it.
        ("Content-Length: 2000", "hello"),
        ("Content-Length: 9000000000000000000", "hello"),
        ("Content-Length: 0\r\nContent-Length: 5", "hello"),
        ("Content-Length: 0, 5", "hello"),
        ("Content-Length: +0", ""),
        ("Content-Length: 5\r\nExpect: 100-continue", ""),
        ("Transfer-Encoding: chunked", "0\r\n\r\n"),
        ("Transfer-Encoding: identity", smuggled.as_str()),
        ("Transfer-Encoding: chunked\r\nContent-Length: 0", smuggled.as_str()),
    ] {
        assert_refused(&format!("GET / HTTP/1.1\r\n{}{header}\r\n\r\n{body}", host()), 400);
        assert_refused(&format!("POST / HTTP/1.1\r\n{}{header}\r\n\r\n{body}", host()), 405);
    }
    let mut client = PREVIEW.connect();
    assert_eq!(client.ask("GET", PAGE, "Content-Length: 0\r\n").status, 200);
    // Much more than is looked at: the answer arrives all the same.
    let head = format!("POST / HTTP/1.1\r\n{}Content-Length: 500000\r\n\r\n", host());
    assert_refused(&format!("{head}{}", "a".repeat(500_000)), 405);
}

#[test]
fn a_head_is_the_answer_without_its_body() {
    let mut client = PREVIEW.connect();
    for path in [PAGE, "/static/annexa.css", "/__annexa/preview.js", "/not-there.html"] {
        let whole = client.get(path);
        let head = client.ask("HEAD", path, "");
        assert_eq!(head.status, whole.status);
        assert_eq!(head.header("Content-Length"), whole.body.len().to_string());
        assert_eq!(head.header("ETag"), whole.header("ETag"));
    }
    let events = client.ask("HEAD", "/__annexa/events", "");
    assert_eq!(events.header("Content-Type"), "text/event-stream");
    assert_eq!(client.get(PAGE).status, 200, "no stream was opened");
}

#[test]
fn what_is_no_request_ends_its_connection_only() {
    let hello = [0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3, b'\r', b'\n', b'\r', b'\n'];
    let mut client = PREVIEW.connect();
    assert_eq!(client.ask_raw(hello).status, 400, "TLS");
    for (bytes, status) in [
        ("GET /\r\n\r\n", 400),
        ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
        ("GET / HTTP/3.0\r\n\r\n", 505),
        ("GET / HTTP/1.1\nHost: x\n\n", 400),
        ("\u{1}\u{2}\u{3}", 400),
        ("* * *\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\n Host: folded\r\n\r\n", 400),
    ] {
        assert_refused(bytes, status);
    }
    let mut gone = PREVIEW.connect();
    gone.say(format!("GET {PAGE} HTTP/1.1\r\nHo"));
    drop(gone);
    assert_eq!(PREVIEW.get(PAGE).status, 200);
}

#[test]
fn requests_on_one_connection_are_answered_in_their_order() {
    let mut client = PREVIEW.connect();
    let paths = [PAGE, "/static/annexa.css", "/not-there.html", "/index.html"];
    let many = paths.map(|path| format!("GET {path} HTTP/1.1\r\n{}\r\n", host())).concat();
    client.say(many.repeat(25));
    let expected: Vec<Vec<u8>> = paths.iter().map(|path| PREVIEW.get(path).body).collect();
    for _ in 0..25 {
        for body in &expected {
            assert!(client.reply(true).body == *body);
        }
    }
    let last = client.ask("GET", PAGE, "Connection: close\r\n");
    assert_eq!(last.status, 200);
    assert!(client.is_closed());
    let old = format!("GET {PAGE} HTTP/1.0\r\n{}\r\n", host());
    assert_eq!(PREVIEW.connect().ask_raw(old).status, 200);
}

#[test]
fn nothing_of_a_request_gets_into_a_header() {
    for target in ["/%0d%0aX-Said:%20y", "/a%0aX-Said:%20y.html", "/xsaid.html?%0d%0aX-Said:%20y"] {
        for more in
            ["", "X-Said: y\r\n", "TE: chunked\r\n", "Connection: upgrade\r\nUpgrade: xsaid\r\n"]
        {
            let reply = PREVIEW.connect().ask("GET", target, more);
            let headers = format!("{:?}", reply.headers).to_lowercase();
            assert!(!headers.contains("said"), "{target}: {headers}");
            assert_eq!(reply.header("Transfer-Encoding"), "");
        }
    }
}

#[test]
fn every_answer_carries_the_headers_that_keep_it_safe() {
    let base = include_str!("../theme/templates/base.html");
    let meta = base.split("Content-Security-Policy\" content=\"").nth(1).expect("a policy");
    let meta = meta.split('"').next().expect("its end");
    let policy = format!("{meta}; frame-ancestors 'none'");
    for (path, kind) in [
        (PAGE, "text/html; charset=utf-8"),
        ("/static/annexa.css", "text/css; charset=utf-8"),
        ("/search/index.js", "text/javascript; charset=utf-8"),
        ("/__annexa/preview.js", "text/javascript; charset=utf-8"),
        ("/__annexa/preview.css", "text/css; charset=utf-8"),
        ("/downloads/documents.csv", "text/csv; charset=utf-8"),
        ("/__on/2027-01-01/index.html", "text/html; charset=utf-8"),
        ("/nothing.html", "text/html; charset=utf-8"),
        ("/%00", "text/plain; charset=utf-8"),
    ] {
        let reply = PREVIEW.get(path);
        assert_eq!(reply.header("Content-Type"), kind, "{path}");
        assert_eq!(reply.header("Content-Security-Policy"), policy, "{path}");
        assert_eq!(reply.header("X-Content-Type-Options"), "nosniff", "{path}");
        assert_eq!(reply.header("Cache-Control"), "no-store", "{path}");
        assert_eq!(reply.header("Referrer-Policy"), "no-referrer", "{path}");
        assert_eq!(reply.header("Cross-Origin-Resource-Policy"), "same-origin", "{path}");
        assert_eq!(reply.header("Cross-Origin-Opener-Policy"), "same-origin", "{path}");
        assert_eq!(reply.header("Access-Control-Allow-Origin"), "", "{path}");
    }
}

#[test]
fn every_file_of_the_site_arrives_whole() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("content-example");
    let sources = annexa::load::read::read(&root).expect("the example can be read");
    let project = Project::new(&[]);
    for (path, _) in sources.iter() {
        let to = project.path(path.as_str());
        std::fs::create_dir_all(to.parent().expect("a folder")).expect("a folder can be made");
        std::fs::copy(root.join(path.as_str()), to).expect("a file can be copied");
    }
    let built = pipeline::build(&sources, &Options::on("2026-11-21".parse().expect("a date")), &());
    let running = Running::new(project);
    let mut client = running.connect();
    let mut count = 0;
    for (path, expected) in built.tree.iter() {
        let reply = client.get(&format!("/{path}"));
        let body = match reply.header("Content-Type") {
            "text/html; charset=utf-8" => {
                let page = without_panel(&reply.body);
                assert!(page.len() < reply.body.len(), "`{path}` lacks the panel");
                page
            }
            _ => reply.body.clone(),
        };
        assert!(reply.status == 200 && body == expected, "`{path}` differs");
        count += 1;
    }
    assert!(count > 50, "the example has many files");
}
