//! `valetkey client disable` and `enable`.

use clap::Args;
use serde_json::Value;
use valetkey_administration::{client, files::Thing};
use valetkey_authorization_server::{Change, record::Client};
use valetkey_fetch::Method;

use super::show::NamedClient;
use crate::{
    database::Records,
    failure::Failure,
    output::Output,
    ownership::OwnershipArguments,
    remote::{Api, Request, record},
};

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
    let answer = match records.api() {
        Some(api) => record::client(send(api, "disable", &client, &arguments.ownership).await?)?,
        None => {
            arguments.ownership.check(&Thing::client(&client.id), &records).await?;
            let decision = records.decide(|occasion| client::disable(&client, occasion));
            store(&records, decision.changes, &client).await?;
            decision.answer
        }
    };
    let done = format!(
        "Disabled {}. It gets no tokens, and the ones it holds stop counting; client enable brings them back.",
        answer.name
    );
    output.result(&super::list::as_json_of(&answer, &records), |_| done)
}

pub(super) async fn enable(arguments: &EnableArguments, output: Output) -> Result<(), Failure> {
    let (records, client) = arguments.client.load().await?;
    let answer = match records.api() {
        Some(api) => record::client(send(api, "enable", &client, &arguments.ownership).await?)?,
        None => {
            arguments.ownership.check(&Thing::client(&client.id), &records).await?;
            let decision = records.decide(|occasion| client::enable(&client, occasion));
            store(&records, decision.changes, &client).await?;
            decision.answer
        }
    };
    output.result(&super::list::as_json_of(&answer, &records), |_| format!("Enabled {}.", answer.name))
}

/// Does something with a client of a running server that nobody changed since it was seen, and returns the answer.
async fn send(
    api: &Api,
    operation: &str,
    client: &Client,
    ownership: &OwnershipArguments,
) -> Result<Value, Failure> {
    let request = Request::of(client.revision).overriding(ownership.overrides());
    api.change(Method::POST, &["clients", client.id.as_str(), operation], request).await
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
