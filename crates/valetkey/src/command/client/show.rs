//! `valetkey client show`.

use clap::Args;
use valetkey_administration::Describe as _;
use valetkey_authorization_server::record::Client;
use valetkey_types::ClientId;

use crate::{
    database::{DatabaseArguments, Records},
    failure::Failure,
    output::{Output, pairs},
};

#[derive(Args)]
#[command(after_help = "Example:\n  valetkey client show notes-k3x9mwpd7q2a")]
pub(super) struct ShowArguments {
    #[command(flatten)]
    client: NamedClient,
}

/// A client, by its identifier.
#[derive(Args)]
pub(super) struct NamedClient {
    /// The client_id, as `valetkey client list` shows it
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    database: DatabaseArguments,
}

impl NamedClient {
    /// Opens the records and loads the client.
    ///
    /// # Errors
    /// The error of the database, or that there is no such client.
    pub(super) async fn load(&self) -> Result<(Records, Client), Failure> {
        let records = self.database.open_existing().await?;
        let found = records.storage.client(&records.tenant, &ClientId::new(&self.id)).await?;
        let client = found.ok_or_else(|| {
            Failure::failed(format!("there is no client {:?}; valetkey client list shows all", self.id))
        })?;
        Ok((records, Client::clone(&client)))
    }
}

pub(super) async fn run(arguments: &ShowArguments, output: Output) -> Result<(), Failure> {
    let (_, client) = arguments.client.load().await?;
    print(&client, output)
}

/// Prints everything about a client that is no secret.
///
/// # Errors
/// When the output is closed.
pub(super) fn print(client: &Client, output: Output) -> Result<(), Failure> {
    output.result(&super::list::as_json(client), |style| {
        let set = client.fields().into_iter().filter(|(_, value)| !value.is_empty());
        let lines = set.map(|(field, value)| (field, value.replace('\n', "  ")));
        format!("{}\n\n{}", style.strong(client.id.as_str()), pairs(lines))
    })
}
