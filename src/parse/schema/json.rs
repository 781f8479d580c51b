//! The keys of a file as JSON Schema, draft 7, which is what the TOML plugins of editors read.
//!
//! A schema refuses what `annexa check` reports as an unknown or missing key, a wrong type, a date or an id that cannot be, and nothing
//! else. TOML has dates and JSON has none: the plugins show a TOML date to the schema as a text of the format `date`.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::base::date::Interval;
use crate::diag::code::{Code, Level};
use crate::parse::fields::keys::{Key, Keys, Rest, Shape};
use crate::parse::id;
use crate::parse::record::UNTYPED;
use crate::parse::schema::{Schema, descriptions};
use crate::parse::word::Word;

/// The path segment of a name that the author chooses.
const ANY_NAME: &str = "*";

/// The years of a date, as a regular expression; the format says the rest.
const DAY: &str = "^(19|2[01])[0-9]{2}-";

/// The schema as JSON. Objects are sorted by name, so that the text is the same everywhere.
pub(super) fn render(schema: &Schema, keys: &Keys, codes: &[&'static Code]) -> String {
    let mut root = Writer { schema: schema.name, codes }.table(keys, "");
    root.insert("$schema".to_owned(), json!("http://json-schema.org/draft-07/schema#"));
    root.insert("title".to_owned(), json!(format!("Annexa: {}", schema.file)));
    root.insert("description".to_owned(), json!(schema.about));
    let mut text = format!("{:#}", Value::Object(root));
    text.push('\n');
    text
}

/// The paths of all keys, which must be described.
#[cfg(test)]
pub(super) fn paths(keys: &Keys) -> Vec<String> {
    fn collect(keys: &Keys, path: &str, paths: &mut Vec<String>) {
        for key in &keys.keys {
            let path = join(path, key.name);
            paths.push(path.clone());
            match &key.shape {
                Shape::Table(below) | Shape::Tables(below) => collect(below, &path, paths),
                Shape::Named(below) => {
                    let path = join(&path, ANY_NAME);
                    paths.push(path.clone());
                    collect(below, &path, paths);
                }
                _ => {}
            }
        }
    }
    let mut paths = Vec::new();
    collect(keys, "", &mut paths);
    paths
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

struct Writer<'a> {
    schema: &'a str,
    codes: &'a [&'static Code],
}

impl Writer<'_> {
    fn table(&self, keys: &Keys, path: &str) -> Map<String, Value> {
        let mut properties: Map<String, Value> = keys
            .keys
            .iter()
            .map(|key| (key.name.to_owned(), self.key(key, &join(path, key.name))))
            .collect();
        if keys.rest == Rest::Levels {
            properties.extend(self.codes.iter().map(|code| (code.name.to_owned(), level(code))));
        }
        let mut table = Map::new();
        table.insert("type".to_owned(), json!("object"));
        table.insert("properties".to_owned(), Value::Object(properties));
        if !keys.required.is_empty() {
            table.insert("required".to_owned(), json!(keys.required));
        }
        table.insert("additionalProperties".to_owned(), json!(keys.rest == Rest::Accepted));
        let conditions = conditions(keys);
        if !conditions.is_empty() {
            table.insert("allOf".to_owned(), json!(conditions));
        }
        table
    }

    fn key(&self, key: &Key, path: &str) -> Value {
        let mut value = match &key.shape {
            Shape::Table(below) => self.table(below, path),
            Shape::Tables(below) => object(json!({
                "type": "array",
                "items": self.table(below, path),
            })),
            Shape::Named(below) => self.named(below, path),
            other => object(scalar(other)),
        };
        self.describe(&mut value, path);
        Value::Object(value)
    }

    fn named(&self, below: &Keys, path: &str) -> Map<String, Value> {
        let path = join(path, ANY_NAME);
        let mut entry = self.table(below, &path);
        self.describe(&mut entry, &path);
        let mut named = object(json!({ "type": "object", "additionalProperties": entry }));
        if below.has_id_as_name {
            let name = json!({ "pattern": id::PATTERN, "maxLength": id::LONGEST });
            named.insert("propertyNames".to_owned(), name);
        }
        named
    }

    fn describe(&self, value: &mut Map<String, Value>, path: &str) {
        let text = descriptions::of(self.schema, path).unwrap_or_default();
        value.insert("description".to_owned(), json!(text));
        // Taplo looks for what a list means at its items unless the list is empty (tamasfe/taplo#788).
        if let Some(Value::Object(items)) = value.get_mut("items") {
            items.insert("description".to_owned(), json!(text));
        }
    }
}

/// Refuses keys that are there with some words of `type` only when it is another one: a condition for each set of words.
fn conditions(keys: &Keys) -> Vec<Value> {
    let mut bound: BTreeMap<&[&str], Map<String, Value>> = BTreeMap::new();
    for key in keys.keys.iter().filter(|key| !key.only.is_empty()) {
        bound.entry(&key.only).or_default().insert(key.name.to_owned(), json!(false));
    }
    let condition = |(words, refused): (&[&str], Map<String, Value>)| {
        // Without a type the file may still be a record, which the schema cannot see.
        let required = if words.contains(&UNTYPED.word()) { json!([]) } else { json!(["type"]) };
        json!({
            "if": { "properties": { "type": { "enum": words } }, "required": required },
            "else": { "properties": refused },
        })
    };
    bound.into_iter().map(condition).collect()
}

/// What a level of `[checks]` may be, described by the first paragraph of the code's manual page.
fn level(code: &Code) -> Value {
    let first = code.doc.split("\n\n").next().unwrap_or("");
    let text = first.split_whitespace().collect::<Vec<_>>().join(" ");
    json!({
        "type": "string",
        "enum": Level::WORDS.iter().map(|(word, _)| *word).collect::<Vec<_>>(),
        "description": format!("{text} Default: `{}`.", code.level),
    })
}

fn scalar(shape: &Shape) -> Value {
    match shape {
        Shape::Text => json!({ "type": "string" }),
        Shape::Like(pattern) => json!({ "type": "string", "pattern": pattern }),
        Shape::Id => json!({ "type": "string", "pattern": id::PATTERN, "maxLength": id::LONGEST }),
        Shape::Texts => json!({ "type": "array", "items": { "type": "string" } }),
        Shape::OneOrMore => {
            json!({ "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }] })
        }
        Shape::Number => json!({ "type": "number" }),
        Shape::Date => json!({ "type": "string", "format": "date", "pattern": DAY }),
        Shape::Interval => json!({ "type": "string", "pattern": Interval::PATTERN }),
        Shape::Integer(least, most) => {
            json!({ "type": "integer", "minimum": least, "maximum": most })
        }
        Shape::Boolean => json!({ "type": "boolean" }),
        Shape::Word(words) => json!({ "type": "string", "enum": words }),
        Shape::Words(words) => {
            json!({ "type": "array", "items": { "type": "string", "enum": words } })
        }
        Shape::Any | Shape::Table(_) | Shape::Tables(_) | Shape::Named(_) => json!({}),
    }
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}
