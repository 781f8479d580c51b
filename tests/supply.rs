//! What Annexa is made of: no `unsafe` of its own, and known faults of libraries that are still used are written down.

mod support;

use std::fs;

use annexa::base::date::Date;
use support::page::page;

/// The longest that an accepted advisory waits, in days.
const LONGEST: i32 = 366;

fn read(name: &str) -> String {
    fs::read_to_string(page(name)).unwrap_or_else(|_| panic!("{name} can be read"))
}

#[test]
fn unsafe_code_is_forbidden_and_there_is_none() {
    let manifest: toml::Table = toml::from_str(&read("Cargo.toml")).expect("a manifest");
    assert_eq!(manifest["lints"]["rust"]["unsafe_code"].as_str(), Some("forbid"));
    // What is forbidden cannot be allowed again, but a crate could do without the list of lints.
    for root in ["src/lib.rs", "src/main.rs"] {
        assert!(!read(root).contains("allow(unsafe"), "{root}");
    }
}

/// A row of the table: what it is called, the crate, its version, and the two days.
struct Accepted {
    id: String,
    library: String,
    version: String,
    since: Date,
    until: Date,
}

fn accepted() -> Vec<Accepted> {
    let text = read("SECURITY.md");
    let section = text.split("## Accepted advisories").nth(1).expect("the section is there");
    let section = section.split("\n## ").next().expect("a text has a beginning");
    let rows = section.lines().filter(|line| line.starts_with("| ")).skip(2);
    rows.map(|row| {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").map(str::trim).collect();
        let [id, library, reason, accepted, until] = cells[..] else { panic!("five cells: {row}") };
        assert!(reason.len() > 60, "{id}: a reason is a sentence");
        let (library, version) = library.split_once(' ').expect("a name and a version");
        let day = |text: &str| text.parse().unwrap_or_else(|_| panic!("{id}: a day: {text}"));
        Accepted {
            id: id.trim_matches('`').to_owned(),
            library: library.trim_matches('`').to_owned(),
            version: version.to_owned(),
            since: day(accepted),
            until: day(until),
        }
    })
    .collect()
}

#[test]
fn accepted_advisories_are_those_of_the_lock_file_with_a_reason_and_a_day() {
    let lock: toml::Table = toml::from_str(&read("Cargo.lock")).expect("a lock file");
    let packages = lock["package"].as_array().expect("a list");
    let accepted = accepted();
    for Accepted { id, library, version, since, until } in &accepted {
        let is_used = packages.iter().any(|package| {
            package["name"].as_str() == Some(library)
                && package["version"].as_str() == Some(version)
        });
        assert!(is_used, "{id}: {library} {version} is not used any more: remove or renew the row");
        let days = since.days_until(*until);
        assert!((1..=LONGEST).contains(&days), "{id}: waits {days} days");
    }
    let deny: toml::Table = toml::from_str(&read("deny.toml")).expect("lists");
    let ignored = deny["advisories"]["ignore"].as_array().expect("a list");
    let mut ignored: Vec<&str> = ignored.iter().filter_map(|entry| entry["id"].as_str()).collect();
    ignored.sort_unstable();
    let mut listed: Vec<&str> =
        accepted.iter().map(|row| row.id.as_str()).filter(|id| id.starts_with("RUSTSEC")).collect();
    listed.sort_unstable();
    assert_eq!(listed, ignored, "SECURITY.md and deny.toml accept the same");
}
