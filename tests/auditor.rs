//! The auditor's start page: each entry of the catalogue has a row that says what is there, and a file that is taken away is missed exactly
//! where it was needed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use annexa::base::date::Date;
use annexa::base::path::{OutPath, RelPath};
use annexa::frameworks::{Demand, library};
use annexa::load::Sources;
use annexa::load::read::read;
use annexa::pipeline::{Options, build, check, resolve};
use annexa::view::auditor::AuditorView;
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use scraper::{ElementRef, Html, Selector};

fn today() -> Date {
    "2026-11-22".parse().expect("a date")
}

fn example() -> Sources {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("content-example");
    read(&root).expect("the example can be read")
}

/// The texts of the example without one file; attachments are there, but empty.
fn without(sources: &Sources, left_out: Option<&str>) -> Sources {
    let mut kept = Sources::from_files([]);
    for (path, _) in sources.iter().filter(|(path, _)| Some(path.as_str()) != left_out) {
        let bytes = sources.bytes(path).expect("a file has bytes").into_owned();
        kept.insert(path.clone(), bytes);
    }
    kept
}

/// The entries that the files say they fulfil, read without what is to be tested.
fn claims(sources: &Sources) -> BTreeMap<String, BTreeSet<String>> {
    let mut claims: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, _) in sources.iter() {
        let text = sources.text(path).unwrap_or("");
        let is_draft = text.lines().any(|line| {
            line.starts_with("status") && (line.contains("draft") || line.contains("in-review"))
        });
        let named = text.lines().filter(|line| line.starts_with("fulfils"));
        let ids = named.flat_map(|line| line.split('"').skip(1).step_by(2));
        for id in ids.filter(|_| !is_draft) {
            claims.entry(path.to_string()).or_default().insert(id.to_owned());
        }
    }
    let soa = claims.entry("soa.toml".to_owned()).or_default();
    soa.insert("statement-of-applicability".to_owned());
    claims
}

/// The state of each row of a mandatory entry, by its id.
fn states(sources: &Sources) -> BTreeMap<String, String> {
    let (handbook, _) = resolve(sources, today());
    let view = AuditorView::new(&handbook);
    let asked = view.clauses.into_iter().flat_map(|clause| clause.asked).chain(view.by_controls);
    let mandatory = asked.filter(|asked| asked.demand.starts_with("Mandatory"));
    mandatory.map(|asked| (asked.id, asked.state.label.into_owned())).collect()
}

fn missing(states: &BTreeMap<String, String>) -> BTreeSet<&str> {
    let is_missing = |(_, state): &(&String, &String)| state.starts_with("Missing");
    states.iter().filter(is_missing).map(|(id, _)| id.as_str()).collect()
}

/// What the check of the same name finds, as one text.
fn found(sources: &Sources) -> Vec<String> {
    let outcome = check(sources, &Options::on(today()));
    let findings = outcome.report.findings();
    let of = findings.iter().map(|finding| &finding.diagnostic);
    let of = of.filter(|diagnostic| diagnostic.code.name == "mandatory-document-missing");
    of.map(|diagnostic| diagnostic.message.clone()).collect()
}

fn titles() -> BTreeMap<String, String> {
    let catalogues = library().catalogues.iter();
    let entries = catalogues.flat_map(|catalogue| &catalogue.entries);
    let mandatory = entries.filter(|entry| entry.kind != Demand::Expected);
    mandatory.map(|entry| (entry.id.clone(), entry.title.clone())).collect()
}

#[test]
fn every_mandatory_entry_of_the_example_is_present() {
    let states = states(&example());
    assert_eq!(states.keys().collect::<Vec<_>>(), titles().keys().collect::<Vec<_>>());
    let faults: Vec<_> =
        states.iter().filter(|(_, state)| !state.starts_with("Present, ")).collect();
    assert!(faults.is_empty(), "{faults:?}");
    assert!(states.values().any(|state| state == "Present, in date"), "{states:?}");
    assert!(states.values().any(|state| state == "Present, overdue"), "{states:?}");
}

#[test]
fn an_audit_or_a_review_that_is_only_planned_fulfils_nothing() {
    for (file, done, ahead, entry) in [
        ("rec-004-internal-audit-2026.md", "performed = 2026-09-17", "", "internal-audit-results"),
        (
            "rec-005-management-review-2026.md",
            "\ndate = 2026-10-14",
            "\ndate = 2027-10-14",
            "management-review-results",
        ),
    ] {
        let sources = example();
        let path = RelPath::fixed(&format!("records/{file}"));
        let text = sources.text(&path).expect("a record");
        assert!(text.contains(done), "{file}");
        let mut changed = without(&sources, None);
        changed.insert(path.clone(), text.replacen(done, ahead, 1).into_bytes());
        assert_eq!(missing(&states(&changed)), BTreeSet::from([entry]));
    }
}

#[test]
fn a_file_that_is_taken_away_is_missed_exactly_where_it_was_needed() {
    let sources = example();
    let (claims, titles) = (claims(&sources), titles());
    let alone = |path: &str| -> BTreeSet<&str> {
        let others = claims.iter().filter(|(other, _)| other.as_str() != path);
        let others: BTreeSet<&String> = others.flat_map(|(_, ids)| ids).collect();
        let own = claims[path].iter().filter(|id| titles.contains_key(*id));
        own.filter(|id| !others.contains(id)).map(String::as_str).collect()
    };
    let needed = claims.keys().filter(|path| !alone(path).is_empty()).count();
    assert!(needed >= 15, "{needed} files are needed");
    let faults: Vec<String> = claims
        .keys()
        .collect::<Vec<_>>()
        .into_par_iter()
        .filter_map(|path| {
            let sources = without(&sources, Some(path));
            let states = states(&sources);
            let wanted = alone(path);
            let found = found(&sources);
            let is_named = |id: &&str| {
                let title = format!("`{}`", titles[*id]);
                found.iter().filter(|message| message.contains(&title)).count() == 1
            };
            let is_right = missing(&states) == wanted
                && found.len() == wanted.len()
                && wanted.iter().all(is_named);
            (!is_right).then(|| {
                format!(
                    "{path}: missing {:?}, wanted {wanted:?}, found {found:?}",
                    missing(&states)
                )
            })
        })
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn page(sources: &Sources, path: &str) -> Html {
    let site = build(sources, &Options::on(today()), &());
    let bytes = site.tree.get(&OutPath::fixed(path)).expect("a page");
    Html::parse_document(std::str::from_utf8(bytes).expect("text"))
}

fn select<'p>(page: &'p Html, css: &str) -> Vec<ElementRef<'p>> {
    page.select(&Selector::parse(css).expect("a selector")).collect()
}

fn words(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A small project: nothing but what is said here.
fn small(more: &[(&str, &str)]) -> Sources {
    let mut sources = Sources::from_files([("handbook.toml", "title = \"Handbook\"\n")]);
    for (path, text) in more {
        sources.insert(RelPath::fixed(path), text.as_bytes().to_vec());
    }
    sources
}

fn text(id: &str, more: &str) -> String {
    format!(
        "+++\nid = \"{id}\"\nowner = \"ciso\"\nreview_date = 2027-06-01\n{more}\n+++\n# Text {id}\n\nSo.\n"
    )
}

#[test]
fn states_are_words_that_say_why() {
    let scope = text("STM-1", "fulfils = [\"isms-scope\"]");
    let late = text("PRO-1", "fulfils = [\"risk-assessment-process\"]")
        .replace("2027-06-01", "2026-11-21");
    let draft = text("PLN-1", "status = \"draft\"\nfulfils = [\"internal-audit-programme\"]");
    let stale = "[evidence.EV-1]\ntitle = \"Walk\"\ncollected = 2026-01-10\nvalid_for = \"3 months\"\nfulfils = [\"competence-records\"]\n";
    let soa = "owner = \"ciso\"\n[control.\"A.6.6\"]\napplicable = false\nexclusion = \"Nobody.\"\n[control.\"A.5.24\"]\napplicable = false\nexclusion = \"None.\"\n[control.\"A.5.26\"]\napplicable = false\nexclusion = \"None.\"\n";
    let sources = small(&[
        ("documents/a.md", &scope),
        ("documents/b.md", &late),
        ("documents/c.md", &draft),
        ("registers/evidence.toml", stale),
        ("soa.toml", soa),
    ]);
    let states = states(&sources);
    let state = |id: &str| states[id].as_str();
    assert_eq!(state("isms-scope"), "Present, in date");
    assert_eq!(state("risk-assessment-process"), "Present, overdue");
    assert_eq!(state("competence-records"), "Present, overdue");
    assert_eq!(state("internal-audit-programme"), "Missing: a draft is being written");
    assert_eq!(state("information-security-policy"), "Missing");
    assert_eq!(state("confidentiality-agreements"), "Not needed: A.6.6 is excluded");
    assert_eq!(state("incident-response-procedure"), "Not needed: A.5.24 and A.5.26 are excluded");
    assert_eq!(state("event-logs"), "Missing", "a control without a decision counts");
}

#[test]
fn an_audit_is_overdue_when_the_next_one_should_have_taken_place() {
    let report = text(
        "REC-1",
        "type = \"internal-audit\"\nperformed = 2025-09-01\nfulfils = [\"internal-audit-results\"]",
    );
    let after = |every: &str| {
        let mut sources = small(&[("records/a.md", &report)]);
        let settings = format!("title = \"Handbook\"\n[audit]\nevery = \"{every}\"\n");
        sources.insert(RelPath::fixed("handbook.toml"), settings.into_bytes());
        states(&sources)["internal-audit-results"].clone()
    };
    assert_eq!(after("18 months"), "Present, in date");
    assert_eq!(after("12 months"), "Present, overdue");
}

#[test]
fn the_day_beside_a_state_is_the_earliest_that_decides_it() {
    let report = |until: &str| {
        text(
            "REC-1",
            "type = \"internal-audit\"\nperformed = 2025-09-01\nfulfils = [\"internal-audit-results\"]",
        )
        .replace("2027-06-01", until)
    };
    let shown = |until: &str, every: &str| {
        let mut sources = small(&[("records/a.md", &report(until))]);
        let settings = format!("title = \"Handbook\"\n[audit]\nevery = \"{every}\"\n");
        sources.insert(RelPath::fixed("handbook.toml"), settings.into_bytes());
        let page = page(&sources, "auditor.html");
        let cells = select(&page, "tr[data-asked='internal-audit-results'] > td[data-due]");
        let cell = cells[0];
        (words(cell), cell.attr("data-due").expect("a day").to_owned())
    };
    let is = |words: &str, day: &str| (words.to_owned(), day.to_owned());
    // Its own review lies ahead, the next audit does not.
    let late = is("Present, overdue since 1 September 2026", "2026-09-01");
    assert_eq!(shown("2027-06-01", "12 months"), late);
    // Both lie ahead: the nearer one counts, whichever it is.
    let next = is("Present, in date until 1 March 2027", "2027-03-01");
    assert_eq!(shown("2027-06-01", "18 months"), next);
    let review = is("Present, in date until 1 February 2027", "2027-02-01");
    assert_eq!(shown("2027-02-01", "18 months"), review);
}

#[test]
fn a_day_of_the_scope_is_that_of_the_text_that_is_overdue() {
    let sources = small(&[
        ("documents/a.md", &text("STM-1", "fulfils = [\"isms-scope\"]")),
        (
            "documents/b.md",
            &text("STM-2", "fulfils = [\"isms-scope\"]").replace("2027-06-01", "2026-11-01"),
        ),
    ]);
    let page = page(&sources, "auditor.html");
    let first = words(select(&page, "section[aria-labelledby='first'] tbody > tr")[0]);
    assert!(first.contains("STM-2"), "{first}");
    assert!(first.contains("Present, overdue since 1 November 2026"), "{first}");
}

#[test]
fn a_file_that_is_taken_away_is_missed_on_the_page_of_a_draft() {
    use annexa::diag::code::Profile;
    use annexa::diag::levels::Strictness;

    let sources = without(&example(), Some("documents/governance/stm-001-isms-scope.md"));
    let on = |profile| Options {
        today: today(),
        strictness: Strictness { profile, ..Strictness::default() },
    };
    assert!(check(&sources, &on(None)).report.is_denied());
    assert!(!check(&sources, &on(Some(Profile::Draft))).report.is_denied());
    assert_eq!(states(&sources)["isms-scope"], "Missing");
}

#[test]
fn the_edition_and_its_amendment_are_told_apart() {
    let page = page(&small(&[]), "auditor.html");
    let edition = words(select(&page, "main > p.sub")[0]);
    assert!(edition.contains("Published October 2022. Amended by ISO/IEC 27001:2022/Amd 1:2024 (Climate action changes): Published February 2024."), "{edition}");
}

#[test]
fn the_page_shows_what_was_computed_and_counts_it() {
    let sources = example();
    let wanted = states(&sources);
    let page = page(&sources, "auditor.html");
    let mut shown: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in select(&page, "tr[data-asked]") {
        let id = row.attr("data-asked").expect("an id").to_owned();
        shown.entry(id).or_default().insert(words(row));
    }
    for (id, state) in &wanted {
        let rows = &shown[id];
        assert!(rows.iter().all(|row| row.contains("Mandatory ")), "{id}: {rows:?}");
        if state == "Present, in date" {
            assert!(rows.iter().all(|row| row.contains(state)), "{id}: {rows:?}");
        }
    }
    let totals: Vec<String> = select(&page, "ul.totals > li").into_iter().map(words).collect();
    let overdue = wanted.values().filter(|state| *state == "Present, overdue").count();
    assert!(totals.contains(&format!("{} mandatory entries", wanted.len())), "{totals:?}");
    assert!(totals.contains(&format!("{overdue} present, overdue")), "{totals:?}");
    assert!(totals.contains(&"0 missing".to_owned()), "{totals:?}");
    let first: Vec<String> = select(&page, "section[aria-labelledby='first'] tbody > tr")
        .into_iter()
        .map(words)
        .collect();
    let begin = [
        "Scope",
        "Statement of Applicability",
        "Risk register, treatment plan",
        "Internal audits",
        "Management reviews",
        "Findings",
    ];
    assert_eq!(first.len(), begin.len());
    for (row, begin) in first.iter().zip(begin) {
        assert!(row.starts_with(begin), "{row}");
    }
}

#[test]
fn changes_since_the_last_audit_are_those_after_its_day() {
    let (handbook, _) = resolve(&example(), today());
    let view = AuditorView::new(&handbook);
    let newest = &view.since[0];
    assert_eq!(newest.audit.id, "REC-004");
    assert!(newest.until.is_none() && !newest.events.is_empty());
    let days = newest.events.iter().filter_map(|event| event.date.as_ref());
    assert!(days.clone().all(|day| day.iso > newest.day.iso && day.iso <= today().to_string()));
    let before = &view.since[1];
    assert_eq!(before.until.as_ref().map(|day| &day.iso), Some(&newest.day.iso));
    let days = before.events.iter().filter_map(|event| event.date.as_ref());
    assert!(days.clone().all(|day| day.iso > before.day.iso && day.iso <= newest.day.iso));
}
