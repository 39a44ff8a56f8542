//! `valetkey client remove`.

use clap::Args;
use serde_json::json;
use valetkey_administration::{client, files::Thing};
use valetkey_authorization_server::record::Client;
use valetkey_fetch::Method;

use super::show::NamedClient;
use crate::{failure::Failure, output::Output, ownership::OwnershipArguments, remote::Request};

#[derive(Args)]
#[command(after_help = "Example:\n  valetkey client remove notes-k3x9mwpd7q2a")]
pub(super) struct RemoveArguments {
    #[command(flatten)]
    client: NamedClient,
    #[command(flatten)]
    ownership: OwnershipArguments,
}

pub(super) async fn run(arguments: &RemoveArguments, output: Output) -> Result<(), Failure> {
    let (records, client) = arguments.client.load().await?;
    match records.api() {
        Some(api) => {
            let request = Request::of(client.revision).overriding(arguments.ownership.overrides());
            api.change(Method::DELETE, &["clients", client.id.as_str()], request).await?;
        }
        None => {
            arguments.ownership.check(&Thing::client(&client.id), &records).await?;
            let decision = records.decide(|occasion| client::remove(&client, occasion));
            let reload = async {
                let found = records.storage.client(&records.tenant, &client.id).await?;
                Ok(found.map(|client| Client::clone(&client)))
            };
            records.store(decision.changes, &client, reload).await?;
        }
    }
    let done = format!("Removed {}. Its tokens and consents are gone.", client.id);
    output.result(&json!({ "removed": client.id }), |_| done)
}
