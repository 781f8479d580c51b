//! `annexa completions`: what a shell needs to complete commands, options and their values. The only file that names `clap_complete`.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use crate::cli::{Arguments, CLEAN, Ended, report};

/// Print the completions for a shell.
///
/// For bash, for example: `annexa completions bash > ~/.local/share/bash-completion/completions/annexa`.
#[derive(Args)]
pub(super) struct Completions {
    /// The shell.
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    pub(super) fn run(&self) -> Ended {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Arguments::command(), "annexa", &mut script);
        report::print_text(&String::from_utf8(script)?)?;
        Ok(CLEAN)
    }
}
