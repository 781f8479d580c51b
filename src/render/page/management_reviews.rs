//! `management-reviews.html` and `management-review-next.html`: the reviews that were held, and the next one, prepared (ISO/IEC 27001:2022, 9.3).

use crate::base::path::OutPath;
use crate::model::handbook::Handbook;
use crate::render::page::Page;
use crate::view::frame::{Crumb, Place};
use crate::view::record::management_reviews::{ManagementReviewsView, NextManagementReviewView};

/// The list, and its title.
const LIST: (&str, &str) = ("management-reviews.html", "Management reviews");

pub(super) fn pages(handbook: &Handbook) -> Vec<Page<'_>> {
    let (url, title) = LIST;
    let list = Page::new("management_reviews.html", OutPath::fixed(url), "register", move |url| {
        (Place::new(title, url, Vec::new()), ManagementReviewsView::new(handbook))
    });
    let next = OutPath::fixed("management-review-next.html");
    let next = Page::new("management_review_next.html", next, "review", move |at| {
        let place =
            Place::new("Next management review, prepared", at, vec![Crumb::new(title, url)]);
        (place, NextManagementReviewView::new(handbook))
    });
    vec![list, next]
}
