//! What the search page filters by: kind, owner and state of every page, as columns of numbers.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::base::slug::file_slug;
use crate::export::search::code::push_number;
use crate::export::search::pages::Findable;
use crate::model::handbook::Handbook;
use crate::view::parts::person;

/// The columns, with what their numbers stand for.
#[derive(Serialize)]
pub(super) struct Facets<'p> {
    kinds: Vec<&'p str>,
    kind: String,
    /// A word for addresses and the title. Number 0 is nobody, and 1 the first.
    owners: Vec<(String, String)>,
    owner: String,
    /// Number 0 is no state.
    states: Vec<&'p str>,
    state: String,
    /// The first day of a next review. Days are counted from it, beginning with 1; number 0 is no day.
    since: String,
    due: String,
}

impl<'p> Facets<'p> {
    pub(super) fn new(handbook: &Handbook, pages: &'p [Findable<'_>]) -> Self {
        let (mut kinds, mut states, mut owners) =
            (Numbered::default(), Numbered::default(), Numbered::default());
        let first = pages.iter().filter_map(|page| page.due).min();
        let (mut kind, mut state, mut owner, mut due) =
            (String::new(), String::new(), String::new(), String::new());
        for page in pages {
            push_number(&mut kind, kinds.number(&*page.link.kind));
            let badge = page.link.badge.as_ref();
            let badge = badge.map(|badge| states.number(&*badge.label));
            push_number(&mut state, badge.map_or(0, |number| number + 1));
            let title = page.owner.map(|owner| owners.number(person(handbook, owner).title));
            push_number(&mut owner, title.map_or(0, |number| number + 1));
            let day = first.zip(page.due).map(|(first, due)| first.days_until(due));
            push_number(
                &mut due,
                day.and_then(|day| u32::try_from(day).ok()).map_or(0, |day| day + 1),
            );
        }
        Self {
            kinds: kinds.all,
            kind,
            owners: addressed(owners.all),
            owner,
            states: states.all,
            state,
            since: first.map(|first| first.to_string()).unwrap_or_default(),
            due,
        }
    }
}

/// Values with numbers in the order in which they come.
struct Numbered<T> {
    all: Vec<T>,
    numbers: BTreeMap<T, u32>,
}

impl<T> Default for Numbered<T> {
    fn default() -> Self {
        Self { all: Vec::new(), numbers: BTreeMap::new() }
    }
}

impl<T: Ord + Clone> Numbered<T> {
    fn number(&mut self, value: T) -> u32 {
        if let Some(number) = self.numbers.get(&value) {
            return *number;
        }
        let number = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        self.all.push(value.clone());
        self.numbers.insert(value, number);
        number
    }
}

/// Titles of owners, as readers see them: where names are not shown, all of them are one. Each with a word for addresses.
fn addressed(titles: Vec<String>) -> Vec<(String, String)> {
    let mut taken = BTreeSet::new();
    let owner = |(number, title): (usize, String)| {
        let slug = file_slug(&title);
        let word = if slug.is_empty() || taken.contains(&slug) {
            format!("{slug}-{number}")
        } else {
            slug
        };
        taken.insert(word.clone());
        (word, title)
    };
    titles.into_iter().enumerate().map(owner).collect()
}
