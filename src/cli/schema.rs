//! `annexa schema`: what editors need to complete and check the files of a project.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, ValueHint};

use crate::base::text::plural;
use crate::cli::{CLEAN, Ended, report};
use crate::parse::schema;
use crate::pipeline;
use crate::write::loose;

/// Print a JSON Schema for a kind of file, for editors.
///
/// Without a name it lists the schemas and the files that they are for.
#[derive(Args)]
pub(super) struct Schema {
    /// The schema to print.
    #[arg(value_parser = PossibleValuesParser::new(schema::ALL.iter().map(|schema| schema.name)))]
    what: Option<String>,
    /// Write the schema, or all of them, into this folder instead of printing.
    #[arg(short, long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    output: Option<PathBuf>,
}

impl Schema {
    pub(super) fn run(&self) -> Ended {
        let codes = pipeline::codes();
        let asked =
            |schema: &&schema::Schema| self.what.as_deref().is_none_or(|what| what == schema.name);
        let schemas: Vec<&schema::Schema> = schema::ALL.iter().filter(asked).collect();
        match (&self.output, &self.what) {
            (Some(folder), _) => {
                let files: Vec<(String, String)> = schemas
                    .iter()
                    .map(|schema| (schema.file_name(), schema.to_json(&codes)))
                    .collect();
                loose::write(folder, &files)?;
                let count = plural(files.len(), "schema", "schemas");
                report::say(&format!("wrote {count} into {}", folder.display()));
            }
            (None, Some(_)) => {
                let texts: Vec<String> =
                    schemas.iter().map(|schema| schema.to_json(&codes)).collect();
                report::print_text(&texts.concat())?;
            }
            (None, None) => {
                let lines: Vec<String> = schemas
                    .iter()
                    .map(|schema| format!("{:<12} {}\n", schema.name, schema.file))
                    .collect();
                report::print_text(&lines.concat())?;
            }
        }
        Ok(CLEAN)
    }
}
