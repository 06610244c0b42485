//! The command line: one file per command. Invariant: every option can also be given by environment.
pub mod serve;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Contentum CRM+: a self-hosted CRM in one file.
#[derive(Parser, Debug)]
#[command(
    name = "contentum",
    version,
    about,
    propagate_version = true,
    arg_required_else_help = true
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug)]
enum Command {
    Serve(serve::Serve),
}

/// Runs the command of the process's arguments.
#[must_use]
pub fn run() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Serve(serve) => serve.run(),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("contentum: {message}");
            ExitCode::FAILURE
        }
    }
}
