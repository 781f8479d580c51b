//! The age of evidence in words.

use crate::base::date::distance_in_words;
use crate::model::evidence::Evidence;
use crate::model::handbook::Handbook;

/// Such as `collected 42 days ago, valid 4 months`.
pub fn age_in_words(handbook: &Handbook, piece: &Evidence) -> String {
    let Some(collected) = piece.parsed.collected.as_ref().map(|day| day.value) else {
        return "day of collection not stated".to_owned();
    };
    let distance = distance_in_words(handbook.today, collected);
    if collected > handbook.today {
        return format!("to be collected {distance}");
    }
    match &piece.parsed.valid_for {
        Some(valid) => format!("collected {distance}, valid {}", valid.value),
        None => format!("collected {distance}, valid without limit"),
    }
}
