//! The commands.

mod against;
mod all;
mod floor;
mod other;
mod place;
mod recording;
mod report;
mod workload;

use std::io::Write as _;

use anyhow::{Context as _, Result};
use tokio::task::LocalSet;

use crate::{
    arguments::{Arguments, Command},
    workload::Kind,
};

/// Runs a command to its end.
///
/// # Errors
/// If a command fails, or a server sends a wrong response.
pub fn run(arguments: Arguments) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let local = LocalSet::new();
    local.block_on(&runtime, async {
        match arguments.command {
            Command::A(arguments) => workload::run(Kind::SingleSignOn, arguments).await,
            Command::B(arguments) => workload::run(Kind::PasswordSignIn, arguments).await,
            Command::C(arguments) => workload::run(Kind::Refresh, arguments).await,
            Command::D(arguments) => workload::run(Kind::ClientCredentials, arguments).await,
            Command::E(arguments) => workload::run(Kind::Introspection, arguments).await,
            Command::F(arguments) => workload::run(Kind::Userinfo, arguments).await,
            Command::G(arguments) => workload::run(Kind::Metadata, arguments).await,
            Command::H(arguments) => other::validation(&arguments),
            Command::J(arguments) => other::cold_start(&arguments).await,
            Command::K(arguments) => other::memory(&arguments).await,
            Command::L(arguments) => other::growth(&arguments).await,
            Command::M(arguments) => other::revocation(&arguments).await,
            Command::N(arguments) => other::overload(&arguments).await,
            Command::O(arguments) => workload::run(Kind::PasskeySignIn, arguments).await,
            Command::P(arguments) => other::same_time(&arguments).await,
            Command::Q(arguments) => other::lists(&arguments).await,
            Command::Against(arguments) => against::run(&arguments),
            Command::All(arguments) => all::run(arguments).await,
            Command::Floor(arguments) => floor::run(arguments).await,
            Command::Report(arguments) => report::run(&arguments),
            Command::Responder => crate::floor::serve().await,
        }
    })
}

/// Prints a result to stdout.
fn print(text: &str) -> Result<()> {
    writeln!(std::io::stdout(), "{text}").context("stdout")
}
