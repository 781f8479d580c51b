//! What a command looks at before it writes: the files, what they say, and the day.

use crate::author::subject::Subject;
use crate::base::date::Date;
use crate::base::path::RelPath;
use crate::base::text::{did_you_mean, list_of, printable};
use crate::load::Sources;
use crate::model::handbook::Handbook;
use crate::model::people::{Party, PartyKind};
use crate::parse::codes::PLACEHOLDER;
use crate::parse::placeholder::is_placeholder;
use crate::pipeline::{self, Options};

/// How many roles are named where none is near.
const FEW: usize = 12;

/// The project as it stands.
#[derive(Debug)]
pub struct Snapshot<'s> {
    /// Its files.
    pub(super) sources: &'s Sources,
    /// What they say.
    pub(super) handbook: Handbook,
}

impl<'s> Snapshot<'s> {
    /// Reads and resolves the files.
    pub fn new(sources: &'s Sources, today: Date) -> Self {
        let (handbook, _) = pipeline::resolve(sources, today);
        Self { sources, handbook }
    }

    /// The day.
    pub(super) fn today(&self) -> Date {
        self.handbook.today
    }

    /// The text under control with this id; case does not matter.
    pub(super) fn find(&self, id: &str) -> Result<Subject<'_>, String> {
        let mut all = Subject::all(&self.handbook);
        let shown = printable(id);
        let found: Vec<usize> = (0..all.len())
            .filter(|index| {
                all.get(*index).is_some_and(|one| one.id.eq_ignore_ascii_case(id.trim()))
            })
            .collect();
        match found.as_slice() {
            [only] => {
                let subject = all.swap_remove(*only);
                if subject.is_unreadable {
                    return Err(format!(
                        "the front matter of `{}` cannot be read; `annexa check` says why",
                        subject.path
                    ));
                }
                Ok(subject)
            }
            [] => {
                let near = did_you_mean(id, all.iter().map(|subject| subject.id));
                let near = near.map(|near| format!("; did you mean `{near}`?"));
                Err(format!("no document has the id `{shown}`{}", near.unwrap_or_default()))
            }
            several => {
                let paths: Vec<String> = several
                    .iter()
                    .filter_map(|index| Some(format!("`{}`", all.get(*index)?.path)))
                    .collect();
                Err(format!("`{shown}` is the id of {}; give each its own", paths.join(" and ")))
            }
        }
    }

    /// The key of somebody who may own, approve or review as of today. `option` is where it was typed.
    pub(super) fn party(&self, option: &str, key: &str) -> Result<String, String> {
        let key = key.trim();
        let shown = printable(key);
        if is_placeholder(key) {
            return Err(format!("`{option}` must name somebody, not `{shown}`"));
        }
        if !self.handbook.directory.is_closed() {
            return Ok(key.to_owned());
        }
        let Some(party) = self.known(key) else {
            return Err(format!(
                "`{option} {shown}`: `people.toml` has no such role or person{}",
                self.instead_of(key)
            ));
        };
        match party.left.filter(|day| *day <= self.today()) {
            Some(day) if party.kind == PartyKind::Role => {
                let holder = party.person.as_deref().unwrap_or("its holder");
                Err(format!(
                    "`{option} {shown}`: `{}`, who held the role, left on {day}",
                    printable(holder)
                ))
            }
            Some(day) => Err(format!("`{option} {shown}` left on {day}")),
            None => Ok(party.key.clone()),
        }
    }

    /// The end of a sentence about a key that nobody has: the nearest one, else all roles where they are few.
    fn instead_of(&self, key: &str) -> String {
        if let Some(near) = did_you_mean(key, self.keys().map(|party| party.key.as_str())) {
            return format!("; did you mean `{near}`?");
        }
        let roles = self.keys().filter(|party| party.kind == PartyKind::Role);
        let roles: Vec<String> =
            roles.map(|party| format!("`{}`", printable(&party.key))).collect();
        match roles.len() {
            1..=FEW => format!("; its roles are {}", list_of(&roles)),
            _ => String::new(),
        }
    }

    /// The key of somebody who acted today: like [`Self::party`], and somebody must hold the role.
    pub(super) fn actor(&self, option: &str, key: &str) -> Result<String, String> {
        let key = self.party(option, key)?;
        let has_persons = self.keys().any(|party| party.kind == PartyKind::Person);
        let is_vacant = self
            .known(&key)
            .is_some_and(|party| party.kind == PartyKind::Role && party.person.is_none());
        if has_persons && is_vacant {
            return Err(format!(
                "`{option} {}`: nobody holds the role; name the person, or add `holder` to `people.toml`",
                printable(&key)
            ));
        }
        Ok(key)
    }

    /// The lines of a file on which something was never filled in, once for each place. What the project waives or allows is none.
    pub(super) fn unfilled(&self, path: &RelPath) -> Vec<usize> {
        let report = pipeline::check(self.sources, &Options::on(self.today())).report;
        let findings = report.findings().iter();
        findings
            .filter(|finding| {
                finding.diagnostic.code == &PLACEHOLDER && finding.diagnostic.span.path == *path
            })
            .map(|finding| finding.start.line)
            .collect()
    }

    /// The roles and people of `people.toml`.
    pub(super) fn keys(&self) -> impl Iterator<Item = &Party> {
        let parties = self.handbook.directory.parties.iter();
        parties.filter(|party| party.kind != PartyKind::FreeText)
    }

    fn known(&self, key: &str) -> Option<&Party> {
        self.keys().find(|party| party.key == key)
    }
}

/// A text that its readers need: not blank, not a placeholder. Blanks around it are nothing that a file keeps.
pub(super) fn filled_in(option: &str, text: &str) -> Result<String, String> {
    if text.trim().is_empty() {
        return Err(format!("`{option}` is empty; whoever reads the record needs it"));
    }
    if is_placeholder(text) {
        return Err(format!(
            "`{option} {}` is a placeholder; whoever reads the record needs the text",
            printable(text)
        ));
    }
    Ok(text.trim().to_owned())
}
