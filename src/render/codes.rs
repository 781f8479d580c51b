//! The finding that rendering can report.

use crate::code;
use crate::diag::code::Code;

/// All codes of this stage, for the catalogue.
pub static CODES: &[&Code] = &[&BROKEN_TEMPLATE];

code! {
    /// A template of the project's own theme cannot be used.
    ///
    /// # Why
    /// Pages made with it would be missing from the handbook.
    ///
    /// # Mend
    /// Correct the template, or remove it: what a project does not override comes from the built-in theme.
    ///
    /// # Example
    /// `{{ documnt.title }}` in `theme/templates/document.html`.
    BROKEN_TEMPLATE = "broken-template", Deny
}
