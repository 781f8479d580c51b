//! The risks by band, those above the appetite, and how far their treatment is.

use crate::base::text::{list_of, plural};
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::risk::band_of;
use crate::view::record::figures::{Fact, counted};
use crate::view::record::period::Period;

/// The register keeps no former ratings, so that bands and appetite are those of today.
pub(super) fn facts(handbook: &Handbook, period: &Period) -> Vec<Fact> {
    let scale = &handbook.settings.risk;
    let risks = &handbook.risks;
    if risks.is_empty() {
        return vec![Fact::new("The register has no risk.")];
    }
    let rated = risks
        .iter()
        .filter_map(|risk| band_of(scale, risk.parsed.residual.as_ref()?.value.score()));
    let rated: Vec<&str> = rated.collect();
    let bands: Vec<String> = scale
        .bands
        .iter()
        .rev()
        .map(|band| (rated.iter().filter(|word| **word == band.word).count(), &band.word))
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    let as_of = if period.until == handbook.today { "" } else { " today" };
    let bands = if bands.is_empty() { String::new() } else { format!(": {}", list_of(&bands)) };
    let mut facts = vec![Fact::new(format!(
        "{}{as_of}, after treatment{bands}.",
        plural(risks.len(), "risk", "risks")
    ))];
    if let Some(appetite) = scale.appetite {
        let above: Vec<Entry> = risks
            .iter()
            .enumerate()
            .filter(|(_, risk)| risk.is_above_appetite(scale))
            .map(|(number, _)| Entry::Risk(number))
            .collect();
        let text = format!("{}{as_of} above the appetite of {appetite}.", above.len());
        facts.push(Fact::of(handbook, text, above));
    }
    let actions = risks.iter().flat_map(|risk| &risk.parsed.actions);
    facts.push(Fact::new(counted(actions, period.until, "treatment action")));
    facts
}
