//! Starts the application, or grants and revokes permissions.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use example_support::{AnyError, Providers, finish, serve};
use valetkey_axum::{SqliteStore, UserStore, Uuid};

#[derive(Parser)]
#[command(about = "Sessions, people and a stored permission; with Discord and GitHub, real or imitated")]
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
    Grant { person: Uuid, permission: String },
    /// Revokes a permission of a user
    Revoke { person: Uuid, permission: String },
}

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt().with_writer(io::stderr).init();
    finish(run(Arguments::parse()).await)
}

async fn run(arguments: Arguments) -> Result<(), AnyError> {
    let store = SqliteStore::open(&arguments.database)?;
    let (person, is_known, done) = match arguments.command {
        None => return serve_application(&arguments.address, &store).await,
        Some(Command::Grant { person, permission }) => (
            person,
            store.grant(person, &permission).await?,
            format!("{person} has the permission {permission}"),
        ),
        Some(Command::Revoke { person, permission }) => (
            person,
            store.revoke(person, &permission).await?,
            format!("{person} has no permission {permission}"),
        ),
    };
    if !is_known {
        return Err(
            format!("expected the id of a person in this file, got {person}; their page shows it").into()
        );
    }
    Ok(writeln!(io::stdout(), "{done}")?)
}

async fn serve_application(address: &str, store: &SqliteStore) -> Result<(), AnyError> {
    let providers = Providers::from_environment(&["discord", "github"]).await?;
    let (discord, github) = (providers.client("discord")?, providers.client("github")?);
    serve(address, example_discord_sessions::router(discord, github, address, store)?).await
}
