//! Documents that nothing leads to.

use crate::base::text::printable;
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::handbook::Handbook;
use crate::model::lead::orphans;

code! {
    /// Nothing leads to a document, and it carries nothing out.
    ///
    /// Reported is a document in force to which no other document or record, no introduction of a section, no row of the Statement of
    /// Applicability or of a register, no term of the glossary and no setting leads, by a link or by its id, and which names no `controls`, `clauses`,
    /// `fulfils` or `implements`. Its place in the list of its section alone does not count. Records are not reported, nor is the only
    /// document of a handbook.
    ///
    /// # Why
    /// Documented information must be available and suitable where and when it is needed (ISO/IEC 27001:2022, 7.5.3 a). Nobody comes upon
    /// this text while working, and nothing says what it is there for.
    ///
    /// # Mend
    /// Link to it from the text whose readers need it, or name in its front matter the policy that it `implements` or the `controls` that it
    /// carries out. If nobody needs it, set `status = "retired"`.
    ///
    /// # Example
    /// No other text names this guideline:
    ///
    /// ```toml
    /// id    = "GDL-007"
    /// title = "Working from trains"
    /// type  = "guideline"
    /// owner = "ciso"
    /// ```
    ///
    /// It explains the policy on remote working, and now says so:
    ///
    /// ```toml
    /// implements = ["POL-004"]
    /// ```
    ORPHAN_DOCUMENT = "orphan-document", Warn (Draft: Note)
}

pub(super) const CHECK: Check = Check { code: &ORPHAN_DOCUMENT, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    for number in orphans(handbook) {
        let document = &handbook.documents[number];
        let message =
            format!("nothing leads to `{}`, and it carries nothing out", printable(document.id()));
        let help = "link to it from where it is needed, or name what it is for in `implements` or `controls`";
        let span = document.span_of::<String>(None);
        found.report_with_help(&ORPHAN_DOCUMENT, span, message, help);
    }
}
