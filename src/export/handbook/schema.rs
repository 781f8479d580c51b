//! The JSON Schema of the handbook as JSON, out of the types that are written: keys from their names, meanings from their comments.

use schemars::Schema;
use schemars::generate::SchemaSettings;
use schemars::transform::transform_subschemas;

use crate::export::handbook::Whole;

/// The name of the schema, as an argument of `annexa schema`.
pub const NAME: &str = "handbook-json";

/// What it is for.
pub const FILE: &str = "downloads/handbook.json";

/// The schema as JSON (draft 2020-12), with a line feed at its end.
pub fn render() -> String {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let mut schema = generator.into_root_schema_for::<Whole<'_>>();
    close(&mut schema);
    schema.insert("title".to_owned(), format!("Annexa: {FILE}").into());
    let mut text = format!("{:#}", schema.to_value());
    text.push('\n');
    text
}

/// Says of every object that it has no other keys.
fn close(schema: &mut Schema) {
    if schema.get("properties").is_some() {
        schema.insert("additionalProperties".to_owned(), false.into());
    }
    transform_subschemas(&mut close, schema);
}
