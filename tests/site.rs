//! The example's site as a whole: links lead somewhere, pages keep the rules that every page has to keep.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

use annexa::base::path::{OutPath, RelPath};
use annexa::load::read::read;
use annexa::pipeline::{Options, Outcome, build};
use scraper::{Html, Selector};

static SITE: LazyLock<Outcome> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("content-example");
    let sources = read(&root).expect("the example can be read");
    build(&sources, &Options::on("2026-11-21".parse().expect("a date")), &|_, _| {})
});

/// The pages by path, parsed once by each test that needs them.
fn pages() -> BTreeMap<String, Html> {
    let html = |(path, bytes): (&OutPath, &[u8])| {
        let text = std::str::from_utf8(bytes).ok()?;
        RelPath::new(path.as_str())
            .is_some_and(|path| path.extension() == "html")
            .then(|| (path.to_string(), Html::parse_document(text)))
    };
    SITE.tree.iter().filter_map(html).collect()
}

fn select<'p>(page: &'p Html, css: &str) -> Vec<scraper::ElementRef<'p>> {
    page.select(&Selector::parse(css).expect("a selector")).collect()
}

fn has_file(path: &str) -> bool {
    OutPath::new(path).is_some_and(|path| SITE.tree.get(&path).is_some())
}

/// The file and anchor that a relative address on a page means.
fn target(page: &str, address: &str) -> Option<(String, Option<String>)> {
    let (path, anchor) = address
        .split_once('#')
        .map_or((address, None), |(path, anchor)| (path, Some(anchor.to_owned())));
    let path = path.split('?').next().unwrap_or(path);
    if path.is_empty() {
        return Some((page.to_owned(), anchor));
    }
    let resolved = RelPath::new(page)?.resolve(path)?;
    Some((resolved.to_string(), anchor))
}

#[test]
fn the_example_has_no_denied_finding() {
    assert!(!SITE.report.is_denied(), "{:#?}", SITE.report.findings());
}

#[test]
fn every_link_leads_to_a_page_and_an_anchor() {
    let pages = pages();
    let ids: BTreeMap<&str, BTreeSet<String>> = pages
        .iter()
        .map(|(path, page)| {
            let ids = select(page, "[id]")
                .iter()
                .filter_map(|element| element.attr("id").map(str::to_owned))
                .collect();
            (path.as_str(), ids)
        })
        .collect();
    let mut faults = Vec::new();
    let mut followed = 0;
    for (path, page) in &pages {
        let elements = select(page, "a[href], link[href], img[src], script[src]");
        for address in elements
            .iter()
            .filter_map(|element| element.attr("href").or_else(|| element.attr("src")))
        {
            if ["https://", "http://", "mailto:", "tel:"]
                .iter()
                .any(|scheme| address.starts_with(scheme))
            {
                continue;
            }
            followed += 1;
            let found = target(path, address).is_some_and(|(file, anchor)| {
                has_file(&file)
                    && anchor.is_none_or(|anchor| {
                        ids.get(file.as_str()).is_some_and(|ids| ids.contains(&anchor))
                    })
            });
            if !found {
                faults.push(format!("{path}: {address}"));
            }
        }
    }
    assert!(followed > 5_000, "only {followed} links were followed");
    assert!(faults.is_empty(), "{} broken links:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn every_page_keeps_the_rules_of_pages() {
    let mut faults = Vec::new();
    let mut titles: BTreeMap<String, String> = BTreeMap::new();
    for (path, page) in &pages() {
        let mut rule = |holds: bool, text: &str| {
            if !holds {
                faults.push(format!("{path}: {text}"));
            }
        };
        rule(select(page, "h1").len() == 1, "has one h1");
        rule(select(page, "main").len() == 1, "has one main");
        rule(select(page, "html[lang]").len() == 1, "names its language");
        rule(select(page, "[style], style").is_empty(), "holds no inline style");
        let own_scripts = select(page, "script:not([src])");
        rule(own_scripts.is_empty(), "holds no inline script");
        let handlers = select(page, "*")
            .iter()
            .any(|element| element.value().attrs().any(|(name, _)| name.starts_with("on")));
        rule(!handlers, "holds no event handler");
        let first = select(page, "head > meta[http-equiv], head > link, head > script");
        let policy = first.first().and_then(|element| element.attr("http-equiv"));
        rule(
            policy == Some("Content-Security-Policy"),
            "has its policy before anything that loads",
        );
        let ids: Vec<&str> =
            select(page, "[id]").iter().filter_map(|element| element.attr("id")).collect();
        rule(ids.iter().collect::<BTreeSet<_>>().len() == ids.len(), "gives each id once");
        rule(select(page, "th:not([scope])").is_empty(), "gives every table head its scope");
        rule(select(page, "img:not([alt])").is_empty(), "gives every picture a text");
        let outside = select(page, "img[src], script[src], link[href]");
        let outside = outside
            .iter()
            .filter_map(|element| element.attr("src").or_else(|| element.attr("href")));
        rule(
            outside
                .into_iter()
                .all(|address| !address.contains("//") && !address.starts_with("data:")),
            "loads nothing from elsewhere",
        );
        let title: String =
            select(page, "head > title").iter().flat_map(scraper::ElementRef::text).collect();
        if let Some(other) = titles.insert(title.clone(), path.clone()) {
            rule(false, &format!("has the title of {other}: {title}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_statement_links_both_ways() {
    let pages = pages();
    let soa = &pages["soa.html"];
    let rows = select(soa, "tr[id^='c-']");
    assert_eq!(rows.len(), 93);
    let links_back = |page: &str, to: &str| {
        let links = select(&pages[page], "main a[href]");
        links.iter().filter_map(|link| target(page, link.attr("href")?)).any(|(file, _)| file == to)
    };
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for row in rows {
        let anchor = Selector::parse("a[href]").expect("a selector");
        let targets: Vec<String> = row
            .select(&anchor)
            .filter_map(|link| target("soa.html", link.attr("href")?))
            .map(|(file, _)| file)
            .collect();
        let control = targets
            .iter()
            .find(|file| file.starts_with("controls/"))
            .expect("a row names its control");
        assert!(links_back(control, "soa.html"), "{control} does not lead back to the statement");
        for file in &targets {
            for kind in ["documents/", "records/", "risks/", "evidence/"] {
                if file.starts_with(kind) {
                    *kinds.entry(kind).or_default() += 1;
                    assert!(links_back(file, control), "{file} does not lead back to {control}");
                    assert!(links_back(control, file), "{control} does not lead to {file}");
                }
            }
        }
    }
    assert_eq!(kinds.len(), 4, "{kinds:?}");
    assert!(kinds.values().all(|count| *count > 5), "{kinds:?}");
}

#[test]
fn the_totals_are_those_of_the_rows() {
    let pages = pages();
    let soa = &pages["soa.html"];
    let counted = |word: &str| {
        let rows = select(soa, "tr[id^='c-']");
        rows.iter().filter(|row| row.text().any(|text| text == word)).count()
    };
    let text: Vec<String> = select(soa, ".totals li")
        .iter()
        .map(|total| {
            total.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
        })
        .collect();
    assert!(text.contains(&"93 controls".to_owned()), "{text:?}");
    for (word, label) in [
        ("Implemented", "implemented"),
        ("Partial", "partly implemented"),
        ("Excluded", "excluded"),
    ] {
        assert!(counted(word) > 0, "the example shows `{word}`");
        assert!(text.contains(&format!("{} {label}", counted(word))), "{text:?}");
    }
}

#[test]
fn the_example_shows_every_state_and_lacks_no_mandatory_document() {
    let codes: BTreeSet<&str> =
        SITE.report.findings().iter().map(|finding| finding.diagnostic.code.name).collect();
    for code in ["review-overdue", "review-due-soon", "evidence-stale"] {
        assert!(codes.contains(code), "{code}");
    }
    assert!(!codes.contains("mandatory-document-missing"));
    let register: String = select(&pages()["documents.html"], "main")
        .iter()
        .flat_map(scraper::ElementRef::text)
        .collect();
    for state in ["Review overdue", "Review due soon", "In date", "Draft", "Superseded"] {
        assert!(register.contains(state), "{state}");
    }
}

#[test]
fn the_home_page_is_small() {
    let home = &pages()["index.html"];
    let loaded = select(home, "link[href], script[src], img[src]");
    let mut files: BTreeSet<String> = loaded
        .iter()
        .filter_map(|element| element.attr("href").or_else(|| element.attr("src")))
        .filter_map(|address| target("index.html", address))
        .map(|(file, _)| file)
        .collect();
    assert!(files.contains("static/annexa.css"), "{files:?}");
    files.insert("index.html".to_owned());
    let size = |file: &String| SITE.tree.get(&OutPath::fixed(file)).map_or(0, <[u8]>::len);
    let sizes: Vec<(&String, usize)> = files.iter().map(|file| (file, size(file))).collect();
    let all: usize = sizes.iter().map(|(_, size)| size).sum();
    assert!(all <= 60_000, "{all} bytes before compression: {sizes:?}");
}
