//! `valetkey client show`.

use clap::Args;
use valetkey_administration::Describe as _;
use valetkey_authorization_server::record::Client;
use valetkey_server::{Environment as _, SystemEnvironment};
use valetkey_types::ClientId;

use super::{access::AllowedNames, secrets};
use crate::{
    database::{DatabaseArguments, Records},
    failure::Failure,
    output::{Output, pairs, set_fields},
    remote::Kind,
};

#[derive(Args)]
#[command(after_help = "Example:\n  valetkey client show notes-k3x9mwpd7q2a")]
pub(super) struct ShowArguments {
    #[command(flatten)]
    client: NamedClient,
}

/// The kinds of records that are shown of a client: the groups that may use it have names.
pub(super) const SHOWN: [Kind; 3] = [Kind::Clients, Kind::Groups, Kind::Roles];

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
        self.load_with(&[Kind::Clients]).await
    }

    /// The same, with these kinds of records of a server.
    ///
    /// # Errors
    /// As [`NamedClient::load`].
    pub(super) async fn load_with(&self, kinds: &[Kind]) -> Result<(Records, Client), Failure> {
        let records = self.database.records(kinds).await?;
        let client = client_called(&records, &self.id).await?;
        Ok((records, client))
    }
}

/// Returns the client with this identifier.
///
/// # Errors
/// The error of the database, or that there is no such client.
pub(in crate::command) async fn client_called(records: &Records, id: &str) -> Result<Client, Failure> {
    let found = records.storage.client(&records.tenant, &ClientId::new(id)).await?;
    let client = found.ok_or_else(|| {
        Failure::failed(format!("there is no client {id:?}; valetkey client list shows all"))
    })?;
    Ok(Client::clone(&client))
}

pub(super) async fn run(arguments: &ShowArguments, output: Output) -> Result<(), Failure> {
    let (records, client) = arguments.client.load_with(&SHOWN).await?;
    print(&records, &client, output).await
}

/// Prints everything about a client that is no secret.
///
/// # Errors
/// The error of the database, or when the output is closed.
pub(super) async fn print(records: &Records, client: &Client, output: Output) -> Result<(), Failure> {
    let allowed = AllowedNames::load(&client.access, records).await?;
    let mut value = super::list::as_json_of(client, records);
    let now = SystemEnvironment.now();
    value["secrets"] = secrets::as_json(client, now).into();
    value["access"] = allowed.as_ref().map(AllowedNames::as_json).into();
    output.result(&value, |style| {
        let named = |(field, value): (&'static str, String)| match (field, &allowed) {
            ("access", Some(allowed)) => (field, allowed.in_words()),
            ("client_secret", _) => (field, secrets::in_words(client, now)),
            // The line above has these moments.
            ("client_secret_made_at" | "old_client_secret_ends_at", _) => (field, String::new()),
            _ => (field, value),
        };
        let lines = set_fields(client.fields().into_iter().map(named));
        format!("{}\n\n{}", style.strong(client.id.as_str()), pairs(lines))
    })
}
