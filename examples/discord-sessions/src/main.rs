//! Starts the application, or grants and revokes permissions.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use example_support::{AnyError, Providers, finish, serve};
use valetkey_axum::{SqliteStore, UserStore, Uuid};

#[derive(Parser)]
#[command(about = "Sessions, users and a stored permission, with Discord and GitHub, real or simulated")]
struct Arguments {
    /// The file with sessions and users
    #[arg(long, env, default_value = "discord-sessions.db")]
    database: PathBuf,
    #[command(subcommand)]
    command: Option<Command>,
    /// The application's address as browsers see it
    #[arg(long, env, default_value = "http://127.0.0.1:8000")]
    address: String,
}

#[derive(Subcommand)]
enum Command {
    /// Grants a permission to a user; it is effective immediately
    Grant { user: Uuid, permission: String },
    /// Revokes a permission of a user
    Revoke { user: Uuid, permission: String },
}

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt().with_writer(io::stderr).init();
    finish(run(Arguments::parse()).await)
}

async fn run(arguments: Arguments) -> Result<(), AnyError> {
    let store = SqliteStore::open(&arguments.database)?;
    let (user, is_known, done) = match arguments.command {
        None => return serve_application(&arguments.address, &store).await,
        Some(Command::Grant { user, permission }) => {
            (user, store.grant(user, &permission).await?, format!("{user} has the permission {permission}"))
        }
        Some(Command::Revoke { user, permission }) => {
            (user, store.revoke(user, &permission).await?, format!("{user} has no permission {permission}"))
        }
    };
    if !is_known {
        return Err(format!(
            "expected the id of a user in this file, got {user}; the page of the user shows the id"
        )
        .into());
    }
    Ok(writeln!(io::stdout(), "{done}")?)
}

async fn serve_application(address: &str, store: &SqliteStore) -> Result<(), AnyError> {
    let providers = Providers::from_environment(&["discord", "github"]).await?;
    let (discord, github) = (providers.client("discord")?, providers.client("github")?);
    serve(address, example_discord_sessions::router(discord, github, address, store)?).await
}
