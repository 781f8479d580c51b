//! The `annexa` command. Everything it does is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    annexa::cli::run()
}
