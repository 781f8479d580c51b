//! Waivers: findings that the organization decided to live with until a day, with a reason.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::path::RelPath;
use crate::base::text::{did_you_mean, printable};
use crate::code;
use crate::diag::code::{Code, Level, Profile};
use crate::diag::report::HeldBack;
use crate::diag::{Diagnostic, Findings};
use crate::model::handbook::Handbook;
use crate::model::subject::Subjects;
use crate::parse::codes::WRONG_TYPE;
use crate::parse::settings::Waiver;

code! {
    /// The last day of a waiver has passed.
    ///
    /// The waiver still holds on its last day. From the next day on the findings that it held back are reported again, and this finding
    /// stands beside them at the waiver's `until`.
    ///
    /// # Why
    /// An exception without an end becomes the rule. A decision to carry a gap for a while has to be taken again or
    /// the gap closed (ISO/IEC 27001:2022, 10.2).
    ///
    /// # Mend
    /// Mend what the waiver is about and remove it. If the gap must stay longer, let whoever may decide so decide
    /// again, and write the new day and the new
    /// reason. Moving the day alone hides that nobody decided.
    ///
    /// # Example
    /// On 21 November 2026 this waiver has ended:
    ///
    /// ```toml
    /// [[waiver]]
    /// code   = "review-overdue"
    /// target = "POL-012"
    /// reason = "The owner changes on 1 November; the review follows in the same week."
    /// until  = 2026-11-15
    /// ```
    ///
    /// The review took place: the waiver is removed.
    EXPIRED_WAIVER = "expired-waiver", Warn (Audit: Deny)
}

code! {
    /// A waiver holds nothing back.
    ///
    /// Nothing with its `code` was found at its `target`. A target is an id (`POL-012`, `A.5.15`, `R-012`), the path of a file
    /// (`documents/access.md`), or that of a folder with `/` at its end. A waiver that has ended is not reported as unused.
    ///
    /// # Why
    /// A waiver that is left lying around hides the same fault when it comes back, and an auditor asks for every exception.
    ///
    /// # Mend
    /// Remove it. If it should hold something back, compare `code` and `target` with the finding.
    ///
    /// # Example
    /// `POL-012` was reviewed, and nobody removed the waiver:
    ///
    /// ```toml
    /// [[waiver]]
    /// code   = "review-overdue"
    /// target = "POL-012"
    /// reason = "The owner changes on 1 December."
    /// until  = 2026-12-15
    /// ```
    ///
    /// Without it the finding is gone.
    UNUSED_WAIVER = "unused-waiver", Warn (Draft: Note)
}

/// The file that holds waivers.
const SETTINGS: &str = "handbook.toml";

/// The findings about waivers.
pub(crate) static CODES: &[&Code] = &[&EXPIRED_WAIVER, &UNUSED_WAIVER];

/// The waivers that hold today by code, each with its number in the settings.
type InForce<'h> = BTreeMap<&'static str, Vec<(usize, &'h Waiver)>>;

/// Says what each finding is about, and takes out what a waiver holds back. `known` are all codes.
pub(crate) fn waive(
    found: Findings,
    handbook: &Handbook,
    known: &[&'static Code],
) -> (Findings, Vec<HeldBack>) {
    let subjects = Subjects::new(handbook);
    let mut kept = Findings::default();
    let in_force = in_force(handbook, known, &mut kept);
    let mut used: BTreeSet<usize> = BTreeSet::new();
    let mut held_back = Vec::new();
    let mut missed: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for mut diagnostic in found {
        if diagnostic.subject.is_none() {
            diagnostic.subject = subjects.of(&diagnostic.span).map(str::to_owned);
        }
        let code = diagnostic.code.name;
        let waivers = in_force.get(code).map(Vec::as_slice).unwrap_or_default();
        match waivers.iter().find(|(_, waiver)| covers(&waiver.target.value, &diagnostic)) {
            Some((number, waiver)) => {
                used.insert(*number);
                let (reason, until) = (waiver.reason.clone(), waiver.until.value);
                held_back.push(HeldBack { diagnostic, reason, until });
            }
            None => {
                if !waivers.is_empty() {
                    missed.entry(code).or_default().extend(diagnostic.subject.clone());
                }
                kept.push(diagnostic);
            }
        }
    }
    let unused = in_force.into_values().flatten().filter(|(number, _)| !used.contains(number));
    for (_, waiver) in unused {
        report_unused(waiver, &missed, &mut kept);
    }
    (kept, held_back)
}

/// Picks the waivers that hold today, and reports those that have ended or never held.
///
/// What denies whatever the profile cannot be waived: a file that cannot be read says nothing to live with.
fn in_force<'h>(
    handbook: &'h Handbook,
    known: &[&'static Code],
    found: &mut Findings,
) -> InForce<'h> {
    let path = RelPath::fixed(SETTINGS);
    let mut in_force = InForce::new();
    for (number, waiver) in handbook.settings.waivers.iter().enumerate() {
        let code = known.iter().find(|code| code.name == waiver.code.value);
        // A code that does not exist was reported with the other settings.
        let Some(code) = code else { continue };
        if code.level_in(Profile::Draft) == Level::Deny {
            let message = format!("`{}` cannot be waived", code.name);
            let help = "mend it, and remove the waiver; or set its level in `[checks]`";
            found.report_with_help(&WRONG_TYPE, waiver.code.span(&path), message, help);
        } else if waiver.until.value < handbook.today {
            let message = format!(
                "the waiver of `{}` for `{}` ended on {}",
                code.name,
                printable(&waiver.target.value),
                waiver.until.value
            );
            let help = "mend what it is about and remove it, or decide again with a new reason";
            found
                .report_with_help(&EXPIRED_WAIVER, waiver.until.span(&path), message, help)
                .about(waiver.target.value.clone());
        } else {
            in_force.entry(code.name).or_default().push((number, waiver));
        }
    }
    in_force
}

/// Reports a waiver that holds nothing back; `missed` are the subjects of the findings with its code.
fn report_unused(waiver: &Waiver, missed: &BTreeMap<&str, Vec<String>>, found: &mut Findings) {
    let (code, target) = (waiver.code.value.as_str(), waiver.target.value.as_str());
    let others = missed.get(code).into_iter().flatten().map(String::as_str);
    let message = match did_you_mean(target, others) {
        Some(near) => format!(
            "no `{code}` was found for `{}`; did you mean `{}`?",
            printable(target),
            printable(near)
        ),
        None => format!("no `{code}` was found for `{}`", printable(target)),
    };
    let help = "remove the waiver, or correct its target: an id, the path of a file, or a folder with `/` at its end";
    found
        .report_with_help(
            &UNUSED_WAIVER,
            waiver.target.span(&RelPath::fixed(SETTINGS)),
            message,
            help,
        )
        .about(target);
}

/// True when a finding is about the target of a waiver.
fn covers(target: &str, diagnostic: &Diagnostic) -> bool {
    let path = diagnostic.span.path.as_str();
    let is_subject =
        diagnostic.subject.as_ref().is_some_and(|subject| subject.eq_ignore_ascii_case(target));
    is_subject || path == target || target.ends_with('/') && path.starts_with(target)
}
