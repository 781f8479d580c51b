//! The findings that only the files together can show while references are being resolved.

use crate::code;
use crate::diag::code::Code;

/// All codes of this stage, for the catalogue.
pub static CODES: &[&Code] = &[&DUPLICATE_ID, &PATH_COLLISION, &UNUSABLE_FRAMEWORK];

code! {
    /// Two things have the same id. Ids that differ only in case are the same.
    ///
    /// # Why
    /// Links, minutes and audit notes name documents by id; an id with two meanings has none (ISO/IEC 27001:2022, 7.5.2 a).
    ///
    /// # Mend
    /// Give one of them an id of its own. Never give an id again that was used before.
    ///
    /// # Example
    /// Two files with `id = "POL-005"`.
    DUPLICATE_ID = "duplicate-id", Deny
}

code! {
    /// Two sources would be published at the same address.
    ///
    /// # Why
    /// One of them would silently replace the other.
    ///
    /// # Mend
    /// Rename one of them.
    ///
    /// # Example
    /// The folders `documents/Human Resources` and `documents/human-resources`.
    PATH_COLLISION = "path-collision", Deny
}

code! {
    /// A framework that the settings name has no data, or a file in `frameworks/` cannot be used.
    ///
    /// # Why
    /// Its controls could be neither shown nor checked.
    ///
    /// # Mend
    /// Correct the id in `frameworks` of `handbook.toml`, or add `frameworks/ID.toml`.
    ///
    /// # Example
    /// `frameworks = ["iso27001"]` instead of `["iso27001-2022"]`.
    UNUSABLE_FRAMEWORK = "unusable-framework", Deny
}
