//! A finding: what was not as it should be, why, and what is done about it (10.2).

use crate::base::date::Date;
use crate::diag::span::Spanned;
use crate::parse::action::{self, Action};
use crate::parse::fields::Fields;
use crate::parse::word::Word;

/// How grave a finding is (ISO/IEC 17021-1, 9.4.5, for the first two).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// A nonconformity that puts the result of the ISMS in doubt.
    Major,
    /// A nonconformity that does not.
    Minor,
    /// Nothing is violated yet.
    Observation,
    /// Something could be better.
    Opportunity,
}

impl Grade {
    /// True for what 10.2 asks to be corrected: a requirement is not met.
    pub fn is_nonconformity(self) -> bool {
        matches!(self, Self::Major | Self::Minor)
    }
}

impl Word for Grade {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("major", Self::Major),
        ("minor", Self::Minor),
        ("observation", Self::Observation),
        ("opportunity", Self::Opportunity),
    ];
    const SYNONYMS: &'static [(&'static str, &'static str)] = &[
        ("major-nonconformity", "major"),
        ("minor-nonconformity", "minor"),
        ("ofi", "opportunity"),
        ("improvement", "opportunity"),
        ("opportunity-for-improvement", "opportunity"),
    ];
}

/// What was done at once.
#[derive(Debug, Clone)]
pub struct Correction {
    /// What.
    pub text: Option<String>,
    /// Who did it.
    pub owner: Option<Spanned<String>>,
    /// When it was done.
    pub done: Option<Spanned<Date>>,
}

/// What came of looking whether the actions worked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judgement {
    /// They worked.
    Effective,
    /// They did not.
    NotEffective,
}

impl Word for Judgement {
    const WORDS: &'static [(&'static str, Self)] =
        &[("effective", Self::Effective), ("not-effective", Self::NotEffective)];
    const SYNONYMS: &'static [(&'static str, &'static str)] =
        &[("yes", "effective"), ("ineffective", "not-effective"), ("no", "not-effective")];
}

/// How it is judged whether the actions worked (10.2 d).
#[derive(Debug, Clone)]
pub struct Effectiveness {
    /// By when.
    pub due: Option<Spanned<Date>>,
    /// How.
    pub method: Option<String>,
    /// What came of it.
    pub result: Option<Spanned<Judgement>>,
    /// When.
    pub date: Option<Spanned<Date>>,
    /// Who judged.
    pub by: Option<Spanned<String>>,
    /// What was seen.
    pub note: Option<String>,
    /// True when a result or a date was typed that cannot be read: it is not missing.
    pub is_unread: bool,
    /// The place of the table.
    pub at: std::ops::Range<usize>,
}

/// The end of a finding.
#[derive(Debug, Clone)]
pub struct Closure {
    /// When.
    pub date: Option<Spanned<Date>>,
    /// Who closed it.
    pub by: Option<Spanned<String>>,
    /// In what words.
    pub note: Option<String>,
    /// The place of the table.
    pub at: std::ops::Range<usize>,
}

/// What the front matter of a finding says.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The audit that found it.
    pub audit: Option<Spanned<String>>,
    /// Where else it comes from.
    pub source: Option<String>,
    /// How grave it is.
    pub grade: Option<Spanned<Grade>>,
    /// The clauses, controls and documents that are not met.
    pub requirement: Vec<Spanned<String>>,
    /// Risks that it touches.
    pub risks: Vec<Spanned<String>>,
    /// When it was raised.
    pub raised: Option<Spanned<Date>>,
    /// By whom.
    pub by: Option<Spanned<String>>,
    /// What was found.
    pub statement: Option<String>,
    /// What was seen: texts, and ids of evidence.
    pub evidence: Vec<Spanned<String>>,
    /// What was done at once.
    pub correction: Option<Correction>,
    /// Why it came about.
    pub cause: Option<Spanned<String>>,
    /// Whether the same is found elsewhere.
    pub similar: Option<String>,
    /// When it is to be closed.
    pub due: Option<Spanned<Date>>,
    /// What is done so that it does not come again.
    pub actions: Vec<Action>,
    /// How it is judged whether that worked.
    pub effectiveness: Option<Effectiveness>,
    /// Its end.
    pub closure: Option<Closure>,
    /// Keys that were typed and could not be read: they are not missing.
    pub unread: Vec<&'static str>,
}

/// Reads the keys of a finding.
pub(super) fn read(fields: &Fields<'_, '_>) -> Finding {
    let mut finding = Finding {
        audit: fields.text("audit"),
        source: fields.text("source").map(|text| text.value),
        grade: fields.word("grade"),
        requirement: fields.one_or_more("requirement"),
        risks: fields.texts("risks"),
        raised: fields.date("raised"),
        by: fields.text("by"),
        statement: fields.text("statement").map(|text| text.value),
        evidence: fields.one_or_more("evidence"),
        correction: fields.table("correction", |table| Correction {
            text: table.text("text").map(|text| text.value),
            owner: table.text("owner"),
            done: table.date("done"),
        }),
        cause: fields.text("cause"),
        similar: fields.text("similar").map(|text| text.value),
        due: fields.date("due"),
        actions: action::read_all(fields),
        effectiveness: fields.table("effectiveness", read_effectiveness),
        closure: fields.table("closure", |table| Closure {
            date: table.date("date"),
            by: table.text("by"),
            note: table.text("note").map(|text| text.value),
            at: table.place(),
        }),
        unread: Vec::new(),
    };
    let empty = [
        ("audit", finding.audit.is_none()),
        ("source", finding.source.is_none()),
        ("grade", finding.grade.is_none()),
        ("requirement", finding.requirement.is_empty()),
        ("raised", finding.raised.is_none()),
        ("statement", finding.statement.is_none()),
        ("cause", finding.cause.is_none()),
        ("due", finding.due.is_none()),
        ("effectiveness", finding.effectiveness.is_none()),
        ("closure", finding.closure.is_none()),
    ];
    let empty = empty.into_iter().filter(|(_, is_empty)| *is_empty).map(|(key, _)| key);
    finding.unread = empty.filter(|key| fields.is_typed(key)).collect();
    finding
}

fn read_effectiveness(table: &Fields<'_, '_>) -> Effectiveness {
    let (result, date) = (table.word("result"), table.date("date"));
    Effectiveness {
        due: table.date("due"),
        method: table.text("method").map(|text| text.value),
        by: table.text("by"),
        note: table.text("note").map(|text| text.value),
        is_unread: result.is_none() && table.is_typed("result")
            || date.is_none() && table.is_typed("date"),
        result,
        date,
        at: table.place(),
    }
}
