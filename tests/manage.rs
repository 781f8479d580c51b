//! The overview for those who keep the handbook: its numbers are those of the lists that it links to, its rows are what `annexa due` has.

mod support;

use std::collections::BTreeMap;
use std::path::Path;

use annexa::base::path::OutPath;
use annexa::load::read::read;
use annexa::pipeline::{Options, Outcome, build};
use scraper::{ElementRef, Html, Selector};

use support::project::Project;

fn built(root: &Path) -> Outcome {
    let sources = read(root).expect("a project can be read");
    build(&sources, &Options::on("2026-11-21".parse().expect("a date")), &())
}

fn example() -> Outcome {
    built(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content-example"))
}

fn page(site: &Outcome, path: &str) -> Html {
    let bytes = site.tree.get(&OutPath::fixed(path)).unwrap_or_else(|| panic!("no page `{path}`"));
    Html::parse_document(std::str::from_utf8(bytes).expect("text"))
}

fn select<'p>(within: ElementRef<'p>, css: &str) -> Vec<ElementRef<'p>> {
    within.select(&Selector::parse(css).expect("a selector")).collect()
}

fn words(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The rows of the section whose heading has the anchor.
fn rows_at(site: &Outcome, address: &str) -> usize {
    let (path, anchor) = address.split_once('#').expect("a list has an anchor");
    let page = page(site, path);
    let section = select(page.root_element(), &format!("section[aria-labelledby='{anchor}']"));
    assert_eq!(section.len(), 1, "{address}");
    select(section[0], "tbody > tr").len()
}

/// Every number of the overview with its words and the rows of its list.
fn counts(site: &Outcome) -> BTreeMap<String, (String, usize)> {
    let overview = page(site, "manage.html");
    let mut found = BTreeMap::new();
    for place in select(overview.root_element(), ".counts > li, .counts > li > .sub") {
        let link = select(place, "a")[0];
        let number = words(place).split_whitespace().next().expect("a number").to_owned();
        let address = link.attr("href").expect("an address");
        found.insert(words(link), (number, rows_at(site, address)));
    }
    found
}

#[track_caller]
fn assert_counted(counts: &BTreeMap<String, (String, usize)>) {
    for (label, (number, rows)) in counts {
        let wanted = if *rows == 0 { "none".to_owned() } else { rows.to_string() };
        assert_eq!(number, &wanted, "{label}");
    }
}

#[test]
fn numbers_are_those_of_the_lists_that_they_link_to() {
    let counts = counts(&example());
    assert_counted(&counts);
    assert_eq!(counts.len(), 13, "eleven numbers, two of them smaller: {counts:?}");
    assert_eq!(counts.values().filter(|(_, rows)| *rows > 0).count(), 10, "{counts:?}");
}

/// A project that has a fault for every number.
fn troubled() -> Project {
    let policy = |id: &str, more: &str| {
        format!("+++\nid = \"{id}\"\n{more}\n+++\n# Policy {id}\n\nAsk first.\n")
    };
    Project::new(&[
        (
            "handbook.toml",
            "title = \"Handbook\"\n[risk]\nappetite = 4\n[[risk.likelihood]]\nlevel = 5\nword = \"often\"\n[[risk.impact]]\nlevel = 5\nword = \"severe\"\n",
        ),
        ("documents/a.md", &policy("POL-1", "owner = \"ciso\"\nreview_date = 2026-11-20")),
        ("documents/b.md", &policy("POL-2", "owner = \"it\"\nreview_date = 2026-12-21")),
        ("documents/c.md", &policy("POL-3", "owner = \"it\"\nreview_date = 2027-01-20")),
        ("documents/d.md", &policy("POL-4", "review_date = 2027-02-19")),
        ("documents/e.md", &policy("POL-5", "owner = \"ciso\"")),
        ("documents/f.md", &policy("POL-6", "owner = \"ciso\"\nstatus = \"in-review\"")),
        (
            "soa.toml",
            "owner = \"ciso\"\nreview_date = 2027-06-01\n[control.\"A.5.1\"]\napplicable = true\nstatus = \"implemented\"\n[control.\"A.5.2\"]\napplicable = false\n[control.\"A.5.3\"]\napplicable = true\nreasons = [\"risk\"]\njustification = \"Needed.\"\nstatus = \"planned\"\naction = \"Begin\"\ndue = 2026-10-01\n",
        ),
        (
            "registers/risks.toml",
            "owner = \"ciso\"\n[risk.R-1]\ntitle = \"Loss\"\nowner = \"ciso\"\nresidual = { likelihood = 5, impact = 5 }\n[[risk.R-1.actions]]\ntext = \"Encrypt\"\nowner = \"lena\"\ndue = 2026-11-01\n",
        ),
        (
            "registers/evidence.toml",
            "[evidence.EV-1]\ntitle = \"Walk\"\ncollected = 2026-01-10\nvalid_for = \"3 months\"\n",
        ),
        (
            "records/finding.md",
            "+++\nid = \"FND-1\"\ntype = \"finding\"\nowner = \"ciso\"\ngrade = \"minor\"\nraised = 2026-11-01\n+++\n# Open\n",
        ),
        (
            "registers/exceptions.toml",
            "[exception.EXC-1]\ntitle = \"Old printer\"\ncontrol = \"A.5.1\"\napproved_by = \"ciso\"\napproved = 2026-01-01\nuntil = 2026-11-01\n[exception.EXC-2]\ntitle = \"Given up\"\ncontrol = \"A.5.1\"\nuntil = 2026-11-01\nended = 2026-10-01\n",
        ),
        (
            "registers/objectives.toml",
            "[objective.OBJ-1]\ntitle = \"Fast\"\ntarget = 5\ndue = 2026-11-01\n[[objective.OBJ-1.values]]\ndate = 2026-10-01\nvalue = 3\n[objective.OBJ-2]\ntitle = \"Reached\"\ntarget = 5\ndue = 2026-11-01\n[[objective.OBJ-2.values]]\ndate = 2026-10-01\nvalue = 5\n",
        ),
    ])
}

#[test]
fn every_number_counts_its_faults() {
    let site = built(&troubled().root);
    let counts = counts(&site);
    assert_counted(&counts);
    let of = |label: &str| counts[label].1;
    assert_eq!(of("review overdue"), 1);
    assert_eq!(of("never reviewed"), 1);
    assert_eq!(of("review due within 30 days"), 1);
    assert_eq!(of("in 31 to 60 days"), 1);
    assert_eq!(of("in 61 to 90 days"), 1);
    assert_eq!(of("draft or text in review"), 1);
    assert_eq!(of("documents without an owner or a link to them"), 5);
    // A.5.3 is planned with an action and a day: that is no gap. The other 92 are.
    assert_eq!(of("gaps in the Statement of Applicability"), 92);
    assert_eq!(of("risk above the appetite"), 1);
    assert_eq!(of("open finding"), 1);
    assert_eq!(of("actions late"), 2);
    assert_eq!(of("exception about to end or past it"), 1);
    assert_eq!(of("objective missed"), 1);
    assert_eq!(of("piece of evidence stale or not collected"), 1);
}

#[test]
fn gaps_of_the_statement_are_what_the_checks_report() {
    let codes = [
        "undecided-control",
        "unjustified-inclusion",
        "unjustified-exclusion",
        "excluded-but-implemented",
        "not-implemented-without-action",
        "implemented-without-document",
        "implemented-without-evidence",
    ];
    let decided =
        "applicable = true\nreasons = [\"risk\"]\njustification = \"Needed.\"\nhow = \"So.\"\n";
    let late = "[evidence.EV-1]\ntitle = \"Walk\"\ncollected = 2026-11-10\nproves = [\"A.5.9\"]\n";
    let faults = [
        ("", "undecided-control"),
        (
            "applicable = true\nreasons = [\"risk\"]\nstatus = \"partial\"\nhow = \"So.\"\naction = \"x\"\ndue = 2027-01-01\n",
            "unjustified-inclusion",
        ),
        ("applicable = false\n", "unjustified-exclusion"),
        (
            "applicable = false\nexclusion = \"None.\"\nstatus = \"implemented\"\n",
            "excluded-but-implemented",
        ),
        (&format!("{decided}status = \"planned\"\n"), "not-implemented-without-action"),
        (decided, "not-implemented-without-action"),
        (
            "applicable = true\nreasons = [\"risk\"]\njustification = \"Needed.\"\nstatus = \"partial\"\naction = \"x\"\ndue = 2027-01-01\n",
            "implemented-without-document",
        ),
        (&format!("{decided}status = \"implemented\"\n"), "implemented-without-evidence"),
    ];
    let sound = format!("{decided}status = \"partial\"\naction = \"x\"\ndue = 2027-01-01\n");
    for (row, code) in faults {
        let project = Project::sound();
        project.write("registers/evidence.toml", late);
        let mut soa = String::from("owner = \"ciso\"\nreview_date = 2027-06-01\n");
        for theme in [(5, 37), (6, 8), (7, 14), (8, 34)] {
            for number in 1..=theme.1 {
                let id = format!("A.{}.{number}", theme.0);
                let text = if id == "A.8.1" { row } else { sound.as_str() };
                soa.extend(["[control.\"", &id, "\"]\n", text]);
            }
        }
        project.write("soa.toml", &soa);
        let site = built(&project.root);
        let findings = site.report.findings();
        let reported: Vec<&str> = findings
            .iter()
            .map(|finding| finding.diagnostic.code.name)
            .filter(|name| codes.contains(name))
            .collect();
        assert_eq!(reported, [code], "{row}");
        let gaps = page(&site, "gaps.html");
        let rows = select(gaps.root_element(), "section[aria-labelledby='soa'] tbody > tr");
        assert_eq!(rows.len(), 1, "{row}");
        assert!(words(rows[0]).starts_with("A.8.1 "), "{row}");
    }
}

/// The days of the rows in the table of what to do next, in order.
fn next(site: &Outcome) -> Vec<(String, String)> {
    let overview = page(site, "manage.html");
    let rows = select(overview.root_element(), "section[aria-labelledby='next'] tbody > tr");
    let of = |row: ElementRef<'_>| {
        let id = words(select(row, ".id")[0]);
        (row.attr("data-due").expect("a day").to_owned(), id)
    };
    rows.into_iter().map(of).collect()
}

#[test]
fn what_to_do_next_is_sorted_by_lateness_and_bounded() {
    let rows = next(&example());
    assert_eq!(rows.len(), 20);
    assert!(rows.is_sorted_by_key(|(due, _)| due.clone()), "{rows:?}");
    assert!(rows[0].0.as_str() < "2026-11-21", "the first one is late: {rows:?}");
}

#[test]
fn what_to_do_next_follows_the_dates_of_the_files() {
    let project = troubled();
    let before = next(&built(&project.root));
    let first: Vec<&str> = before.iter().map(|(_, id)| id.as_str()).take(6).collect();
    assert_eq!(first, ["EV-1", "A.5.3", "EXC-1", "OBJ-1", "R-1", "POL-1"]);
    let text = project.read("documents/a.md").replace("review_date = 2026-11-20\n", "");
    project.write("documents/a.md", &text);
    let after = next(&built(&project.root));
    let without: Vec<_> = before.into_iter().filter(|(_, id)| id != "POL-1").collect();
    assert_eq!(after, without);
}

#[test]
fn the_numbers_of_an_owner_are_the_rows_of_their_page() {
    for site in [example(), built(&troubled().root)] {
        let overview = page(&site, "manage.html");
        let owners =
            select(overview.root_element(), "section[aria-labelledby='owners'] tbody > tr");
        let mut followed = 0;
        let mut all = 0;
        for owner in owners {
            let numbers: Vec<usize> = select(owner, "td")
                .into_iter()
                .filter_map(|cell| words(cell).parse().ok())
                .collect();
            assert_eq!(numbers.len(), 3);
            all += numbers.iter().sum::<usize>();
            if let Some(link) = select(owner, "a").first() {
                let rows = rows_at(&site, link.attr("href").expect("an address"));
                assert_eq!(numbers.iter().sum::<usize>(), rows, "{}", words(owner));
                followed += 1;
            }
        }
        assert!(followed > 1);
        let year = page(&site, "manage.html");
        let months = select(year.root_element(), ".year li strong");
        assert_eq!(months.len(), 12);
        let ahead: usize =
            months.iter().filter_map(|month| words(*month).parse::<usize>().ok()).sum();
        let text = words(select(year.root_element(), "section[aria-labelledby='year'] > p")[0]);
        let said = |word: &str| {
            let mut parts = text.trim_end_matches('.').split("; ");
            let part = parts.find_map(|part| part.strip_suffix(word)?.trim().parse::<usize>().ok());
            part.unwrap_or(0)
        };
        assert_eq!(ahead + said("overdue") + said("later"), all, "{text}");
    }
}

#[test]
fn what_cannot_be_counted_is_not_said_to_be_none() {
    let project = Project::sound();
    let overview =
        |project: &Project| words(page(&built(&project.root), "manage.html").root_element());
    assert!(overview(&project).contains("none yet Statement of Applicability"));
    assert!(!overview(&project).contains("not set risk appetite"));
    project.write(
        "registers/risks.toml",
        "[risk.R-1]\ntitle = \"Loss\"\nresidual = { likelihood = 5, impact = 5 }\n",
    );
    assert!(overview(&project).contains("not set risk appetite"));
}
