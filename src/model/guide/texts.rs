//! The texts that a step needs: which entries of the catalogue are fulfilled, by what, and what is left to do to them.

use crate::base::text::{list_of, plural};
use crate::frameworks::CatalogueEntry;
use crate::model::document::Document;
use crate::model::entry::Entry;
use crate::model::guide::{Next, Point, Progress, command};
use crate::model::handbook::Handbook;
use crate::model::review::ReviewState;

/// What fulfils the entries of a step, or will.
pub(super) struct Texts<'h> {
    /// What there is, in force or being written, each once.
    pub(super) entries: Vec<Entry>,
    /// Entries of the catalogue that nothing names.
    missing: Vec<&'h CatalogueEntry>,
    /// How many entries of the catalogue there are.
    wanted: usize,
    /// How many of them something in force fulfils.
    fulfilled: usize,
}

impl<'h> Texts<'h> {
    /// What there is for the entries with these ids; entries that are not due are left out.
    pub(super) fn of(handbook: &'h Handbook, ids: &[&str]) -> Self {
        let catalogue = handbook.frameworks.catalogue.iter().enumerate();
        Self::among(handbook, catalogue.filter(|(_, entry)| ids.contains(&entry.id.as_str())))
    }

    /// The same for entries of the catalogue.
    pub(super) fn among(
        handbook: &'h Handbook,
        wanted: impl Iterator<Item = (usize, &'h CatalogueEntry)>,
    ) -> Self {
        let mut texts = Self { entries: Vec::new(), missing: Vec::new(), wanted: 0, fulfilled: 0 };
        for (number, entry) in wanted {
            let in_force = handbook.fulfilling.get(&number).cloned().unwrap_or_default();
            let coming =
                handbook.documents.iter().enumerate().filter(|(_, document)| {
                    document.is_coming() && document.fulfils.contains(&number)
                });
            texts.wanted += 1;
            texts.fulfilled += usize::from(!in_force.is_empty());
            let found: Vec<Entry> = if in_force.is_empty() {
                coming.map(|(index, _)| Entry::Document(index)).collect()
            } else {
                in_force
            };
            if found.is_empty() {
                texts.missing.push(entry);
            }
            texts.entries.extend(found);
        }
        texts.entries.sort_unstable();
        texts.entries.dedup();
        texts
    }

    /// What the texts amount to; `None` when none is needed.
    pub(super) fn point(&self, handbook: &Handbook) -> Option<Point> {
        if self.wanted == 0 {
            return None;
        }
        let next = self.next(handbook);
        let progress = match next {
            None => Progress::Done,
            Some(_)
                if self.documents(handbook).any(|(_, document)| shows_work(document))
                    || self.fulfilled > 0 =>
            {
                Progress::Begun
            }
            Some(_) => Progress::ToDo,
        };
        Some(Point { progress, fact: self.fact(handbook), next })
    }

    /// What is left to do to the texts, the first thing first.
    fn next(&self, handbook: &Handbook) -> Option<Next> {
        if let Some(entry) = self.missing.first() {
            let code = Some(format!("fulfils = [\"{}\"]", entry.id));
            let text = format!(
                "write a text for “{}”, or name it in the text that covers it",
                entry.title
            );
            return Some(Next { text, entry: None, code });
        }
        if let Some((entry, document)) =
            self.documents(handbook).find(|(_, document)| places(document) > 0)
        {
            let count = plural(places(document), "place", "places");
            let code = Some(document.parsed.path.to_string());
            return Some(Next { text: format!("fill in {count} in"), entry: Some(entry), code });
        }
        let find = |is: fn(&Document) -> bool| self.documents(handbook).find(|(_, text)| is(text));
        if let Some((entry, document)) = find(Document::is_coming) {
            let version = document.parsed.front.version.as_ref();
            let version = version.map(|typed| typed.value.as_str());
            let (text, code) = if command::is_before_first_edition(version) {
                ("make a first edition of", command::first_edition(document.id(), document.owner))
            } else {
                let approver = document.approver;
                ("have the approver approve", command::approve(handbook, document.id(), approver))
            };
            return Some(Next { text: text.to_owned(), entry: Some(entry), code: Some(code) });
        }
        let (entry, document) = find(is_late)?;
        Some(Next {
            text: "review".to_owned(),
            entry: Some(entry),
            code: Some(command::review(handbook, document.id(), document.owner)),
        })
    }

    /// What is there, in a sentence.
    fn fact(&self, handbook: &Handbook) -> Option<String> {
        let count = |is: fn(&Document) -> bool| {
            self.documents(handbook).filter(|(_, document)| is(document)).count()
        };
        let left: usize = self.documents(handbook).map(|(_, document)| places(document)).sum();
        let mut said = Vec::new();
        if self.wanted > 1 && !self.entries.is_empty() {
            said.push(self.count_in_force(handbook));
        }
        if !self.missing.is_empty() {
            let titles: Vec<String> =
                self.missing.iter().take(3).map(|entry| format!("“{}”", entry.title)).collect();
            let more = self.missing.len() - titles.len();
            let others = if more > 0 { format!(" and {more} more") } else { String::new() };
            said.push(format!("nothing yet for {}{others}", list_of(&titles)));
        }
        if left > 0 {
            said.push(format!("{} to fill in", plural(left, "place", "places")));
        }
        if count(is_late) > 0 {
            said.push(plural(count(is_late), "review overdue", "reviews overdue"));
        }
        (!said.is_empty()).then(|| said.join("; "))
    }

    /// How many of the texts are in force. One text may fulfil several requirements: where the numbers differ, both are said.
    fn count_in_force(&self, handbook: &Handbook) -> String {
        let coming = self.documents(handbook).filter(|(_, document)| document.is_coming()).count();
        let all = self.entries.len();
        let texts = plural(all, "text", "texts");
        let said = format!("{} of {texts} in force", all - coming);
        if all == self.wanted { said } else { format!("{said} for {} requirements", self.wanted) }
    }

    fn documents(&self, handbook: &'h Handbook) -> impl Iterator<Item = (Entry, &'h Document)> {
        self.entries.iter().filter_map(|entry| Some((*entry, handbook.document(*entry)?)))
    }
}

/// True for what is in force and was to be reviewed by now.
pub(super) fn is_late(document: &Document) -> bool {
    matches!(document.review, ReviewState::Overdue { .. })
}

/// How many places of a text were never filled in.
pub(super) fn places(document: &Document) -> usize {
    document.parsed.body.placeholders.len()
}

/// True when a text shows that somebody began: an empty form of a record does not.
fn shows_work(document: &Document) -> bool {
    document.is_in_force() || !document.is_record() || places(document) == 0
}
