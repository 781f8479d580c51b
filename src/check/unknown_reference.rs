//! Ids in front matter and registers that nothing has.

use std::collections::BTreeMap;

use crate::base::text::{near_misses, one_of, printable, searched};
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::register::Kind;
use crate::model::unresolved::Wanted;

code! {
    /// A document, row of a register, classification or catalog entry is named that does
    /// not exist.
    ///
    /// Annexa looks up
    ///
    /// - `implements`, `related` and `supersedes` of documents and records, the last
    ///   one without the version behind `@`;
    /// - `risks`, `obligations` and `evidence` in the rows of `soa.toml`;
    /// - `fulfils`, wherever it stands, in the catalog of the first framework;
    /// - ids in the other registers and in the keys of audits, findings and trainings;
    /// - `document` under `[report]` and the NAME of `[register.NAME]` in `handbook.toml`;
    /// - `classification` of documents, records and `soa.toml`, if `handbook.toml` has
    ///   classifications;
    /// - `framework` in `soa.toml`, which must be the first framework of the handbook.
    ///
    /// An id must be one of the right kind: a risk in `related` of a document is reported;
    /// in `related` of a row anything with an id may stand. Case matters only in `fulfils`,
    /// `classification` and `framework`. `POL-1` is not `POL-001`, but the finding proposes
    /// it.
    ///
    /// # Why
    /// A name that leads nowhere says nothing: a proof is missing, a text has no
    /// classification. Documented information must be identified, and found where it is
    /// needed (ISO/IEC 27001:2022, 7.5.2 a and 7.5.3 a).
    ///
    /// # Mend
    /// Correct the id, or add what it names. A control in the wrong key is mended by
    /// moving it to `controls`.
    ///
    /// # Example
    /// The policy has the id `POL-005`, and the procedure says:
    ///
    /// ```toml
    /// id         = "PRO-011"
    /// implements = ["POL-05"]
    /// ```
    ///
    /// The id spelled right:
    ///
    /// ```toml
    /// id         = "PRO-011"
    /// implements = ["POL-005"]
    /// ```
    UNKNOWN_REFERENCE = "unknown-reference", Deny (Draft: Warn)
}

pub(super) const CHECK: Check = Check { code: &UNKNOWN_REFERENCE, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    // Made when the first miss of a kind needs them: there may be thousands of both.
    let mut known: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (number, miss) in handbook.unresolved.iter().enumerate() {
        let kind = match miss.wanted {
            Wanted::Document => "document",
            Wanted::Risk => "risk",
            Wanted::Evidence => "evidence",
            Wanted::Obligation => "obligation",
            Wanted::Row(kind) => kind.noun(),
            Wanted::Proof => "evidence or record",
            Wanted::Audit => "record of an audit",
            Wanted::Requirement => "clause, control or document",
            Wanted::Entry => "entry",
            Wanted::Register => "register",
            Wanted::CatalogueEntry => "catalogue entry",
            Wanted::Framework => "framework of the statement",
            Wanted::Classification => "classification",
            _ => continue,
        };
        let candidates = known.entry(kind).or_insert_with(|| candidates(handbook, &miss.wanted));
        let typed = printable(&miss.typed);
        let near = near_misses(&miss.typed, searched(number, candidates.iter().copied()));
        let message = if near.is_empty() {
            format!("there is no {kind} `{typed}`")
        } else {
            format!("there is no {kind} `{typed}`; did you mean {}?", one_of(&near))
        };
        let help = match candidates.len() {
            0 => format!("the handbook has no {kind} yet"),
            count if count <= 8 => format!("known: {}", candidates.join(", ")),
            _ => format!("correct the id, or add the {kind}"),
        };
        found.report_with_help(&UNKNOWN_REFERENCE, miss.span.clone(), message, help);
    }
}

/// Everything that a reference of a kind could have named.
fn candidates<'h>(handbook: &'h Handbook, wanted: &Wanted) -> Vec<&'h str> {
    let ids = |is_kind: fn(Entry) -> bool| {
        let entries = handbook.entries.iter().filter(|(entry, _)| is_kind(*entry));
        entries.map(|(_, label)| label.id.as_str()).collect()
    };
    match wanted {
        Wanted::Document => ids(|entry| matches!(entry, Entry::Document(_))),
        Wanted::Risk => ids(|entry| matches!(entry, Entry::Risk(_))),
        Wanted::Evidence => ids(|entry| matches!(entry, Entry::Evidence(_))),
        Wanted::Obligation => ids(|entry| matches!(entry, Entry::Obligation(_))),
        Wanted::Row(kind) => {
            let wanted = *kind;
            let entries = handbook.entries.iter();
            let rows = entries
                .filter(|(entry, _)| matches!(entry, Entry::Row(kind, _) if *kind == wanted));
            rows.map(|(_, label)| label.id.as_str()).collect()
        }
        Wanted::Proof => ids(|entry| matches!(entry, Entry::Evidence(_) | Entry::Document(_))),
        Wanted::Audit => handbook.audits().map(|(_, document, _)| document.id()).collect(),
        Wanted::Requirement => {
            ids(|entry| matches!(entry, Entry::Item(..) | Entry::Document(_) | Entry::Soa))
        }
        Wanted::Entry => ids(|entry| !matches!(entry, Entry::Register(_))),
        Wanted::Register => {
            let tables = handbook.tables.iter().map(|table| table.path.stem());
            let kinds = Kind::ALL.into_iter().map(|kind| -> &'h str { kind.name() });
            kinds.chain(tables).collect()
        }
        Wanted::CatalogueEntry => {
            handbook.frameworks.catalogue.iter().map(|entry| entry.id.as_str()).collect()
        }
        Wanted::Framework => {
            handbook.frameworks.used.iter().take(1).map(|main| main.id.as_str()).collect()
        }
        Wanted::Classification => {
            handbook.settings.classifications.iter().map(|known| known.key.as_str()).collect()
        }
        _ => Vec::new(),
    }
}
