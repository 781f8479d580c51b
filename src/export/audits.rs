//! The internal audits: what was looked at, by whom, against what, and what came of it.

use crate::base::path::OutPath;
use crate::export::{Download, Export, Part, id_of, parties_of, party_of, tables, typed_day};
use crate::model::handbook::Handbook;
use crate::sheet::{Cell, Sheet};
use crate::view::parts::link_to;
use crate::view::record::audit::AuditView;

/// Audits.
pub(super) static EXPORT: Export = Export {
    word: "audits",
    title: "Internal audits",
    about: "The internal audits, planned and performed, with what was sampled and concluded.",
    downloads,
};

static PARTS: [Part; 2] =
    [Part { name: "", sheet: audits }, Part { name: "sampled", sheet: sampled }];

fn downloads(handbook: &Handbook) -> Vec<Download<'_>> {
    if handbook.audits().next().is_none() {
        return Vec::new();
    }
    let pages = [OutPath::fixed("audits.html")];
    tables(handbook, (EXPORT.word, EXPORT.title.to_owned()), &pages, |_| Vec::new(), &PARTS)
}

fn audits(handbook: &Handbook) -> Sheet {
    let rows = handbook.audits().map(|(entry, document, audit)| {
        (entry, document, audit, AuditView::new(handbook, entry, audit))
    });
    Sheet::of("Audits", rows)
        .column("id", "Id", 12, |(entry, ..)| id_of(handbook, *entry))
        .column("title", "Title", 30, |(_, document, ..)| Cell::text(&document.title))
        .column("state", "State", 14, |(.., view)| Cell::text(&*view.state.label))
        .column("planned", "Planned", 11, |(.., it, _)| typed_day(it.parsed.planned.as_ref()))
        .column("performed", "Performed", 11, |(.., it, _)| typed_day(it.parsed.performed.as_ref()))
        .column("scope", "Scope", 40, |(.., it, _)| Cell::maybe(it.parsed.scope.as_deref()))
        .column("criteria", "Criteria", 30, |(.., it, _)| Cell::list(&it.parsed.criteria))
        .column("auditor", "Auditor", 24, |(.., it, _)| parties_of(handbook, &it.auditors))
        .column("independence", "Independence", 36, |(.., it, _)| {
            Cell::maybe(it.parsed.independence.as_deref())
        })
        .column("samples", "Samples", 9, |(.., it, _)| Cell::count(it.sampled.len()))
        .column("conclusion", "Conclusion", 50, |(.., it, _)| {
            Cell::maybe(it.parsed.conclusion.as_deref())
        })
        .column("reported_to", "Reported to", 24, |(.., it, _)| {
            parties_of(handbook, &it.reported_to)
        })
        .column("reported", "Reported", 11, |(.., it, _)| typed_day(it.parsed.reported.as_ref()))
        .column("owner", "Owner", 24, |(_, document, ..)| party_of(handbook, document.owner))
        .column("findings", "Findings", 24, |(.., view)| Cell::text(&view.findings_in_words))
        .column("findings_open", "Findings open", 10, |(.., view)| {
            Cell::count(view.findings.iter().filter(|row| row.closed.is_none()).count())
        })
        .column("conflicts", "Sampled own work", 12, |(.., view)| {
            Cell::list(view.conflicts.iter().map(|conflict| &conflict.link.id))
        })
        .end()
}

/// What was looked at: an audit may have a hundred samples, and a cell of a hundred lines cannot be read.
fn sampled(handbook: &Handbook) -> Sheet {
    let rows = handbook
        .audits()
        .flat_map(|(entry, _, audit)| audit.sampled.iter().map(move |sampled| (entry, *sampled)));
    Sheet::of("Sampled", rows)
        .column("id", "Audit", 12, |(of, _)| id_of(handbook, *of))
        .column("audit_title", "Title of that", 36, |(of, _)| {
            Cell::text(&handbook.label(*of).title)
        })
        .column("sampled", "Sampled", 12, |(_, sampled)| id_of(handbook, *sampled))
        .column("title", "Title", 60, |(_, sampled)| Cell::text(&handbook.label(*sampled).title))
        .column("kind", "Kind", 24, |(_, sampled)| Cell::text(link_to(handbook, *sampled).kind))
        .end()
}
