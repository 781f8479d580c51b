//! What calendars call an event.

use std::collections::BTreeMap;

use crate::base::digest::Digest;
use crate::model::deadline::{Deadline, DeadlineKind};
use crate::model::handbook::Handbook;
use crate::parse::word::Word;

/// A name for each deadline of a handbook, lasting as long as it differs in its day or its owner alone.
///
/// Several actions or waivers may belong to one id: what they say tells them apart. Equal ones are counted, since a calendar takes two events
/// of one name for one. All deadlines are named together, so that an event has one name in every calendar of the handbook; the title and the
/// organization are mixed in, so that two handbooks may both have a `POL-001`.
pub(super) fn uids(handbook: &Handbook, deadlines: &[Deadline]) -> Vec<String> {
    let settings = &handbook.settings;
    let whose = format!("{}\n{}", settings.organization.as_deref().unwrap_or(""), settings.title);
    let mut used: BTreeMap<String, usize> = BTreeMap::new();
    let name = |deadline: &Deadline| {
        let said = match deadline.kind {
            DeadlineKind::Action | DeadlineKind::Waiver => deadline.title.as_str(),
            _ => "",
        };
        let kind = deadline.kind.word();
        let text = format!("{whose}\n{kind}\n{}\n{said}", deadline.id);
        let digest = Digest::of(text.as_bytes()).to_string();
        let uid = format!("{kind}-{}@annexa", digest.get(..24).unwrap_or(&digest));
        let count = used.entry(uid.clone()).or_default();
        *count += 1;
        if *count == 1 { uid } else { format!("{count}-{uid}") }
    };
    deadlines.iter().map(name).collect()
}
