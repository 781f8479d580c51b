//! What whoever started the preview is told: [`News`].

use std::sync::Arc;
use std::time::Duration;

use crate::base::path::{OutPath, RelPath};
use crate::diag::report::Report;
use crate::load::Sources;

/// Something to tell.
#[derive(Debug)]
pub enum News {
    /// A site was made.
    Shown {
        /// Its number, counted from 1.
        number: u64,
        /// The files that changed, in the order of their paths. None when only git tells something new.
        changed: Vec<RelPath>,
        /// The page that shows the only file that changed, if there is one.
        page: Option<OutPath>,
        /// From the first sign of a change until it could be seen.
        took: Duration,
    },
    /// A site was checked.
    Judged {
        /// Its number.
        number: u64,
        /// What was found.
        report: Arc<Report>,
        /// The files.
        sources: Arc<Sources>,
    },
    /// The files cannot be read, and why; the last site stays.
    Failed(String),
    /// The files can be read again.
    Recovered,
    /// Changes are noticed by looking from now on, and why.
    Polling(String),
}
