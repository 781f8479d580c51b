//! The tables that other programs open: every field of the schemas is a column, and what stands in the cells is what the handbook says.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use annexa::export::{self, Format};
use annexa::load::Sources;
use annexa::load::read::read;
use annexa::model::handbook::Handbook;
use annexa::model::register::Kind;
use annexa::pipeline::resolve;

use support::fields::{Fields, fields};

/// Exports whose columns are the fields of whole files, with the schemas of these.
const WHOLE: &[(&str, &[&str])] = &[("glossary", &["glossary"])];

fn handbook(sources: &Sources) -> Handbook {
    resolve(sources, "2026-11-21".parse().expect("a date")).0
}

fn example() -> Handbook {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("content-example");
    handbook(&read(&root).expect("the example can be read"))
}

fn made(files: &[(&str, &str)]) -> Handbook {
    let title = ("handbook.toml", "title = \"Handbook\"\n");
    handbook(&Sources::from_files(std::iter::once(title).chain(files.iter().copied())))
}

/// A row by the keys of its columns.
type Row = BTreeMap<String, String>;

/// The paths of the files of an export.
fn paths(handbook: &Handbook, word: &str) -> Vec<String> {
    let export = export::ALL.iter().find(|export| export.word == word).expect("an export");
    (export.downloads)(handbook).iter().map(|one| one.path.to_string()).collect()
}

/// The paths of its tables.
fn csvs(handbook: &Handbook, word: &str) -> Vec<String> {
    let export = export::ALL.iter().find(|export| export.word == word).expect("an export");
    let all = (export.downloads)(handbook).into_iter().filter(|one| one.format == Format::Csv);
    all.map(|one| one.path.to_string()).collect()
}

fn bytes(handbook: &Handbook, path: &str) -> Vec<u8> {
    let all: Vec<_> = export::downloads(handbook).collect();
    let one = all.iter().find(|one| one.path.as_str() == path).expect("a download");
    export::file(handbook, &one.path).expect("it is made here")
}

/// The head and the rows of a CSV, read by the crate that others use.
fn table(handbook: &Handbook, path: &str) -> (Vec<String>, Vec<Row>) {
    let bytes = bytes(handbook, path);
    let text = bytes.strip_prefix("\u{FEFF}".as_bytes()).expect("a byte order mark");
    let lines = text.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    assert!(lines.into_iter().all(|line| line.ends_with(b"\r")), "{path}: lines end with CR LF");
    let mut reader = csv::Reader::from_reader(text);
    let head: Vec<String> = reader.headers().expect("a head").iter().map(str::to_owned).collect();
    let row = |record: csv::StringRecord| {
        head.iter().cloned().zip(record.iter().map(str::to_owned)).collect()
    };
    let rows = reader.records().map(|record| row(record.expect("as many cells as columns")));
    let rows = rows.collect();
    (head, rows)
}

/// The rows of the first table of an export.
fn rows(handbook: &Handbook, word: &str) -> Vec<Row> {
    table(handbook, &format!("downloads/{word}.csv")).1
}

/// The columns of all tables of an export.
fn columns(handbook: &Handbook, word: &str) -> BTreeSet<String> {
    csvs(handbook, word).into_iter().flat_map(|path| table(handbook, &path).0).collect()
}

#[track_caller]
fn assert_columns(handbook: &Handbook, word: &str, fields: &Fields) {
    let columns = columns(handbook, word);
    let missing: Vec<&String> = fields.keys().filter(|key| !columns.contains(*key)).collect();
    assert!(missing.is_empty(), "`annexa export {word}` has no column for {missing:?}");
    assert!(!fields.is_empty(), "{word}");
}

#[test]
fn every_field_of_the_schemas_is_a_column() {
    let handbook = example();
    for kind in Kind::ALL {
        let (file, rows) = fields(kind.name());
        assert_columns(&handbook, kind.name(), &rows);
        assert_columns(&handbook, "registers", &file);
    }
    for (word, schemas) in WHOLE {
        for (file, rows) in schemas.iter().map(|schema| fields(schema)) {
            assert_columns(&handbook, word, &file.into_iter().chain(rows).collect());
        }
    }
}

#[test]
fn the_fields_of_a_schema_are_found_wherever_they_stand() {
    let (registers, risks) = fields("risks");
    for path in ["title", "inherent.why", "actions.due", "acceptance.residual.impact"] {
        assert!(risks.contains_key(path), "{path}");
    }
    assert_eq!(registers.len(), 5, "{registers:?}");
    assert!(!risks.contains_key("actions") && !risks.contains_key("inherent"));
}

#[test]
fn every_row_is_there_once_and_in_order() {
    let handbook = example();
    for (kind, ids) in handbook.row_ids() {
        let ids: Vec<&str> = ids.iter().map(|id| id.value.as_str()).collect();
        let rows = rows(&handbook, kind.name());
        let seen: Vec<&str> = rows.iter().map(|row| row["id"].as_str()).collect();
        assert_eq!(seen, ids, "{kind:?}");
    }
    let count = |path: &str| table(&handbook, path).1.len();
    let risks = || handbook.risks.iter().map(|risk| &risk.parsed);
    let accepted = risks().map(|risk| risk.acceptances.len()).sum::<usize>();
    let actions = risks().map(|risk| risk.actions.len()).sum::<usize>();
    let values = handbook.objectives.iter().map(|one| one.parsed.values.len()).sum::<usize>();
    assert_eq!(count("downloads/risks-acceptances.csv"), accepted);
    assert_eq!(count("downloads/risks-actions.csv"), actions);
    assert_eq!(count("downloads/objectives-values.csv"), values);
    assert!(accepted > 3 && actions > 20 && values > 20);
    assert_eq!(count("downloads/glossary.csv"), handbook.glossary.len());
}

#[test]
fn what_a_risk_says_is_what_its_row_says() {
    let handbook = example();
    for (risk, row) in handbook.risks.iter().zip(rows(&handbook, "risks")) {
        let parsed = &risk.parsed;
        assert_eq!(row["title"], parsed.title);
        assert_eq!(row["scenario"], parsed.scenario.clone().unwrap_or_default());
        let residual = parsed.residual.as_ref().expect("the example rates all").value.clone();
        assert_eq!(row["residual.likelihood"], residual.likelihood.value.to_string());
        assert_eq!(row["residual.impact"], residual.impact.value.to_string());
        assert_eq!(row["residual.why"], residual.why.clone().unwrap_or_default());
        assert_eq!(row["residual_score"], residual.score().to_string());
        let controls = risk.controls.iter().map(|control| handbook.label(*control).id.as_str());
        assert_eq!(row["controls"], controls.collect::<Vec<_>>().join("; "));
        let is_above = risk.is_above_appetite(&handbook.settings.risk);
        assert_eq!(row["above_appetite"], if is_above { "yes" } else { "" });
        let newest = risk.newest_acceptance(handbook.today);
        let day = newest.and_then(|one| one.date.as_ref()).map(|day| day.value.to_string());
        assert_eq!(row["accepted_on"], day.unwrap_or_default());
    }
    let first = &rows(&handbook, "risks")[0];
    for (key, text) in [
        ("owner", "Chief Technology Officer"),
        ("properties", "Confidentiality; Integrity"),
        ("treatment", "Reduce"),
        ("inherent_band", "Critical"),
        ("accepted_by", "Chief Executive Officer"),
        ("accepted_until", "2027-03-08"),
        ("open_actions", "1"),
        ("state", "In treatment"),
    ] {
        assert_eq!(first[key], text, "{key}");
    }
}

#[test]
fn states_and_ages_are_computed_on_the_day() {
    let handbook = example();
    for (piece, row) in handbook.evidence.iter().zip(rows(&handbook, "evidence")) {
        let day = |day: Option<annexa::base::date::Date>| day.map(|day| day.to_string());
        let collected = piece.parsed.collected.as_ref().map(|day| day.value);
        assert_eq!(row["stale_after"], day(piece.freshness.due()).unwrap_or_default());
        assert_eq!(row["collected"], day(collected).unwrap_or_default());
        let age = collected.map(|day| day.days_until(handbook.today)).filter(|age| *age >= 0);
        assert_eq!(row["age_days"], age.map(|age| age.to_string()).unwrap_or_default());
    }
    let find = |word: &str, id: &str| {
        rows(&handbook, word).into_iter().find(|row| row["id"] == id).expect("a row of the example")
    };
    assert_eq!(find("evidence", "EV-2026-038")["state"], "Stale");
    assert_eq!(find("exceptions", "EXC-2026-01")["state"], "Ended");
    let objective = find("objectives", "OBJ-2026-1");
    assert_eq!((&*objective["newest"], &*objective["newest_on"]), ("60", "2026-10-31"));
    assert_eq!(objective["state"], "Not met yet");
    let supplier = find("suppliers", "SUP-001");
    assert_eq!(supplier["next_review"], "2027-07-06");
    assert_eq!((&*supplier["state"], &*supplier["review_state"]), ("Holds", "In date"));
    assert_eq!(find("competences", "CMP-001")["role"], "Chief Information Security Officer");
    assert!(find("obligations", "OBL-001")["controls"].starts_with("A.5.2; A.5.5"));
    let licences = find("registers", "software-licences");
    assert_eq!((&*licences["title"], &*licences["count"]), ("Software licences", "9"));
}

#[test]
fn a_handbook_without_something_exports_nothing_of_it() {
    let empty = made(&[]);
    for word in Kind::ALL.map(Kind::name).into_iter().chain(["registers", "tables", "glossary"]) {
        assert_eq!(paths(&empty, word), [] as [String; 0], "{word}");
    }
    let bare = made(&[("registers/assets.csv", "id,title\n"), ("registers/log.csv", "Who,When\n")]);
    assert_eq!(paths(&bare, "assets"), [] as [String; 0]);
    assert_eq!(rows(&bare, "registers").len(), 2);
    assert_eq!(table(&bare, "downloads/tables/log.csv").0, ["Who", "When"]);
    assert!(bytes(&bare, "downloads/tables/log.xlsx").starts_with(b"PK"));
}

#[test]
fn a_table_may_have_the_name_of_another_export() {
    let handbook =
        made(&[("registers/Due.csv", "a\n1\n"), ("registers/2026/Glossary.csv", "a\n1\n")]);
    let wanted = [
        "downloads/tables/2026/glossary.xlsx",
        "downloads/tables/2026/glossary.csv",
        "downloads/tables/due.xlsx",
        "downloads/tables/due.csv",
    ];
    assert_eq!(paths(&handbook, "tables"), wanted);
}

#[test]
fn no_cell_is_a_formula_and_no_sign_is_spoiled() {
    let text = "id,title,note,number\nA-1,=1+1,-,007\nA-2,@SUM(A1),+49 113 496 0911,1.10\n\
                A-3,\"Tab\there\",-12,-\nA-4,Überprüfung 情報 😀 سياسة,＝1+1,+\nA-5,-5+2,\"\t=1\",\n";
    let handbook = made(&[("registers/assets.csv", text)]);
    let cells = |key: &str| rows(&handbook, "assets").iter().map(|row| row[key].clone()).collect();
    let titles: Vec<String> = cells("title");
    let titled = ["'=1+1", "'@SUM(A1)", "Tab here", "Überprüfung 情報 😀 سياسة", "'-5+2"];
    assert_eq!(titles, titled);
    let notes: Vec<String> = cells("note");
    assert_eq!(notes, ["-", "'+49 113 496 0911", "-12", "'＝1+1", "'=1"]);
    let numbers: Vec<String> = cells("number");
    assert_eq!(numbers, ["007", "1.10", "-", "+", ""]);
}

#[test]
fn a_text_as_long_as_is_read_is_whole_in_a_csv() {
    let long = "長い text ".repeat(600);
    let risk = format!("[risk.R-1]\ntitle = \"Long\"\nscenario = \"{long}\"\n");
    let handbook = made(&[("registers/risks.toml", &risk)]);
    assert_eq!(rows(&handbook, "risks")[0]["scenario"].trim_end(), long.trim_end());
    assert!(bytes(&handbook, "downloads/risks.xlsx").starts_with(b"PK"));
}

#[test]
fn where_names_are_not_shown_no_table_shows_one() {
    let people =
        "[person.kim]\nname = \"Kim Vale\"\n[role.ciso]\ntitle = \"CISO\"\nholder = \"kim\"\n";
    let risk = "owner = \"kim\"\n[risk.R-1]\ntitle = \"Fire\"\nowner = \"kim\"\n\
        [[risk.R-1.actions]]\ntext = \"Hose\"\nowner = \"kim\"\n[[risk.R-1.acceptance]]\nby = \"kim\"\ndate = 2026-01-01\n";
    let with = |shown: &str| {
        let settings = format!("title = \"Handbook\"\n[people]\nshow = \"{shown}\"\n");
        handbook(&Sources::from_files([
            ("handbook.toml", settings.as_str()),
            ("people.toml", people),
            ("registers/risks.toml", risk),
            ("registers/competences.toml", "[competence.C-1]\ntitle = \"Audit\"\nrole = \"kim\"\n"),
        ]))
    };
    let said = |handbook: &Handbook, name: &str| {
        let words = ["risks", "registers", "competences"];
        let csvs = words.into_iter().flat_map(|word| csvs(handbook, word));
        let texts = csvs.map(|path| String::from_utf8(bytes(handbook, &path)).expect("text"));
        texts.map(|text| text.to_lowercase().matches(name).count()).sum::<usize>()
    };
    assert_eq!(said(&with("names"), "kim vale"), 6);
    assert_eq!(said(&with("roles"), "kim"), 0);
}

#[test]
fn ids_lead_to_the_web_when_the_settings_say_where_the_handbook_stands() {
    let settings = "title = \"Handbook\"\naddress = \"https://handbook.example/isms/\"\n";
    let files =
        [("handbook.toml", settings), ("registers/risks.toml", "[risk.R-1]\ntitle = \"Fire\"\n")];
    let linked = handbook(&Sources::from_files(files));
    assert_eq!(rows(&linked, "risks")[0]["id"], "R-1");
    let unlinked = made(&files[1..]);
    let book = |handbook: &Handbook| bytes(handbook, "downloads/risks.xlsx");
    assert_ne!(book(&linked), book(&unlinked));
}

#[test]
fn the_same_handbook_is_the_same_bytes() {
    let (one, other) = (example(), example());
    for download in export::downloads(&one) {
        let path = download.path.as_str();
        if matches!(download.format, Format::Xlsx | Format::Csv) {
            assert!(bytes(&one, path) == bytes(&other, path), "{path}");
        }
    }
}
