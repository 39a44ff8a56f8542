//! Starts the application. Without credentials of GitHub it uses a simulated GitHub on this machine.

use std::io;

use clap::Parser;
use example_support::{AnyError, Providers, serve};

#[derive(Parser)]
#[command(
    about = "Log in with GitHub; with GITHUB_CLIENT_ID and GITHUB_CLIENT_SECRET set, with the real one"
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
    let providers = Providers::from_environment(&["github"]).await?;
    let router = example_github_login::router(providers.client("github")?, &address)?;
    Ok(serve(&address, router).await?)
}
