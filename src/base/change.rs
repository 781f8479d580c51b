//! A file that is changed, and the change as a unified diff.

use similar::TextDiff;

use crate::base::path::RelPath;

/// A file that is changed or made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The file.
    pub path: RelPath,
    /// Its text as it was; `None` for a file that is not there yet.
    pub before: Option<String>,
    /// Its text as it will be.
    pub after: String,
}

impl Change {
    /// The change as version control shows it.
    pub fn unified(&self) -> String {
        let before = match &self.before {
            Some(_) => format!("a/{}", self.path),
            None => "/dev/null".to_owned(),
        };
        let after = format!("b/{}", self.path);
        let diff = TextDiff::from_lines(self.before.as_deref().unwrap_or(""), &self.after);
        diff.unified_diff().context_radius(2).header(&before, &after).to_string()
    }
}

/// The changes of all files.
pub fn unified(changes: &[Change]) -> String {
    changes.iter().map(Change::unified).collect()
}
