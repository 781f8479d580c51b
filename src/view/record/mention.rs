//! What other records say about a document: findings about it, exceptions from it, audits that sampled it.

use serde::Serialize;

use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::view::parts::{Link, When, link_to};
use crate::view::record::audit::performed;
use crate::view::record::findings::{FindingRow, finding_row};
use crate::view::record::words::when;

/// What other records say about a document.
#[derive(Debug, Serialize)]
pub struct Mentions {
    /// Findings about it, in the order of their ids.
    pub findings: Vec<FindingRow>,
    /// Exceptions from it that were not given up.
    pub exceptions: Vec<ExceptionMention>,
    /// Audits that sampled it, newest first.
    pub audits: Vec<AuditMention>,
}

/// An exception from a document.
#[derive(Debug, Serialize)]
pub struct ExceptionMention {
    /// The exception.
    pub link: Link,
    /// Why it was allowed.
    pub why: Option<String>,
    /// The last day on which it holds.
    pub until: Option<When>,
}

/// An audit that sampled a document.
#[derive(Debug, Serialize)]
pub struct AuditMention {
    /// Its record.
    pub link: Link,
    /// Its last day.
    pub performed: Option<When>,
}

/// What other records say about the document with this index.
pub fn mentions(handbook: &Handbook, index: usize) -> Mentions {
    let entry = Entry::Document(index);
    let findings = handbook.findings_about(entry);
    let findings = findings.filter(|(_, _, finding)| finding.requirement.contains(&entry));
    let exceptions = handbook.naming(entry).filter_map(|naming| match naming {
        Entry::Exception(number) => Some((number, &handbook.exceptions[number])),
        _ => None,
    });
    let exceptions = exceptions.filter(|(_, exception)| exception.is_live(handbook.today));
    let mut audits: Vec<_> = handbook
        .naming(entry)
        .filter_map(|at| Some((at, handbook.audit(at)?)))
        .filter_map(|(at, audit)| Some((audit.performed(handbook.today)?, at, audit)))
        .collect();
    audits.sort_by_key(|(day, ..)| std::cmp::Reverse(*day));
    Mentions {
        findings: findings.map(|found| finding_row(handbook, found)).collect(),
        exceptions: exceptions
            .map(|(number, exception)| ExceptionMention {
                link: link_to(handbook, Entry::Exception(number)),
                why: exception.parsed.why.clone(),
                until: when(handbook, exception.parsed.until.as_ref()),
            })
            .collect(),
        audits: audits
            .into_iter()
            .map(|(_, entry, audit)| AuditMention {
                link: link_to(handbook, entry),
                performed: performed(handbook, audit),
            })
            .collect(),
    }
}
