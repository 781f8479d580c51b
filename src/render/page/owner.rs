//! `owners.html` and `owners/KEY.html`: who answers for what.

use crate::base::path::OutPath;
use crate::model::deadline::deadlines;
use crate::model::handbook::Handbook;
use crate::model::people::PartyId;
use crate::render::page::Page;
use crate::view::frame::{Crumb, Place};
use crate::view::owner::{OwnerView, OwnersView, shown};
use crate::view::parts::person;

pub(super) fn pages(handbook: &Handbook) -> Vec<Page<'_>> {
    let list = Page::new("owners.html", OutPath::fixed("owners.html"), "owners", |url| {
        (Place::new("Owners", url, Vec::new()), OwnersView::new(handbook))
    });
    let owners = shown(handbook).into_iter().map(|id| page(handbook, id));
    std::iter::once(list).chain(owners).collect()
}

fn page(handbook: &Handbook, id: PartyId) -> Page<'_> {
    let view = move |url: &OutPath| {
        let crumbs = vec![Crumb::new("Owners", "owners.html")];
        (
            Place::new(person(handbook, id).title, url, crumbs),
            OwnerView::new(handbook, id, deadlines(handbook)),
        )
    };
    Page::new("owner.html", handbook.party(id).url.clone(), "owner", view)
}
