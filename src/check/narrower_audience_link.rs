//! Links that not every reader may follow.

use std::collections::BTreeMap;

use crate::base::text::{list_of, printable};
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::document::Document;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::link::Link;
use crate::parse::document::Status;

code! {
    /// A link leads from a document to one with a more closed classification, whose audience is not said to hold all readers of the first.
    ///
    /// The classifications of `handbook.toml` stand from open to closed. The link is in order when the `audience` of its target holds
    /// `all-staff`, or every group of the `audience` of the document with the link. A document without `audience` may have any reader. Looked
    /// at are links and ids in double brackets; an id in running text is a citation and may be named. Nothing is said of documents without a
    /// classification or with one that `handbook.toml` does not have, nor of links in superseded or retired documents.
    ///
    /// # Why
    /// A reader must be able to open what a rule sends them to (ISO/IEC 27001:2022, 7.5.3 a and b); a link that shows more than its readers
    /// may know is a leak (A.5.12).
    ///
    /// # Mend
    /// If the readers may know the target, add their groups to its `audience`, or lower its classification. If they may not, say in the text
    /// what they need to know and take the link out.
    ///
    /// # Example
    /// Everybody reads this policy, which is `internal`:
    ///
    /// ```markdown
    /// The gaps are listed in [the audit report](../../records/rec-004.md).
    /// ```
    ///
    /// The report is `confidential` and for managers only:
    ///
    /// ```toml
    /// classification = "confidential"
    /// audience       = ["managers"]
    /// ```
    ///
    /// What everybody needs to know needs no link:
    ///
    /// ```markdown
    /// The audit of 2026 found three gaps; the ones that concern you are told by your manager.
    /// ```
    NARROWER_AUDIENCE_LINK = "narrower-audience-link", Warn
}

pub(super) const CHECK: Check = Check { code: &NARROWER_AUDIENCE_LINK, run };

/// The group that holds every reader.
const EVERYBODY: &str = "all-staff";

fn run(handbook: &Handbook, found: &mut Findings) {
    let ranks: BTreeMap<&str, usize> = handbook
        .settings
        .classifications
        .iter()
        .enumerate()
        .map(|(rank, classification)| (classification.key.as_str(), rank))
        .collect();
    let is_kept = |document: &&Document| {
        !matches!(document.parsed.front.status, Status::Superseded | Status::Retired)
    };
    for source in handbook.documents.iter().filter(is_kept) {
        let Some((own, open)) = classification(source, &ranks) else { continue };
        for (raw, link) in source.parsed.body.links.iter().zip(&source.links) {
            let Link::Page { entry: Some(entry @ Entry::Document(_)), .. } = link else { continue };
            let Some(target) = handbook.document(*entry) else { continue };
            let Some((theirs, closed)) = classification(target, &ranks) else { continue };
            if closed <= open || admits(target, source) {
                continue;
            }
            let id = printable(target.id());
            let message = format!(
                "`{}` is `{own}`, but this leads to `{id}`, which is `{theirs}`{}",
                printable(source.id()),
                readers(target)
            );
            let help = format!(
                "add the readers to the `audience` of `{id}` if they may know it, or take the link out"
            );
            let span = raw.target.span(&source.parsed.path);
            found.report_with_help(&NARROWER_AUDIENCE_LINK, span, message, help);
        }
    }
}

/// The classification of a document and its rank from open to closed.
fn classification<'d>(
    document: &'d Document,
    ranks: &BTreeMap<&str, usize>,
) -> Option<(&'d str, usize)> {
    let key = document.parsed.front.classification.as_ref()?.value.as_str();
    Some((key, *ranks.get(key)?))
}

/// True when the target is said to be for everybody who reads the source.
fn admits(target: &Document, source: &Document) -> bool {
    let (readers, wanted) = (&target.parsed.front.audience, &source.parsed.front.audience);
    let holds =
        |group: &str| readers.iter().any(|reader| reader.trim().eq_ignore_ascii_case(group));
    holds(EVERYBODY) || !wanted.is_empty() && wanted.iter().all(|group| holds(group.trim()))
}

/// Whom a document is for, as the end of a sentence.
fn readers(document: &Document) -> String {
    let audience = &document.parsed.front.audience;
    let groups: Vec<String> =
        audience.iter().take(5).map(|group| format!("`{}`", printable(group))).collect();
    if groups.is_empty() { String::new() } else { format!(" and for {}", list_of(&groups)) }
}
