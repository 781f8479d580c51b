//! Changes as a unified diff, as version control shows them. With `base::compare` the only file that names `similar`.

use similar::TextDiff;

use crate::mend::Change;

/// The changes of all files.
pub fn render(changes: &[Change]) -> String {
    changes.iter().map(unified).collect()
}

fn unified(change: &Change) -> String {
    let (before, after) = (format!("a/{}", change.path), format!("b/{}", change.path));
    let diff = TextDiff::from_lines(&change.before, &change.after);
    diff.unified_diff().context_radius(2).header(&before, &after).to_string()
}
