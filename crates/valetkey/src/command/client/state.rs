//! `valetkey client disable` and `enable`.

use clap::Args;
use valetkey_administration::{client, files::Thing};
use valetkey_authorization_server::{Change, Decision, record::Client};

use super::show::NamedClient;
use crate::{database::Records, failure::Failure, output::Output, ownership::OwnershipArguments};

#[derive(Args)]
#[command(after_help = "Example:\n  valetkey client disable notes-k3x9mwpd7q2a")]
pub(super) struct DisableArguments {
    #[command(flatten)]
    client: NamedClient,
    #[command(flatten)]
    ownership: OwnershipArguments,
}

#[derive(Args)]
#[command(after_help = "Example:\n  valetkey client enable notes-k3x9mwpd7q2a")]
pub(super) struct EnableArguments {
    #[command(flatten)]
    client: NamedClient,
    #[command(flatten)]
    ownership: OwnershipArguments,
}

pub(super) async fn disable(arguments: &DisableArguments, output: Output) -> Result<(), Failure> {
    let (records, client) = arguments.client.load().await?;
    arguments.ownership.check(&Thing::client(&client.id), &records).await?;
    let decision = records.decide(|occasion| client::disable(&client, occasion));
    let Decision { answer, changes } = decision;
    store(&records, changes, &client).await?;
    let done = format!(
        "Disabled {}. It gets no tokens, and the ones it holds stop counting; client enable brings them back.",
        answer.name
    );
    output.result(&super::list::as_json(&answer), |_| done)
}

pub(super) async fn enable(arguments: &EnableArguments, output: Output) -> Result<(), Failure> {
    let (records, client) = arguments.client.load().await?;
    arguments.ownership.check(&Thing::client(&client.id), &records).await?;
    let Decision { answer, changes } = records.decide(|occasion| client::enable(&client, occasion));
    store(&records, changes, &client).await?;
    output.result(&super::list::as_json(&answer), |_| format!("Enabled {}.", answer.name))
}

/// Stores changes of a client.
///
/// # Errors
/// The error of the database, or the difference to the record that somebody else changed meanwhile.
pub(super) async fn store(records: &Records, changes: Vec<Change>, seen: &Client) -> Result<(), Failure> {
    let reload = async {
        let found = records.storage.client(&records.tenant, &seen.id).await?;
        Ok(found.map(|client| Client::clone(&client)))
    };
    records.store(changes, seen, reload).await
}
