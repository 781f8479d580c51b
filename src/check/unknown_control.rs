//! Ids of controls and clauses that the framework does not have.

use crate::base::text::{list_of, near_misses, one_of, printable};
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::diag::fix::Fix;
use crate::frameworks::ItemKind;
use crate::model::handbook::Handbook;
use crate::model::unresolved::{Unresolved, Wanted};

code! {
    /// A control or clause is named that the framework does not have.
    ///
    /// Annexa looks at `controls` and `clauses` of documents and records, the rows of
    /// `soa.toml`, `controls` of risks and `proves` of evidence. `A.5.15`, `a.5.15`,
    /// `A 5.15`, `5.15` and `Annex A 5.15` are the same control; `6.1.3` and
    /// `clause 6.1.3` are the same clause. A control of a further framework has the id
    /// of that framework in front, such as `house-rules:HR.1.2`.
    ///
    /// Each id stands on its own: a range such as `A.5.15-A.5.18` is reported. Where
    /// several ids are equally near, the finding names up to three.
    ///
    /// Zeros are not removed: for `A.5.09` the finding proposes `A.5.9`. For an id of
    /// the 2013 edition, such as `A.9.2.1`, `A 9.2.1` or `9.2.1`, it names the
    /// successors of 2022. An id that both editions have, such as `A.7.2`, means that
    /// of 2022. An id in double brackets in a text is
    /// `broken-link`.
    ///
    /// # Why
    /// Where the id is wrong, the trail from control to document breaks, and the
    /// Statement of Applicability (ISO/IEC 27001:2022, 6.1.3 d) shows a gap that is
    /// none.
    ///
    /// # Mend
    /// Correct the id. A clause belongs in `clauses`, not in `controls`. A control of
    /// your own needs a row in `soa.toml` with a `title`.
    ///
    /// # Example
    /// Two digits are swapped:
    ///
    /// ```toml
    /// controls = ["A.5.51"]
    /// ```
    ///
    /// The id of access control:
    ///
    /// ```toml
    /// controls = ["A.5.15"]
    /// ```
    UNKNOWN_CONTROL = "unknown-control", Deny (Draft: Warn)
}

pub(super) const CHECK: Check = Check { code: &UNKNOWN_CONTROL, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    for miss in &handbook.unresolved {
        let (message, help) = match miss.wanted {
            Wanted::Control => explain_control(handbook, miss),
            Wanted::Clause => explain_clause(handbook, miss),
            _ => continue,
        };
        let diagnostic = found.report_with_help(&UNKNOWN_CONTROL, miss.span.clone(), message, help);
        if let Some(fix) = without_zeros(handbook, miss) {
            diagnostic.fixed_by(fix);
        }
    }
}

/// Replaces `A.5.01` by `A.5.1`. A row of `soa.toml` is left to its author: it may be there in both spellings.
fn without_zeros(handbook: &Handbook, miss: &Unresolved) -> Option<Fix> {
    let is_row = handbook.soa.parsed.as_ref().is_some_and(|soa| soa.path == miss.span.path);
    if miss.wanted != Wanted::Control || is_row {
        return None;
    }
    let control = handbook.frameworks.control_without_zeros(&miss.typed)?;
    let id = handbook.frameworks.id_as_typed(&miss.typed, control)?;
    Some(Fix::replace_id(&miss.span, &id))
}

fn explain_control(handbook: &Handbook, miss: &Unresolved) -> (String, String) {
    let typed = printable(&miss.typed);
    let is_clause = handbook.frameworks.find_clause(&miss.typed).is_some();
    if let Some(successors) = handbook.frameworks.successors(&miss.typed) {
        let ids: Vec<String> = successors.ids.iter().map(|id| format!("`{id}`")).collect();
        let ids = list_of(&ids);
        if is_clause {
            let message =
                format!("`{typed}` is a clause, not a control; {}", successors.as_former());
            return (message, format!("name it in `clauses`, or write {ids}"));
        }
        return (successors.message(&typed), format!("write {ids}"));
    }
    if is_clause {
        return (
            format!("`{typed}` is a clause, not a control"),
            "name it in `clauses`".to_owned(),
        );
    }
    if let Some((framework, _)) = miss.typed.split_once(':') {
        let known: Vec<&str> =
            handbook.frameworks.used.iter().map(|framework| framework.id.as_str()).collect();
        if !known.contains(&framework) {
            let help = format!(
                "the handbook uses {}; others are added under `frameworks` in `handbook.toml`",
                known.join(", ")
            );
            return (
                format!(
                    "unknown control `{typed}`: the handbook does not use a framework `{}`",
                    printable(framework)
                ),
                help,
            );
        }
    }
    let near = handbook.frameworks.near_controls(&miss.typed);
    explain_unknown(handbook, miss, "control", &near, "the page of controls lists all ids")
}

fn explain_clause(handbook: &Handbook, miss: &Unresolved) -> (String, String) {
    let clauses = handbook.frameworks.items(0).filter(|(_, item)| item.kind != ItemKind::Control);
    let near = near_misses(&miss.typed, clauses.map(|(_, item)| item.id.as_str()));
    explain_unknown(handbook, miss, "clause", &near, "the page of clauses lists all numbers")
}

fn explain_unknown(
    handbook: &Handbook,
    miss: &Unresolved,
    kind: &str,
    near: &[&str],
    page: &str,
) -> (String, String) {
    let message = format!("unknown {kind} `{}`", printable(&miss.typed));
    if let Some((first, last)) = handbook.frameworks.several(&miss.typed) {
        let (first, last) = (printable(first), printable(last));
        return (message, format!("write each id on its own, such as `\"{first}\", \"{last}\"`"));
    }
    match near {
        [] => (message, page.to_owned()),
        [only] => (format!("{message}; did you mean `{only}`?"), format!("write `{only}`")),
        several => (format!("{message}; did you mean {}?", one_of(several)), page.to_owned()),
    }
}
