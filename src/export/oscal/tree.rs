//! A framework as a tree. Data of projects may name a parent that is not there, or go in circles: nothing is lost over it.

use std::collections::{BTreeMap, BTreeSet};

use crate::frameworks::{Framework, Item, ItemKind};

/// True for a control that the organization added in `soa.toml`: it comes after those of the framework, and nothing stands above it, which
/// would make it a heading there.
pub(super) fn is_own(item: &Item) -> bool {
    item.kind == ItemKind::Control && item.parent.is_empty()
}

/// What stands above an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Above {
    /// Nothing.
    Top,
    /// A theme, by its place.
    Theme(usize),
    /// An item, by its place.
    Item(usize),
}

/// Which items stand below which.
#[derive(Debug, Default)]
pub(super) struct Tree {
    below: BTreeMap<Above, Vec<usize>>,
    groups: BTreeSet<usize>,
}

impl Tree {
    /// The tree of the items that are `wanted`.
    pub(super) fn of(framework: &Framework, wanted: impl Fn(usize) -> bool) -> Self {
        let mut by_id: BTreeMap<&str, usize> = BTreeMap::new();
        for (number, item) in framework.items.iter().enumerate() {
            by_id.entry(&item.id).or_insert(number);
        }
        let above: Vec<Above> = framework
            .items
            .iter()
            .map(|item| {
                let theme = framework.themes.iter().position(|theme| theme.id == item.parent);
                let parent = by_id.get(item.parent.as_str()).copied();
                let parent = parent.filter(|_| !item.parent.is_empty());
                theme.map(Above::Theme).or(parent.map(Above::Item)).unwrap_or(Above::Top)
            })
            .collect();
        let mut below: BTreeMap<Above, Vec<usize>> = BTreeMap::new();
        for number in (0..above.len()).filter(|number| wanted(*number)) {
            let place = if is_circular(&above, number) { Above::Top } else { above[number] };
            below.entry(place).or_default().push(number);
        }
        let mut tree = Self { below, groups: BTreeSet::new() };
        tree.find_groups(framework, Above::Top);
        tree
    }

    /// A group holds groups or controls, never both: a heading is a group at the top, and below one whose children are all headings.
    fn find_groups(&mut self, framework: &Framework, place: Above) {
        let is_heading = |number: &usize| framework.items[*number].kind == ItemKind::Heading;
        let children = self.children(place).to_vec();
        let headings: Vec<usize> = children.iter().copied().filter(is_heading).collect();
        if place == Above::Top || headings.len() == children.len() {
            for number in headings {
                self.groups.insert(number);
                self.find_groups(framework, Above::Item(number));
            }
        }
    }

    /// What stands directly below, in the order of the framework.
    pub(super) fn children(&self, above: Above) -> &[usize] {
        self.below.get(&above).map(Vec::as_slice).unwrap_or_default()
    }

    /// True for an item that is a group, not a control.
    pub(super) fn is_group(&self, number: usize) -> bool {
        self.groups.contains(&number)
    }

    /// The controls that an item stands for: itself unless it is a group, and all below it.
    pub(super) fn controls_of(&self, number: usize) -> Vec<usize> {
        let own = (!self.is_group(number)).then_some(number);
        let children = self.children(Above::Item(number)).iter();
        own.into_iter().chain(children.flat_map(|child| self.controls_of(*child))).collect()
    }
}

/// True when no walk upwards from an item ends.
fn is_circular(above: &[Above], number: usize) -> bool {
    let mut at = above[number];
    for _ in 0..above.len() {
        match at {
            Above::Item(next) => at = above[next],
            Above::Top | Above::Theme(_) => return false,
        }
    }
    true
}
