//! Which addresses the files of a project get: none takes that of another page, none is lost without a finding, and no link leaves the project.

use std::collections::BTreeSet;

use annexa::base::path::{OutPath, RelPath};
use annexa::load::Sources;
use annexa::pipeline::{Options, Outcome, build};
use proptest::prelude::*;

fn built(files: &[(String, String)]) -> Outcome {
    let handbook = [("handbook.toml", "title = \"Handbook\"\n")];
    let files = files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    let sources = Sources::from_files(handbook.into_iter().chain(files));
    build(&sources, &Options::on("2026-11-21".parse().expect("a date")), &())
}

fn paths(site: &Outcome) -> BTreeSet<&str> {
    site.tree.iter().map(|(path, _)| path.as_str()).collect()
}

fn codes(site: &Outcome) -> Vec<&'static str> {
    site.report.findings().iter().map(|finding| finding.diagnostic.code.name).collect()
}

fn collisions(site: &Outcome) -> Vec<&str> {
    let found = site.report.findings().iter().map(|finding| &finding.diagnostic);
    let collisions = found.filter(|diagnostic| diagnostic.code.name == "path-collision");
    collisions.map(|diagnostic| diagnostic.message.as_str()).collect()
}

fn document(id: &str) -> String {
    format!("+++\nid = \"{id}\"\nowner = \"{id}\"\n+++\n# Text\n")
}

/// The pages of documents and records themselves, without those of their versions.
fn pages<'s>(site: &'s Outcome) -> Vec<&'s str> {
    let is_page = |path: &&'s str| {
        let mut names = path.split('/');
        matches!(names.next(), Some("documents" | "records")) && names.count() == 1
    };
    paths(site).into_iter().filter(is_page).collect()
}

#[test]
fn nothing_that_an_author_names_takes_the_place_of_a_page_of_the_site() {
    let own = built(&[("documents/a.md".to_owned(), document("A"))]);
    let names = ["index", "static", "search", "downloads", "manifest.json", "404", "clauses"];
    let names = names.into_iter().chain(["soa", "owners", "assets", "sections", "print", "about"]);
    let mut files = vec![("documents/a.md".to_owned(), document("A"))];
    for name in names {
        files.push((format!("documents/{name}.md"), document(name)));
        files.push((format!("documents/{name}/{name}.md"), document(&format!("in-{name}"))));
        files.push((format!("records/{name}.md"), document(&format!("record-{name}"))));
        files.push((format!("registers/{name}.csv"), "key\n1\n".to_owned()));
        files.push((format!("assets/{name}.txt"), "text".to_owned()));
        let link = format!("+++\nid = \"to-{name}\"\n+++\n[x](/assets/{name}.txt)\n");
        files.push((format!("documents/to-{name}.md"), link));
    }
    let site = built(&files);
    assert_eq!(collisions(&site), [""; 0]);
    let all = paths(&site);
    assert!(paths(&own).iter().all(|path| all.contains(path)), "a page of the site is missing");
    assert_eq!(pages(&site).len(), site.documents);
    for name in ["static", "404", "manifest.json"] {
        for place in ["documents/NAME.html", "sections/NAME.html", "assets/NAME.txt"] {
            let slug =
                if place.starts_with('d') { name.to_owned() } else { name.replace('.', "-") };
            let path = place.replace("NAME", &slug);
            assert!(all.contains(path.as_str()), "{path} is missing");
        }
    }
}

#[test]
fn a_document_whose_id_is_the_stand_in_of_another_keeps_a_page() {
    let ids = ["a", "A", "a-1", "a-2", "document-3", "document-4", "document-4", "a"];
    let files: Vec<(String, String)> = ids
        .iter()
        .enumerate()
        .map(|(number, id)| (format!("documents/{number}.md"), document(id)))
        .collect();
    let site = built(&files);
    assert_eq!(pages(&site).len(), ids.len(), "{:?}", pages(&site));
    assert_eq!(collisions(&site), [""; 0]);
    assert_eq!(codes(&site).iter().filter(|code| **code == "duplicate-id").count(), 3);
}

#[test]
fn ids_that_only_some_alphabets_take_for_the_same_are_none() {
    for id in [
        "../x",
        ".",
        "..",
        "A/B",
        "con",
        "COM1.x",
        "ı",
        "POL-ſ",
        "\u{212A}-1",
        "A\u{202e}B",
        "a b",
        "%2e",
    ] {
        let site = built(&[("documents/x.md".to_owned(), document(id))]);
        assert!(codes(&site).contains(&"invalid-id"), "{id}");
        assert_eq!(pages(&site), ["documents/x.html"], "{id}");
    }
}

#[test]
fn a_link_to_what_is_not_read_is_not_published() {
    let files = [
        (
            "documents/a.md".to_owned(),
            document("A") + "[x](/assets/logo.png) [y](../assets/.env)\n",
        ),
        ("assets/.env".to_owned(), "SECRET=1".to_owned()),
    ];
    let texts = files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    let look = "title = \"Handbook\"\n[look]\nlogo = \"assets/logo.png\"\n";
    let mut sources = Sources::from_files([("handbook.toml", look)].into_iter().chain(texts));
    sources.insert_unread(RelPath::fixed("assets/logo.png"), annexa::load::Unread::Link);
    let options = Options::on("2026-11-21".parse().expect("a date"));
    let site = build(&sources, &options, &());
    let found = codes(&site).into_iter().filter(|code| *code == "unpublished-file").count();
    assert_eq!(found, 3, "the logo, the link to it, and the link to a hidden file");
    assert!(paths(&site).iter().all(|path| !path.starts_with("assets/")));
    let secret =
        site.tree.iter().find(|(_, bytes)| String::from_utf8_lossy(bytes).contains("SECRET"));
    assert!(secret.is_none());
}

/// Names of files as somebody hostile would choose them.
fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        "[aA.é_ -]{1,4}",
        "(con|NUL|index|_index|document-[0-3]|a-[0-3]|日本|İ|ß|ss|\\.\\.)",
        "\\PC{1,3}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Each document that is read has a page of its own, and each that is not has a finding.
    #[test]
    fn no_document_is_lost(names in proptest::collection::vec((name(), name(), any::<bool>()), 1..8)) {
        let files: BTreeSet<String> = names.iter().map(|(folder, name, is_record)| {
            let top = if *is_record { "records" } else { "documents" };
            format!("{top}/{folder}/{name}.md")
        }).collect();
        let files: Vec<(String, String)> = files.into_iter().map(|path| (path, "# Text\n".to_owned())).collect();
        let site = built(&files);
        prop_assert_eq!(pages(&site).len(), site.documents);
        let read = |path: &RelPath| !path.is_hidden() && path.file_name() != "_index.md";
        let wanted = files.iter().filter_map(|(path, _)| RelPath::new(path)).filter(read);
        prop_assert_eq!(site.documents, wanted.count());
    }

    /// Whatever a link says, it leads to a file of the project or nowhere.
    #[test]
    fn a_link_leads_into_the_project_or_nowhere(
        target in "(\\.\\./|%2e%2e/|\\.\\.%2f|%252e|\\\\|/|//|%5c|%00|c:|file:|[a-z]|\\.|%2F|assets/|secret\\.txt){1,8}"
    ) {
        let text = format!("{}\n[x](<{target}>)\n![y](<{target}>)\n", document("A"));
        let files = [
            ("documents/a.md".to_owned(), text),
            ("assets/secret.txt".to_owned(), "text".to_owned()),
        ];
        let site = built(&files);
        for (path, bytes) in site.tree.iter().filter(|(path, _)| path.as_str() == "documents/a.html") {
            let page = String::from_utf8_lossy(bytes);
            for attribute in ["href=\"", "src=\""] {
                for link in page.split(attribute).skip(1).filter_map(|rest| rest.split('"').next()) {
                    let place = link.split(['#', '?']).next().unwrap_or(link);
                    let there = RelPath::new(path.as_str()).and_then(|page| page.resolve(place));
                    let there = there.and_then(|there| OutPath::new(there.as_str()));
                    let is_file = there.is_some_and(|there| site.tree.get(&there).is_some());
                    prop_assert!(place.is_empty() || is_file, "{target} became {link}");
                }
            }
        }
    }

    /// Names that differ in nothing but case or composition share a form, and a form is its own form.
    #[test]
    fn twins_share_a_form(name in "\\PC{0,12}") {
        use annexa::base::path::twin_form;
        use unicode_normalization::UnicodeNormalization as _;
        let form = twin_form(&name).into_owned();
        prop_assert_eq!(twin_form(&form).into_owned(), form.clone());
        for other in [name.nfd().collect::<String>(), name.nfc().collect()] {
            prop_assert_eq!(twin_form(&other).into_owned(), form.clone());
        }
    }

    /// What is a path never leaves the root and never holds what nobody sees.
    #[test]
    fn a_path_is_clean(text in "[a-c./\\\\\u{0}\u{7f}\u{202e}\u{2066}é:~%-]{0,16}") {
        if let Some(path) = RelPath::new(&text) {
            prop_assert!(path.as_str().split('/').all(|name| !name.is_empty() && name != "." && name != ".."));
            let unseen = ['\\', '\u{0}', '\u{7f}', '\u{202e}', '\u{2066}'];
            prop_assert!(!path.as_str().contains(unseen), "an unseen character");
        }
        if let Some(path) = OutPath::new(&text) {
            prop_assert!(path.as_str().bytes().all(|byte| byte.is_ascii_lowercase() || b"0123456789.-_/".contains(&byte)));
            prop_assert!(RelPath::new(path.as_str()).is_some_and(|path| !path.is_hidden()));
        }
    }
}
