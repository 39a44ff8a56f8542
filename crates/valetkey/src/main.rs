//! The program `valetkey`: serve, administer, inspect, and try everything out with `demo`.

mod administration;
mod claim_map;
mod command;
mod command_line;
mod configuration_file;
mod database;
mod demo;
mod door;
#[cfg(test)]
mod doors;
mod failure;
mod files;
mod issuer_server;
mod logging;
mod networks;
mod one_line;
mod output;
mod ownership;
mod pronounceable;
mod remote;
mod role_map;
mod set_up;
mod shutdown;
mod sign_in_switches;
mod strength;
mod time_words;

use std::process::ExitCode;

use command_line::Read;

fn main() -> ExitCode {
    let words: Vec<_> = std::env::args_os().collect();
    let done = match command_line::read(&words) {
        Read::Arguments(arguments) => command::run(*arguments),
        Read::Refused(failure) => Err(failure),
        Read::Answer(answer) => answer.exit(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(command_line::asks_for_json(&words)),
    }
}
