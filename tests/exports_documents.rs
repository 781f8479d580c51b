//! Documents, records and the Statement of Applicability as tables: every field of the schemas is a column, and every cell says what the
//! model says.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};
use std::path::Path;

use annexa::base::path::RelPath;
use annexa::export::{self, Format};
use annexa::load::Sources;
use annexa::load::read::read;
use annexa::model::action::steps;
use annexa::model::entry::Entry;
use annexa::model::handbook::Handbook;
use annexa::model::people::PartyId;
use annexa::model::soa::Applicability;
use annexa::parse::trail::Trail;
use annexa::pipeline::{Options, build, resolve};
use serde_json::Value;

/// A row of a CSV by its keys.
type Row = BTreeMap<String, String>;

/// The words of the exports that are looked at here.
const WORDS: [&str; 7] =
    ["soa", "documents", "findings", "audits", "management-reviews", "trainings", "actions"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn handbook(sources: &Sources) -> Handbook {
    resolve(sources, "2026-11-21".parse().expect("a date")).0
}

/// The example, as it lies on disk.
fn example() -> Handbook {
    handbook(&read(&root().join("content-example")).expect("the example can be read"))
}

/// The tables of these exports by their names.
fn files(handbook: &Handbook) -> BTreeMap<String, Vec<u8>> {
    let ours = export::ALL.iter().filter(|export| WORDS.contains(&export.word));
    ours.flat_map(|export| (export.downloads)(handbook))
        .filter(|file| file.format == Format::Csv)
        .filter_map(|file| Some((file.path.to_string(), export::file(handbook, &file.path)?)))
        .collect()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("text").trim_start_matches('\u{FEFF}')
}

fn head(csv: &[u8]) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(text(csv).as_bytes());
    reader.headers().expect("a head").iter().map(str::to_owned).collect()
}

#[track_caller]
fn rows(handbook: &Handbook, name: &str) -> Vec<Row> {
    let files = files(handbook);
    let csv = files.get(&format!("downloads/{name}.csv")).expect("the file is there");
    let mut reader = csv::Reader::from_reader(text(csv).as_bytes());
    reader.deserialize().map(|row| row.expect("a row of texts")).collect()
}

#[expect(clippy::needless_pass_by_value, reason = "texts and numbers stand in for cells")]
fn cell(text: impl ToString) -> String {
    text.to_string()
}

fn maybe(text: Option<impl ToString>) -> String {
    text.map(|text| text.to_string()).unwrap_or_default()
}

/// A text as it stands on the one line of a cell.
fn line(text: Option<&String>) -> String {
    maybe(text).replace(['\n', '\r', '\t'], " ")
}

fn list<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> String {
    let texts: Vec<String> = texts.into_iter().map(|text| text.as_ref().to_owned()).collect();
    texts.join("; ")
}

fn ids(handbook: &Handbook, entries: &[Entry]) -> String {
    list(entries.iter().map(|entry| handbook.label(*entry).id.clone()))
}

fn title(handbook: &Handbook, party: Option<PartyId>) -> String {
    maybe(party.map(|party| handbook.party(party).title.clone()))
}

/// Holds the cells of a row against what the model says.
#[track_caller]
fn hold(row: &Row, expected: &[(&str, String)]) {
    for (key, value) in expected {
        assert_eq!(row.get(*key), Some(value), "{key} of {row:#?}");
    }
}

/// The keys of a schema, those of tables inside with dots; the key of a row is left out.
fn keys(schema: &Value, at: &str, found: &mut BTreeSet<String>) {
    let inner = schema.get("items").filter(|items| items.get("properties").is_some());
    let schema = inner.unwrap_or(schema);
    if let Some(row) = schema.get("additionalProperties").filter(|row| row.is_object()) {
        // `control."A.5.1".status` is the column `status` of the table of controls.
        keys(row, "", found);
        return;
    }
    let Some(properties) = schema.get("properties").and_then(Value::as_object) else {
        found.insert(at.to_owned());
        return;
    };
    for (key, value) in properties {
        let path = if at.is_empty() { key.clone() } else { format!("{at}.{key}") };
        keys(value, &path, found);
    }
}

fn schema(name: &str) -> Value {
    let path = root().join(format!("docs/schemas/{name}.schema.json"));
    let text = std::fs::read_to_string(path).expect("the schema can be read");
    serde_json::from_str(&text).expect("JSON")
}

fn fields_of(name: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    keys(&schema(name), "", &mut found);
    found
}

#[test]
fn every_field_of_the_schemas_is_a_column() {
    let files = files(&example());
    for (schema, count, words) in [("document", 90, &WORDS[1..]), ("soa", 35, &WORDS[..1])] {
        let fields = fields_of(schema);
        assert!(fields.len() > count, "{} fields of {schema}", fields.len());
        let ours = files.iter().filter(|(name, _)| {
            let name = name.trim_start_matches("downloads/");
            words.iter().any(|word| name.starts_with(word))
        });
        let columns: BTreeSet<String> = ours.flat_map(|(_, csv)| head(csv)).collect();
        let missing: Vec<&String> = fields
            .iter()
            // Keys of the author's own, which Annexa does not read.
            .filter(|field| *field != "extra")
            .filter(|field| !columns.contains(*field))
            .collect();
        assert_eq!(missing, [] as [&String; 0], "fields of {schema} without a column");
    }
}

#[test]
fn the_keys_of_a_type_of_record_are_columns_of_its_export() {
    let handbook = example();
    let words = [
        ("record", "documents"),
        ("internal-audit", "audits"),
        ("finding", "findings"),
        ("management-review", "management-reviews"),
        ("training", "trainings"),
    ];
    let columns = words.map(|(kind, word)| {
        let export = export::ALL.iter().find(|export| export.word == word).expect("an export");
        let files = (export.downloads)(&handbook).into_iter();
        let files = files.filter(|file| file.format == Format::Csv);
        let files = files.filter_map(|file| export::file(&handbook, &file.path));
        (kind, files.flat_map(|csv| head(&csv)).collect::<BTreeSet<String>>())
    });
    let columns = BTreeMap::from(columns);
    let schema = schema("document");
    let mut pairs = 0;
    for group in schema["allOf"].as_array().expect("keys of some types only") {
        let kinds = group["if"]["properties"]["type"]["enum"].as_array().expect("types");
        let keys = group["else"]["properties"].as_object().expect("keys");
        for kind in kinds.iter().map(|kind| kind.as_str().expect("a word")) {
            for key in keys.keys() {
                let inside = format!("{key}.");
                let columns = &columns[kind];
                let is_there = columns.iter().any(|it| it == key || it.starts_with(&inside));
                assert!(is_there, "{key} of {kind} among {columns:?}");
                pairs += 1;
            }
        }
    }
    assert!(pairs > 40, "{pairs}");
}

#[test]
fn every_document_is_a_row_that_says_what_its_file_says() {
    let handbook = example();
    let register = rows(&handbook, "documents");
    let contents = rows(&handbook, "documents-contents");
    assert_eq!(register.len(), handbook.documents.len() + 1, "the statement is a row, too");
    assert_eq!(contents.len(), register.len());
    for document in &handbook.documents {
        let front = &document.parsed.front;
        let is_it = |row: &&Row| row["id"] == document.id();
        hold(
            register.iter().find(is_it).expect("a row"),
            &[
                ("title", document.title.clone()),
                ("version", maybe(front.version.as_ref().map(|version| &version.value))),
                ("owner", title(&handbook, document.owner)),
                ("approver", title(&handbook, document.approver)),
                ("effective", maybe(front.effective.as_ref().map(|day| day.value))),
                ("next_review", maybe(document.review.due())),
                ("digest", format!("sha256:{}", document.digest)),
                ("path", cell(&document.parsed.path)),
            ],
        );
        let trail = &front.trail;
        hold(
            contents.iter().find(is_it).expect("a row"),
            &[
                ("summary", line(front.summary.as_ref())),
                ("key_points", list(&front.key_points)),
                ("questions", list(&front.questions)),
                ("audience", list(&front.audience)),
                ("keywords", list(&front.keywords)),
                ("tags", list(&front.tags)),
                ("language", maybe(front.language.as_ref())),
                ("retention", maybe(front.retention.as_ref())),
                ("controls", ids(&handbook, &document.controls)),
                ("clauses", ids(&handbook, &document.clauses)),
                ("implements", ids(&handbook, &document.implements)),
                ("related", ids(&handbook, &document.related)),
                ("fulfils", list(front.fulfils.iter().map(|entry| &entry.value))),
                ("review_date", maybe(trail.review_date.as_ref().map(|day| day.value))),
                ("review_every", maybe(trail.review_every.as_ref().map(|every| every.value))),
                ("section", handbook.sections[document.section].title.clone()),
                ("page", cell(&document.url)),
            ],
        );
    }
}

/// Holds the tables of a trail against it: as many rows, and the same days and versions.
fn hold_trail(handbook: &Handbook, word: &str, texts: &BTreeMap<String, &Trail>) {
    let mut found: BTreeMap<&str, Vec<[String; 3]>> = BTreeMap::new();
    let mut expected = found.clone();
    let days = [
        ("history", "history.date", "history.version"),
        ("approvals", "approvals.date", "approvals.version"),
        ("reviews", "reviews.date", "reviews.note"),
    ];
    for (part, day, text) in days {
        let rows = rows(handbook, &format!("{word}-{part}"));
        assert!(!rows.is_empty(), "{word} {part}");
        let rows = rows.iter().map(|row| [row["id"].clone(), row[day].clone(), row[text].clone()]);
        found.insert(part, rows.collect());
    }
    for (id, trail) in texts {
        let mut add = |part, date: Option<String>, text: Option<&String>| {
            expected.entry(part).or_default().push([id.clone(), maybe(date), line(text)]);
        };
        for row in &trail.history {
            let date = row.date.as_ref().map(|date| date.value.to_string());
            add("history", date, row.version.as_ref().map(|version| &version.value));
        }
        for row in &trail.approvals {
            let date = row.date.as_ref().map(|date| date.value.to_string());
            add("approvals", date, row.version.as_ref().map(|version| &version.value));
        }
        for row in &trail.reviews {
            let date = row.date.as_ref().map(|date| date.value.to_string());
            add("reviews", date, row.note.as_ref());
        }
    }
    for rows in found.values_mut().chain(expected.values_mut()) {
        rows.sort();
    }
    assert_eq!(found, expected);
}

#[test]
fn every_version_approval_and_review_is_a_row() {
    let handbook = example();
    let documents = handbook.documents.iter();
    let mut texts: BTreeMap<String, &Trail> = documents
        .map(|document| (document.id().to_owned(), &document.parsed.front.trail))
        .collect();
    let soa = handbook.soa.parsed.as_ref().expect("a statement");
    texts.insert(soa.id.clone(), &soa.trail);
    hold_trail(&handbook, "documents", &texts);
    hold_trail(&handbook, "soa", &BTreeMap::from([(soa.id.clone(), &soa.trail)]));
}

#[test]
fn every_finding_is_a_row_that_says_what_its_file_says() {
    let handbook = example();
    let table = rows(&handbook, "findings");
    assert!(table.len() > 10);
    assert_eq!(table.len(), handbook.findings().count());
    for ((_, document, finding), row) in handbook.findings().zip(&table) {
        let parsed = &finding.parsed;
        let check = parsed.effectiveness.as_ref();
        let closure = parsed.closure.as_ref();
        let correction = parsed.correction.as_ref();
        let day = |day: Option<&annexa::diag::span::Spanned<annexa::base::date::Date>>| {
            maybe(day.map(|day| day.value))
        };
        hold(
            row,
            &[
                ("id", document.id().to_owned()),
                ("requirement", ids(&handbook, &finding.requirement)),
                ("risks", ids(&handbook, &finding.risks)),
                ("audit", ids(&handbook, finding.audit.as_slice())),
                ("statement", line(parsed.statement.as_ref())),
                ("cause", line(parsed.cause.as_ref().map(|cause| &cause.value))),
                ("similar", line(parsed.similar.as_ref())),
                ("raised", day(parsed.raised.as_ref())),
                ("due", day(parsed.due.as_ref())),
                ("correction.text", line(correction.and_then(|it| it.text.as_ref()))),
                ("correction.done", day(correction.and_then(|it| it.done.as_ref()))),
                ("effectiveness.due", day(check.and_then(|it| it.due.as_ref()))),
                ("effectiveness.date", day(check.and_then(|it| it.date.as_ref()))),
                ("effectiveness.note", line(check.and_then(|it| it.note.as_ref()))),
                ("closure.date", day(closure.and_then(|it| it.date.as_ref()))),
                ("closure.note", line(closure.and_then(|it| it.note.as_ref()))),
            ],
        );
        let closed = finding.parsed.closure.as_ref().and_then(|closure| closure.date.as_ref());
        let closed = closed.filter(|_| !finding.is_open(handbook.today)).map(|day| day.value);
        assert_eq!(row["closed"], maybe(closed));
        let raised = parsed.raised.as_ref().expect("a day").value;
        let days = raised.days_until(closed.unwrap_or(handbook.today));
        assert_eq!(row["days_open"], days.to_string(), "{}", row["id"]);
    }
    let open = table.iter().find(|row| row["id"] == "FND-2026-14").expect("the newest one");
    hold(open, &[("grade", cell("Minor")), ("stage", cell("Cause not known"))]);
    hold(open, &[("days_open", cell(3)), ("closed", cell("")), ("next", cell("Find the cause"))]);
}

#[test]
fn audits_reviews_and_trainings_say_what_their_files_say() {
    let handbook = example();
    let table = rows(&handbook, "audits");
    assert_eq!(table.len(), handbook.audits().count());
    for ((_, document, audit), row) in handbook.audits().zip(&table) {
        let parsed = &audit.parsed;
        hold(
            row,
            &[
                ("id", document.id().to_owned()),
                ("planned", maybe(parsed.planned.as_ref().map(|day| day.value))),
                ("performed", maybe(parsed.performed.as_ref().map(|day| day.value))),
                ("scope", line(parsed.scope.as_ref())),
                ("criteria", list(&parsed.criteria)),
                ("independence", line(parsed.independence.as_ref())),
                ("conclusion", line(parsed.conclusion.as_ref())),
                ("samples", audit.sampled.len().to_string()),
            ],
        );
        let samples = rows(&handbook, "audits-sampled");
        let samples = samples.iter().filter(|row| row["id"] == document.id());
        assert_eq!(list(samples.map(|row| &row["sampled"])), ids(&handbook, &audit.sampled));
    }
    let table = rows(&handbook, "management-reviews");
    let decisions = rows(&handbook, "management-reviews-decisions");
    assert_eq!(table.len(), handbook.management_reviews().count());
    for ((_, document, review), row) in handbook.management_reviews().zip(&table) {
        let parsed = &review.parsed;
        hold(row, &[("date", maybe(parsed.date.as_ref().map(|day| day.value)))]);
        for (input, said) in &parsed.inputs {
            assert_eq!(row[&format!("inputs.{}", input.key())], line(Some(&said.value)));
        }
        hold(row, &[("inputs_answered", parsed.inputs.len().to_string())]);
        let own = decisions.iter().filter(|row| row["id"] == document.id());
        let own: Vec<&String> = own.map(|row| &row["decisions.text"]).collect();
        assert_eq!(own, parsed.decisions.iter().map(|it| &it.text).collect::<Vec<_>>());
    }
    let table = rows(&handbook, "trainings");
    assert_eq!(table.len(), handbook.trainings().count());
    for (_, document, training) in handbook.trainings() {
        let row = table.iter().find(|row| row["id"] == document.id()).expect("a row");
        let parsed = &training.parsed;
        hold(
            row,
            &[
                ("date", maybe(parsed.date.as_ref().map(|day| day.value))),
                ("topic", line(parsed.topic.as_ref())),
                ("attendees_count", maybe(parsed.attendees_count)),
                ("outcome", line(parsed.outcome.as_ref())),
                ("competences", ids(&handbook, &training.competences)),
            ],
        );
    }
}

#[test]
fn the_actions_are_every_step_and_the_open_ones_come_first() {
    let handbook = example();
    let table = rows(&handbook, "actions");
    let key = |id: &str, text: &str, due: String, done: String| {
        [id.to_owned(), text.replace('\n', " "), due, done]
    };
    let mut expected: Vec<[String; 4]> = steps(&handbook)
        .iter()
        .map(|step| {
            let day = |day: &Option<annexa::diag::span::Spanned<annexa::base::date::Date>>| {
                maybe(day.as_ref().map(|day| day.value))
            };
            let action = step.action;
            key(step.id, &action.text, day(&action.due), day(&action.done))
        })
        .collect();
    let row = |row: &Row| {
        let [due, done] = ["actions.due", "actions.done"].map(|key| row[key].clone());
        key(&row["of"], &row["actions.text"], due, done)
    };
    let mut found: Vec<[String; 4]> = table.iter().map(row).collect();
    let open = table.iter().filter(|row| row["actions.done"].is_empty()).count();
    assert!(open > 10 && table[..open].iter().all(|row| row["actions.done"].is_empty()));
    let due: Vec<&String> = table[..open].iter().map(|row| &row["actions.due"]).collect();
    assert!(due.is_sorted(), "{due:?}");
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
    let late = table.iter().filter(|row| row["late"] == "yes");
    let expected = steps(&handbook).iter().filter(|step| step.is_late(handbook.today)).count();
    assert_eq!(late.count(), expected);
}

#[test]
fn every_control_is_a_row_in_the_order_of_the_framework() {
    let handbook = example();
    let table = rows(&handbook, "soa");
    assert_eq!(table.len(), 93);
    let ids_in_order = handbook.soa.rows.iter().map(|row| &handbook.label(row.control).id);
    assert_eq!(table.iter().map(|row| &row["control"]).collect::<Vec<_>>(), {
        ids_in_order.collect::<Vec<_>>()
    });
    for (decided, row) in handbook.soa.rows.iter().zip(&table) {
        let applicable = match decided.applicability {
            Applicability::Undecided => "Undecided",
            Applicability::Included(_) => "Yes",
            Applicability::Excluded => "No",
        };
        let parsed = decided.parsed.as_ref().expect("all are decided");
        let carrying = handbook.carrying_out(decided.control).map(|(_, document)| document.id());
        hold(
            row,
            &[
                ("title", handbook.label(decided.control).title.clone()),
                ("applicable", cell(applicable)),
                ("justification", line(parsed.justification.as_ref().map(|text| &text.value))),
                ("exclusion", line(parsed.exclusion.as_ref().map(|text| &text.value))),
                ("how", line(parsed.how.as_ref())),
                ("action", line(parsed.action.as_ref().map(|text| &text.value))),
                ("due", maybe(parsed.due.as_ref().map(|day| day.value))),
                ("owner", title(&handbook, decided.owner)),
                ("documents", list(carrying)),
                ("risks", ids(&handbook, &decided.risks)),
                ("obligations", ids(&handbook, &decided.obligations)),
                ("evidence", ids(&handbook, &decided.evidence)),
            ],
        );
    }
    let row = table.iter().find(|row| row["control"] == "A.5.8").expect("a row");
    hold(row, &[("reasons", cell("Risk; Contract")), ("status", cell("Partial"))]);
    hold(row, &[("theme", cell("Organizational controls"))]);
    assert!(row["evidence_age"].starts_with("EV-2026-042: fresh, collected 9 days ago"));
}

#[test]
fn the_totals_are_the_counted_rows_and_those_of_the_model() {
    let handbook = example();
    let (table, controls) = (rows(&handbook, "soa-totals"), rows(&handbook, "soa"));
    let themes = [
        ("organizational", "Organizational controls"),
        ("people", "People controls"),
        ("physical", "Physical controls"),
        ("technological", "Technological controls"),
    ];
    for row in &table {
        let counts = |control: &&Row| match row["what"].as_str() {
            "Controls" => true,
            "Applicable" => control["applicable"] == "Yes",
            status => control["status"] == status,
        };
        let all = controls.iter().filter(counts).count();
        assert_eq!(row["count"], all.to_string(), "{}", row["what"]);
        for (key, theme) in themes {
            let count = controls.iter().filter(counts).filter(|it| it["theme"] == theme).count();
            assert_eq!(row[key], count.to_string(), "{} {theme}", row["what"]);
        }
        assert!(row["counted"].starts_with("rows of Controls"));
    }
    let totals = handbook.soa.totals();
    let expected = [
        ("Controls", totals.all),
        ("Applicable", totals.included),
        ("Implemented", totals.implemented),
        ("Partial", totals.partial),
        ("Planned", totals.planned),
        ("Not started", totals.not_started),
        ("No status", totals.unstated),
        ("Excluded", totals.excluded),
        ("Undecided", totals.undecided),
    ];
    let found: Vec<(&str, usize)> = table
        .iter()
        .map(|row| (row["what"].as_str(), row["count"].parse().expect("a number")))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn the_statement_says_who_approved_its_version() {
    let handbook = example();
    let table = rows(&handbook, "soa-statement");
    assert_eq!(table.len(), 1);
    let approved = [
        ("id", "SOA"),
        ("version", "3.1"),
        ("effective", "2026-02-02"),
        ("framework", "iso27001-2022"),
        ("owner", "Chief Information Security Officer"),
        ("approved", "2026-01-26"),
        ("approved_by", "Chief Executive Officer"),
        ("approved_how", "Merge request"),
        ("next_review", "2027-02-01"),
        ("text", "As approved"),
        ("path", "soa.toml"),
    ];
    hold(&table[0], &approved.map(|(key, value)| (key, cell(value))));
    assert_eq!(table[0]["digest"], format!("sha256:{}", handbook.soa.digest));
}

#[test]
fn what_a_project_does_not_have_is_not_exported() {
    let empty = Sources::from_files([("handbook.toml", "title = \"A\"\n")]);
    assert_eq!(files(&handbook(&empty)).into_keys().collect::<Vec<_>>(), [] as [String; 0]);
    let one = Sources::from_files([
        ("handbook.toml", "title = \"A\"\n"),
        ("documents/a.md", "+++\nid = \"POL-1\"\ntitle = \"=1+1 情報 Ü\"\n+++\n# A\n"),
    ]);
    let one = handbook(&one);
    let names: BTreeSet<String> = files(&one).into_keys().collect();
    assert!(names.iter().all(|name| name.starts_with("downloads/documents")), "{names:?}");
    let table = rows(&one, "documents");
    assert_eq!(table.len(), 1);
    hold(&table[0], &[("title", cell("'=1+1 情報 Ü")), ("owner", cell("")), ("version", cell(""))]);
    assert_eq!(rows(&one, "documents-history"), []);
}

#[test]
fn an_undecided_control_is_a_row() {
    let soa = "[control.\"A.5.1\"]\napplicable = true\n[control.\"EX.1\"]\ntitle = \"Two people\"\napplicable = false\n";
    let handbook =
        handbook(&Sources::from_files([("handbook.toml", "title = \"A\"\n"), ("soa.toml", soa)]));
    let table = rows(&handbook, "soa");
    assert_eq!(table.len(), 94);
    hold(&table[0], &[("applicable", cell("Yes")), ("status", cell("No status"))]);
    hold(&table[1], &[("applicable", cell("Undecided")), ("status", cell("Undecided"))]);
    hold(&table[93], &[("control", cell("EX.1")), ("theme", cell("Controls from elsewhere"))]);
    let totals = rows(&handbook, "soa-totals");
    let undecided = totals.iter().find(|row| row["what"] == "Undecided").expect("a row");
    hold(undecided, &[("count", cell(92)), ("own", cell(0)), ("people", cell(8))]);
    let statement = &rows(&handbook, "soa-statement")[0];
    hold(statement, &[("version", cell("")), ("approved", cell("")), ("owner", cell(""))]);
}

/// What a file says, as far as it can be read: a workbook by its parts.
fn said(path: &str, bytes: &[u8]) -> String {
    if path.rsplit_once('.').is_none_or(|(_, kind)| kind != "xlsx") {
        return String::from_utf8_lossy(bytes).into_owned();
    }
    let mut parts = zip::ZipArchive::new(Cursor::new(bytes)).expect("a workbook");
    let mut said = String::new();
    for number in 0..parts.len() {
        let mut part = parts.by_index(number).expect("a part");
        part.read_to_string(&mut said).expect("XML");
    }
    said
}

#[test]
fn no_file_names_a_person_where_roles_are_shown() {
    let mut changed = read(&root().join("content-example")).expect("the example can be read");
    let all: Vec<RelPath> = changed.iter().map(|(path, _)| path.clone()).collect();
    let path =
        |end: &str| all.iter().find(|path| path.as_str().ends_with(end)).expect("a file").clone();
    let (people, settings, policy) =
        (path("people.toml"), path("handbook.toml"), path("pol-005-access-control.md"));
    let typed = |path: &RelPath| changed.text(path).expect("a text").to_owned();
    let (people, hidden, mut policy_text) = (typed(&people), typed(&settings), typed(&policy));
    let persons: Vec<(String, String)> = people
        .split("[person.")
        .skip(1)
        .map(|person| {
            let (key, rest) = person.split_once(']').expect("a key");
            (key.to_owned(), rest.split('"').nth(1).expect("a name").to_owned())
        })
        .collect();
    assert!(persons.len() > 5, "{persons:?}");
    let shown = "show = \"names\"";
    assert!(hidden.contains(shown));
    changed.insert(settings, hidden.replace(shown, "show = \"roles\"").into_bytes());
    // Somebody approved who has a role besides, and somebody whom nobody knows.
    let before = "[[approvals]]\n";
    for by in ["helen-ashworth", "Jo Doe"] {
        let approval = format!("{before}by = \"{by}\"\ndate = 2026-03-25\n\n{before}");
        policy_text = policy_text.replacen(before, &approval, 1);
    }
    changed.insert(policy, policy_text.into_bytes());
    // Persons stand for their roles: by their names, one of them in capitals, and by their keys.
    for path in all.iter().filter(|path| !path.as_str().ends_with("people.toml")) {
        let Some(mut typed) = changed.text(path).map(str::to_owned) else { continue };
        for (role, who) in [
            ("ciso", "Tomasz Wieczorek"),
            ("ceo", "HELEN ASHWORTH "),
            ("cto", "daniel-okoro"),
            ("platform-lead", "ingrid-solheim"),
            ("dpo", "Jo Doe"),
            ("it-lead", "Rhys Morgan"),
        ] {
            typed = typed.replace(&format!("\"{role}\""), &format!("\"{who}\""));
        }
        changed.insert(path.clone(), typed.into_bytes());
    }
    let options = Options::on("2026-11-21".parse().expect("a date"));
    let site = build(&changed, &options, &());
    let csv =
        site.tree.iter().find(|(path, _)| path.as_str() == "downloads/documents-approvals.csv");
    let mut reader = csv::Reader::from_reader(text(csv.expect("a table").1).as_bytes());
    let approvals = reader.deserialize().map(|row| row.expect("a row of texts"));
    let by: Vec<String> = approvals
        .filter(|row: &Row| row["id"] == "POL-005" && row["approvals.date"] == "2026-03-25")
        .map(|row| row["approvals.by"].clone())
        .collect();
    assert_eq!(by, ["a person", "a person"]);
    // The last name alone would say it, too, as a word of the search does.
    let last = |(_, name): &(String, String)| name.rsplit(' ').next().map(str::to_lowercase);
    let stranger = ["jo-doe", "jo doe"].map(str::to_owned);
    let keys = persons.iter().map(|(key, _)| key.clone());
    let names: Vec<String> = persons.iter().filter_map(last).chain(keys).chain(stranger).collect();
    let mut wrong = BTreeSet::new();
    for (path, bytes) in site.tree.iter() {
        let said = format!("{path} {}", said(path.as_str(), bytes)).to_lowercase();
        wrong.extend(
            names
                .iter()
                .filter(|name| said.contains(*name))
                .map(|name| format!("{name} in {path}")),
        );
    }
    assert_eq!(wrong, BTreeSet::new());
}
