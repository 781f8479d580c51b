//! `--profile`, `--deny`, `--warn` and `--allow`: how strict a run is.

use std::collections::BTreeMap;

use clap::Args;
use clap::builder::PossibleValuesParser;

use crate::base::text::{did_you_mean, printable};
use crate::diag::code::{Level, Profile};
use crate::diag::levels::{Strictness, Warnings};
use crate::pipeline;

/// The word that stands for all codes that warn.
const WARNINGS: &str = "warnings";

/// Which findings deny, warn or are not shown.
#[derive(Args)]
pub(super) struct StrictnessArgs {
    /// How strict the run is: draft, default or audit [default: `profile` of `handbook.toml`].
    #[arg(long, value_name = "PROFILE", value_parser = PossibleValuesParser::new(Profile::WORDS.iter().map(|(word, _)| *word)), hide_possible_values = true, help_heading = "Levels")]
    profile: Option<String>,
    /// Deny this code, or `warnings` for all that warn; may be repeated.
    #[arg(long, value_name = "CODE", value_delimiter = ',', help_heading = "Levels")]
    deny: Vec<String>,
    /// Warn of this code; may be repeated.
    #[arg(long, value_name = "CODE", value_delimiter = ',', help_heading = "Levels")]
    warn: Vec<String>,
    /// Do not report this code; may be repeated.
    #[arg(long, value_name = "CODE", value_delimiter = ',', help_heading = "Levels")]
    allow: Vec<String>,
}

/// What is wrong with the arguments.
#[derive(Debug, thiserror::Error)]
pub(super) enum StrictnessError {
    /// No finding has the code.
    #[error("there is no check `{code}`{hint}")]
    Unknown {
        /// What was typed.
        code: String,
        /// The near miss, as the end of the sentence.
        hint: String,
    },
    /// A code has two levels.
    #[error("`{code}` is given two levels: {first} and {second}")]
    Contradiction {
        /// The code.
        code: String,
        /// One level.
        first: Level,
        /// The other one.
        second: Level,
    },
}

impl StrictnessArgs {
    /// What the arguments say, or why they cannot be followed.
    pub(super) fn read(&self) -> Result<Strictness, StrictnessError> {
        let named = |word: &String| {
            Profile::WORDS.iter().find(|(name, _)| name == word).map(|(_, profile)| *profile)
        };
        let mut strictness =
            Strictness { profile: self.profile.as_ref().and_then(named), ..Strictness::default() };
        let lists =
            [(&self.deny, Level::Deny), (&self.warn, Level::Warn), (&self.allow, Level::Allow)];
        for (codes, level) in lists {
            for code in codes {
                if code == WARNINGS && level == Level::Deny {
                    strictness.warnings = Warnings::Deny;
                } else {
                    set(&mut strictness.levels, code, level)?;
                }
            }
        }
        Ok(strictness)
    }
}

fn set(
    levels: &mut BTreeMap<String, Level>,
    code: &str,
    level: Level,
) -> Result<(), StrictnessError> {
    if let Err(hint) = known(code) {
        return Err(StrictnessError::Unknown { code: printable(code), hint });
    }
    match levels.insert(code.to_owned(), level) {
        Some(first) if first != level => {
            Err(StrictnessError::Contradiction { code: code.to_owned(), first, second: level })
        }
        _ => Ok(()),
    }
}

/// Whether a code exists; if not, the end of the sentence that says so.
pub(super) fn known(code: &str) -> Result<&'static crate::diag::code::Code, String> {
    let codes = pipeline::codes();
    if let Some(known) = codes.iter().find(|known| known.name == code) {
        return Ok(known);
    }
    let near = did_you_mean(code, codes.iter().map(|code| code.name));
    Err(match near {
        Some(near) => format!("; did you mean `{near}`?"),
        None => "; `annexa explain` lists all codes".to_owned(),
    })
}
