//! The findings that only the files together can show while references are being resolved.

use crate::code;
use crate::diag::code::Code;

/// All codes of this stage, for the catalogue.
pub static CODES: &[&Code] = &[&DUPLICATE_ID, &PATH_COLLISION, &UNUSABLE_FRAMEWORK];

code! {
    /// Two things have the same id.
    ///
    /// Ids that differ only in case are the same. Documents, records, risks, evidence,
    /// obligations, the Statement of Applicability, and the controls and clauses of the
    /// first framework share their ids: a document with the id `A.5.1` is reported,
    /// too. A file name that stands in for a missing id counts like an id. Of two
    /// documents, the one whose path comes second is reported.
    ///
    /// Also reported is a control that two rows of `soa.toml` decide, in whatever
    /// spelling; the first row counts.
    ///
    /// # Why
    /// Links, minutes and audit notes name documents by id (ISO/IEC 27001:2022, 7.5.2
    /// a). An id with two meanings has none.
    ///
    /// # Mend
    /// Give one of the two an id of its own. Do not take an id that was in use before:
    /// it still stands in old minutes and audit reports.
    ///
    /// # Example
    /// `documents/access.md` has the id `POL-005` already, and `documents/backup.md`
    /// begins with:
    ///
    /// ```toml
    /// id    = "POL-005"
    /// title = "Backup policy"
    /// ```
    ///
    /// With an id of its own:
    ///
    /// ```toml
    /// id    = "POL-011"
    /// title = "Backup policy"
    /// ```
    DUPLICATE_ID = "duplicate-id", Deny
}

code! {
    /// Two sources would be published at the same address.
    ///
    /// Addresses are lower-case ASCII with hyphens for everything else. So the folders
    /// `documents/Human Resources` and `documents/human_resources` meet, and so do
    /// `documents/it/ops` and `documents/it-ops`. All files of the site are
    /// compared. Two attachments for one address are `unpublished-file`, at the link to
    /// the second one.
    ///
    /// # Why
    /// One of them would silently replace the other, and documents must be available
    /// where they are needed (ISO/IEC 27001:2022, 7.5.3 a).
    ///
    /// # Mend
    /// Rename one of the two, or put their content together. Links by id, such as
    /// `[[POL-005]]`, stay as they are.
    ///
    /// # Example
    /// There is a folder `documents/human-resources` with documents, and one whose name
    /// differs in one character:
    ///
    /// ```toml
    /// # documents/human_resources/_index.md
    /// title = "Contracts of employment"
    /// ```
    ///
    /// Under another name:
    ///
    /// ```toml
    /// # documents/contracts/_index.md
    /// title = "Contracts of employment"
    /// ```
    PATH_COLLISION = "path-collision", Deny
}

code! {
    /// A framework that the settings name has no data, or a file in `frameworks/`
    /// cannot be used.
    ///
    /// Annexa ships with `iso27001-2022` and `iso27001-2013`; a project may add others
    /// in `frameworks/*.toml`. Such a file is reported when it is not TOML, when a key
    /// that it needs is missing, such as `title` in `[framework]`, or when it has none
    /// of the tables `[framework]`, `[crosswalk]` and `[catalogue]`. Keys that Annexa
    /// does not know are ignored there.
    ///
    /// # Why
    /// Its controls could be neither shown nor compared with what was decided (ISO/IEC
    /// 27001:2022, 6.1.3 c).
    ///
    /// # Mend
    /// Correct the id in `frameworks` of `handbook.toml`, or add a file in
    /// `frameworks/` whose `[framework]` has this `id`.
    ///
    /// # Example
    /// In `handbook.toml`:
    ///
    /// ```toml
    /// title      = "Our handbook"
    /// frameworks = ["iso27001"]
    /// ```
    ///
    /// With the edition:
    ///
    /// ```toml
    /// title      = "Our handbook"
    /// frameworks = ["iso27001-2022"]
    /// ```
    UNUSABLE_FRAMEWORK = "unusable-framework", Deny
}
