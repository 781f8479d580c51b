//! Files of the site that are no pages: one file for each export, one word in [`export`].

pub mod deadlines;
mod register;
pub mod search;

use crate::diag::Findings;
use crate::model::handbook::Handbook;
use crate::render::output::OutputTree;

/// Adds every export to the site.
pub fn export(handbook: &Handbook, tree: &mut OutputTree, found: &mut Findings) {
    for (path, bytes) in search::files(handbook).into_iter().chain([register::file(handbook)]) {
        tree.insert(path, bytes, found);
    }
}
