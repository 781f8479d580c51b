//! How entries and people are named: by their ids, and by nothing that the settings hide.

use crate::diag::span::Spanned;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::people::PartyKind;
use crate::parse::settings::PeopleShown;
use crate::view::parts::SOMEBODY;

/// Finds out how things are called in a handbook.
#[derive(Debug, Clone, Copy)]
pub(super) struct Names<'h> {
    /// The handbook.
    pub(super) handbook: &'h Handbook,
}

impl Names<'_> {
    /// The id of an entry. What has none of its own is named by its place: an item of a further framework as `soc2:CC6.1`, a register as
    /// `register:risks`, a table by its file.
    pub(super) fn id(self, entry: Entry) -> String {
        let id = &self.handbook.label(entry).id;
        match entry {
            Entry::Register(kind) => format!("register:{}", kind.name()),
            Entry::Table(number) => self.handbook.tables[number].path.to_string(),
            Entry::Item(framework, _) if framework > 0 => {
                format!("{}:{id}", self.handbook.frameworks.used[framework].id)
            }
            _ => id.clone(),
        }
    }

    /// The ids of entries.
    pub(super) fn ids(self, entries: impl IntoIterator<Item = Entry>) -> Vec<String> {
        entries.into_iter().map(|entry| self.id(entry)).collect()
    }

    /// Where an entry is shown, relative to the root of the site.
    pub(super) fn page(self, entry: Entry) -> String {
        let place = &self.handbook.label(entry).place;
        let anchor = place.anchor.as_ref().map(|anchor| format!("#{anchor}")).unwrap_or_default();
        format!("{}{anchor}", place.page)
    }

    /// Ids that name anything. One that leads nowhere stands as typed.
    pub(super) fn entries(self, typed: &[Spanned<String>]) -> Vec<String> {
        let find = |typed: &str| {
            let exact = self.handbook.entries.find(typed);
            exact.or_else(|| self.find_control(typed)).or_else(|| self.find_clause(typed))
        };
        self.all(typed, find)
    }

    /// An id that names anything.
    pub(super) fn entry(self, typed: Option<&Spanned<String>>) -> Option<String> {
        self.entries(std::slice::from_ref(typed?)).pop()
    }

    /// Ids of controls, as their framework writes them.
    pub(super) fn controls(self, typed: &[Spanned<String>]) -> Vec<String> {
        self.all(typed, |typed| self.find_control(typed))
    }

    /// Ids of clauses, as their framework writes them.
    pub(super) fn clauses(self, typed: &[Spanned<String>]) -> Vec<String> {
        self.all(typed, |typed| self.find_clause(typed))
    }

    fn find_control(self, typed: &str) -> Option<Entry> {
        self.handbook.frameworks.find_control(typed)
    }

    fn find_clause(self, typed: &str) -> Option<Entry> {
        self.handbook.frameworks.find_clause(typed)
    }

    fn all(self, typed: &[Spanned<String>], find: impl Fn(&str) -> Option<Entry>) -> Vec<String> {
        let name = |typed: &Spanned<String>| {
            find(&typed.value).map_or_else(|| typed.value.clone(), |entry| self.id(entry))
        };
        typed.iter().map(name).collect()
    }

    /// False where only roles may be named.
    pub(super) fn shows_people(self) -> bool {
        self.handbook.settings.people_shown == PeopleShown::Names
    }

    /// The key of a role or person who answers for something.
    pub(super) fn party(self, key: Option<&Spanned<String>>) -> Option<String> {
        Some(self.key(&key?.value))
    }

    /// The same for a key as it was typed. Where a name was typed, it is the key of whoever is called so.
    pub(super) fn key(self, key: &str) -> String {
        let directory = &self.handbook.directory;
        match directory.find(key.trim()) {
            Some(id) if self.handbook.hides(id) => SOMEBODY.to_owned(),
            Some(id) => directory.party(id).key.clone(),
            None if self.handbook.hides_texts() => SOMEBODY.to_owned(),
            None => key.to_owned(),
        }
    }

    fn kind(self, key: &str) -> Option<PartyKind> {
        let directory = &self.handbook.directory;
        directory.find(key.trim()).map(|id| directory.party(id).kind)
    }

    /// The key or the name of somebody who took part. Where names are not shown, whoever is no role is not named.
    pub(super) fn somebody(self, key: Option<&Spanned<String>>) -> Option<String> {
        let key = key?.value.as_str();
        let is_shown = self.shows_people() || self.kind(key) == Some(PartyKind::Role);
        Some(if is_shown { self.key(key) } else { SOMEBODY.to_owned() })
    }

    /// The same for several.
    pub(super) fn everybody(self, keys: &[Spanned<String>]) -> Vec<String> {
        keys.iter().filter_map(|key| self.somebody(Some(key))).collect()
    }
}
