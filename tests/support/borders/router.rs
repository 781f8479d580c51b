//! Bytes that come over a connection of the preview: what is answered is a file of the site or of the preview, to nobody but us.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use annexa::load::Sources;
use annexa::pipeline::on_demand::OnDemand;
use annexa::pipeline::{Options, build};
use annexa::preview::answer::{Answer, Answers, Body, Desk, HEADERS, refused};
use annexa::preview::head::{Head, Inbox};
use annexa::preview::live::Live;
use annexa::preview::refusal::Refusal;
use annexa::preview::router::{Request, Route, route};

use super::{container, project};

/// The port on which the bytes are said to come.
const PORT: u16 = 27001;

/// The hosts that are ours.
const OURS: [&str; 3] = ["localhost:27001", "127.0.0.1:27001", "[::1]:27001"];

/// A small site and its preview.
struct Preview {
    answers: Answers,
    /// The files as a build writes them.
    files: BTreeMap<String, Vec<u8>>,
}

static PREVIEW: LazyLock<Preview> = LazyLock::new(|| {
    let sources = Arc::new(small());
    let options = Options::on(project::today());
    let outcome = build(&sources, &options, &());
    let files = outcome.tree.iter().map(|(path, bytes)| (path.to_string(), bytes.to_vec()));
    let live = Arc::new(Live::new(options.today, options.strictness.clone()));
    let site = Arc::new(OnDemand::new(sources, options.today, live.memo(), None));
    let number = live.show(site.clone());
    let judgement = site.judge(&options.strictness);
    live.judge(number, Arc::new(judgement.report), judgement.sound);
    let desk = Desk { root: "/projects/isms".into(), editor: None };
    Preview { files: files.collect(), answers: Answers::new(live, desk) }
});

fn small() -> Sources {
    let policy = "+++\nid = \"POL-1\"\nowner = \"ciso\"\nreview_date = 2027-06-01\n+++\n# Access\n\nAsk first.\n";
    container::sources(&container::input([
        ("handbook.toml", "title = \"Handbook\"\nframeworks = [\"own\"]\nbase_path = \"/isms/\"\n"),
        ("documents/access.md", policy),
    ]))
}

/// What comes in one piece is understood as what comes in two, and each request gets what it may get.
pub(crate) fn hold(bytes: &[u8]) {
    let heads = heads(&[bytes]);
    let cut = bytes.len() * usize::from(bytes.first().copied().unwrap_or(0)) / 256;
    let (first, second) = bytes.split_at(cut);
    assert_eq!(self::heads(&[first, second]), heads, "cut at {cut}");
    for head in heads.into_iter().flatten() {
        head.request(asks);
    }
}

/// The heads in what comes piece by piece, and why there is no other after them.
fn heads(pieces: &[&[u8]]) -> Vec<Result<Head, Refusal>> {
    let mut inbox = Inbox::default();
    let mut heads = Vec::new();
    for piece in pieces {
        inbox.add(piece);
        loop {
            match inbox.take() {
                Ok(Some(head)) => heads.push(Ok(head)),
                Ok(None) => break,
                Err(refusal) => {
                    heads.push(Err(refusal));
                    return heads;
                }
            }
        }
    }
    heads
}

/// One request, by the rules that the router's documentation gives.
pub(crate) fn asks(request: &Request<'_>) {
    let fields = |name: &str| -> Vec<String> {
        let named = request.headers.iter().filter(|(field, _)| field.eq_ignore_ascii_case(name));
        named.map(|(_, value)| value.trim().to_ascii_lowercase()).collect()
    };
    let is_ours = |host: &String| OURS.contains(&host.as_str());
    let hosts = fields("host");
    let is_for_us = hosts.len() == 1 && hosts.iter().all(is_ours);
    let by_us = fields("origin")
        .iter()
        .all(|origin| origin.strip_prefix("http://").is_some_and(|host| OURS.contains(&host)));
    let sites = fields("sec-fetch-site");
    let from_elsewhere = sites.iter().any(|site| !["same-origin", "none"].contains(&site.as_str()));
    let is_reading = ["GET", "HEAD"].contains(&request.method);
    match PREVIEW.answers.answer(request, PORT) {
        Err(refusal) => {
            let answer = refused(refusal);
            assert!((400..=499).contains(&answer.status), "{refusal:?} to {request:?}");
            is_sound(&answer, request);
        }
        Ok(answer) => {
            assert!(is_for_us && by_us && is_reading, "{} to {request:?}", answer.status);
            assert!(matches!(answer.status, 200 | 404), "{} to {request:?}", answer.status);
            is_sound(&answer, request);
            is_known(&answer, request, from_elsewhere);
        }
    }
}

/// Headers are those of every answer, and nothing in them comes from the request.
fn is_sound(answer: &Answer, request: &Request<'_>) {
    for (name, value) in HEADERS {
        let sent = answer.headers.iter().filter(|(sent, _)| *sent == name);
        let sent: Vec<&str> = sent.map(|(_, value)| value.as_str()).collect();
        assert_eq!(sent, [value], "{name} to {request:?}");
    }
    for (name, value) in &answer.headers {
        assert!(value.bytes().all(|byte| (b' '..=b'~').contains(&byte)), "{name}: {value:?}");
    }
}

/// What is sent is what a build writes, or belongs to the preview.
fn is_known(answer: &Answer, request: &Request<'_>, from_elsewhere: bool) {
    let route = route(request, PORT, "/isms/").expect("it was answered");
    let Body::Bytes(bytes) = &answer.body else {
        assert!(route == Route::Events && !from_elsewhere, "events to {request:?}");
        return;
    };
    match route {
        Route::File { day: None, path } => {
            let file = path.as_ref().and_then(|path| PREVIEW.files.get(path.as_str()));
            assert_eq!(answer.status == 200, file.is_some(), "{request:?}");
            if let Some(file) = file {
                assert!(without_panel(bytes) == *file, "other bytes to {request:?}");
            }
        }
        Route::File { day: Some(_), path } => {
            let is_there = path.is_some_and(|path| PREVIEW.files.contains_key(path.as_str()));
            assert!(!from_elsewhere && (is_there || answer.status == 404), "{request:?}");
        }
        Route::Findings { .. } => {
            assert!(!from_elsewhere, "findings to {request:?}");
            super::findings::is_json(std::str::from_utf8(bytes).expect("JSON is text"));
        }
        Route::Events => panic!("no events to {request:?}"),
        Route::Script | Route::StyleSheet => assert!(!from_elsewhere, "{request:?}"),
    }
}

/// A page as it is built: without the two lines that the preview adds at the end of its head.
fn without_panel(page: &[u8]) -> Vec<u8> {
    let find = |text: &[u8]| page.windows(text.len()).position(|window| window == text);
    let first = find(b"<link rel=\"preload\" as=\"style\" href=\"/__annexa/preview.css\">\n");
    let (Some(start), Some(end)) = (first, find(b"</head>")) else { return page.to_vec() };
    [&page[..start], &page[end..]].concat()
}
