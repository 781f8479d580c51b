//! What a site was made of: what its manifest says besides the files.

use crate::base::date::Date;
use crate::model::handbook::Handbook;
use crate::model::past::Record;

/// The handbook, the day of all states, and the commit of the sources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The title of the handbook.
    pub title: String,
    /// The day of all states.
    pub today: Date,
    /// Where the sources stood in git; `None` when that is not known.
    pub checkout: Option<Checkout>,
}

/// Where the sources stood in git.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkout {
    /// The whole id of the commit.
    pub commit: String,
    /// True when files of the project differ from that commit.
    pub is_modified: bool,
}

impl Origin {
    /// Where the site of a handbook comes from.
    pub fn of(handbook: &Handbook) -> Self {
        let checkout = match &handbook.record {
            Record::Unknown(_) => None,
            Record::Known(known) => {
                Some(Checkout { commit: known.head.clone(), is_modified: known.is_modified })
            }
        };
        Self { title: handbook.settings.title.clone(), today: handbook.today, checkout }
    }
}
