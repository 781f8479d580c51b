//! What a place in the sources belongs to: a document, a row of the Statement of Applicability or of a register.

use std::collections::BTreeMap;

use crate::base::path::RelPath;
use crate::diag::span::Span;
use crate::model::handbook::Handbook;

/// Finds the id of what a finding is about by the place of the finding.
#[derive(Debug)]
pub struct Subjects<'h> {
    /// Where each subject of a file begins, in the order of the file.
    by_path: BTreeMap<RelPath, Vec<(usize, &'h str)>>,
}

impl<'h> Subjects<'h> {
    /// Notes where documents and rows begin.
    pub fn new(handbook: &'h Handbook) -> Self {
        let mut by_path: BTreeMap<RelPath, Vec<(usize, &'h str)>> = BTreeMap::new();
        for document in &handbook.documents {
            by_path.insert(document.parsed.path.clone(), vec![(0, document.id())]);
        }
        if let Some(soa) = &handbook.soa.parsed {
            let rows = handbook.soa.rows.iter().filter_map(|row| {
                let parsed = row.parsed.as_ref()?;
                Some((parsed.control.at.start, handbook.label(row.control).id.as_str()))
            });
            let rows = std::iter::once((0, soa.id.as_str())).chain(rows);
            by_path.insert(soa.path.clone(), rows.collect());
        }
        for (kind, ids) in handbook.row_ids() {
            let rows = ids.into_iter().map(|id| (id.at.start, id.value.as_str()));
            by_path.insert(handbook.register(kind).path.clone(), rows.collect());
        }
        for starts in by_path.values_mut() {
            starts.sort_unstable();
        }
        Self { by_path }
    }

    /// The id of what a place belongs to; `None` for a place in another file or above the first row.
    pub fn of(&self, span: &Span) -> Option<&'h str> {
        let starts = self.by_path.get(&span.path)?;
        // A finding about a whole row stands at its header, which begins before the id in it and ends behind.
        let number = starts.partition_point(|(start, _)| *start <= span.range.end);
        starts.get(number.checked_sub(1)?).map(|(_, id)| *id)
    }
}
