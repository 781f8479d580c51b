//! Histories that do not fit the version, the calendar or themselves.

use crate::base::text::printable;
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::handbook::Handbook;
use crate::model::trail::{Controlled, Edition, controlled};
use crate::model::version::Version;

code! {
    /// The history of a document does not fit its version, or has a gap.
    ///
    /// Reported are a `version` without an entry in `[[history]]`; a history that goes on, up to the day of the run, to a later version than
    /// the document's own; a version that is dated before the one below it, or stands twice with two dates; and a step that leaves versions
    /// out: after 1.3 comes 1.4 or 2.0. A history may begin at any version, stand in any order, and leave out numbers before 1.0. Versions
    /// that are not two numbers with a dot between them are not compared. A draft may lack the entry of its next version; superseded and
    /// retired documents and those without a history are not looked at.
    ///
    /// # Why
    /// Changes must be controlled, versions among them (ISO/IEC 27001:2022, 7.5.3 e). A version that the history does not know is a change
    /// that nobody can explain, and an auditor asks for the one that is missing.
    ///
    /// # Mend
    /// Add the entry that is missing, with the day and what changed; git knows both. If a number or a day was mistyped, correct it. Do not
    /// renumber versions that people have seen.
    ///
    /// # Example
    /// Version 1.1 is missing, and the document's own version has no entry:
    ///
    /// ```toml
    /// version = "1.3"
    ///
    /// [[history]]
    /// version = "1.0"
    /// date    = 2025-03-25
    /// change  = "First edition."
    ///
    /// [[history]]
    /// version = "1.2"
    /// date    = 2026-01-06
    /// change  = "Rights without an answer are switched off on day 11."
    /// ```
    ///
    /// The last number was a mistake, and 1.1 had been forgotten:
    ///
    /// ```toml
    /// version = "1.2"
    ///
    /// [[history]]
    /// version = "1.1"
    /// date    = 2025-07-22
    /// change  = "Service accounts join the review."
    /// ```
    VERSION_HISTORY_GAP = "version-history-gap", Warn (Audit: Deny)
}

pub(super) const CHECK: Check = Check { code: &VERSION_HISTORY_GAP, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    for text in controlled(handbook).filter(Controlled::is_kept) {
        let history = text.history();
        if text.is_in_force() {
            report_current(handbook, &text, &history, found);
        }
        report_steps(&text, &history, found);
        report_order(&text, &history, found);
    }
}

fn report_current(
    handbook: &Handbook,
    text: &Controlled<'_>,
    history: &[Edition<'_>],
    found: &mut Findings,
) {
    let (Some(typed), Some(newest)) = (text.version, history.last()) else { return };
    let Some(current) = Version::read(&typed.value) else { return };
    let id = printable(text.id);
    let is_made = |edition: &&Edition<'_>| {
        edition.revision.date.as_ref().is_some_and(|date| date.value <= handbook.today)
    };
    let (message, help) = if history.iter().all(|edition| edition.version != current) {
        (
            format!(
                "version `{current}` of `{id}` has no entry in `[[history]]`, whose last one is `{}`",
                newest.version
            ),
            format!(
                "add `[[history]]` with `version = \"{current}\"`, `date`, `author` and `change`"
            ),
        )
    } else if let Some(later) =
        history.iter().rfind(is_made).filter(|later| later.version > current)
    {
        (
            format!(
                "`{id}` is version `{current}`, but its history goes on to `{}`",
                later.version
            ),
            format!("set `version = \"{}\"`, or correct the history", later.version),
        )
    } else {
        return;
    };
    let span = typed.span(text.path);
    found.report_with_help(&VERSION_HISTORY_GAP, span, message, help).about(text.id);
}

fn report_steps(text: &Controlled<'_>, history: &[Edition<'_>], found: &mut Findings) {
    for (before, after) in history.iter().zip(history.iter().skip(1)) {
        let date = |edition: &Edition<'_>| edition.revision.date.as_ref().map(|date| date.value);
        let (message, help) = if before.version == after.version {
            let (Some(first), Some(second)) = (date(before), date(after)) else { continue };
            if first == second {
                continue;
            }
            (
                format!("version `{}` stands twice, dated {first} and {second}", after.version),
                "give one of them its own number, or put both changes into one entry".to_owned(),
            )
        } else if before.version.is_followed_by(after.version) {
            continue;
        } else {
            let (minor, major) = before.version.next();
            (
                format!(
                    "the history steps from version `{}` to `{}`",
                    before.version, after.version
                ),
                format!(
                    "add what lies between; after `{}` comes `{minor}` or `{major}`",
                    before.version
                ),
            )
        };
        let span = after.typed.span(text.path);
        found.report_with_help(&VERSION_HISTORY_GAP, span, message, help).about(text.id);
    }
}

/// Reports versions that are older than the one below them. A version that stands twice counts with its first day.
fn report_order(text: &Controlled<'_>, history: &[Edition<'_>], found: &mut Findings) {
    let dated = history
        .iter()
        .filter_map(|edition| Some((edition.version, edition.revision.date.as_ref()?)));
    let mut dated: Vec<_> = dated.collect();
    dated.dedup_by_key(|(version, _)| *version);
    for ((before, first), (after, second)) in dated.iter().zip(dated.iter().skip(1)) {
        if second.value >= first.value {
            continue;
        }
        let message = format!(
            "version `{after}` is dated {}, before version `{before}` of {}",
            second.value, first.value
        );
        let help = "correct the day, or the number";
        let span = second.span(text.path);
        found.report_with_help(&VERSION_HISTORY_GAP, span, message, help).about(text.id);
    }
}
