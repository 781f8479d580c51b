//! Decides what a request gets: [`route`] turns a request into a [`Route`], or says why not. No socket, no file, no state.
//!
//! What may ask is decided here as well. Only programs of this machine reach a loopback address, and a browser is one of them: any website that
//! it shows can make it ask for `http://127.0.0.1/…`. So:
//!
//! - `Host` must name the loopback under our port; a website whose name was bound anew to `127.0.0.1` is turned away (421, RFC 9110, 15.5.20).
//! - `Origin`, where there is one, must be ours. `Sec-Fetch-Site` must not be another site, but for a link that somebody follows: otherwise a
//!   website could run `search/index.js`, which calls a function with every title, and listen.
//!   Such a link leads to a page of today, never to events, findings or other days.
//! - Methods are `GET` and `HEAD`; a request with a body is refused.
//!
//! Paths are decoded once. What is left is looked up in the site in memory, so there is nowhere to climb to.

use crate::base::date::Date;
use crate::base::path::OutPath;
use crate::base::url::percent_decoded;
use crate::preview::refusal::Refusal;

/// The longest target of a request, in bytes. The site's own addresses stay below 200; the rest is for what is searched for.
pub const LONGEST_TARGET: usize = 2048;

/// What begins the addresses that belong to the preview, not to the site.
pub const OWN: &str = "/__annexa/";

/// What begins the addresses of the site as of another day: `/__on/2027-03-01/index.html`.
pub const ON: &str = "/__on/";

/// A request, as far as it matters.
#[derive(Debug, Clone, Copy)]
pub struct Request<'r> {
    /// The method, in capitals.
    pub method: &'r str,
    /// The target as it stands in the first line.
    pub target: &'r str,
    /// Names and values in their order.
    pub headers: &'r [(&'r str, &'r str)],
}

/// What a request gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// A file of the site.
    File {
        /// The day as of which; `None` for the day of the run.
        day: Option<Date>,
        /// Its path; `None` for one that no site has.
        path: Option<OutPath>,
    },
    /// The stream that says when something changed.
    Events,
    /// The findings.
    Findings {
        /// The day as of which; `None` for the day of the run.
        day: Option<Date>,
    },
    /// The script of the panel.
    Script,
    /// The style sheet of the panel.
    StyleSheet,
}

/// Decides what a request gets from the preview on `port`. `base` is the path below which the published site will lie, such as `/isms/`; its pages
/// are here with it and without.
pub fn route(request: &Request<'_>, port: u16, base: &str) -> Result<Route, Refusal> {
    if request.target.len() > LONGEST_TARGET {
        return Err(Refusal::TooLong);
    }
    check_host(request, port)?;
    let asker = asker(request, port)?;
    if !matches!(request.method, "GET" | "HEAD") {
        return Err(Refusal::Method);
    }
    let has_body = request.headers.iter().any(|(name, value)| {
        name.eq_ignore_ascii_case("transfer-encoding")
            || name.eq_ignore_ascii_case("content-length") && value.trim() != "0"
    });
    if has_body {
        return Err(Refusal::Bad);
    }
    let target = below_host(request.target, port)?;
    let path = target.split('?').next().unwrap_or(target);
    let route = place(&decoded(path)?, base)?;
    // A link leads to a page. What leads a browser to events or to other days from elsewhere, time after time, wants their places or our time.
    let is_page = matches!(route, Route::File { day: None, .. });
    if is_page || asker == Asker::Ours { Ok(route) } else { Err(Refusal::Foreign) }
}

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asker {
    /// A page of ours, somebody who typed the address, or no browser.
    Ours,
    /// Somebody who followed a link of another website.
    Link,
}

fn check_host(request: &Request<'_>, port: u16) -> Result<(), Refusal> {
    let hosts: Vec<&str> = values(request, "host").collect();
    let [host] = hosts[..] else { return Err(Refusal::Bad) };
    if is_ours(host, port) { Ok(()) } else { Err(Refusal::Misdirected) }
}

/// The target below the host. A target may name the host itself (absolute form, RFC 9112, 3.2.2), and must mean us as well then.
fn below_host(target: &str, port: u16) -> Result<&str, Refusal> {
    if target.starts_with('/') {
        return Ok(target);
    }
    let rest = target.strip_prefix("http://").ok_or(Refusal::Bad)?;
    let (host, path) = rest.split_at(rest.find('/').ok_or(Refusal::Bad)?);
    if is_ours(host, port) { Ok(path) } else { Err(Refusal::Misdirected) }
}

fn asker(request: &Request<'_>, port: u16) -> Result<Asker, Refusal> {
    let is_our_origin =
        |origin: &str| origin.strip_prefix("http://").is_some_and(|host| is_ours(host, port));
    if values(request, "origin").any(|origin| !is_our_origin(origin)) {
        return Err(Refusal::Foreign);
    }
    if values(request, "sec-fetch-site").all(|site| matches!(site, "same-origin" | "none")) {
        return Ok(Asker::Ours);
    }
    let is_followed_link = values(request, "sec-fetch-mode").any(|mode| mode == "navigate")
        && values(request, "sec-fetch-dest").any(|kind| kind == "document");
    if is_followed_link { Ok(Asker::Link) } else { Err(Refusal::Foreign) }
}

fn values<'r>(request: &Request<'r>, name: &'r str) -> impl Iterator<Item = &'r str> {
    let headers = request.headers.iter();
    headers
        .filter(move |(field, _)| field.eq_ignore_ascii_case(name))
        .map(|(_, value)| value.trim())
}

/// True for a loopback host with our port, as `Host` and `Origin` write it.
fn is_ours(host: &str, port: u16) -> bool {
    ["localhost", "127.0.0.1", "[::1]"].iter().any(|name| {
        let Some(rest) = host.get(..name.len()).filter(|start| start.eq_ignore_ascii_case(name))
        else {
            return false;
        };
        match host[rest.len()..].strip_prefix(':') {
            Some(typed) => typed == port.to_string(),
            None => host.len() == rest.len() && port == 80,
        }
    })
}

/// The path, decoded once. What stands for a step up, another folder's separator or a control character is refused rather than understood.
fn decoded(path: &str) -> Result<String, Refusal> {
    let path = percent_decoded(path).ok_or(Refusal::Bad)?;
    let is_odd = path.contains('\\') || path.chars().any(char::is_control);
    let climbs = path.split('/').any(|segment| matches!(segment, "." | ".."));
    if is_odd || climbs { Err(Refusal::Bad) } else { Ok(path) }
}

fn place(path: &str, base: &str) -> Result<Route, Refusal> {
    if let Some(own) = path.strip_prefix(OWN) {
        return Ok(match own {
            "events" => Route::Events,
            "preview.js" => Route::Script,
            "preview.css" => Route::StyleSheet,
            "findings.json" => Route::Findings { day: None },
            _ => match own.strip_prefix("findings/").and_then(|rest| rest.strip_suffix(".json")) {
                Some(day) => Route::Findings { day: Some(day.parse().map_err(|_| Refusal::Day)?) },
                None => Route::File { day: None, path: None },
            },
        });
    }
    if let Some(rest) = path.strip_prefix(ON) {
        let (day, file) = rest.split_once('/').unwrap_or((rest, ""));
        let day = day.parse().map_err(|_| Refusal::Day)?;
        return Ok(Route::File { day: Some(day), path: file_of(file) });
    }
    let below = path.strip_prefix(base).filter(|_| base.ends_with('/'));
    Ok(Route::File { day: None, path: file_of(below.or(path.strip_prefix('/')).unwrap_or(path)) })
}

/// The file for a path; a folder stands for its index.
fn file_of(path: &str) -> Option<OutPath> {
    if path.is_empty() || path.ends_with('/') {
        OutPath::new(&format!("{path}index.html"))
    } else {
        OutPath::new(path)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const HOST: (&str, &str) = ("Host", "127.0.0.1:27001");

    fn get(target: &str) -> Result<Route, Refusal> {
        route(&Request { method: "GET", target, headers: &[HOST] }, 27001, "/isms/")
    }

    fn with(headers: &[(&str, &str)]) -> Result<Route, Refusal> {
        route_of("/soa.html", headers)
    }

    fn route_of(target: &str, headers: &[(&str, &str)]) -> Result<Route, Refusal> {
        route(&Request { method: "GET", target, headers }, 27001, "/")
    }

    #[track_caller]
    fn is_file(target: &str, expected: &str) {
        let path = Some(OutPath::fixed(expected));
        assert_eq!(get(target), Ok(Route::File { day: None, path }), "{target}");
    }

    #[test]
    fn a_path_is_a_file_of_the_site() {
        is_file("/", "index.html");
        is_file("/soa.html", "soa.html");
        is_file("/search.html?q=a%20b/../c", "search.html");
        is_file("/documents/", "documents/index.html");
        is_file("/isms/static/annexa.css", "static/annexa.css");
        is_file("/%73oa.html", "soa.html");
        is_file("http://localhost:27001/soa.html", "soa.html");
    }

    #[test]
    fn a_path_that_no_site_has_is_no_file() {
        for target in
            ["/Soa.html", "//etc/passwd", "/.git/config", "/a/.hidden", "/%C3%A4.html", "/con.html"]
        {
            assert_eq!(get(target), Ok(Route::File { day: None, path: None }), "{target}");
        }
    }

    #[test]
    fn climbing_is_refused_however_it_is_written() {
        let targets = [
            "/../etc/passwd",
            "/..%2f..%2fetc/passwd",
            "/%2e%2e/etc/passwd",
            "/a/%2e%2e%2f%2e%2e%2fb",
            "/..\\..\\etc",
            "/a%5c..%5cb",
            "/a%00.html",
            "/a%0d%0ab",
            "/./soa.html",
            "/%ff",
            "/%zz",
            "*",
            "soa.html",
            "https://127.0.0.1:27001/",
        ];
        for target in targets {
            assert_eq!(get(target), Err(Refusal::Bad), "{target}");
        }
        // Decoded once only: what was encoded twice names a file that is not there.
        assert_eq!(get("/%252e%252e/etc"), Ok(Route::File { day: None, path: None }));
    }

    #[test]
    fn another_day_is_a_path_of_its_own() {
        let day = "2027-03-01".parse().ok();
        let path = Some(OutPath::fixed("documents/pol-001.html"));
        assert_eq!(get("/__on/2027-03-01/documents/pol-001.html"), Ok(Route::File { day, path }));
        let path = Some(OutPath::fixed("index.html"));
        assert_eq!(get("/__on/2027-03-01/"), Ok(Route::File { day, path }));
        assert_eq!(get("/__annexa/findings/2027-03-01.json"), Ok(Route::Findings { day }));
        assert_eq!(get("/__on/2027-02-30/"), Err(Refusal::Day));
        assert_eq!(get("/__annexa/findings/tomorrow.json"), Err(Refusal::Day));
    }

    #[test]
    fn the_preview_has_addresses_of_its_own() {
        assert_eq!(get("/__annexa/events"), Ok(Route::Events));
        assert_eq!(get("/__annexa/preview.js"), Ok(Route::Script));
        assert_eq!(get("/__annexa/preview.css"), Ok(Route::StyleSheet));
        assert_eq!(get("/__annexa/findings.json"), Ok(Route::Findings { day: None }));
        assert_eq!(get("/__annexa/else"), Ok(Route::File { day: None, path: None }));
    }

    #[test]
    fn only_our_own_names_are_answered() {
        for host in ["localhost:27001", "LOCALHOST:27001", "[::1]:27001", "127.0.0.1:27001"] {
            assert!(with(&[("host", host)]).is_ok(), "{host}");
        }
        for host in [
            "example.org",
            "127.0.0.1",
            "127.0.0.1:80",
            "127.0.0.1.example.org:27001",
            "localhost:27001x",
            "",
            "::1",
        ] {
            assert_eq!(with(&[("Host", host)]), Err(Refusal::Misdirected), "{host}");
        }
        assert_eq!(with(&[]), Err(Refusal::Bad));
        assert_eq!(with(&[HOST, HOST]), Err(Refusal::Bad));
        assert_eq!(get("http://example.org/soa.html"), Err(Refusal::Misdirected));
        let headers = &[("Host", "localhost")];
        assert!(route(&Request { method: "GET", target: "/", headers }, 80, "/").is_ok());
    }

    #[test]
    fn other_websites_are_turned_away() {
        assert!(with(&[HOST, ("Origin", "http://localhost:27001")]).is_ok());
        for origin in
            ["https://example.org", "null", "http://localhost:27002", "https://localhost:27001"]
        {
            assert_eq!(with(&[HOST, ("Origin", origin)]), Err(Refusal::Foreign), "{origin}");
        }
        assert!(with(&[HOST, ("Sec-Fetch-Site", "same-origin")]).is_ok());
        assert!(with(&[HOST, ("Sec-Fetch-Site", "none")]).is_ok());
        for site in ["cross-site", "same-site", "new-word"] {
            let foreign = ("Sec-Fetch-Site", site);
            assert_eq!(with(&[HOST, foreign]), Err(Refusal::Foreign), "{site}");
            let frame = ("Sec-Fetch-Dest", "iframe");
            let navigate = ("Sec-Fetch-Mode", "navigate");
            assert_eq!(with(&[HOST, foreign, navigate, frame]), Err(Refusal::Foreign), "{site}");
            let link = &[HOST, foreign, navigate, ("Sec-Fetch-Dest", "document")];
            assert!(with(link).is_ok());
            for target in ["/__annexa/events", "/__annexa/findings.json", "/__on/2027-03-01/"] {
                assert_eq!(route_of(target, link), Err(Refusal::Foreign), "{target}");
            }
        }
    }

    #[test]
    fn nothing_is_changed_and_no_body_is_read() {
        for method in ["POST", "PUT", "DELETE", "OPTIONS", "CONNECT", "TRACE", "get"] {
            for target in ["/", "*", "example.org:443"] {
                let request = Request { method, target, headers: &[HOST] };
                assert_eq!(route(&request, 27001, "/"), Err(Refusal::Method), "{method}");
            }
        }
        assert!(with(&[HOST, ("Content-Length", "0")]).is_ok());
        assert_eq!(with(&[HOST, ("Content-Length", "5")]), Err(Refusal::Bad));
        assert_eq!(with(&[HOST, ("transfer-encoding", "identity")]), Err(Refusal::Bad));
    }

    #[test]
    fn a_target_has_a_limit() {
        let longest = format!("/search.html?q={}", "a".repeat(LONGEST_TARGET - 15));
        assert!(get(&longest).is_ok());
        assert_eq!(get(&format!("{longest}a")), Err(Refusal::TooLong));
    }

    proptest! {
        #[test]
        fn whatever_is_asked_for_is_a_clean_path_or_none(target in "\\PC*", base in "\\PC*") {
            let request = Request { method: "GET", target: &target, headers: &[HOST] };
            if let Ok(Route::File { path: Some(path), .. }) = route(&request, 27001, &base) {
                prop_assert_eq!(OutPath::new(path.as_str()), Some(path));
            }
        }

        #[test]
        fn no_header_makes_the_router_stumble(name in "\\PC*", value in "\\PC*", host in "\\PC*") {
            let headers = [(name.as_str(), value.as_str()), ("Host", host.as_str())];
            let _ = route(&Request { method: "GET", target: "/", headers: &headers }, 27001, "/");
        }
    }
}
