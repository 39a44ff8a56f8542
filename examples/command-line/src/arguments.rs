//! The command line.

use std::path::PathBuf;

use clap::{Parser, Subcommand};
use valetkey_client::{Client, ClientBuilder};
use valetkey_providers::provider;

use crate::AnyError;

/// The default scope: the user's identity and a refresh token.
const USUAL_SCOPE: &str = "openid profile email offline_access";

/// Log in from a terminal.
#[derive(Parser)]
#[command(version, about)]
pub struct Arguments {
    /// An OpenID provider by its address
    #[arg(long, env, global = true, conflicts_with = "provider")]
    pub issuer: Option<String>,
    /// A provider by its preset, such as github
    #[arg(long, env, global = true)]
    pub provider: Option<String>,
    /// Address of the simulated provider of the preset (`valetkey provider imitate`), such as http://127.0.0.1:9100
    #[arg(long, env, global = true, requires = "provider", value_name = "ADDRESS")]
    pub imitated_at: Option<String>,
    /// The identifier of this program at the provider
    #[arg(long, env, global = true)]
    pub client_id: Option<String>,
    /// Its secret, if the provider requires one. A program on many machines cannot keep a secret
    #[arg(long, env, global = true, hide_env_values = true)]
    pub client_secret: Option<String>,
    /// The scope to request
    #[arg(long, env, global = true)]
    pub scope: Option<String>,
    /// The file with the tokens; readable by you only
    #[arg(long, env = "TOKEN_FILE", global = true, value_name = "FILE")]
    pub tokens: Option<PathBuf>,
    /// The command to run.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Subcommand)]
pub enum Command {
    /// Log in through the browser on this machine
    Login {
        /// Log in on another device: shows an address, a QR code and a code to type in
        #[arg(long)]
        device: bool,
        /// Show the address only
        #[arg(long, conflicts_with = "device")]
        no_browser: bool,
    },
    /// Show the logged-in user, as the provider sees it now
    Whoami {
        /// Every claim, as JSON
        #[arg(long)]
        json: bool,
    },
    /// Revoke the tokens and remove them
    Logout,
}

impl Arguments {
    /// Builds the client of these arguments.
    pub(crate) fn client(&self) -> Result<Client, AnyError> {
        let client_id = self.client_id.as_deref().ok_or("expected --client-id or CLIENT_ID, got neither")?;
        let mut builder = match (&self.issuer, &self.provider) {
            (Some(issuer), _) => Client::builder(issuer, client_id).scope(USUAL_SCOPE),
            (None, Some(name)) => self.of_preset(name, client_id)?,
            (None, None) => return Err("expected --issuer or --provider, got neither".into()),
        };
        if let Some(secret) = &self.client_secret {
            builder = builder.client_secret(secret.clone());
        }
        if let Some(scope) = &self.scope {
            builder = builder.scope(scope);
        }
        Ok(builder.build()?)
    }

    fn of_preset(&self, name: &str, client_id: &str) -> Result<ClientBuilder, AnyError> {
        let known = provider(name, &[])?;
        let known = match &self.imitated_at {
            Some(address) => known.relocated(address)?,
            None => known,
        };
        Ok(known.client(client_id))
    }

    /// Returns `--tokens`, else a file in the system's folder for program state.
    pub(crate) fn token_file(&self) -> Result<PathBuf, AnyError> {
        if let Some(path) = &self.tokens {
            return Ok(path.clone());
        }
        let folder = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let state = folder("XDG_STATE_HOME").or_else(|| folder("HOME").map(|home| home.join(".local/state")));
        let state = state
            .or_else(|| folder("LOCALAPPDATA"))
            .ok_or("expected --tokens, since there is no home folder")?;
        Ok(state.join("valetkey-example").join("tokens.json"))
    }
}
