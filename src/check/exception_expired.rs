//! Exceptions whose time is over.

use crate::base::text::{plural, printable};
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::handbook::Handbook;
use crate::model::register::Kind;
use crate::model::review::ReviewState;

code! {
    /// An exception is past its last day and was not ended.
    ///
    /// On the day of `until` itself it still holds. An exception whose `ended` names a day up to
    /// today is not reported.
    ///
    /// # Why
    /// An exception is a rule that does not hold for a while, accepted by somebody until a day (ISO/IEC 27001:2022, 6.1.3 f and A.5.36).
    /// After that day nobody has accepted it.
    ///
    /// # Mend
    /// If it is no longer needed, set `ended` to the day on which it was given up. If it is, let whoever approves decide again: set
    /// `approved` and `until` anew, and say in `why` what has changed. Do not move `until` alone.
    ///
    /// # Example
    /// In `registers/exceptions.toml`, on 21 November 2026:
    ///
    /// ```toml
    /// [exception.EXC-004]
    /// title    = "Test phones outside device management"
    /// approved = 2026-05-18
    /// until    = 2026-11-17
    /// ```
    ///
    /// The phones were handed back:
    ///
    /// ```toml
    /// until    = 2026-11-17
    /// ended    = 2026-11-20
    /// ```
    EXCEPTION_EXPIRED = "exception-expired", Warn (Draft: Note, Audit: Deny)
}

pub(super) const CHECK: Check = Check { code: &EXCEPTION_EXPIRED, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    let path = &handbook.register(Kind::Exceptions).path;
    for exception in &handbook.exceptions {
        let (ReviewState::Overdue { due, days }, Some(until)) =
            (exception.expiry, &exception.parsed.until)
        else {
            continue;
        };
        let message = format!(
            "exception `{}` held until {due}, {} ago",
            printable(&exception.parsed.id.value),
            plural(usize::try_from(days).unwrap_or(0), "day", "days")
        );
        let help = "set `ended` if it was given up, or have it approved again until a new day";
        found
            .report_with_help(&EXCEPTION_EXPIRED, until.span(path), message, help)
            .about(&exception.parsed.id.value);
    }
}
