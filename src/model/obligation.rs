//! An obligation with its references resolved.

use crate::model::entry::Entry;
use crate::model::link::Link;
use crate::model::people::PartyId;
use crate::model::review::ReviewState;
use crate::parse::obligations::Obligation as Parsed;

/// An obligation.
#[derive(Debug)]
pub struct Obligation {
    /// What the register says.
    pub parsed: Parsed,
    /// Who watches over it.
    pub owner: Option<PartyId>,
    /// Anything else that belongs to it.
    pub related: Vec<Entry>,
    /// Where it can be read.
    pub link: Option<Link>,
    /// How the next look at it stands.
    pub review: ReviewState,
}
