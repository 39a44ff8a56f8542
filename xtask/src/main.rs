//! The tasks of developers: the set-up of tools, all tests, and the rules of the source code.
//!
//! `cargo xtask check` runs the quick checks, `cargo xtask test` runs everything, `cargo xtask house` checks the rules, `cargo
//! xtask setup` fetches tools, `cargo xtask advisories` fetches the newest advisories about the crates we use.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "this program talks to a terminal")]

mod advisories;
mod arguments;
mod house;
mod place;
mod process;
mod setup;
mod suite;

use std::process::ExitCode;

use arguments::Task;
use place::Place;

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Runs the task of the command line. Returns `false` if a check failed.
fn run() -> anyhow::Result<bool> {
    let task = match arguments::parse(std::env::args().skip(1)) {
        Ok(task) => task,
        Err(problem) => anyhow::bail!("{problem}\nTry: cargo xtask --help"),
    };
    if let Task::Help = task {
        print!("{}", arguments::help());
        return Ok(true);
    }
    let place = Place::find()?;
    match task {
        Task::Help => Ok(true),
        Task::Check { all } => suite::check::run(&place, all),
        Task::House => house::run(&place),
        Task::Setup => setup::run(&place),
        Task::Advisories { from } => advisories::refresh_and_check(&place, from.as_deref()),
        Task::Test { only } => suite::run(&place, &only),
    }
}
