//! The program: reads its arguments, runs, and prints errors.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;
use example_command_line::arguments::Arguments;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let filter = tracing_subscriber::EnvFilter::from_default_env();
    tracing_subscriber::fmt().with_writer(io::stderr).with_env_filter(filter).init();
    match example_command_line::run(&Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Ignore a closed standard error.
            let _ = writeln!(io::stderr(), "error: {error}");
            ExitCode::FAILURE
        }
    }
}
