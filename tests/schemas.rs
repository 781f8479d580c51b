//! The schemas below `docs/schemas/` are what the parser asks for and what is written, and what the parser asks for is what it accepts.
//!
//! `UPDATE=1 cargo test --test schemas` rewrites the files; read the difference before you keep it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use annexa::export::handbook::schema as handbook;
use annexa::load::Sources;
use annexa::parse::schema::{ALL, Schema};
use annexa::pipeline::codes;
use serde_json::{Value, json};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schemas")
}

fn schema(name: &str) -> Value {
    let schema = ALL.iter().find(|schema| schema.name == name).expect("a schema of that name");
    serde_json::from_str(&schema.to_json(&codes())).expect("JSON")
}

#[test]
fn the_committed_schemas_are_current() {
    let update = std::env::var_os("UPDATE").is_some();
    let mut expected = BTreeSet::new();
    let read = ALL.iter().map(|schema| (schema.file_name(), schema.to_json(&codes())));
    let written = (format!("{}.schema.json", handbook::NAME), handbook::render());
    for (name, text) in read.chain([written]) {
        let path = folder().join(&name);
        if update {
            fs::create_dir_all(folder()).expect("a folder can be made");
            fs::write(&path, &text).expect("a file can be written");
        }
        let committed = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            committed == text,
            "{} is out of date: run `UPDATE=1 cargo test --test schemas`",
            path.display()
        );
        expected.insert(name);
    }
    let found: BTreeSet<String> = fs::read_dir(folder())
        .expect("the folder can be read")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(found, expected, "docs/schemas/ holds the schemas and nothing else");
}

#[test]
fn a_schema_knows_what_must_be_there_and_what_must_not() {
    let handbook = schema("handbook");
    assert_eq!(handbook["$schema"], "http://json-schema.org/draft-07/schema#");
    assert_eq!(handbook["required"], json!(["title"]));
    assert_eq!(handbook["additionalProperties"], false);
    let step = &handbook["properties"]["risk"]["properties"]["likelihood"]["items"];
    assert_eq!(step["required"], json!(["level", "word"]));
    assert_eq!(step["properties"]["level"]["maximum"], 10);
    let document = schema("document");
    assert_eq!(document["required"], Value::Null);
    assert_eq!(document["properties"]["review_date"]["format"], "date");
    assert_eq!(document["properties"]["extra"]["type"], Value::Null);
}

#[test]
fn a_schema_knows_the_levels_of_every_code() {
    let checks = &schema("handbook")["properties"]["checks"];
    for code in codes() {
        let entry = &checks["properties"][code.name];
        assert_eq!(entry["enum"], json!(["allow", "note", "warn", "deny"]));
        assert!(entry["description"].as_str().is_some_and(|text| text.ends_with("`.")));
    }
    assert_eq!(checks["additionalProperties"], false);
}

#[test]
fn keys_of_records_go_with_their_type() {
    let document = schema("document");
    let refusing = |key: &str| {
        let mut conditions = document["allOf"].as_array().expect("conditions").iter();
        let condition = conditions.find(|it| it["else"]["properties"][key] == false);
        condition.map(|it| (&it["if"]["properties"]["type"]["enum"], &it["if"]["required"]))
    };
    assert_eq!(refusing("title"), None, "every document may have a title");
    let (types, required) = refusing("grade").expect("of findings");
    assert_eq!((types, required), (&json!(["finding"]), &json!(["type"])));
    let (types, required) = refusing("date").expect("of some records");
    assert_eq!(*types, json!(["record", "management-review", "training"]));
    assert_eq!(*required, json!([]), "a file below `records/` need not say that it is a record");
}

#[test]
fn ids_name_tables_of_registers_only() {
    let pattern = |name: &str, key: &str| schema(name)["properties"][key]["propertyNames"].clone();
    for (name, key) in [
        ("risks", "risk"),
        ("evidence", "evidence"),
        ("obligations", "obligation"),
        ("objectives", "objective"),
        ("exceptions", "exception"),
        ("suppliers", "supplier"),
        ("assets", "asset"),
        ("parties", "party"),
        ("competences", "competence"),
    ] {
        assert_eq!(pattern(name, key)["maxLength"], 64, "{name}");
    }
    // Controls may be written in several ways; keys of people are the author's.
    assert_eq!(pattern("soa", "control"), Value::Null);
    assert_eq!(pattern("people", "role"), Value::Null);
}

/// The key that no table has. It is near to no other one, so that the parser answers with all that it knows.
const NOBODY: &str = "qqqqqqqqqqqqqqqq";

/// A value that a schema asks for, as TOML. Every table that refuses unknown keys gets one, and notes its own keys in `tables`.
fn sample(schema: &Value, tables: &mut Vec<String>) -> String {
    let pattern = schema["pattern"].as_str().unwrap_or("");
    match schema["type"].as_str() {
        Some("object") => format!("{{ {} }}", entries(schema, tables).join(", ")),
        Some("array") => format!("[{}]", sample(&schema["items"], tables)),
        Some("number") => "0.5".to_owned(),
        Some("integer") => schema["minimum"].to_string(),
        Some("boolean") => "true".to_owned(),
        Some("string") if schema["format"] == "date" => "2026-01-01".to_owned(),
        Some("string") if schema["enum"].is_array() => schema["enum"][0].to_string(),
        Some("string") if pattern.contains("months") => "\"12 months\"".to_owned(),
        Some("string") if pattern.starts_with("^http") => "\"https://example.org/\"".to_owned(),
        Some("string") if pattern.starts_with("^/") => "\"/\"".to_owned(),
        Some("string") if pattern.starts_with("^#") => "\"#036\"".to_owned(),
        Some("string") => "\"ID-1\"".to_owned(),
        None if schema["anyOf"].is_array() => sample(&schema["anyOf"][1], tables),
        _ => "{}".to_owned(),
    }
}

/// The entries of a table, each as `key = value`.
fn entries(schema: &Value, tables: &mut Vec<String>) -> Vec<String> {
    if schema["additionalProperties"].is_object() {
        return vec![format!("ID-1 = {}", sample(&schema["additionalProperties"], tables))];
    }
    let properties = schema["properties"].as_object().expect("an object has properties");
    let keys: Vec<&str> = properties.keys().map(String::as_str).collect();
    let entry = |(key, value)| format!("{key} = {}", sample(value, tables));
    let mut entries: Vec<String> = properties.iter().map(entry).collect();
    // Which names of codes there are is not for the parser to say.
    if !keys.contains(&"unknown-key") {
        tables.push(format!("the keys here are: {}", keys.join(", ")));
        entries.push(format!("{NOBODY} = 1"));
    }
    entries
}

/// The findings about a file that holds every key of its schema, as code and help.
fn read(schema: &Schema, toml: &str) -> Vec<(&'static str, String)> {
    let front_matter = format!("+++\n{toml}+++\n# Text\n");
    let (path, text) = match schema.name {
        "document" => ("documents/text.md", front_matter.as_str()),
        "section" => ("documents/_index.md", front_matter.as_str()),
        _ => (schema.file, toml),
    };
    let (_, found) = annexa::parse::parse(
        &Sources::from_files([(path, text)]),
        &annexa::parse::Known::default(),
    );
    found.into_iter().map(|one| (one.code.name, one.help.unwrap_or_default())).collect()
}

/// The schema for each word of `type`, with the keys that are there with it, if it has conditions; else itself.
fn by_type(schema: Value) -> impl Iterator<Item = Value> {
    let words = match schema["allOf"] {
        Value::Null => vec![Value::Null],
        _ => schema["properties"]["type"]["enum"].as_array().expect("words").clone(),
    };
    words.into_iter().map(move |word| {
        let mut schema = schema.clone();
        for condition in schema["allOf"].take().as_array().into_iter().flatten() {
            let of = condition["if"]["properties"]["type"]["enum"].as_array().expect("words");
            let refused = condition["else"]["properties"].as_object().expect("keys");
            let properties = schema["properties"].as_object_mut().expect("keys");
            properties.retain(|key, _| of.contains(&word) || !refused.contains_key(key));
            properties["type"]["enum"] = json!([word]);
        }
        schema
    })
}

/// What a describing run notes could differ from what reading asks for, if a reader asked for a key only when another one is there.
#[test]
fn reading_asks_for_what_describing_notes_and_accepts_it() {
    let all = ALL.iter().map(|schema| {
        (schema, serde_json::from_str(&schema.to_json(&codes())).expect("a schema is JSON"))
    });
    for (schema, json) in all.flat_map(|(schema, json)| by_type(json).map(move |it| (schema, it))) {
        let mut tables = Vec::new();
        let toml = entries(&json, &mut tables).join("\n") + "\n";
        let mut found = read(schema, &toml);
        let mut expected: Vec<(&str, String)> =
            tables.into_iter().map(|help| ("unknown-key", help)).collect();
        found.sort();
        expected.sort();
        assert_eq!(found, expected, "{}: {toml}", schema.name);
    }
}
