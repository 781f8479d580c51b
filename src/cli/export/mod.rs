//! `annexa export`: the handbook in the formats that other programs open.

mod files;
mod pack;
mod pdf;
mod printer;
mod target;

use clap::{Args, Subcommand};

use crate::cli::Ended;
use crate::cli::export::files::{All, Files};
use crate::cli::export::pack::Pack;
use crate::cli::export::pdf::Pdf;

/// Write the handbook in a format that other programs open: spreadsheets, calendars, feeds, JSON.
///
/// The site holds the same files below `downloads/`.
#[derive(Args)]
#[command(
    subcommand_value_name = "WHAT",
    subcommand_help_heading = "What",
    after_help = "Example: annexa export soa --format xlsx --output statement.xlsx"
)]
pub(super) struct Export {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    #[command(flatten)]
    Files(Files),
    All(All),
    Pdf(Pdf),
    Pack(Pack),
}

impl Export {
    pub(super) fn run(&self) -> Ended {
        match &self.what {
            What::Files(files) => files.run(),
            What::All(all) => all.run(),
            What::Pdf(pdf) => pdf.run(),
            What::Pack(pack) => pack.run(),
        }
    }
}
