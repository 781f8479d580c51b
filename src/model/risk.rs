//! A risk with its references resolved.

use crate::base::date::Date;
use crate::base::path::OutPath;
use crate::model::entry::Entry;
use crate::model::people::PartyId;
use crate::parse::risks::{Acceptance, Risk as Parsed, Treatment};
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
    /// What would suffer: texts, and assets and suppliers that are named by their ids.
    pub assets: Vec<(String, Option<Entry>)>,
    /// The controls that treat it: named by the risk, or by the Statement of Applicability.
    pub controls: Vec<Entry>,
}

impl Risk {
    /// True when somebody must accept what remains: it is carried knowingly, or lies above the appetite.
    pub fn needs_acceptance(&self, scale: &RiskScale) -> bool {
        let accepted =
            self.parsed.treatment.as_ref().is_some_and(|word| word.value == Treatment::Accept);
        accepted || self.is_above_appetite(scale)
    }

    /// True when what remains lies above the appetite of the settings, if they name one.
    pub fn is_above_appetite(&self, scale: &RiskScale) -> bool {
        let score = self.parsed.residual.as_ref().map(|rating| rating.value.score());
        score.zip(scale.appetite).is_some_and(|(score, appetite)| score > appetite)
    }

    /// True when somebody accepted what remains, and the acceptance still holds.
    pub fn is_accepted(&self, today: Date) -> bool {
        let newest = self.newest_acceptance(today);
        newest.is_some_and(|one| one.expires.as_ref().is_none_or(|day| day.value >= today))
    }

    /// What heads a new acceptance of this risk in the register. An id with dots stands in quotes.
    pub fn acceptance_header(&self) -> String {
        let id = &self.parsed.id.value;
        if id.contains('.') {
            format!("[[risk.\"{id}\".acceptance]]")
        } else {
            format!("[[risk.{id}.acceptance]]")
        }
    }

    /// The newest acceptance that says who accepted and when, not later than `today`. Of two on one day the later one in the file.
    pub fn newest_acceptance(&self, today: Date) -> Option<&Acceptance> {
        let signed = self.parsed.acceptances.iter().filter(|acceptance| acceptance.by.is_some());
        signed
            .filter_map(|acceptance| Some((acceptance.date.as_ref()?.value, acceptance)))
            .filter(|(date, _)| *date <= today)
            .max_by_key(|(date, _)| *date)
            .map(|(_, acceptance)| acceptance)
    }
}

/// The word of the band in which a score lies; `None` when the settings have no bands.
pub fn band_of(scale: &RiskScale, score: u32) -> Option<&str> {
    let band = scale.bands.iter().find(|band| score <= band.up_to);
    band.or(scale.bands.last()).map(|band| band.word.as_str())
}
