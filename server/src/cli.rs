//! The command line: one file per command. Invariant: every option can also be given by environment,
//! and every failure is one sentence on standard error.
pub(crate) mod backup;
pub(crate) mod check;
mod data;
mod demo;
mod face;
mod import;
mod restore;
mod seed;
mod serve;
mod setup;
mod speech;
mod start;
mod status;
mod stopped;
mod user;

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
#[command(after_help = "Start with: contentum demo")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug)]
enum Command {
    Serve(serve::Serve),
    Demo(demo::Demo),
    Status(status::Status),
    Setup(setup::Setup),
    Import(import::Import),
    User(user::User),
    Seed(seed::Seed),
    Check(check::Check),
    Backup(backup::Backup),
    Restore(restore::Restore),
}

/// Runs the command of the process's arguments.
#[must_use]
pub fn run() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Serve(serve) => serve.run(),
        Command::Demo(demo) => demo.run(),
        Command::Status(status) => status.run(),
        Command::Setup(setup) => setup.run(),
        Command::Import(import) => import.run(),
        Command::User(user) => user.run(),
        Command::Seed(seed) => seed.run(),
        Command::Check(check) => check.run(),
        Command::Backup(backup) => backup.run(),
        Command::Restore(restore) => restore.run(),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("contentum: {message}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Cli;
    use clap::{Arg, Command, CommandFactory};

    fn options(command: &Command) -> impl Iterator<Item = &Arg> {
        let own = |arg: &&Arg| {
            !arg.is_positional() && !matches!(arg.get_id().as_str(), "help" | "version")
        };
        command.get_arguments().filter(own)
    }

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_option_has_help_and_an_environment_variable_of_ours() {
        let cli = Cli::command();
        let commands = cli.get_subcommands();
        for command in commands.flat_map(|one| one.get_subcommands().chain([one])) {
            assert!(command.get_about().is_some(), "{}", command.get_name());
            for option in options(command) {
                let env = option
                    .get_env()
                    .and_then(|env| env.to_str())
                    .unwrap_or_default();
                assert!(
                    env.starts_with("CONTENTUM_"),
                    "{} {}",
                    command.get_name(),
                    option.get_id()
                );
                assert!(
                    option.get_help().is_some(),
                    "{} {}",
                    command.get_name(),
                    option.get_id()
                );
            }
        }
    }
}
