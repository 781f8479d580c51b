//! Many documents on one page, to be printed: levels of headings, names, and what is made for the screen only.

use annexa::base::path::OutPath;
use annexa::load::Sources;
use annexa::pipeline::on_demand::OnDemand;
use annexa::pipeline::paper::Subject;
use annexa::pipeline::{Memo, Options, build, resolve};
use scraper::{Html, Selector};

const SETTINGS: &str = "title = \"T\"\nframeworks = [\"iso27001-2022\"]\n";

/// The page at an address of a handbook of these files.
fn page(files: &[(&str, &str)], url: &str) -> Html {
    let files = [("handbook.toml", SETTINGS)].iter().chain(files).copied();
    let site = build(
        &Sources::from_files(files),
        &Options::on("2026-11-21".parse().expect("a date")),
        &(),
    );
    let bytes = site.tree.get(&OutPath::fixed(url)).unwrap_or_else(|| panic!("no {url}"));
    Html::parse_document(&String::from_utf8_lossy(bytes))
}

fn select<'p>(page: &'p Html, css: &str) -> Vec<scraper::ElementRef<'p>> {
    page.select(&Selector::parse(css).expect("a selector")).collect()
}

const TABLE: &str = "## Scope\n\n| A | B |\n| --- | --- |\n| 1 | 2 |\n\n### Detail\n\nText.\n";

fn book() -> Html {
    let first = format!("+++\nid = \"POL-1\"\n+++\n# One\n\n{TABLE}\n```sh\necho \"$HOME\"\n```\n");
    let second = format!("+++\nid = \"POL-2\"\n+++\n# Two\n\n{TABLE}");
    page(
        &[
            ("documents/a/_index.md", TABLE),
            ("documents/a/one.md", &first),
            ("documents/b/_index.md", TABLE),
            ("documents/b/two.md", &second),
        ],
        "print.html",
    )
}

#[test]
fn no_level_of_heading_is_skipped_in_a_book() {
    let book = book();
    let mut before = 0;
    let headings = select(&book, "main :is(h1, h2, h3, h4, h5, h6)");
    assert!(headings.len() > 12);
    for heading in headings {
        let level: u8 = heading.value().name()[1..].parse().expect("a level");
        let text: String = heading.text().collect();
        assert!(level <= before + 1, "{text}: h{level} below h{before}");
        before = level;
    }
}

#[test]
fn tables_of_a_book_have_names_of_their_own() {
    let book = book();
    let mut names: Vec<&str> = select(&book, ".prose [role=region]")
        .iter()
        .filter_map(|table| table.attr("aria-label"))
        .collect();
    assert_eq!(names.len(), 4);
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), 4, "{names:?}");
}

/// A handbook whose section `a` fills more than one page to be printed; with `POL-3` begins the second.
fn long_handbook() -> Vec<(String, String)> {
    let text = "Somebody does something somewhere.\n\n".repeat(27_000);
    let document = |number: usize, folder: &str, text: &str| {
        let words =
            format!("+++\nid = \"POL-{number}\"\n+++\n# Rule {number}\n\n[[POL-1]]\n\n{text}");
        (format!("documents/{folder}/{number}.md"), words)
    };
    let index = ("documents/a/_index.md".to_owned(), "The introduction.\n".to_owned());
    let settings = ("handbook.toml".to_owned(), SETTINGS.to_owned());
    let long = (1..=3).map(|number| document(number, "a", &text));
    long.chain([document(4, "b", "Short.\n"), index, settings]).collect()
}

#[test]
fn what_is_too_long_for_one_page_is_printed_in_volumes() {
    let files = long_handbook();
    let files = files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    let options = Options::on("2026-11-21".parse().expect("a date"));
    let site = build(&Sources::from_files(files), &options, &());
    let page = |url: &str| {
        let bytes = site.tree.get(&OutPath::fixed(url)).unwrap_or_else(|| panic!("no {url}"));
        Html::parse_document(&String::from_utf8_lossy(bytes))
    };
    let ids = |page: &Html| -> Vec<String> {
        select(page, ".chapter .kicker .id").iter().map(|id| id.text().collect()).collect()
    };
    let links = |page: &Html| -> Vec<String> {
        let links = select(page, ".volumes a");
        links.iter().filter_map(|link| link.attr("href")).map(str::to_owned).collect()
    };
    let (first, second) = (page("print/a.html"), page("print/a_2.html"));
    assert_eq!(ids(&first), ["POL-1", "POL-2"]);
    assert_eq!(ids(&second), ["POL-3"]);
    let others = [(&first, "../print/a_2.html", 1), (&second, "../print/a.html", 0)];
    for (page, other, introductions) in others {
        assert_eq!(links(page), [other]);
        assert_eq!(select(page, ".volumes [aria-current]").len(), 1);
        assert_eq!(select(page, ".part-head .prose").len(), introductions);
    }
    let ways = |page: &Html| select(page, ".chapter .prose a[href]").len();
    assert_eq!((ways(&first), ways(&second)), (2, 0), "no link leads into another volume");
    let titles: Vec<String> = select(&second, "title, .part-head h2")
        .iter()
        .map(|title| title.text().collect())
        .collect();
    assert_eq!(titles, ["A, volume 2 – T, as of 21 November 2026", "A, continued"]);
    let whole = page("print.html");
    assert_eq!(ids(&whole), Vec::<String>::new());
    assert_eq!(links(&whole), ["print/a.html", "print/a_2.html", "print/b.html"]);
    let listed: String = select(&whole, ".volumes li")[1].text().collect();
    assert_eq!(listed, "A, volume 2 1 document, POL-3");
    assert_eq!(links(&page("print/b.html")), Vec::<String>::new(), "it is no volume");
}

#[test]
fn nothing_is_cut_in_a_file_for_paper() {
    let files = long_handbook();
    let files = files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    let sources = Sources::from_files(files).into();
    let today = "2026-11-21".parse().expect("a date");
    let site = OnDemand::new(sources, today, &Memo::default(), None);
    for (subject, documents) in [(Subject::Handbook, 4), (Subject::Section(0), 3)] {
        let paper = site.paper(subject).expect("it can be printed");
        let (_, bytes) = paper.files.last().expect("the page");
        let page = Html::parse_document(&String::from_utf8_lossy(bytes));
        assert_eq!(select(&page, ".chapter").len(), documents, "{subject:?}");
        assert_eq!(select(&page, ".volumes").len(), 0, "{subject:?}");
    }
}

#[test]
fn code_has_colors_on_the_screen_and_none_on_paper() {
    let book = book();
    assert_eq!(select(&book, "pre.code").len(), 1);
    assert_eq!(select(&book, "pre.code [class]").len(), 0);
    let code = "+++\nid = \"POL-1\"\n+++\n# One\n\n```sh\necho \"$HOME\"\n```\n";
    let own = page(&[("documents/one.md", code)], "documents/pol-1.html");
    assert!(!select(&own, "pre.code [class]").is_empty());
}

#[test]
fn the_contents_of_a_page_are_its_headings_whatever_their_levels() {
    let text =
        "+++\nid = \"POL-1\"\ntitle = \"One\"\n+++\n# One\n\n### A\n\n## B\n\n# C\n\n## D\n\n# E\n";
    let page = page(&[("documents/one.md", text)], "documents/pol-1.html");
    let ids: Vec<String> = select(&page, ".prose :is(h2, h3)")
        .iter()
        .filter_map(|heading| Some(format!("#{}", heading.attr("id")?)))
        .collect();
    let links: Vec<&str> = select(&page, ".contents a[href^='#h-'], .toc a[href^='#h-']")
        .iter()
        .filter_map(|link| link.attr("href"))
        .collect();
    assert_eq!(ids, ["#h-a", "#h-b", "#h-c", "#h-d", "#h-e"]);
    assert_eq!(links, ids);
}

/// The statement to mail of a handbook with these settings.
fn statement(settings: &str, more: &[(&str, &str)]) -> Html {
    let files = [("handbook.toml", settings)].into_iter().chain(more.iter().copied());
    let options = Options::on("2026-11-21".parse().expect("a date"));
    let site = build(&Sources::from_files(files), &options, &());
    let bytes = site.tree.get(&OutPath::fixed("downloads/soa.html")).expect("it is there");
    Html::parse_document(&String::from_utf8_lossy(bytes))
}

const DECIDED: &str = "id = \"SOA\"\nversion = \"1.0\"\n[control.\"A.5.1\"]\napplicable = true\nreasons = [\"legal\"]\njustification = \"Law <b>and</b> order\"\nstatus = \"implemented\"\n";

#[test]
fn ids_in_a_mailed_statement_lead_to_the_web_or_nowhere() {
    let policy =
        ("documents/one.md", "+++\nid = \"POL-1\"\ncontrols = [\"A.5.1\"]\n+++\n# One\n\nText.\n");
    let files = [("soa.toml", DECIDED), policy];
    let alone = statement(SETTINGS, &files);
    assert!(select(&alone, "a[href]").is_empty(), "nobody said where the handbook stands");
    let row: String = select(&alone, "tr#c-a\\.5\\.1")[0].text().collect();
    assert!(row.contains("POL-1") && row.contains("Law <b>and</b> order"), "{row}");
    let keys: String = select(&alone, ".key")[0].text().collect();
    assert!(keys.contains("POL-1") && keys.contains("One"), "{keys}");

    let settings = format!("{SETTINGS}address = \"https://isms.example/book/\"\n");
    let linked = statement(&settings, &files);
    let links: Vec<_> =
        select(&linked, "a[href]").iter().filter_map(|link| link.attr("href")).collect();
    assert!(links.contains(&"https://isms.example/book/documents/pol-1.html"), "{links:?}");
    assert!(links.iter().all(|link| link.starts_with("https://isms.example/book/")), "{links:?}");
}

/// What the page, the statement to mail and the table say of the approval of a statement with this head.
fn said_of_approval(head: &str) -> [String; 3] {
    let rest = DECIDED.split_once("version = \"1.0\"\n").expect("a version").1;
    let soa = format!("id = \"SOA\"\n{head}{rest}");
    let people = "[role.ceo]\ntitle = \"Chief\"\n";
    let files = [("handbook.toml", SETTINGS), ("people.toml", people), ("soa.toml", &soa)];
    let options = Options::on("2026-11-21".parse().expect("a date"));
    let site = build(&Sources::from_files(files), &options, &());
    let text = |url| {
        let bytes = site.tree.get(&OutPath::fixed(url)).unwrap_or_else(|| panic!("no {url}"));
        String::from_utf8_lossy(bytes).into_owned()
    };
    let fact = |url| {
        let page = Html::parse_document(&text(url));
        let facts = select(&page, "header ~ dl div, header dl div");
        let texts = facts.iter().map(|fact| fact.text().collect::<Vec<_>>().concat());
        let texts: Vec<String> = texts.filter(|text| text.starts_with("Approved")).collect();
        assert_eq!(texts.len(), 1, "{url}: {texts:?}");
        texts.concat()
    };
    let table = text("downloads/soa-statement.csv");
    [fact("soa.html"), fact("downloads/soa.html"), table]
}

#[test]
fn page_and_print_and_table_name_the_approval_of_the_version_that_they_show() {
    let old = "[[approvals]]\nversion = \"3.1\"\nby = \"ceo\"\ndate = 2026-01-26\n";
    let coming = "[[approvals]]\nversion = \"3.2\"\nby = \"ceo\"\ndate = 2030-01-01\n";
    for approvals in ["", old, coming, &format!("{old}{coming}")] {
        for said in said_of_approval(&format!("version = \"3.2\"\n{approvals}")) {
            assert!(said.contains("Not approved"), "{said}");
            assert!(!said.contains("Chief"), "{said}");
            assert!(!said.contains("2026-01-26") && !said.contains("26 January"), "{said}");
            assert!(!said.contains("2030"), "{said}");
        }
    }
    let digest = format!("digest = \"sha256:{}\"\n", "0".repeat(64));
    let cases = [(String::new(), "Digest not kept"), (digest, "Changed since approval")];
    for (digest, wanted) in cases {
        for said in said_of_approval(&format!("version = \"3.1\"\n{old}{digest}{coming}")) {
            assert!(said.contains(wanted) && said.contains("Chief"), "{said}");
            assert!(said.contains("2026-01-26") || said.contains("26 January 2026"), "{said}");
        }
    }
}

#[test]
fn a_mailed_statement_says_first_that_it_is_not_the_approved_one() {
    let read = |page: &Html| -> (String, String) {
        let text = |css| select(page, css).iter().flat_map(scraper::ElementRef::text).collect();
        (text(".notice"), text("style"))
    };
    let (notice, style) = read(&statement(SETTINGS, &[("soa.toml", DECIDED)]));
    assert_eq!(notice, "Version 1.0 is not approved.");
    assert!(style.contains("version 1.0 · not approved"), "{style}");

    let approved = |digest: &str| {
        let approval = format!(
            "version = \"1.0\"\n[[approvals]]\nby = \"ceo\"\ndate = 2026-01-26\ndigest = \"sha256:{digest}\"\n"
        );
        let soa = DECIDED.replace("version = \"1.0\"\n", &approval);
        let page = statement(SETTINGS, &[("soa.toml", &soa)]);
        read(&page)
    };
    let (notice, style) = approved(&"0".repeat(64));
    assert_eq!(notice, "The decisions below were changed since version 1.0 was approved.");
    assert!(style.contains("version 1.0 · changed since approval"), "{style}");

    let sources = Sources::from_files([("handbook.toml", SETTINGS), ("soa.toml", DECIDED)]);
    let (handbook, _) = resolve(&sources, "2026-11-21".parse().expect("a date"));
    let (notice, style) = approved(&handbook.soa.digest.to_string());
    assert_eq!(notice, "");
    assert!(!style.contains("approv"), "{style}");
}

#[test]
fn a_statement_that_is_not_there_is_not_invented() {
    let files = [("handbook.toml", SETTINGS)];
    let options = Options::on("2026-11-21".parse().expect("a date"));
    let site = build(&Sources::from_files(files), &options, &());
    assert_eq!(site.tree.get(&OutPath::fixed("downloads/soa.html")), None);
}

#[test]
fn no_title_ends_the_style_sheet_of_the_statement() {
    let page = statement(
        "title = \"T</style><script>x\\\"\"\nframeworks = [\"iso27001-2022\"]\n",
        &[("soa.toml", DECIDED)],
    );
    assert!(select(&page, "script").is_empty());
    let style: String = select(&page, "style")[0].text().collect();
    assert!(style.contains(r"@top-right { content: "), "{style}");
    assert!(style.trim_end().ends_with('}'), "{style}");
}
