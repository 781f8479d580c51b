//! The finding that rendering can report.

use crate::code;
use crate::diag::code::Code;

/// All codes of this stage, for the catalogue.
pub static CODES: &[&Code] = &[&BROKEN_TEMPLATE];

code! {
    /// A template of the project's own theme cannot be used.
    ///
    /// A project with templates of its own is rendered by `annexa check`, too, to see
    /// whether they hold. The finding stands where the template breaks. When it breaks inside a built-in
    /// template because of the project's own ones, it stands at the first of these.
    ///
    /// # Why
    /// Pages made with the template would be missing from the handbook, and documents
    /// must be available where they are needed (ISO/IEC 27001:2022, 7.5.3 a).
    ///
    /// # Mend
    /// Correct the template. For a name that does not exist, the message lists the
    /// names that do. Or remove the file: what a project does not override comes from
    /// the built-in theme.
    ///
    /// # Example
    /// A mistyped name in `theme/templates/about.html`:
    ///
    /// ```html
    /// {% extends "base.html" %}
    /// {% block main %}<h1>{{ abuot.documents }} documents</h1>{% endblock main %}
    /// ```
    ///
    /// The name spelled right:
    ///
    /// ```html
    /// {% extends "base.html" %}
    /// {% block main %}<h1>{{ about.documents }} documents</h1>{% endblock main %}
    /// ```
    BROKEN_TEMPLATE = "broken-template", Deny
}
