//! The other door of the commands: a running server, over its administration API.

mod address;
mod api;
mod client;
mod folder;
mod problem;
mod read_only;
pub(crate) mod record;
mod session;
mod snapshot;
mod token_file;

use clap::Args;

use self::session::{access_token, machine_token};
pub(crate) use self::{
    address::Address,
    api::{Api, Request},
    client::{CLIENT_ID, REDIRECT_URI, SCOPE, command_line_client},
    session::Session,
    snapshot::{Kind, Snapshot, read as read_snapshot},
    token_file::TokenFile,
};
use crate::{configuration_file::variable, failure::Failure};

/// Names the server that commands work on.
pub(crate) const SERVER_VARIABLE: &str = "VALETKEY_SERVER";
/// Names the client that acts for itself.
pub(crate) const CLIENT_VARIABLE: &str = "VALETKEY_SERVER_CLIENT_ID";
/// Names the file with the secret of that client.
pub(crate) const SECRET_FILE_VARIABLE: &str = "VALETKEY_SERVER_CLIENT_SECRET_FILE";
/// Holds the secret of that client.
pub(crate) const SECRET_VARIABLE: &str = "VALETKEY_SERVER_CLIENT_SECRET";

/// The options for a command that works on a running server.
#[derive(Args)]
pub(crate) struct ServerArguments {
    /// Work on this running server over its API, not on a database: its issuer, such as https://id.example.com [env:
    /// VALETKEY_SERVER]
    #[arg(
        long,
        value_name = "URL",
        help_heading = "Server",
        conflicts_with_all = ["database", "encryption_key_file", "config"]
    )]
    pub(crate) server: Option<String>,
    /// Act as this client, with client credentials, not as the user of valetkey sign-in [env: VALETKEY_SERVER_CLIENT_ID]
    #[arg(long, value_name = "ID", help_heading = "Server")]
    pub(crate) server_client_id: Option<String>,
    /// The file with the secret of that client [env: VALETKEY_SERVER_CLIENT_SECRET_FILE, or the secret in
    /// VALETKEY_SERVER_CLIENT_SECRET]
    #[arg(long, value_name = "FILE", help_heading = "Server")]
    pub(crate) server_client_secret_file: Option<String>,
}

impl ServerArguments {
    /// Returns the server that the option or the variable names. The variable does not count beside `--database` and its like.
    pub(crate) fn named(&self, names_a_database: bool) -> Option<String> {
        let from_variable = || variable(SERVER_VARIABLE).filter(|_| !names_a_database);
        self.server.clone().or_else(from_variable)
    }

    /// Connects to a server, as the client of the options or as the user who signed in.
    ///
    /// # Errors
    /// A text that says what to do.
    pub(crate) async fn connect(&self, server: &str) -> Result<Api, Failure> {
        let address = Address::parse(server)?;
        let client_id = self.server_client_id.clone().or_else(|| variable(CLIENT_VARIABLE));
        match client_id {
            Some(id) => {
                let file = self.server_client_secret_file.clone().or_else(|| variable(SECRET_FILE_VARIABLE));
                let token = machine_token(&address, &id, file.as_deref()).await?;
                Ok(Api::of_client(address, token, id))
            }
            None => {
                let token = access_token(&address).await?;
                Ok(Api::new(address, token))
            }
        }
    }
}
