//! The example's site as a whole: links lead somewhere, pages keep the rules that every page has to keep.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

use annexa::base::path::{OutPath, RelPath};
use annexa::load::Sources;
use annexa::load::read::read;
use annexa::pipeline::{Options, Outcome, build};
use scraper::{Html, Selector};

static SITE: LazyLock<Outcome> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("content-example");
    let sources = read(&root).expect("the example can be read");
    build(&sources, &Options::on("2026-11-21".parse().expect("a date")), &())
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
        // What is mailed is one file: the policy of the page names its style sheet by digest.
        let is_alone = path == "downloads/soa.html";
        let styles = if is_alone { "[style]" } else { "[style], style" };
        rule(select(page, styles).is_empty(), "holds no inline style");
        if is_alone {
            let others = select(page, "link, script, img, iframe, object, form, a[href]");
            rule(others.is_empty(), "names no other file, and no page that it leaves behind");
        }
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

/// The files that a page names in these elements, with their sizes in bytes.
fn loaded(path: &str, page: &Html, elements: &str) -> Vec<(String, usize)> {
    let named = select(page, elements);
    let files: BTreeSet<String> = named
        .iter()
        .filter_map(|element| element.attr("href").or_else(|| element.attr("src")))
        .filter_map(|address| target(path, address))
        .map(|(file, _)| file)
        .collect();
    let size = |file: &String| SITE.tree.get(&OutPath::fixed(file)).map_or(0, <[u8]>::len);
    files.into_iter().map(|file| (file.clone(), size(&file))).collect()
}

fn is_of_search(file: &str) -> bool {
    ["static/search", "static/find"].iter().any(|start| file.starts_with(start))
}

/// The search aside: 30 kB of style sheets and 30 kB of scripts, before compression.
#[test]
fn no_page_loads_much() {
    let mut faults = Vec::new();
    for (path, page) in pages() {
        for elements in ["link[rel=stylesheet]", "script[src]"] {
            let mut files = loaded(&path, &page, elements);
            files.retain(|(file, _)| !is_of_search(file));
            let all: usize = files.iter().map(|(_, size)| size).sum();
            let is_alone = path == "downloads/soa.html";
            if (all == 0) != is_alone || all >= 30_000 {
                faults.push(format!("{path}: {all} bytes: {files:?}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// A page that is one file must say in its policy which styles it holds, or it is shown without any.
#[test]
fn the_style_of_the_statement_to_mail_is_the_one_that_its_policy_names() {
    let page = &pages()["downloads/soa.html"];
    let policy = select(page, "meta[http-equiv]")[0].attr("content").expect("a policy");
    let style: String = select(page, "style")[0].text().collect();
    let source = annexa::render::inline::source_of(&style);
    assert!(style.contains("@page { size: A4 landscape"), "{style}");
    let expected =
        format!("default-src 'none'; style-src {source}; base-uri 'none'; form-action 'none'");
    assert_eq!(policy, expected);
    assert_eq!(select(page, "tbody tr[id]").len(), 93);
}

/// Before compression and without what the search adds; `tests/browser/weight.test.mjs` weighs all of it as it travels.
#[test]
fn the_home_page_is_small() {
    let home = &pages()["index.html"];
    let mut sizes = loaded("index.html", home, "link:not([rel=alternate]), script[src], img[src]");
    sizes.retain(|(file, _)| !is_of_search(file));
    assert!(sizes.iter().any(|(file, _)| file == "static/annexa.css"), "{sizes:?}");
    let own = SITE.tree.get(&OutPath::fixed("index.html")).map_or(0, <[u8]>::len);
    sizes.push(("index.html".to_owned(), own));
    let all: usize = sizes.iter().map(|(_, size)| size).sum();
    assert!(all <= 60_000, "{all} bytes before compression: {sizes:?}");
}

/// Faults of a page to be printed: ids that are given twice, and links that lead anywhere but to the page itself or another host.
fn faults_of_a_book(path: &str, page: &Html) -> Vec<String> {
    let ids: Vec<&str> =
        select(page, "[id]").iter().filter_map(|element| element.attr("id")).collect();
    let known: BTreeSet<&str> = ids.iter().copied().collect();
    let mut faults = Vec::new();
    if known.len() != ids.len() {
        faults.push(format!("{path}: an id is given twice"));
    }
    for address in select(page, "main a[href]").iter().filter_map(|link| link.attr("href")) {
        let is_outside = ["https://", "http://", "mailto:", "tel:"]
            .iter()
            .any(|start| address.starts_with(start));
        let is_inside = address.strip_prefix('#').is_some_and(|anchor| known.contains(anchor));
        if !is_outside && !is_inside {
            faults.push(format!("{path}: {address}"));
        }
    }
    faults
}

#[test]
fn links_of_printed_pages_stay_on_them() {
    let pages = pages();
    let is_book = |path: &&String| path.as_str() == "print.html" || path.starts_with("print/");
    let books: Vec<&String> = pages.keys().filter(is_book).collect();
    assert!(books.len() > 5, "{books:?}");
    let mut faults = Vec::new();
    for path in books {
        faults.extend(faults_of_a_book(path, &pages[path]));
        if select(&pages[path], "head > meta[name=robots][content=noindex]").is_empty() {
            faults.push(format!("{path}: search engines may list it"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let inner = select(&pages["print.html"], ".prose a[href^='#']").len();
    assert!(inner > 50, "only {inner} links lead from one text to another");
}

#[test]
fn the_printed_handbook_holds_every_document_that_binds_or_will() {
    let pages = pages();
    let book = &pages["print.html"];
    let text = |css: &str| -> BTreeSet<String> {
        let texts = select(book, css).into_iter().map(|element| element.text().collect::<String>());
        texts.map(|text| text.trim().to_owned()).collect()
    };
    let ended = ["Superseded", "Withdrawn"];
    let rows = select(&pages["documents.html"], "tbody tr");
    let is_out =
        |row: &&scraper::ElementRef<'_>| row.text().any(|text| ended.contains(&text.trim()));
    let (out, kept): (Vec<_>, Vec<_>) = rows.iter().partition(is_out);
    let id = Selector::parse("th .id").expect("a selector");
    let id_of = |row: &scraper::ElementRef<'_>| Some(row.select(&id).next()?.text().collect());
    let mut expected: BTreeSet<String> = kept.into_iter().filter_map(id_of).collect();
    // The statement prints from its own page, on its side.
    assert!(expected.remove("SOA"));
    assert_eq!(text("article.chapter > header .kicker .id"), expected);
    assert_eq!(text(".list-page tbody th .id"), expected);
    assert_eq!(text(".toc .id"), expected);
    assert_eq!(select(book, "article.chapter > header .strip").len(), expected.len());
    assert!(!out.is_empty() && !select(book, "article[data-mark]").is_empty());
}

#[test]
fn bodies_on_one_page_keep_their_ids_and_links_apart() {
    let first = "+++\nid = \"POL-1\"\n+++\n# One\n\n## Scope\n\nA[^a] [two](two.md), [its scope](two.md#scope), [below](#scope), A.5.1.\n<b id=\"h-scope\">x</b> <a href=\"#h-scope\">y</a>\n\n[^a]: Note.\n";
    let second = "+++\nid = \"POL-2\"\nstatus = \"draft\"\n+++\n# Two\n\n## Scope\n\nB[^a] [[POL-1]] [old](old.md)\n\n[^a]: Note.\n";
    let old = "+++\nid = \"POL-3\"\nstatus = \"superseded\"\n+++\n# Old\n";
    let sources = Sources::from_files([
        ("handbook.toml", "title = \"T\"\nframeworks = [\"iso27001-2022\"]\n"),
        ("documents/one.md", first),
        ("documents/two.md", second),
        ("documents/old.md", old),
    ]);
    let site = build(&sources, &Options::on("2026-11-21".parse().expect("a date")), &());
    let bytes = site.tree.get(&OutPath::fixed("print.html")).expect("there is a page to print");
    let page = Html::parse_document(&String::from_utf8_lossy(bytes));
    assert_eq!(faults_of_a_book("print.html", &page), Vec::<String>::new());
    let before = |mark: &scraper::ElementRef<'_>| {
        let link = scraper::ElementRef::wrap(mark.prev_sibling()?)?;
        link.attr("href").map(str::to_owned)
    };
    let links: Vec<(String, &str)> = select(&page, ".prose [data-cite]")
        .iter()
        .map(|mark| (before(mark).unwrap_or_default(), mark.attr("data-cite").unwrap_or("")))
        .collect();
    let expected = [
        ("#documents_pol-2", "POL-2"),
        ("#documents_pol-2_h-scope", "§\u{a0}1 of\u{a0}POL-2"),
        ("#documents_pol-1_h-scope", "§\u{a0}1"),
        ("#documents_pol-1", "POL-1"),
        ("", "POL-3"),
    ];
    assert_eq!(links, expected.map(|(link, words)| (link.to_owned(), words)));
}

#[test]
fn the_tree_says_what_does_not_bind() {
    let pages = pages();
    let notes = |path: &str| -> Vec<String> {
        let notes = select(&pages[path], ".tree a:has(.sub)");
        notes.iter().map(|link| link.text().collect::<String>()).collect()
    };
    assert_eq!(notes("sections/technology.html"), ["Own phones policy Superseded"]);
    assert_eq!(notes("sections/people.html"), ["Using AI assistants Draft"]);
    assert!(notes("sections/access.html").is_empty());
}

#[test]
fn groups_of_readers_keep_their_capitals() {
    let pages = pages();
    let groups = select(&pages["documents/pro-010.html"], ".glance dl dd");
    assert_eq!(groups[0].text().collect::<String>(), "Engineers, IT");
}
