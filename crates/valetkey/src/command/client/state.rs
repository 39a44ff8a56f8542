//! `valetkey client disable`, `enable` and `rotate-secret`.

use clap::Args;
use serde_json::json;
use valetkey_administration::{client, files::Thing};
use valetkey_authorization_server::{Change, Decision, record::Client};
use valetkey_jose::digest::random_token;
use valetkey_types::Secret;

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

#[derive(Args)]
#[command(
    after_help = "The old secret stops working at once. The new one is shown once.\n\nExample:\n  valetkey client rotate-secret notes-k3x9mwpd7q2a"
)]
pub(super) struct RotateSecretArguments {
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

pub(super) async fn rotate_secret(arguments: &RotateSecretArguments, output: Output) -> Result<(), Failure> {
    let (records, client) = arguments.client.load().await?;
    arguments.ownership.check(&Thing::client(&client.id), &records).await?;
    let secret = Secret::new(random_token());
    let decided = records.decide(|occasion| client::rotate_secret(&client, &secret, occasion));
    let Decision { answer, changes } = decided.map_err(Failure::failed)?;
    store(&records, changes, &client).await?;
    let value = json!({ "client_id": answer.id, "client_secret": secret.expose() });
    output.result(&value, |style| {
        let heading = style.strong(&format!("New secret of {}.", answer.name));
        format!(
            "{heading}\n\n  client_secret  {}\n\nThe old one stopped working. Keep this one now: it is not shown again.",
            secret.expose()
        )
    })
}

async fn store(records: &Records, changes: Vec<Change>, seen: &Client) -> Result<(), Failure> {
    let reload = async {
        let found = records.storage.client(&records.tenant, &seen.id).await?;
        Ok(found.map(|client| Client::clone(&client)))
    };
    records.store(changes, seen, reload).await
}
