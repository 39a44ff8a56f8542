//! `valetkey identity-provider remove`.

use clap::Args;
use serde_json::json;
use valetkey_administration::{files::Thing, identity_provider as operation};
use valetkey_fetch::Method;

use super::{NamedProvider, stored};
use crate::{failure::Failure, output::Output, ownership::OwnershipArguments, remote::Request};

#[derive(Args)]
#[command(after_help = "\
Nobody signs in with the provider any more. Linked accounts stay: they count again when a provider of the same issuer is \
added. Users who have no other way to sign in can't sign in; valetkey user password gives them one.

Example:
  valetkey identity-provider remove github")]
pub(super) struct RemoveArguments {
    #[command(flatten)]
    provider: NamedProvider,
    #[command(flatten)]
    ownership: OwnershipArguments,
}

pub(super) async fn run(arguments: &RemoveArguments, output: Output) -> Result<(), Failure> {
    let (records, provider) = arguments.provider.load().await?;
    match records.api() {
        Some(api) => {
            let request = Request::of(provider.revision).overriding(arguments.ownership.overrides());
            api.change(Method::DELETE, &["providers", &provider.name], request).await?;
        }
        None => {
            arguments.ownership.check(&Thing::identity_provider(&provider.name), &records).await?;
            let decision = records.decide(|occasion| operation::remove(&provider, occasion));
            records.store(decision.changes, &provider, stored(&records, &provider.name)).await?;
        }
    }
    let done = format!("Removed the identity provider {}.", provider.name);
    output.result(&json!({ "removed": provider.name }), |_| done)
}
