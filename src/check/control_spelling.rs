//! Controls and clauses that are named in another way than the framework names them.

use crate::base::text::printable;
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::diag::fix::Fix;
use crate::model::handbook::Handbook;
use crate::model::spelling::Replacing;

code! {
    /// A control or clause is named in another way than its framework writes it.
    ///
    /// `5.15`, `A 5.15`, `a.5.15` and `Annex A 5.15` are understood as `A.5.15`, and `clause 6.1.3` as `6.1.3`: nothing is lost, and the control
    /// is shown where it belongs. Looked at are `controls` and `clauses` in front matter and in registers, `proves`, and the rows of `soa.toml`.
    /// The id with the name of its framework, such as `iso27001-2022:A.5.15`, is in order.
    ///
    /// # Why
    /// Auditors and scripts search the files for the id; what is written in four ways is found in one of them. One spelling per control keeps
    /// the trail from requirement to proof whole.
    ///
    /// # Mend
    /// Write the id that the message names. `annexa check --fix` does it, except where the name of a table in `soa.toml` stands in several
    /// places of the file.
    ///
    /// # Example
    /// ```toml
    /// controls = ["5.15", "Annex A 5.18"]
    /// clauses  = ["clause 5.2"]
    /// ```
    ///
    /// Better:
    ///
    /// ```toml
    /// controls = ["A.5.15", "A.5.18"]
    /// clauses  = ["5.2"]
    /// ```
    CONTROL_SPELLING = "control-spelling", Note
}

pub(super) const CHECK: Check = Check { code: &CONTROL_SPELLING, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    for spelling in &handbook.spellings {
        let id = printable(&spelling.id);
        let message = format!("`{}` is understood as `{id}`", printable(&spelling.typed));
        let help = format!("write `{id}`");
        let diagnostic =
            found.report_with_help(&CONTROL_SPELLING, spelling.span.clone(), message, help);
        if spelling.replacing == Replacing::Safe {
            diagnostic.fixed_by(Fix::replace_id(&spelling.span, &spelling.id));
        }
    }
}
