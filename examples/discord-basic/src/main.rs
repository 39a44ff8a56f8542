//! Starts the application. Without credentials of Discord it uses a simulated Discord on this machine.

use std::io;
use std::process::ExitCode;

use clap::Parser;
use example_support::{AnyError, Providers, finish, serve};

#[derive(Parser)]
#[command(
    about = "See the token of a login with Discord; with DISCORD_CLIENT_ID and DISCORD_CLIENT_SECRET set, with the real one"
)]
struct Arguments {
    /// The application's address as browsers see it
    #[arg(long, env, default_value = "http://127.0.0.1:8000")]
    address: String,
}

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt().with_writer(io::stderr).init();
    finish(run(&Arguments::parse().address).await)
}

async fn run(address: &str) -> Result<(), AnyError> {
    let providers = Providers::from_environment(&["discord"]).await?;
    let router = example_discord_basic::router(providers.client("discord")?, address)?;
    serve(address, router).await
}
