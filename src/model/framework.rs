//! The frameworks that the handbook uses, and the many ways in which people write the id of a control.

use crate::base::path::OutPath;
use crate::base::slug::{file_slug, github_anchor};
use crate::base::text::{list_of, near_misses};
use crate::frameworks::{CatalogueEntry, Crosswalk, Framework, Item, ItemKind, Library};
use crate::model::entry::{Entry, Place};

/// The frameworks of the handbook; the first one is that of the Statement of Applicability.
#[derive(Debug, Default)]
pub struct Frameworks {
    /// Those that the settings name, in their order.
    pub used: Vec<Framework>,
    /// The catalogue of the first framework.
    pub catalogue: Vec<CatalogueEntry>,
    /// All crosswalks that begin or end at the first framework.
    pub crosswalks: Vec<Crosswalk>,
    /// Titles of all frameworks known, by id, for naming what is not used.
    pub titles: Vec<(String, String)>,
}

/// What became of an id that a framework no longer has.
#[derive(Debug, PartialEq, Eq)]
pub struct Successors<'f> {
    /// The title of the framework that had the id.
    pub former: &'f str,
    /// The ids that took its place.
    pub ids: Vec<&'f str>,
}

impl Successors<'_> {
    /// Says what took the place of `typed`, which can be printed.
    pub fn message(&self, typed: &str) -> String {
        format!("`{typed}` is an id of {}; today it is {}", self.former, self.listed())
    }

    /// Says what took the place of an id that means something else today.
    pub fn as_former(&self) -> String {
        format!("as an id of {} it is {} today", self.former, self.listed())
    }

    fn listed(&self) -> String {
        list_of(&self.ids.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>())
    }
}

impl Frameworks {
    /// Picks from the library what the settings name. Names without data are left out.
    pub fn choose(library: &Library, names: &[&str]) -> Self {
        let used: Vec<Framework> =
            names.iter().filter_map(|name| library.frameworks.get(*name).cloned()).collect();
        let main = used.first().map_or("", |framework| framework.id.as_str());
        // The last one wins: a project may bring its own.
        let catalogue = library.catalogues.iter().rfind(|catalogue| catalogue.framework == main);
        let touches = |crosswalk: &&Crosswalk| {
            crosswalk.from_framework == main || crosswalk.to_framework == main
        };
        Self {
            catalogue: catalogue.map(|catalogue| catalogue.entries.clone()).unwrap_or_default(),
            crosswalks: library.crosswalks.iter().filter(touches).cloned().collect(),
            titles: library
                .frameworks
                .values()
                .map(|framework| (framework.id.clone(), framework.title.clone()))
                .collect(),
            used,
        }
    }

    /// The item that an entry stands for; `None` for other kinds of entry.
    pub fn item(&self, entry: Entry) -> Option<&Item> {
        match entry {
            Entry::Item(framework, item) => self.used.get(framework)?.items.get(item),
            _ => None,
        }
    }

    /// All items of a framework with their entries.
    pub fn items(&self, framework: usize) -> impl Iterator<Item = (Entry, &Item)> {
        let items = self
            .used
            .get(framework)
            .map(|framework| framework.items.as_slice())
            .unwrap_or_default();
        items.iter().enumerate().map(move |(number, item)| (Entry::Item(framework, number), item))
    }

    /// The control that an author means: `A.5.15`, `A 5.15`, `5.15`, `Annex A 5.15`, or `framework:id`.
    ///
    /// Zero padding is never stripped: `A.5.01` is unknown.
    pub fn find_control(&self, typed: &str) -> Option<Entry> {
        let (framework, id) = self.split_prefix(typed)?;
        let by_id = |id: &str| {
            self.items(framework)
                .find(|(_, item)| {
                    item.kind != ItemKind::Heading
                        && is_control_of(item, framework)
                        && item.id.eq_ignore_ascii_case(id)
                })
                .map(|(entry, _)| entry)
        };
        let id = id.trim();
        by_id(id).or_else(|| self.with_letter(framework, id).find_map(|id| by_id(&id)))
    }

    /// An id as the framework would write it, whatever stands before its number: `A.5.15` for `5.15` and `Annex A 5.15`.
    fn with_letter(&self, framework: usize, id: &str) -> impl Iterator<Item = String> {
        let bare = strip_prefix_ignoring_case(id, "annex").unwrap_or(id).trim_start();
        // What the ids of this framework begin with before the first dot: `A` in Annex A.
        let themes =
            self.used.get(framework).map(|used| used.themes.as_slice()).unwrap_or_default();
        let letters = themes.iter().filter_map(|theme| theme.prefix.split('.').next());
        letters.map(move |letter| {
            let number = strip_prefix_ignoring_case(bare, letter)
                .unwrap_or(bare)
                .trim_start_matches([' ', '.', '-']);
            format!("{letter}.{number}")
        })
    }

    /// The clause that an author means: `6.1.3`, `clause 6.1.3`.
    pub fn find_clause(&self, typed: &str) -> Option<Entry> {
        let (framework, id) = self.split_prefix(typed)?;
        let id = strip_prefix_ignoring_case(id.trim(), "clause").unwrap_or(id).trim();
        self.items(framework)
            .find(|(_, item)| item.kind != ItemKind::Control && item.id == id)
            .map(|(entry, _)| entry)
    }

    /// The id of an item as its framework writes it, with the name of the framework if `typed` has one.
    pub fn id_as_typed(&self, typed: &str, item: Entry) -> Option<String> {
        let id = &self.item(item)?.id;
        Some(match typed.split_once(':') {
            Some((framework, _)) => format!("{}:{id}", framework.trim()),
            None => id.clone(),
        })
    }

    fn split_prefix<'t>(&self, typed: &'t str) -> Option<(usize, &'t str)> {
        match typed.split_once(':') {
            None => Some((0, typed)),
            Some((name, id)) => {
                let named = self.used.iter().position(|framework| framework.id == name.trim());
                named.map(|framework| (framework, id))
            }
        }
    }

    /// What took the place of an id of a former edition, by the crosswalks, in whatever way people write that id.
    ///
    /// Ask only for what is no control of today: both editions have an `A.7.2`.
    pub fn successors(&self, typed: &str) -> Option<Successors<'_>> {
        let typed = typed.trim();
        let mut spellings = self.with_letter(0, typed);
        spellings.find_map(|id| self.successors_of(&id)).or_else(|| {
            let is_of_today = self.find_clause(typed).is_some();
            self.successors_of(typed).filter(|_| !is_of_today)
        })
    }

    fn successors_of(&self, former: &str) -> Option<Successors<'_>> {
        let main = self.used.first()?;
        let forward =
            self.crosswalks.iter().filter(|crosswalk| crosswalk.from_framework == main.id);
        for crosswalk in forward
            .filter(|crosswalk| self.used.iter().all(|used| used.id != crosswalk.to_framework))
        {
            let hits = crosswalk.maps.iter().filter(|(_, to)| to.iter().any(|id| id == former));
            let ids: Vec<&str> = hits.map(|(from, _)| from.as_str()).collect();
            if !ids.is_empty() {
                let title = self.titles.iter().find(|(id, _)| *id == crosswalk.to_framework);
                return Some(Successors {
                    former: title.map_or("", |(_, title)| title.as_str()),
                    ids,
                });
            }
        }
        None
    }

    /// The control that `typed` names but for zeros before its numbers, as in `A.5.01`.
    pub fn control_without_zeros(&self, typed: &str) -> Option<Entry> {
        let plain = typed.replace(".0", ".");
        (plain != typed).then(|| self.find_control(&plain)).flatten()
    }

    /// The ids of the controls that are nearest to what was typed.
    pub fn near_controls(&self, typed: &str) -> Vec<&str> {
        // Zeros are not stripped in silence, but they are the likeliest mistake.
        if let Some(plain) = self.control_without_zeros(typed).and_then(|entry| self.item(entry)) {
            return vec![&plain.id];
        }
        let controls = self.items(0).filter(|(_, item)| item.kind == ItemKind::Control);
        near_misses(typed, controls.map(|(_, item)| item.id.as_str()))
    }

    /// The first and the last id of a text that names several items at once: a range such as `A.5.15-A.5.18`, or a list.
    pub fn several<'t>(&self, typed: &'t str) -> Option<(&'t str, &'t str)> {
        let is_known = |id: &str| {
            let is_number = id.starts_with(|first: char| first.is_ascii_digit());
            self.find_control(id).is_some() || is_number && self.find_clause(id).is_some()
        };
        [" to ", " and ", "..", "–", "—", ",", ";", "/", "-", " "].into_iter().find_map(|between| {
            let (first, rest) = typed.split_once(between)?;
            let last = rest.rsplit(between).next().unwrap_or(rest);
            let (first, last) = (first.trim(), last.trim_start_matches(['.', ' ']).trim());
            (is_known(first) && is_known(last)).then_some((first, last))
        })
    }

    /// The ids of other editions and frameworks that correspond to an item of the first framework, by framework title.
    pub fn counterparts(&self, id: &str) -> Vec<(&str, Vec<&str>)> {
        let main = self.used.first().map_or("", |framework| framework.id.as_str());
        let mut found = Vec::new();
        for crosswalk in self.crosswalks.iter().filter(|crosswalk| crosswalk.from_framework == main)
        {
            let maps = crosswalk.maps.iter().filter(|(from, _)| from == id);
            let mut ids: Vec<&str> =
                maps.flat_map(|(_, to)| to.iter().map(String::as_str)).collect();
            ids.dedup();
            if !ids.is_empty() {
                let title = self.titles.iter().find(|(name, _)| *name == crosswalk.to_framework);
                found.push((
                    title.map_or(crosswalk.to_framework.as_str(), |(_, title)| title.as_str()),
                    ids,
                ));
            }
        }
        found
    }
}

fn is_control_of(item: &Item, framework: usize) -> bool {
    // A framework without clauses of its own may be named by any of its items.
    item.kind == ItemKind::Control || framework > 0
}

fn strip_prefix_ignoring_case<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let head = text.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then(|| &text[prefix.len()..])
}

/// The page of a framework after the first one.
pub fn page_of(framework: &Framework) -> OutPath {
    let named = OutPath::new(&format!("frameworks/{}.html", framework.id.to_lowercase()));
    named.unwrap_or_else(|| {
        OutPath::fixed(&format!("frameworks/framework-{}.html", file_slug(&framework.id)))
    })
}

/// Where an item is shown: a page of its own in the first framework, an anchor on its framework's page in the others.
///
/// `position` is the place of the item in its framework: it names the page of an item whose id no file can have.
pub fn place_of(framework: &Framework, number: usize, position: usize, item: &Item) -> Place {
    if number > 0 {
        return Place { page: page_of(framework), anchor: Some(item_anchor(&item.id)) };
    }
    let folder = if item.kind == ItemKind::Control { "controls" } else { "clauses" };
    let named = OutPath::new(&format!("{folder}/{}.html", item.id.to_lowercase()));
    Place::top(named.unwrap_or_else(|| OutPath::fixed(&format!("{folder}/item-{position}.html"))))
}

/// The anchor of an item on its framework's page.
pub fn item_anchor(id: &str) -> String {
    format!("i-{}", github_anchor(&id.replace(['.', '(', ')'], "-")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frameworks::library;

    fn frameworks() -> Frameworks {
        Frameworks::choose(library(), &["iso27001-2022"])
    }

    #[test]
    fn spellings_met_in_the_wild_find_their_control() {
        let frameworks = frameworks();
        let expected = frameworks.find_control("A.5.15");
        assert!(expected.is_some());
        for typed in
            ["A 5.15", "5.15", "Annex A 5.15", "annex a.5.15", "iso27001-2022:A.5.15", "a.5.15"]
        {
            assert_eq!(frameworks.find_control(typed), expected, "{typed}");
        }
        for typed in ["A.5.51", "A.5.015", "B.5.15", "soc2:CC6.1", "6.1.3", ""] {
            assert_eq!(frameworks.find_control(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_former_id_names_its_successors() {
        let frameworks = frameworks();
        let successors = frameworks.successors("A.9.2.1").expect("a control of 2013");
        assert_eq!(successors, Successors { former: "ISO/IEC 27001:2013", ids: vec!["A.5.16"] });
        for typed in ["9.2.1", "A 9.2.1", "a.9.2.1", "Annex A 9.2.1"] {
            assert_eq!(frameworks.successors(typed).as_ref(), Some(&successors), "{typed}");
        }
        for typed in ["A.5.15", "clause 9.2.1", "B.9.2.1", "9.2", ""] {
            assert_eq!(frameworks.successors(typed), None, "{typed}");
        }
    }
}
