//! The checks: each looks at the finished handbook and reports what is wrong with it.
//!
//! A check is one file with its code, its manual page and `run`, and one word in [`ALL`]. Levels and waivers are not its business.
//! No check knows another one. [`waivers`] then takes out what the project decided to live with.

mod acceptance_by_another;
mod acceptance_missing;
mod acceptance_stale;
mod action_overdue;
mod ambiguous_link;
mod approval_after_effective;
mod approved_by_another;
mod audit_incomplete;
mod audit_interval_exceeded;
mod audit_not_independent;
mod audit_overdue;
mod broken_anchor;
mod broken_link;
mod changed_since_approval;
mod changed_without_version;
mod competence_without_proof;
mod control_never_mentioned;
mod control_spelling;
mod date_in_future;
mod digest_mismatch;
mod effectiveness_judged_by_owner;
mod empty_link_text;
mod evidence_stale;
mod exception_expired;
mod exception_incomplete;
mod excluded_but_implemented;
mod external_image;
mod finding_closed_without_effectiveness;
mod finding_incomplete;
mod finding_without_cause;
mod heading_order;
mod implemented_without_document;
mod implemented_without_evidence;
mod indented_prose;
mod low_contrast;
mod management_review_interval_exceeded;
mod mandatory_document_missing;
mod material_without_major;
mod missing_alt;
mod missing_approval;
mod missing_id;
mod missing_owner;
mod narrower_audience_link;
mod never_reviewed;
mod not_implemented_without_action;
mod objective_overdue;
mod objective_without_measure;
mod orphan_document;
mod owner_left;
mod ragged_row;
mod rating_off_scale;
mod raw_html_removed;
mod reason_without_object;
mod reduced_without_control;
mod residual_above_inherent;
mod review_due_soon;
mod review_input_missing;
mod review_overdue;
mod risk_incomplete;
mod row_expired;
mod self_approval;
mod treatment_by_excluded_control;
mod undecided_control;
mod unjustified_exclusion;
mod unjustified_inclusion;
mod unknown_code_language;
mod unknown_control;
mod unknown_owner;
mod unknown_reference;
mod unpublished_file;
mod unsorted_rows;
mod version_history_gap;
pub mod waivers;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::diag::Findings;
use crate::diag::code::Code;
use crate::model::handbook::Handbook;

/// One check.
pub struct Check {
    /// What it reports.
    pub code: &'static Code,
    /// Looks at the handbook.
    pub run: fn(&Handbook, &mut Findings),
}

/// All checks in the order in which they run. Findings are sorted later: the order does not reach any output.
pub static ALL: &[Check] = &[
    acceptance_by_another::CHECK,
    acceptance_missing::CHECK,
    acceptance_stale::CHECK,
    action_overdue::CHECK,
    ambiguous_link::CHECK,
    approval_after_effective::CHECK,
    approved_by_another::CHECK,
    audit_incomplete::CHECK,
    audit_interval_exceeded::CHECK,
    audit_not_independent::CHECK,
    audit_overdue::CHECK,
    broken_anchor::CHECK,
    broken_link::CHECK,
    changed_since_approval::CHECK,
    changed_without_version::CHECK,
    competence_without_proof::CHECK,
    control_never_mentioned::CHECK,
    control_spelling::CHECK,
    date_in_future::CHECK,
    digest_mismatch::CHECK,
    effectiveness_judged_by_owner::CHECK,
    empty_link_text::CHECK,
    evidence_stale::CHECK,
    exception_expired::CHECK,
    exception_incomplete::CHECK,
    excluded_but_implemented::CHECK,
    external_image::CHECK,
    finding_closed_without_effectiveness::CHECK,
    finding_incomplete::CHECK,
    finding_without_cause::CHECK,
    heading_order::CHECK,
    implemented_without_document::CHECK,
    implemented_without_evidence::CHECK,
    indented_prose::CHECK,
    low_contrast::CHECK,
    management_review_interval_exceeded::CHECK,
    mandatory_document_missing::CHECK,
    material_without_major::CHECK,
    missing_alt::CHECK,
    missing_approval::CHECK,
    missing_id::CHECK,
    missing_owner::CHECK,
    narrower_audience_link::CHECK,
    never_reviewed::CHECK,
    not_implemented_without_action::CHECK,
    objective_overdue::CHECK,
    objective_without_measure::CHECK,
    orphan_document::CHECK,
    owner_left::CHECK,
    ragged_row::CHECK,
    raw_html_removed::CHECK,
    rating_off_scale::CHECK,
    reason_without_object::CHECK,
    reduced_without_control::CHECK,
    residual_above_inherent::CHECK,
    review_due_soon::CHECK,
    review_input_missing::CHECK,
    review_overdue::CHECK,
    risk_incomplete::CHECK,
    row_expired::CHECK,
    self_approval::CHECK,
    treatment_by_excluded_control::CHECK,
    undecided_control::CHECK,
    unjustified_exclusion::CHECK,
    unjustified_inclusion::CHECK,
    unknown_code_language::CHECK,
    unknown_control::CHECK,
    unknown_owner::CHECK,
    unknown_reference::CHECK,
    unpublished_file::CHECK,
    unsorted_rows::CHECK,
    version_history_gap::CHECK,
];

/// Runs every check.
pub fn check(handbook: &Handbook) -> Findings {
    let run = |check: &Check| {
        let mut found = Findings::default();
        (check.run)(handbook, &mut found);
        found
    };
    let found: Vec<Findings> = ALL.par_iter().map(run).collect();
    let mut all = Findings::default();
    for found in found {
        all.extend(found);
    }
    all
}
