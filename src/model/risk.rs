//! A risk with its references resolved.

use crate::base::path::OutPath;
use crate::model::entry::Entry;
use crate::model::people::PartyId;
use crate::parse::risks::Risk as Parsed;
use crate::parse::settings::RiskScale;

/// A risk.
#[derive(Debug)]
pub struct Risk {
    /// What the register says.
    pub parsed: Parsed,
    /// Its page.
    pub url: OutPath,
    /// Who answers for it.
    pub owner: Option<PartyId>,
    /// The controls that treat it: named by the risk, or by the Statement of Applicability.
    pub controls: Vec<Entry>,
}

/// The word of the band in which a score lies; `None` when the settings have no bands.
pub fn band_of(scale: &RiskScale, score: u32) -> Option<&str> {
    let band = scale.bands.iter().find(|band| score <= band.up_to);
    band.or(scale.bands.last()).map(|band| band.word.as_str())
}
