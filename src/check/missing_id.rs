//! Documents that are known by their file name only.

use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::handbook::Handbook;

code! {
    /// A document has no id of its own.
    ///
    /// Its file name stands in, in lower-case ASCII: `Access control.md` has the id
    /// `access-control`. Reported for documents and records, not for the `_index.md` of
    /// a folder. An id that cannot be used is `invalid-id`, one that was never filled
    /// in is `placeholder`, and front matter in YAML or without an end is `syntax`.
    ///
    /// # Why
    /// A document needs a name that lasts (ISO/IEC 27001:2022, 7.5.2 a). The address of
    /// its page follows the id: with the file name as the id, renaming the file breaks
    /// links and audit notes.
    ///
    /// # Mend
    /// Add a short id that lasts, and keep it when the title, the file or the folder
    /// changes.
    ///
    /// # Example
    /// ```toml
    /// title = "Access control policy"
    /// owner = "ciso"
    /// ```
    ///
    /// With an id:
    ///
    /// ```toml
    /// id    = "POL-005"
    /// title = "Access control policy"
    /// owner = "ciso"
    /// ```
    MISSING_ID = "missing-id", Note
}

pub(super) const CHECK: Check = Check { code: &MISSING_ID, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    for document in handbook.documents.iter().filter(|document| {
        document.parsed.front.id.is_none()
            && !document.parsed.front.has_unusable_id
            && !document.parsed.is_unreadable
    }) {
        let message =
            format!("the document has no id; its file name `{}` stands in", document.id());
        let help = "give it a lasting one, such as `id = \"POL-005\"`";
        found.report_with_help(&MISSING_ID, document.span_of::<String>(None), message, help);
    }
}
