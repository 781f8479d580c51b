//! The anchors of a page, found in the many ways in which people write them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use crate::base::slug::{github_anchor, relaxed_anchor};
use crate::base::url::percent_decoded;
use crate::model::link::ANCHOR_PREFIX;
use crate::parse::markdown::Body;

/// A heading that an author means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The anchor on the page; the empty string stands for the title at the top.
    pub anchor: String,
    /// The anchors of all headings that the author may mean as well, this one first; empty when there is no other.
    pub readings: Vec<String>,
}

/// The anchors of one page. A link to one costs the same however many there are.
#[derive(Debug, Default)]
pub struct Anchors {
    /// In the order of the page.
    all: Vec<String>,
    exact: BTreeSet<String>,
    title: Option<String>,
    /// By what is left of them without what is between letters and digits; made when a link first needs it.
    relaxed: OnceLock<BTreeMap<String, Vec<String>>>,
}

impl Anchors {
    /// The anchors of the headings of a body.
    pub fn new(body: &Body) -> Self {
        let all: Vec<String> = body.headings.iter().map(|heading| heading.anchor.clone()).collect();
        Self {
            exact: all.iter().cloned().collect(),
            all,
            title: body.title().map(|title| title.anchor.clone()),
            relaxed: OnceLock::new(),
        }
    }

    /// All anchors in the order of the page.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(String::as_str)
    }

    /// The heading that an author means: as GitHub writes its anchor, or in a relaxed spelling.
    pub fn find(&self, typed: &str) -> Option<Found> {
        let typed = percent_decoded(typed)?;
        let exact = self.exact.get(&typed).or_else(|| self.exact.get(&github_anchor(&typed)));
        if let Some(anchor) = exact {
            return Some(Found { anchor: self.on_page(anchor), readings: Vec::new() });
        }
        let readings = self.relaxed().get(&relaxed_anchor(&typed))?;
        let anchor = self.on_page(readings.first()?);
        let readings = if readings.len() > 1 { readings.clone() } else { Vec::new() };
        Some(Found { anchor, readings })
    }

    fn on_page(&self, anchor: &str) -> String {
        if self.title.as_deref() == Some(anchor) {
            String::new()
        } else {
            format!("{ANCHOR_PREFIX}{anchor}")
        }
    }

    fn relaxed(&self) -> &BTreeMap<String, Vec<String>> {
        self.relaxed.get_or_init(|| {
            let mut relaxed: BTreeMap<String, Vec<String>> = BTreeMap::new();
            for anchor in &self.all {
                let key = relaxed_anchor(anchor);
                if !key.is_empty() {
                    relaxed.entry(key).or_default().push(anchor.clone());
                }
            }
            relaxed
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::markdown::parse;

    #[test]
    fn anchors_are_found_as_github_writes_them_and_in_relaxed_spellings() {
        let text = "# Access\n\n## Joiners & leavers\n\n## Joiners, leavers\n\n## Übung\n";
        let anchors = Anchors::new(&parse(text, 0..text.len()));
        let found = |typed: &str| anchors.find(typed).map(|found| found.anchor);
        assert_eq!(found("access").as_deref(), Some(""));
        assert_eq!(found("%C3%9Cbung").as_deref(), Some("h-übung"));
        assert_eq!(found("nothing"), None);
        let ambiguous = anchors.find("joiners---leavers").expect("it is near to two");
        assert_eq!(ambiguous.readings, ["joiners--leavers", "joiners-leavers"]);
        assert_eq!(anchors.find("joiners-leavers").map(|found| found.readings), Some(Vec::new()));
    }
}
