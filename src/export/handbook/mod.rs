//! The whole handbook as one JSON object, for programs. The shape is a contract: `docs/handbook-json.md` says what it promises, and its
//! JSON Schema comes from the very types that are written.

mod action;
mod deadlines;
mod documents;
mod frameworks;
mod glossary;
mod information;
mod names;
mod people;
mod record;
mod registers;
pub mod schema;
mod sections;
mod settings;
mod statement;
mod tables;
mod trail;
mod values;

use schemars::JsonSchema;
use serde::Serialize;

use crate::base::path::OutPath;
use crate::export::handbook::names::Names;
use crate::export::handbook::values::Day;
use crate::export::{Download, Export, Format, Made};
use crate::model::handbook::Handbook;
use crate::model::past::Record;

/// The whole handbook.
pub(super) static EXPORT: Export = Export {
    word: "handbook",
    title: "The whole handbook",
    about: "Everything that the handbook says, as one documented JSON file for other programs.",
    downloads,
};

/// The number of the shape. It rises when a program that read the former shape could stumble.
const SCHEMA: u32 = 1;

/// Everything that a handbook says as of a day. Every key is always there: what is not said is `null`, and a list without entries is empty.
#[derive(Debug, Serialize, JsonSchema)]
struct Whole<'h> {
    /// The number of this shape.
    #[schemars(extend("const" = SCHEMA))]
    schema: u32,
    /// The program that wrote the file, with its version.
    generator: &'static str,
    /// The title of the handbook.
    title: String,
    /// The organization.
    organization: Option<String>,
    /// What the handbook is, in a sentence.
    description: Option<String>,
    /// The language of the handbook (BCP 47).
    language: String,
    /// The address of the site, with a slash at its end, to which every `page` can be joined; `null` when the settings name none.
    address: Option<String>,
    /// The day of all states.
    today: Day,
    /// The commit that the handbook was made of; `null` when git was not read.
    commit: Option<Commit>,
    /// What the settings say that a reader needs.
    settings: settings::Settings,
    /// The roles that own and approve.
    roles: Vec<people::Role>,
    /// The persons; empty where the settings show roles only.
    persons: Vec<people::Person>,
    /// The folders of documents and records.
    sections: Vec<sections::Section>,
    /// All documents and records.
    #[schemars(with = "Vec<documents::Document<'static>>")]
    documents: documents::Documents<'h>,
    /// The Statement of Applicability.
    statement: statement::Statement,
    /// The registers.
    registers: registers::Registers,
    /// Tables of text of the organization's own.
    tables: Vec<tables::Table>,
    /// Terms.
    glossary: Vec<glossary::Term>,
    /// The frameworks in use; the first one is that of the Statement of Applicability.
    frameworks: Vec<frameworks::Framework>,
    /// What documents and records the first framework asks for, and what fulfils them.
    documented_information: Vec<information::Information>,
    /// What falls due, the latest first.
    deadlines: Vec<deadlines::Deadline>,
}

/// The commit that a handbook was made of.
#[derive(Debug, Serialize, JsonSchema)]
struct Commit {
    /// Its id.
    id: String,
    /// True when files of the project differed from it.
    is_modified: bool,
}

impl<'h> Whole<'h> {
    fn new(handbook: &'h Handbook) -> Self {
        let (names, settings) = (Names { handbook }, &handbook.settings);
        Self {
            schema: SCHEMA,
            generator: concat!("Annexa ", env!("CARGO_PKG_VERSION")),
            title: settings.title.clone(),
            organization: settings.organization.clone(),
            description: settings.description.clone(),
            language: settings.language.clone(),
            address: settings.address.clone(),
            today: Day(handbook.today),
            commit: match &handbook.record {
                Record::Unknown(_) => None,
                Record::Known(known) => {
                    Some(Commit { id: known.head.clone(), is_modified: known.is_modified })
                }
            },
            settings: settings::Settings::new(handbook),
            roles: people::roles(names),
            persons: people::persons(names),
            sections: sections::sections(names),
            documents: documents::Documents(names),
            statement: statement::Statement::new(names),
            registers: registers::Registers::new(names),
            tables: tables::tables(names),
            glossary: glossary::terms(handbook),
            frameworks: frameworks::frameworks(names),
            documented_information: information::information(names),
            deadlines: deadlines::deadlines(names),
        }
    }
}

fn downloads(handbook: &Handbook) -> Vec<Download<'_>> {
    vec![Download {
        path: OutPath::fixed("downloads/handbook.json"),
        title: EXPORT.title.to_owned(),
        part: None,
        format: Format::Json,
        pages: vec![OutPath::fixed("about.html"), OutPath::fixed("documents.html")],
        made: Made::by(|| render(handbook)),
    }]
}

fn render(handbook: &Handbook) -> Vec<u8> {
    let whole = Whole::new(handbook);
    let mut text =
        serde_json::to_vec_pretty(&whole).expect("texts, numbers and lists always serialize");
    text.push(b'\n');
    text
}
