//! Rows of registers whose time is over.

use crate::base::text::{plural, printable};
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::handbook::Handbook;
use crate::model::register::Kind;
use crate::model::review::ReviewState;

code! {
    /// The day in `until` of a supplier is over, and it was not ended.
    ///
    /// `until` is the last day of a contract, or of the proof that a supplier showed. It is looked at in the same way for assets and
    /// interested parties; competences are `competence-without-proof`. On the day itself it still holds. A row whose `ended` names a
    /// day up to today is not reported.
    ///
    /// # Why
    /// What suppliers do for security must be agreed and watched (ISO/IEC 27001:2022, A.5.20 and A.5.22). After that day nothing is
    /// agreed, or nothing shows that they still do it.
    ///
    /// # Mend
    /// Renew the contract or ask for the new certificate or report, read it, and set `until` and `reviewed`. If nobody uses the supplier any
    /// more, set `ended`, and see that what they had of yours was given back or deleted.
    ///
    /// # Example
    /// In `registers/suppliers.toml`, on 21 November 2026:
    ///
    /// ```toml
    /// [supplier.SUP-005]
    /// title     = "Fernlea Code"
    /// assurance = "Assurance report, valid until October 2026"
    /// until     = 2026-10-31
    /// ```
    ///
    /// The new report was read:
    ///
    /// ```toml
    /// assurance = "Assurance report, valid until October 2027"
    /// until     = 2027-10-31
    /// reviewed  = 2026-11-24
    /// ```
    ROW_EXPIRED = "row-expired", Warn (Draft: Note, Audit: Deny)
}

pub(super) const CHECK: Check = Check { code: &ROW_EXPIRED, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    for list in handbook.lists.iter().filter(|list| list.kind != Kind::Competences) {
        let path = &handbook.register(list.kind).path;
        for row in &list.rows {
            let (ReviewState::Overdue { due, days }, Some(until)) = (row.expiry, &row.parsed.until)
            else {
                continue;
            };
            let message = format!(
                "the contract or proof of {} `{}` held until {due}, {} ago",
                list.kind.noun(),
                printable(&row.parsed.id.value),
                plural(usize::try_from(days).unwrap_or(0), "day", "days")
            );
            let help = "renew it and set `until`, or set `ended` if it is no longer used";
            found
                .report_with_help(&ROW_EXPIRED, until.span(path), message, help)
                .about(&row.parsed.id.value);
        }
    }
}
