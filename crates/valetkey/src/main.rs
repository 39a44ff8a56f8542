//! The program `valetkey`: serve, administer, inspect, and try everything out with `demo`.

mod client_name;
mod command;
mod configuration_file;
mod database;
mod demo;
mod failure;
mod issuer_server;
mod logging;
mod output;
mod pronounceable;
mod shutdown;
mod time_words;

use std::process::ExitCode;

use clap::Parser as _;

fn main() -> ExitCode {
    let arguments = command::Arguments::parse();
    match command::run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}
