//! Documents that are known by their file name only.

use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::handbook::Handbook;

code! {
    /// A document has no id of its own; its file name stands in.
    ///
    /// # Why
    /// The page's address follows the id. Renaming the file would break every link and every audit note that names it.
    ///
    /// # Mend
    /// Give it a short lasting id.
    ///
    /// # Example
    /// `id = "POL-005"`.
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
