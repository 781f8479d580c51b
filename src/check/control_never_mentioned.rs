//! Controls that apply and that no text of the handbook mentions.

use std::collections::BTreeSet;

use crate::base::path::RelPath;
use crate::base::text::printable;
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::entry::{Entry, EntryTable};
use crate::model::handbook::Handbook;
use crate::model::link::Link;
use crate::model::section::Section;
use crate::model::soa::{Applicability, SoaRow};
use crate::parse::soa::Implementation;

code! {
    /// A control applies, and no text of the handbook mentions it.
    ///
    /// Every mention counts: `controls` and the texts in the front matter, a heading, a link, or the plain id in running text of a
    /// document, a record or the `_index.md` of a folder. A draft counts, a superseded or retired document does not.
    ///
    /// Not reported: a control that is `planned` or `not-started`, of which there is nothing to tell yet; one that is `implemented` or
    /// `partial` without `how`, which is `implemented-without-document` (no control is reported by both); and anything while the
    /// project has no document at all.
    ///
    /// # Why
    /// People follow what they can read. A control that lives only in the Statement of Applicability is known to its
    /// author alone (ISO/IEC 27001:2022, 7.5.1 b and A.5.37).
    ///
    /// # Mend
    /// Add the control to `controls` of the document that carries it out, or mention its id where the text speaks of it. If no text
    /// does, write the missing rule down, or ask again whether the control applies.
    ///
    /// # Example
    /// The statement includes `A.8.17`, and the page that speaks of clocks does not say so:
    ///
    /// ```toml
    /// id       = "STD-003"
    /// controls = ["A.8.9"]
    /// ```
    ///
    /// Named, the control's page leads to the text and back:
    ///
    /// ```toml
    /// id       = "STD-003"
    /// controls = ["A.8.9", "A.8.17"]
    /// ```
    CONTROL_NEVER_MENTIONED = "control-never-mentioned", Warn (Draft: Note)
}

pub(super) const CHECK: Check = Check { code: &CONTROL_NEVER_MENTIONED, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    if handbook.documents.is_empty() {
        return;
    }
    let path = RelPath::fixed("soa.toml");
    let silent = handbook
        .soa
        .rows
        .iter()
        .filter(|row| is_to_be_told(row) && !is_referred_to(handbook, row.control));
    let mut silent = silent.peekable();
    if silent.peek().is_none() {
        return;
    }
    let mentioned = mentioned_otherwise(handbook);
    for row in silent.filter(|row| !mentioned.contains(&row.control)) {
        let Some(parsed) = &row.parsed else { continue };
        let id = printable(&parsed.control.value);
        found.report_with_help(
            &CONTROL_NEVER_MENTIONED,
            parsed.control.span(&path),
            format!("control `{id}` applies, but no document mentions it"),
            format!("add `{id}` to `controls` of the document that carries it out"),
        );
    }
}

/// True when there should be a text: the control applies, was begun, and no other check says the same.
fn is_to_be_told(row: &SoaRow) -> bool {
    let has_how = row.parsed.as_ref().is_some_and(|parsed| parsed.how.is_some());
    match row.applicability {
        Applicability::Included(Some(Implementation::Implemented | Implementation::Partial)) => {
            has_how
        }
        Applicability::Included(None) => true,
        Applicability::Included(Some(Implementation::Planned | Implementation::NotStarted))
        | Applicability::Excluded
        | Applicability::Undecided => false,
    }
}

/// True when a document carries the control out, or leads to it from its body.
fn is_referred_to(handbook: &Handbook, control: Entry) -> bool {
    handbook.carrying_out(control).next().is_some()
        || handbook.referring_to(control).any(|(_, document)| !document.is_withdrawn())
}

/// What sections lead to, and the ids in headings and in the texts of front matter.
fn mentioned_otherwise(handbook: &Handbook) -> BTreeSet<Entry> {
    let mut mentioned = BTreeSet::new();
    for document in handbook.documents.iter().filter(|document| !document.is_withdrawn()) {
        let front = &document.parsed.front;
        let title = front.title.as_ref().map(|title| &title.value);
        let texts = title.into_iter().chain(&front.summary);
        let texts = texts.chain(&front.key_points).chain(&front.questions).chain(&front.keywords);
        let headings = document.parsed.body.headings.iter().map(|heading| &heading.text);
        for text in texts.chain(headings) {
            mentioned.extend(ids_in(&handbook.entries, text));
        }
    }
    for section in &handbook.sections {
        mentioned.extend(mentioned_by(handbook, section));
    }
    mentioned
}

fn mentioned_by(handbook: &Handbook, section: &Section) -> Vec<Entry> {
    let entries = &handbook.entries;
    let links = section.links.iter().filter_map(|link| match link {
        Link::Page { entry, .. } => *entry,
        _ => None,
    });
    let mut mentioned: Vec<Entry> = links.collect();
    if let Some(parsed) = &section.parsed {
        mentioned.extend(parsed.body.mentions.iter().filter_map(|id| entries.exact(&id.value)));
        let headings = parsed.body.headings.iter().map(|heading| &heading.text);
        for text in parsed.title.iter().chain(&parsed.summary).chain(headings) {
            mentioned.extend(ids_in(entries, text));
        }
    }
    mentioned
}

/// The entries whose ids stand in a text as words of their own.
fn ids_in<'t>(entries: &'t EntryTable, text: &'t str) -> impl Iterator<Item = Entry> + 't {
    let is_of_an_id = |part: char| part.is_ascii_alphanumeric() || matches!(part, '.' | '-');
    text.split(move |part: char| !is_of_an_id(part))
        .map(|word| word.trim_matches(['.', '-']))
        .filter(|word| word.contains(|part: char| part.is_ascii_digit()))
        .filter_map(|word| entries.exact(word))
}
