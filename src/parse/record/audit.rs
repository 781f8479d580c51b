//! An internal audit: what was looked at, by whom, against what, and what came of it (9.2).

use crate::base::date::Date;
use crate::diag::span::Spanned;
use crate::parse::fields::Fields;

/// What the front matter of an audit says.
#[derive(Debug, Clone)]
pub struct Audit {
    /// Against what was audited.
    pub criteria: Vec<String>,
    /// What was audited.
    pub scope: Option<String>,
    /// The day for which it was planned.
    pub planned: Option<Spanned<Date>>,
    /// Its last day; `None` while it is still to come.
    pub performed: Option<Spanned<Date>>,
    /// Who audited.
    pub auditors: Vec<Spanned<String>>,
    /// Why the auditor is independent of what was audited.
    pub independence: Option<String>,
    /// The documents, controls and clauses that were looked at.
    pub sampled: Vec<Spanned<String>>,
    /// What the auditor concluded.
    pub conclusion: Option<String>,
    /// Who was told.
    pub reported_to: Vec<Spanned<String>>,
    /// When.
    pub reported: Option<Spanned<Date>>,
    /// Keys that were typed and could not be read: they are not missing.
    pub unread: Vec<&'static str>,
}

/// Reads the keys of an audit.
pub(super) fn read(fields: &Fields<'_, '_>) -> Audit {
    let mut audit = Audit {
        criteria: fields.plain_texts("criteria"),
        scope: fields.text("scope").map(|text| text.value),
        planned: fields.date("planned"),
        performed: fields.date("performed"),
        auditors: fields.one_or_more("auditor"),
        independence: fields.text("independence").map(|text| text.value),
        sampled: fields.texts("sampled"),
        conclusion: fields.text("conclusion").map(|text| text.value),
        reported_to: fields.one_or_more("reported_to"),
        reported: fields.date("reported"),
        unread: Vec::new(),
    };
    let empty = [
        ("criteria", audit.criteria.is_empty()),
        ("scope", audit.scope.is_none()),
        ("planned", audit.planned.is_none()),
        ("performed", audit.performed.is_none()),
        ("auditor", audit.auditors.is_empty()),
        ("sampled", audit.sampled.is_empty()),
        ("conclusion", audit.conclusion.is_none()),
        ("reported", audit.reported.is_none()),
    ];
    let empty = empty.into_iter().filter(|(_, is_empty)| *is_empty).map(|(key, _)| key);
    audit.unread = empty.filter(|key| fields.is_typed(key)).collect();
    audit
}
