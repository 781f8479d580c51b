//! Pages stay as long as one can read, however long the handbook: what grows with it goes on at further pages, or says how much more there is.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use annexa::base::path::OutPath;
use annexa::load::Sources;
use annexa::pipeline::{Options, Outcome, build};
use annexa::view::pager::ROWS;
use scraper::{Html, Selector};

/// What may differ between two sizes besides lists: digits of numbers, links to further pages.
const SLACK: usize = 4000;

/// A handbook with so many documents, all in one section, with one owner, one control, one audience, and late.
fn handbook(documents: usize) -> Outcome {
    let settings = "title = \"T\"\nprofile = \"draft\"\nframeworks = [\"iso27001-2022\"]\n";
    let people = "[role.ciso]\ntitle = \"CISO\"\n[role.cto]\ntitle = \"CTO\"\n";
    let soa = "id = \"SOA\"\nversion = \"1.0\"\n[control.\"A.5.1\"]\napplicable = true\nreasons = [\"legal\"]\njustification = \"Law.\"\nstatus = \"implemented\"\n";
    let risks = "[risk.R-1]\ntitle = \"Fire\"\nowner = \"ciso\"\n";
    let evidence = "[evidence.E-1]\ntitle = \"Log\"\nowner = \"ciso\"\ncontrols = [\"A.5.1\"]\n";
    let mut files = vec![
        ("handbook.toml".to_owned(), settings.to_owned()),
        ("people.toml".to_owned(), people.to_owned()),
        ("soa.toml".to_owned(), soa.to_owned()),
        ("registers/risks.toml".to_owned(), risks.to_owned()),
        ("registers/evidence.toml".to_owned(), evidence.to_owned()),
    ];
    for number in 0..documents {
        let mut text = format!(
            "+++\nid = \"POL-{number:04}\"\nowner = \"ciso\"\napprover = \"cto\"\nversion = \"1.0\"\neffective = 2025-01-01\nreview_date = 2026-10-01\n\
             controls = [\"A.5.1\"]\nclauses = [\"5.2\"]\nfulfils = [\"information-security-policy\"]\naudience = [\"staff\"]\nsummary = \"What it says.\"\n\
             [[history]]\nversion = \"1.0\"\ndate = 2025-01-01\nchange = \"First.\"\n+++\n# Rule {number:04}\n\n"
        );
        // Writing to a text cannot fail.
        let _ = writeln!(text, "As in POL-0000, A.5.2, R-1, E-1 and [[POL-0001]].");
        files.push((format!("documents/all/{number:04}.md"), text));
    }
    let files = files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    let options = Options::on("2026-11-21".parse().expect("a date"));
    build(&Sources::from_files(files), &options, &())
}

fn sizes(site: &Outcome) -> BTreeMap<&str, usize> {
    let pages = site
        .tree
        .iter()
        .filter(|(path, _)| path.as_str().rsplit_once('.').is_some_and(|(_, kind)| kind == "html"));
    pages.map(|(path, bytes)| (path.as_str(), bytes.len())).collect()
}

fn page(site: &Outcome, url: &str) -> Html {
    let bytes = site.tree.get(&OutPath::fixed(url)).unwrap_or_else(|| panic!("no {url}"));
    Html::parse_document(&String::from_utf8_lossy(bytes))
}

fn count(page: &Html, css: &str) -> usize {
    page.select(&Selector::parse(css).expect("a selector")).count()
}

#[test]
fn no_page_grows_with_the_handbook() {
    let (short, long) = (handbook(2 * ROWS), handbook(4 * ROWS));
    let (short, long) = (sizes(&short), sizes(&long));
    let grown: Vec<String> = short
        .iter()
        // The last page of a list is as long as what is left.
        .filter(|(path, _)| !path.starts_with("print") && !path.contains('_'))
        .filter_map(|(path, size)| {
            let now = *long.get(path)?;
            (now > size + SLACK)
                .then(|| format!("{path}: {size} bytes, {now} with twice the documents"))
        })
        .collect();
    assert_eq!(grown, Vec::<String>::new());
    for path in ["risks/r-1.html", "evidence/e-1.html", "controls/a.5.1.html", "auditor.html"] {
        assert!(short.contains_key(path), "{path}");
    }
}

#[test]
fn every_document_stands_on_one_page_of_the_register_and_of_its_section() {
    let site = handbook(2 * ROWS + 7);
    for (list, rows) in [("documents", ".register tbody tr"), ("sections/all", "main tbody tr")] {
        let (first, last) =
            (page(&site, &format!("{list}.html")), page(&site, &format!("{list}_3.html")));
        assert_eq!(count(&first, rows), ROWS, "{list}");
        // The Statement of Applicability stands in the register, too.
        assert_eq!(count(&last, rows), if list == "documents" { 8 } else { 7 }, "{list}");
        for page in [&first, &last] {
            assert_eq!(count(page, ".leaves ul a[href]"), 2, "{list}");
            assert_eq!(count(page, ".leaves [aria-current]"), 1, "{list}");
        }
    }
    for (url, rows) in [("search.html", ROWS), ("404.html", ROWS), ("search_3.html", 7)] {
        let page = page(&site, url);
        assert_eq!(count(&page, "[aria-labelledby='a-to-z'] .entries li"), rows, "{url}");
        assert_eq!(count(&page, ".leaves li"), 3, "{url}");
    }
    let owner: String = page(&site, "owners/ciso.html").root_element().text().collect();
    assert!(owner.contains(&format!("The first {ROWS} of {}.", 2 * ROWS + 7)), "{owner}");
}

#[test]
fn a_handbook_of_usual_length_has_its_lists_whole() {
    let site = handbook(ROWS);
    assert!(site.tree.get(&OutPath::fixed("sections/all_2.html")).is_none());
    let section = page(&site, "sections/all.html");
    assert_eq!((count(&section, ".leaves"), count(&section, "main tbody tr")), (0, ROWS));
    let owner: String = page(&site, "owners/ciso.html").root_element().text().collect();
    assert!(!owner.contains("The first "));
}
