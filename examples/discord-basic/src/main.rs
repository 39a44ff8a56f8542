//! Starts the application. Without credentials of Discord it uses a simulated Discord on this machine.

use std::io;

use clap::Parser;
use example_support::{AnyError, Providers, serve};

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
async fn main() -> Result<(), AnyError> {
    tracing_subscriber::fmt().with_writer(io::stderr).init();
    let Arguments { address } = Arguments::parse();
    let providers = Providers::from_environment(&["discord"]).await?;
    let router = example_discord_basic::router(providers.client("discord")?, &address)?;
    Ok(serve(&address, router).await?)
}
