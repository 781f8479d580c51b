//! What a route yields right now: status, headers and bytes. Headers are constants, but for the type of a file and the digest of a page.

use std::sync::Arc;

use crate::base::date::Date;
use crate::base::digest::Digest;
use crate::base::path::OutPath;
use crate::preview::inject::{Page, with_panel};
use crate::preview::live::{Live, Shown};
pub use crate::preview::panel::Desk;
use crate::preview::panel::panel;
use crate::preview::refusal::Refusal;
use crate::preview::router::{ON, Request, Route, route};

/// On every answer. The policy is the one that each page carries, so that the preview shows what it forbids, and keeps the site out of frames;
/// `Cross-Origin-Resource-Policy` keeps other websites from using its files as their own, `Cross-Origin-Opener-Policy` from keeping hold of a window
/// that they opened.
pub const HEADERS: [(&str, &str); 6] = [
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    (
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; object-src 'none'; frame-ancestors 'none'",
    ),
];

/// The page for what is not there.
const NOT_FOUND: &str = "404.html";

const HTML: &str = "text/html; charset=utf-8";

/// One script of three files, which nothing else on a page sees into.
const SCRIPT: &str = concat!(
    "(function () {\n\"use strict\";\n",
    include_str!("../../theme/preview/place.js"),
    include_str!("../../theme/preview/stream.js"),
    include_str!("../../theme/preview/preview.js"),
    "})();\n",
);
const STYLE_SHEET: &[u8] = include_bytes!("../../theme/preview/preview.css");

/// What is sent.
#[derive(Debug)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// Names and values of headers.
    pub headers: Vec<(&'static str, String)>,
    /// What follows them.
    pub body: Body,
}

/// What follows the headers.
#[derive(Debug)]
pub enum Body {
    /// These bytes.
    Bytes(Vec<u8>),
    /// Events as they happen.
    Events,
}

/// Everything that answers depend on.
#[derive(Debug)]
pub struct Answers {
    live: Arc<Live>,
    desk: Desk,
}

impl Answers {
    /// Answers from what is live.
    pub fn new(live: Arc<Live>, desk: Desk) -> Self {
        Self { live, desk }
    }

    /// What is live.
    pub fn live(&self) -> &Live {
        &self.live
    }

    /// The answer to a request on `port`, or why there is none.
    pub fn answer(&self, request: &Request<'_>, port: u16) -> Result<Answer, Refusal> {
        let base = self.live.site(None).and_then(|shown| {
            let settings = &shown.site.handbook().settings;
            settings.base_path.clone()
        });
        Ok(match route(request, port, base.as_deref().unwrap_or("/"))? {
            Route::File { day, path } => self.file(day, path),
            Route::Events => with(200, "text/event-stream", Body::Events),
            Route::Findings { day } => self.findings(day),
            Route::Script => {
                bytes(200, "text/javascript; charset=utf-8", SCRIPT.as_bytes().to_vec())
            }
            Route::StyleSheet => bytes(200, "text/css; charset=utf-8", STYLE_SHEET.to_vec()),
        })
    }

    fn file(&self, day: Option<Date>, path: Option<OutPath>) -> Answer {
        let Some(shown) = self.live.site(day) else { return not_yet() };
        let today = self.live.today();
        let days = (today, day.unwrap_or(today));
        let found = path.and_then(|path| Some((shown.site.file(&path)?, path, 200)));
        let found = found.or_else(|| {
            let root = day.map_or_else(|| "/".to_owned(), |day| format!("{ON}{day}/"));
            Some((shown.site.missing(&root)?, OutPath::fixed(NOT_FOUND), 404))
        });
        match found {
            Some((Ok(file), path, status)) => sent(file, &path, status, &shown, days),
            Some((Err(error), path, _)) => {
                let text = format!("{path} cannot be made: {error}\n");
                bytes(500, "text/plain; charset=utf-8", text.into_bytes())
            }
            None => text(404, "There is no such page.\n"),
        }
    }

    fn findings(&self, day: Option<Date>) -> Answer {
        let (Some(verdict), Some(shown)) = (self.live.verdict(day), self.live.site(day)) else {
            return not_yet();
        };
        let days = (self.live.today(), day.unwrap_or_else(|| self.live.today()));
        let failure = self.live.failure();
        let json = panel(&shown, &verdict, days, failure.as_deref(), &self.desk);
        bytes(200, "application/json", json.into_bytes())
    }
}

fn sent(
    file: Vec<u8>,
    path: &OutPath,
    status: u16,
    shown: &Shown,
    (today, day): (Date, Date),
) -> Answer {
    let kind = kind_of(path);
    if kind != HTML {
        return bytes(status, kind, file);
    }
    let digest = Digest::of(&file);
    let (number, look) = (shown.number, shown.look());
    let page = Page { path, number, day, today, digest, look };
    let mut answer = bytes(status, kind, with_panel(file, &page));
    answer.headers.push(("ETag", format!("\"{digest}\"")));
    answer
}

/// What whoever is refused is told.
pub fn refused(refusal: Refusal) -> Answer {
    let mut answer = text(refusal.status(), &format!("{}\n", refusal.reason()));
    match refusal {
        Refusal::Method => answer.headers.push(("Allow", "GET, HEAD".to_owned())),
        Refusal::Busy => answer.headers.push(("Retry-After", "1".to_owned())),
        _ => {}
    }
    answer
}

fn not_yet() -> Answer {
    text(503, "The first run has not ended yet.\n")
}

fn text(status: u16, text: &str) -> Answer {
    bytes(status, "text/plain; charset=utf-8", text.as_bytes().to_vec())
}

fn bytes(status: u16, kind: &'static str, bytes: Vec<u8>) -> Answer {
    with(status, kind, Body::Bytes(bytes))
}

fn with(status: u16, kind: &'static str, body: Body) -> Answer {
    let constant = HEADERS.iter().map(|(name, value)| (*name, (*value).to_owned()));
    let headers = constant.chain([("Content-Type", kind.to_owned())]).collect();
    Answer { status, headers, body }
}

/// The media type of a file (IANA), by its extension; what is not known is to be saved, not shown.
fn kind_of(path: &OutPath) -> &'static str {
    match path.as_str().rsplit('.').next().unwrap_or("") {
        "html" => HTML,
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "xml" => "application/xml; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}
