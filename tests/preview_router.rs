//! No target leads out of the site, however it is written: the router against targets that somebody writes who wants out.

use annexa::preview::refusal::Refusal;
use annexa::preview::router::{ON, OWN, Request, Route, route};
use proptest::prelude::*;

const HOST: (&str, &str) = ("Host", "127.0.0.1:27001");

fn asked(target: &str, headers: &[(&str, &str)]) -> Result<Route, Refusal> {
    route(&Request { method: "GET", target, headers }, 27001, "/isms/")
}

/// Targets of the kind that somebody writes who wants out.
fn nasty() -> impl Strategy<Value = String> {
    let starts =
        ["", "/", "//", "/isms/", ON, OWN, "/__on/2027-03-01/", "/__annexa/findings/", "http://"];
    let pieces = [
        "..",
        ".",
        "%2e%2e",
        "%2E.",
        "%2f",
        "/",
        "//",
        "\\",
        "%5c",
        "%00",
        "%0d%0a",
        "%",
        "%2",
        "%+f",
        "%ff",
        "%c0%af",
        "%252e",
        "%25",
        "?",
        "#",
        ":",
        "@",
        ";",
        "~",
        "etc",
        "passwd",
        "index.html",
        "localhost:27001",
        "example.org",
        "2027-03-01",
        "9999-99-99",
        ".json",
        "events",
        "é",
        "\u{202e}",
        "con",
        "C:",
        "file://",
    ];
    let path = prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..12);
    (prop::sample::select(starts.to_vec()), path)
        .prop_map(|(start, pieces)| format!("{start}{}", pieces.concat()))
}

proptest! {
    #[test]
    fn no_target_climbs(target in nasty()) {
        let route = asked(&target, &[HOST]);
        if let Ok(Route::File { path: Some(path), .. }) = &route {
            let is_name = |segment: &str| !segment.is_empty() && !segment.starts_with('.');
            prop_assert!(path.as_str().split('/').all(is_name), "{} -> {}", target, path);
            prop_assert!(!path.as_str().contains(['%', '\\', ':', '?']), "{} -> {}", target, path);
        }
        let at_path = target.split('?').next().unwrap_or("");
        if at_path.split('/').any(|segment| matches!(segment, ".." | "." | "%2e%2e")) {
            prop_assert!(route.is_err(), "{}", target);
        }
        // What is refused is refused whoever asks, and what is answered is answered to nobody else.
        let foreign = [HOST, ("Origin", "https://example.org")];
        prop_assert_eq!(asked(&target, &foreign), Err(Refusal::Foreign));
        let misdirected = asked(&target, &[("Host", "example.org:27001")]);
        prop_assert_eq!(misdirected, Err(Refusal::Misdirected));
    }
}
