//! The register of documents: the page and the file say the same, and both say whether a text is the one that was approved.

use std::collections::BTreeMap;
use std::path::Path;

use annexa::base::digest::Digest;
use annexa::base::path::OutPath;
use annexa::load::Sources;
use annexa::load::read::read;
use annexa::parse::digest::{text_of, text_of_statement};
use annexa::parse::{Known, parse};
use annexa::pipeline::{Options, build};
use scraper::{Html, Selector};

/// The example, as it lies on disk.
fn example() -> Sources {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("content-example");
    read(&root).expect("the example can be read")
}

fn built(sources: &Sources) -> (String, Vec<BTreeMap<String, String>>) {
    let outcome = build(sources, &Options::on("2026-11-21".parse().expect("a date")), &());
    let file = |path| {
        String::from_utf8_lossy(outcome.tree.get(&OutPath::fixed(path)).expect("a file"))
            .into_owned()
    };
    let text = file("downloads/documents.csv");
    let text = text.trim_start_matches('\u{FEFF}');
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows = reader.deserialize().map(|row| row.expect("a row of texts")).collect();
    (file("documents.html"), rows)
}

#[test]
fn the_file_has_the_rows_of_the_page_and_the_digests_of_the_texts() {
    let sources = example();
    let (page, rows) = built(&sources);
    let page = Html::parse_document(&page);
    let id = Selector::parse("tbody th .id").expect("a selector");
    let ids: Vec<String> = page.select(&id).map(|id| id.text().collect()).collect();
    assert_eq!(rows.iter().map(|row| row["id"].clone()).collect::<Vec<_>>(), ids);
    let (documents, _) = parse(&sources, &Known::default());
    let texts = documents.documents.iter().map(|document| (&document.id.value, text_of(document)));
    let statement = documents.soa.iter().map(|soa| (&soa.id, text_of_statement(soa)));
    for (id, text) in texts.chain(statement) {
        let row = rows.iter().find(|row| row["id"] == *id).expect("every text has a row");
        assert_eq!(row["digest"], format!("sha256:{}", Digest::of(text.as_bytes())), "{id}");
    }
    let policy = rows.iter().find(|row| row["id"] == "POL-005").expect("the policy");
    let expected = [
        ("title", "Access control policy"),
        ("type", "Policy"),
        ("version", "2.1"),
        ("status", "approved"),
        ("owner", "Chief Information Security Officer"),
        ("approver", "Chief Executive Officer"),
        ("approved", "2026-03-24"),
        ("effective", "2026-04-01"),
        ("next_review", "2027-03-24"),
        ("classification", "Internal"),
        ("text", "As approved"),
    ];
    for (column, value) in expected {
        assert_eq!(policy[column], value, "{column}");
    }
}

#[test]
fn a_changed_word_is_seen_in_the_register() {
    let sources = example();
    let path = sources
        .iter()
        .map(|(path, _)| path.clone())
        .find(|path| path.as_str().ends_with("pol-005-access-control.md"))
        .expect("the policy");
    let text = sources.text(&path).expect("a text").replacen("and no longer", "and longer", 1);
    let mut changed = sources.clone();
    changed.insert(path, text.into_bytes());
    let (page, rows) = built(&changed);
    let row = rows.iter().find(|row| row["id"] == "POL-005").expect("the policy");
    assert_eq!(row["text"], "Changed since approval");
    assert!(page.contains("Changed since approval"));
}

#[test]
fn an_approval_to_come_was_not_given() {
    let mut changed = example();
    for name in ["pol-005-access-control.md", "soa.toml"] {
        let path = changed.iter().map(|(path, _)| path.clone());
        let path = path.into_iter().find(|path| path.as_str().ends_with(name)).expect("a text");
        let text = changed.text(&path).expect("a text").replacen(
            "[[approvals]]",
            "[[approvals]]\nby = \"ceo\"\ndate = 2027-01-10\n\n[[approvals]]",
            1,
        );
        changed.insert(path, text.into_bytes());
    }
    let approved = |rows: Vec<BTreeMap<String, String>>| -> Vec<String> {
        rows.into_iter().map(|row| format!("{} {}", row["id"], row["approved"])).collect()
    };
    assert_eq!(approved(built(&changed).1), approved(built(&example()).1));
}

#[test]
fn a_text_that_cannot_be_read_is_not_said_to_be_published_by_others() {
    let files = [
        ("handbook.toml", "title = \"A\"\n[checks]\nsyntax = \"warn\"\n"),
        ("documents/a.md", "---\nid: POL-1\n---\n\n# A\n"),
    ];
    let (_, rows) = built(&Sources::from_files(files));
    assert_eq!(rows[0]["text"], "Not read");
}
