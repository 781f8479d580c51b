//! The fields of the files of a project, as their schemas have them.

use std::collections::BTreeMap;

use annexa::parse::schema::ALL;
use annexa::pipeline::codes;
use serde_json::Value;

/// What a schema says of each field, by its path, such as `inherent.likelihood`.
pub(crate) type Fields = BTreeMap<String, Value>;

/// The fields of a file, and those of its rows. A row is what stands in a table that its author names.
pub(crate) fn fields(name: &str) -> (Fields, Fields) {
    let schema = ALL.iter().find(|schema| schema.name == name).expect("a schema");
    let json: Value = serde_json::from_str(&schema.to_json(&codes())).expect("JSON");
    let (mut file, mut rows) = (Fields::new(), Fields::new());
    for (key, value) in json["properties"].as_object().expect("keys") {
        match &value["additionalProperties"] {
            row @ Value::Object(_) => collect(row, "", &mut rows),
            _ => collect_key(key, value, &mut file),
        }
    }
    (file, rows)
}

fn collect(table: &Value, path: &str, fields: &mut Fields) {
    for (key, value) in table["properties"].as_object().expect("keys") {
        let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        collect_key(&path, value, fields);
    }
}

fn collect_key(path: &str, value: &Value, fields: &mut Fields) {
    if value["properties"].is_object() {
        collect(value, path, fields);
    } else if value["items"]["properties"].is_object() {
        collect(&value["items"], path, fields);
    } else {
        fields.insert(path.to_owned(), value.clone());
    }
}
