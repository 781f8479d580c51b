//! What the statement says of itself: its version, who answers for it, who approved it.

use crate::export::{id_of, party_of, typed_day, typed_party, typed_text};
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::trail::Controlled;
use crate::parse::soa::SoaFile;
use crate::parse::trail::Approval;
use crate::sheet::{Cell, Sheet};
use crate::view::document::classification;
use crate::view::parts::{label_of, person, review_badge};
use crate::view::record::somebody::of_key;
use crate::view::trail::text_badge;

/// The head of `soa.toml` and the approval of its version: one row.
pub(super) fn sheet(handbook: &Handbook) -> Sheet {
    let soa = &handbook.soa;
    let approval = approval(handbook);
    Sheet::of("Statement", soa.parsed.iter())
        .column("id", "Id", 10, |_| id_of(handbook, Entry::Soa))
        .column("title", "Title", 28, |it| Cell::text(&it.title))
        .column("version", "Version", 9, |it| typed_text(it.version.as_ref()))
        .column("effective", "In force since", 11, |it| typed_day(it.effective.as_ref()))
        .column("framework", "Framework", 16, |it| typed_text(it.framework.as_ref()))
        .column("owner", "Owner", 24, |_| party_of(handbook, soa.owner))
        .column("approver", "Approver", 24, |_| party_of(handbook, soa.approver))
        .column("classification", "Classification", 14, |it| Cell::maybe(classified(handbook, it)))
        .column("review_date", "Review date set", 11, |it| typed_day(it.trail.review_date.as_ref()))
        .column("review_every", "Reviewed every", 12, |it| {
            Cell::maybe(it.trail.review_every.as_ref().map(|every| every.value.to_string()))
        })
        .column("approved", "Approved", 11, |_| typed_day(approval.and_then(|it| it.date.as_ref())))
        .column("approved_by", "Approved by", 24, |_| {
            typed_party(handbook, approval.and_then(|it| it.by.as_ref()))
        })
        .column("approved_how", "Approved how", 14, |_| {
            Cell::maybe(approval.and_then(|it| it.method).map(label_of))
        })
        .column("approved_ref", "Proof of the approval", 40, |_| {
            Cell::maybe(approval.and_then(|it| it.reference.as_deref()))
        })
        .column("next_review", "Next review", 11, |_| Cell::day(soa.review.due()))
        .column("state", "State", 15, |_| Cell::text(review_badge(soa.review).label))
        .column("text", "Text", 15, |_| Cell::maybe(text(handbook)))
        .column("digest", "Digest", 38, |_| Cell::text(digest(handbook)))
        .column("page", "Page", 12, |_| Cell::text(handbook.label(Entry::Soa).place.page.as_str()))
        .column("path", "File", 12, |it| Cell::text(it.path.as_str()))
        .end()
}

/// What stands below the title of each table, in few lines: they stay in sight.
pub(super) fn facts(handbook: &Handbook) -> Vec<(String, Cell)> {
    let Some(it) = &handbook.soa.parsed else { return Vec::new() };
    let version = it.version.as_ref().map_or("not stated", |version| version.value.as_str());
    let since = it.effective.as_ref().map(|day| format!(", in force since {}", day.value));
    let owner = handbook.soa.owner.map(|owner| person(handbook, owner).title);
    let owner = owner.unwrap_or_else(|| "not stated".to_owned());
    let text = text(handbook).map(|text| format!(" ({})", text.to_lowercase()));
    let version = format!("{version}{}; id {}", since.unwrap_or_default(), it.id);
    let facts = [
        ("Version", Cell::text(version)),
        ("Owner", Cell::text(owner)),
        ("Approved", Cell::text(approved(handbook))),
        ("Next review", Cell::day(handbook.soa.review.due())),
        ("Digest", Cell::text(format!("{}{}", digest(handbook), text.unwrap_or_default()))),
        ("Classification", Cell::maybe(classified(handbook, it))),
    ];
    facts.map(|(label, cell)| (label.to_owned(), cell)).into()
}

/// The approval of the version as it is.
fn approval(handbook: &Handbook) -> Option<&Approval> {
    Controlled::of_statement(handbook)?.newest_approval(handbook.today)
}

/// When, by whom and how the version was approved, and where the proof is.
fn approved(handbook: &Handbook) -> String {
    let Some(approval) = approval(handbook) else { return "not approved".to_owned() };
    let day = approval.date.as_ref().map(|day| day.value.to_string());
    let by = approval.by.as_ref().map(|by| format!("by {}", of_key(handbook, &by.value).title));
    let said = [day, by].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let how = approval.method.map(|method| label_of(method).to_lowercase());
    let parts = [Some(said), how, approval.reference.clone()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn classified(handbook: &Handbook, it: &SoaFile) -> Option<String> {
    it.classification.as_ref().map(|key| classification(handbook, &key.value))
}

/// Whether the decisions are the ones that were approved.
fn text(handbook: &Handbook) -> Option<String> {
    let text = Controlled::of_statement(handbook)?;
    Some(text_badge(handbook, &text).label.into_owned())
}

fn digest(handbook: &Handbook) -> String {
    format!("sha256:{}", handbook.soa.digest)
}
