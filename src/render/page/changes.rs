//! placeholder
use crate::model::handbook::Handbook;
use crate::render::page::Page;
pub(super) fn pages(_: &Handbook) -> Vec<Page<'_>> {
    Vec::new()
}
