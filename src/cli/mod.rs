//! The command line. It alone owns standard output, standard error, the clock and the exit code.

mod approve;
mod build;
mod bump;
mod check;
mod completions;
mod diff;
mod digest;
mod due;
mod explain;
mod export;
mod init;
mod man;
mod new;
mod progress;
mod project;
mod proposal;
mod report;
mod retire;
mod review;
mod schema;
mod serve;
mod strictness;
mod timings;
mod today;
mod verify;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::pdf::PdfError;

/// Compile an ISMS written as Markdown into a static handbook.
///
/// Exit codes: 0 when nothing at deny level was found, 1 when something was, 2 when the command could not be carried out.
#[derive(Parser)]
#[command(name = "annexa", version, about, propagate_version = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Init(init::Init),
    Build(build::Build),
    Check(check::Check),
    Serve(serve::Serve),
    Due(due::Due),
    Export(export::Export),
    New(new::New),
    Review(review::Review),
    Bump(bump::Bump),
    Approve(approve::Approve),
    Retire(retire::Retire),
    Diff(diff::Diff),
    Verify(verify::Verify),
    Digest(digest::Digest),
    Explain(explain::Explain),
    Schema(schema::Schema),
    Completions(completions::Completions),
    Man(man::Man),
}

/// Nothing at deny level was found.
const CLEAN: u8 = 0;

/// Something at deny level was found.
const DENIED: u8 = 1;

/// The command could not be carried out.
const FAILED: u8 = 2;

/// Reads the arguments, runs the command and says how it ended.
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are answers, not failures. A closed pipe is the reader's choice.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { FAILED } else { CLEAN });
        }
    };
    let ended = match &arguments.command {
        Command::Init(init) => init.run(),
        Command::Build(build) => build.run(),
        Command::Check(check) => check.run(),
        Command::Serve(serve) => serve.run(),
        Command::Due(due) => due.run(),
        Command::Export(export) => export.run(),
        Command::New(new) => new.run(),
        Command::Review(review) => review.run(),
        Command::Bump(bump) => bump.run(),
        Command::Approve(approve) => approve.run(),
        Command::Retire(retire) => retire.run(),
        Command::Diff(diff) => diff.run(),
        Command::Verify(verify) => verify.run(),
        Command::Digest(digest) => digest.run(),
        Command::Explain(explain) => explain.run(),
        Command::Schema(schema) => schema.run(),
        Command::Completions(completions) => completions.run(),
        Command::Man(man) => man.run(),
    };
    match ended {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            report::fail(error.as_ref());
            ExitCode::from(match error.downcast_ref() {
                // As shells say which signal it was.
                Some(PdfError::Interrupted { signal }) => 128 + signal,
                _ => FAILED,
            })
        }
    }
}

/// What a command ends with: an exit code, or why it could not be carried out.
type Ended = Result<u8, Box<dyn std::error::Error>>;
