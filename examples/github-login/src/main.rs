//! Starts the application. Without credentials of GitHub it uses a simulated GitHub on this machine.

use std::io;
use std::process::ExitCode;

use clap::Parser;
use example_support::{AnyError, Providers, finish, serve};

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
async fn main() -> ExitCode {
    tracing_subscriber::fmt().with_writer(io::stderr).init();
    finish(run(&Arguments::parse().address).await)
}

async fn run(address: &str) -> Result<(), AnyError> {
    let providers = Providers::from_environment(&["github"]).await?;
    let router = example_github_login::router(providers.client("github")?, address)?;
    serve(address, router).await
}
