//! `annexa schema`: what editors need to complete and check the files of a project, and programs to read the handbook as JSON.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, ValueHint};

use crate::base::text::plural;
use crate::cli::{CLEAN, Ended, report};
use crate::export::handbook;
use crate::parse::schema;
use crate::pipeline;
use crate::write::loose;

/// Print a JSON Schema for a kind of file: for editors, and for programs that read `handbook.json`.
///
/// Without a name it lists the schemas and the files that they are for.
#[derive(Args)]
pub(super) struct Schema {
    /// The schema to print.
    #[arg(value_parser = PossibleValuesParser::new(known().into_iter().map(|schema| schema.name)))]
    what: Option<String>,
    /// Write the schema, or all of them, into this folder instead of printing.
    #[arg(short, long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    output: Option<PathBuf>,
}

/// A schema and what it is for.
struct Known {
    name: &'static str,
    file: &'static str,
    text: Box<dyn Fn() -> String>,
}

/// The schemas of what is read, then that of what is written.
fn known() -> Vec<Known> {
    let of_source = |schema: &'static schema::Schema| Known {
        name: schema.name,
        file: schema.file,
        text: Box::new(|| schema.to_json(&pipeline::codes())),
    };
    let written = Known {
        name: handbook::schema::NAME,
        file: handbook::schema::FILE,
        text: Box::new(handbook::schema::render),
    };
    schema::ALL.iter().map(of_source).chain([written]).collect()
}

impl Schema {
    pub(super) fn run(&self) -> Ended {
        let asked = |schema: &Known| self.what.as_deref().is_none_or(|what| what == schema.name);
        let schemas: Vec<Known> = known().into_iter().filter(asked).collect();
        match (&self.output, &self.what) {
            (Some(folder), _) => {
                let file = |schema: &Known| format!("{}.schema.json", schema.name);
                let files: Vec<(String, String)> =
                    schemas.iter().map(|schema| (file(schema), (schema.text)())).collect();
                loose::write(folder, &files)?;
                let count = plural(files.len(), "schema", "schemas");
                report::say(&format!("wrote {count} into {}", folder.display()));
            }
            (None, Some(_)) => {
                let texts: Vec<String> = schemas.iter().map(|schema| (schema.text)()).collect();
                report::print_text(&texts.concat())?;
            }
            (None, None) => {
                let line = |schema: &Known| format!("{:<13} {}\n", schema.name, schema.file);
                report::print_text(&schemas.iter().map(line).collect::<String>())?;
            }
        }
        Ok(CLEAN)
    }
}
