//! Log lines: to stderr, readable for people or as JSON.
//!
//! Much of a line comes from outside. The layout of the lines is ours, so that no value can leave its field: see
//! [`value`].

mod fields;
mod line;
mod value;

use std::io::IsTerminal;

use clap::ValueEnum;
use tracing_subscriber::EnvFilter;

use crate::failure::Failure;
use fields::Fields;
use line::Line;

/// The format of log lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LogFormat {
    /// One line of text per event.
    Text,
    /// One JSON object per event.
    Json,
}

/// Switches logging on for the rest of the program's life.
///
/// # Errors
/// A usage failure that names the source when the filter can't be read.
pub(crate) fn start(source: &str, filter: &str, format: LogFormat) -> Result<(), Failure> {
    let filter = EnvFilter::try_new(filter).map_err(|error| {
        Failure::usage(format!(
            "{source}: expected a level (error, warn, info, debug, trace) or a list such as \
             warn,valetkey_server=debug, got {filter:?}: {error}"
        ))
    })?;
    let coloured = format == LogFormat::Text
        && std::io::stderr().is_terminal()
        && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(coloured)
        .fmt_fields(Fields(format))
        .event_format(Line(format));
    builder.try_init().map_err(Failure::failed)
}

#[cfg(test)]
mod tests;
