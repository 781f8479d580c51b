//! What editors are told about the files of a project: a JSON Schema for each kind of file.
//!
//! A schema is not written by hand. A describing run of the very reader that parses the file says which keys there are
//! ([`crate::parse::fields::keys`]), `descriptions.toml` says what they mean, and `json.rs` puts both together.

mod descriptions;
mod json;

use crate::base::path::RelPath;
use crate::diag::code::Code;
use crate::diag::span::Spanned;
use crate::parse::fields::Fields;
use crate::parse::fields::keys::Keys;
use crate::parse::register::{Kind, exceptions, list, objectives};
use crate::parse::toml_text::Toml;
use crate::parse::{
    document, evidence, glossary, obligations, people, register, risks, section, settings, soa,
};

/// The schema of one kind of file.
pub struct Schema {
    /// Its name.
    pub name: &'static str,
    /// The file that it is for.
    pub file: &'static str,
    /// What the file holds, in a sentence.
    pub about: &'static str,
    keys: fn() -> Keys,
}

/// All schemas.
pub static ALL: &[Schema] = &[
    Schema {
        name: "handbook",
        file: "handbook.toml",
        about: "Settings of a handbook: title, frameworks, reviews, classifications, risk scale, levels of checks.",
        keys: || Toml::describe(settings::read),
    },
    Schema {
        name: "people",
        file: "people.toml",
        about: "Roles and people that may own, approve and review.",
        keys: || Toml::describe(people::read),
    },
    Schema {
        name: "glossary",
        file: "glossary.toml",
        about: "Terms, their abbreviations and the words that people use for them.",
        keys: || Toml::describe(glossary::read),
    },
    Schema {
        name: "soa",
        file: "soa.toml",
        about: "The Statement of Applicability: one decision for each control.",
        keys: || Toml::describe(|fields| soa::read(&RelPath::fixed("soa.toml"), fields)),
    },
    Schema {
        name: "risks",
        file: "registers/risks.toml",
        about: "The risk register: what could happen, how bad it is, and what is done about it.",
        keys: || describe(Kind::Risks, risks::read_risk),
    },
    Schema {
        name: "evidence",
        file: "registers/evidence.toml",
        about: "Evidence that controls work, with its age.",
        keys: || describe(Kind::Evidence, evidence::read_piece),
    },
    Schema {
        name: "obligations",
        file: "registers/obligations.toml",
        about: "What laws and contracts ask for.",
        keys: || describe(Kind::Obligations, obligations::read_obligation),
    },
    Schema {
        name: "objectives",
        file: "registers/objectives.toml",
        about: "Objectives: what is to be reached, by when, and the figures so far.",
        keys: || describe(Kind::Objectives, objectives::read),
    },
    Schema {
        name: "exceptions",
        file: "registers/exceptions.toml",
        about: "Exceptions: where a rule does not hold for a while.",
        keys: || describe(Kind::Exceptions, exceptions::read),
    },
    Schema {
        name: "suppliers",
        file: "registers/suppliers.toml",
        about: "Suppliers and what they do for the organization.",
        keys: || describe_list(Kind::Suppliers),
    },
    Schema {
        name: "assets",
        file: "registers/assets.toml",
        about: "Information and other assets, and who answers for them.",
        keys: || describe_list(Kind::Assets),
    },
    Schema {
        name: "parties",
        file: "registers/parties.toml",
        about: "Interested parties and what they need.",
        keys: || describe_list(Kind::Parties),
    },
    Schema {
        name: "competences",
        file: "registers/competences.toml",
        about: "What roles must know, and the proof that they do.",
        keys: || describe_list(Kind::Competences),
    },
    Schema {
        name: "section",
        file: "front matter of _index.md",
        about: "Front matter of the `_index.md` that describes a folder.",
        keys: || Toml::describe(section::read_front),
    },
    Schema {
        name: "document",
        file: "front matter of documents and records",
        about: "Front matter of a Markdown file below `documents/` or `records/`.",
        keys: || Toml::describe(|fields| document::read_front(&RelPath::fixed("a.md"), fields)),
    },
];

fn describe<T>(kind: Kind, read: impl Fn(Spanned<String>, &Fields<'_, '_>) -> Option<T>) -> Keys {
    Toml::describe(|fields| register::read_file(fields, kind, read))
}

fn describe_list(kind: Kind) -> Keys {
    describe(kind, |id, row| list::read(kind, id, row))
}

impl Schema {
    /// The name of the file that holds it, such as `soa.schema.json`.
    pub fn file_name(&self) -> String {
        format!("{}.schema.json", self.name)
    }

    /// The schema as JSON, with a line feed at its end. `codes` are the names that `[checks]` may hold.
    pub fn to_json(&self, codes: &[&'static Code]) -> String {
        json::render(self, &(self.keys)(), codes)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{ALL, descriptions, json};

    /// The paths of all keys, each with the schema.
    fn paths() -> Vec<(&'static str, String)> {
        let paths = |schema: &'static super::Schema| {
            json::paths(&(schema.keys)()).into_iter().map(|path| (schema.name, path))
        };
        ALL.iter().flat_map(paths).collect()
    }

    #[test]
    fn every_key_has_a_description() {
        let bare: Vec<String> = paths()
            .into_iter()
            .filter(|(schema, path)| descriptions::of(schema, path).is_none())
            .map(|(schema, path)| format!("{schema}: {path}"))
            .collect();
        assert!(
            bare.is_empty(),
            "describe in src/parse/schema/descriptions.toml:\n{}",
            bare.join("\n")
        );
    }

    #[test]
    fn no_description_is_of_a_key_that_is_gone() {
        let paths: BTreeSet<(&str, String)> = paths().into_iter().collect();
        let is_used = |table: &str, path: &str| {
            let by = |(schema, used): &(&str, String)| {
                used == path && descriptions::table_of(schema, path) == Some(table)
            };
            paths.iter().any(by)
        };
        let stale: Vec<String> = descriptions::all()
            .filter(|(table, path)| !is_used(table, path))
            .map(|(table, path)| format!("[{table}] {path}"))
            .collect();
        assert!(
            stale.is_empty(),
            "remove from src/parse/schema/descriptions.toml:\n{}",
            stale.join("\n")
        );
    }

    #[test]
    fn descriptions_are_sentences() {
        for (schema, path) in paths() {
            let text = descriptions::of(schema, &path).unwrap_or("");
            let first =
                text.chars().next().is_some_and(|first| first.is_uppercase() || first == '`');
            assert!(first && text.ends_with(['.', '`']), "{schema} {path}: {text}");
        }
    }
}
