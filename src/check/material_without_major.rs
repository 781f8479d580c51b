//! Material changes that look like small ones.

use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::handbook::Handbook;
use crate::model::trail::{Controlled, controlled};
use crate::model::version::Version;

code! {
    /// A change is called material, but its version keeps the MAJOR number of the version before it.
    ///
    /// The version before is the next lower one in `[[history]]`, whatever the order of the file; the lowest one has none and is not
    /// reported. Nor are versions before 1.0, by which nobody worked yet, versions that are not two numbers with a dot between them, and
    /// superseded or retired documents.
    ///
    /// # Why
    /// Readers tell by the first number that they must read a text again and acknowledge it. Changes must be controlled (ISO/IEC
    /// 27001:2022, 7.5.3 e); a new duty behind a small step goes unread.
    ///
    /// # Mend
    /// Give a version that is not published yet the next MAJOR number. If readers need not read it again, set `material = false`. A version
    /// that people have seen keeps its number: let the next one step, and have it acknowledged.
    ///
    /// # Example
    /// A new duty for all staff came with a small step:
    ///
    /// ```toml
    /// [[history]]
    /// version  = "1.0"
    /// date     = 2025-01-28
    /// change   = "First edition."
    /// material = true
    ///
    /// [[history]]
    /// version  = "1.1"
    /// date     = 2026-01-27
    /// change   = "Everybody reports within one hour."
    /// material = true
    /// ```
    ///
    /// The second entry, with the step that the change deserves:
    ///
    /// ```toml
    /// version  = "2.0"
    /// ```
    MATERIAL_WITHOUT_MAJOR = "material-without-major", Warn (Audit: Deny)
}

pub(super) const CHECK: Check = Check { code: &MATERIAL_WITHOUT_MAJOR, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    for text in controlled(handbook).filter(Controlled::is_kept) {
        let (mut lower, mut last): (Option<Version>, Option<Version>) = (None, None);
        for edition in text.history() {
            if last != Some(edition.version) {
                lower = last;
            }
            last = Some(edition.version);
            let Some(before) = lower.filter(|lower| lower.major == edition.version.major) else {
                continue;
            };
            if !edition.revision.material || before.major == 0 {
                continue;
            }
            let message = format!(
                "version `{}` is a material change, but keeps the MAJOR number of `{before}`",
                edition.version
            );
            let (_, major) = before.next();
            let help = format!(
                "call it `{major}`, or set `material = false` if nobody needs to read it again"
            );
            let span = edition.typed.span(text.path);
            found.report_with_help(&MATERIAL_WITHOUT_MAJOR, span, message, help).about(text.id);
        }
    }
}
