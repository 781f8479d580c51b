//! Competences that nothing shows, or whose proof has expired.

use crate::base::text::{plural, printable};
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::competence::is_shown;
use crate::model::handbook::Handbook;
use crate::model::register::Kind;
use crate::model::review::ReviewState;

code! {
    /// Nothing shows that a role has the competence that it needs, or the proof has expired.
    ///
    /// A row of the register of competences is reported when it has none of `proof`, `evidence` and a `proven` day up to today, and no
    /// training in force names it in `competences`; and when its `until` is over. On the day of `until` itself the proof still holds. A
    /// row that has `ended` is not looked at.
    ///
    /// # Why
    /// People whose work affects information security must be competent, and the evidence of it is documented (ISO/IEC 27001:2022,
    /// 7.2 b and d).
    ///
    /// # Mend
    /// Name what shows the competence: a certificate, years of practice that somebody confirmed, an exercise, a training. Where there is
    /// nothing, plan the training, and say in `note` who stands in until then. After a renewal set `proven` and `until`.
    ///
    /// # Example
    /// ```toml
    /// [competence.CMP-004]
    /// title = "Secure the cloud platform"
    /// role  = "platform-lead"
    /// need  = "Design accounts and keys so that one mistake reaches nothing."
    /// ```
    ///
    /// With proof:
    ///
    /// ```toml
    /// [competence.CMP-004]
    /// title  = "Secure the cloud platform"
    /// role   = "platform-lead"
    /// need   = "Design accounts and keys so that one mistake reaches nothing."
    /// proof  = "The provider's security certificate, professional level."
    /// proven = 2025-09-02
    /// until  = 2027-09-01
    /// ```
    COMPETENCE_WITHOUT_PROOF = "competence-without-proof", Warn (Draft: Note)
}

pub(super) const CHECK: Check = Check { code: &COMPETENCE_WITHOUT_PROOF, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    let path = &handbook.register(Kind::Competences).path;
    for (number, row) in handbook.rows(Kind::Competences).iter().enumerate() {
        let id = &row.parsed.id;
        let name = printable(&id.value);
        if let (ReviewState::Overdue { due, days }, Some(until)) = (row.expiry, &row.parsed.until) {
            let days = plural(usize::try_from(days).unwrap_or(0), "day", "days");
            let message = format!("the proof of `{name}` held until {due}, {days} ago");
            let help = "have it proven again, and set `proven` and `until`";
            found
                .report_with_help(&COMPETENCE_WITHOUT_PROOF, until.span(path), message, help)
                .about(&id.value);
        }
        if row.is_live(handbook.today) && !is_shown(handbook, number) {
            found.report_with_help(
                &COMPETENCE_WITHOUT_PROOF,
                id.span(path),
                format!("nothing shows the competence `{name}`"),
                "add `proof`, `evidence` or `proven`, or name it in `competences` of a training",
            );
        }
    }
}
