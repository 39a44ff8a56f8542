//! `valetkey client add --command-line`.

use valetkey_administration::client;
use valetkey_authorization_server::Decision;
use valetkey_types::ClientId;

use super::{super::list, registration_failure, require_key_for};
use crate::{
    database::DatabaseArguments,
    failure::Failure,
    output::{Output, pairs},
    remote::{CLIENT_ID, REDIRECT_URI, SCOPE, command_line_client},
};

/// Registers the command line as a client.
///
/// # Errors
/// That it is registered already, that the database has no issuer yet, or the error of the database.
pub(super) async fn run(arguments: &DatabaseArguments, output: Output) -> Result<(), Failure> {
    let records = arguments.open_existing().await?;
    let issuer = records.recorded_tenant().await?.issuer;
    let new = command_line_client(&issuer, &records.configuration.keys.algorithms);
    let added = records.decide(|occasion| client::add(ClientId::new(CLIENT_ID), None, new, occasion));
    let Decision { answer: client, changes } = added.map_err(registration_failure)?;
    require_key_for(&client, &records.configuration)?;
    let taken =
        || format!("the client {CLIENT_ID} is there already; valetkey client show {CLIENT_ID} shows it");
    records.apply(changes, taken).await?;
    output.result(&list::as_json(&client), |style| {
        let heading = style.strong("Registered the command line.");
        let facts = [
            ("client_id", CLIENT_ID.to_owned()),
            ("redirect URI", format!("{REDIRECT_URI}, with any port")),
            ("audience", client.audiences.join(" ")),
            ("scope", SCOPE.to_owned()),
        ];
        format!("{heading}\n{}\n\nOn another machine: valetkey sign-in --server {issuer}", pairs(facts))
    })
}
