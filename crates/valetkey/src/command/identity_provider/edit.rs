//! `valetkey identity-provider edit`.

use clap::Args;
use serde_json::json;
use valetkey_administration::{
    files::Thing,
    identity_provider::{self as operation, IdentityProviderSettings},
};
use valetkey_fetch::Method;
use valetkey_server::{
    Environment as _, SystemEnvironment,
    identity_provider::{open_secret, seal_secret},
};

use super::{
    NamedProvider, connect, seal,
    settings::{SecretArguments, SettingsArguments},
    show, stored,
};
use crate::{
    failure::Failure,
    output::Output,
    ownership::OwnershipArguments,
    remote::{Request, record},
};

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct EditArguments {
    #[command(flatten)]
    provider: NamedProvider,
    /// The client_id that the provider gave this server
    #[arg(long, value_name = "ID")]
    client_id: Option<String>,
    #[command(flatten)]
    secret: SecretArguments,
    /// Hide the provider: nobody signs in with it
    #[arg(long, conflicts_with = "enable")]
    disable: bool,
    /// Show a disabled provider again
    #[arg(long)]
    enable: bool,
    #[command(flatten)]
    ownership: OwnershipArguments,
    #[command(flatten)]
    settings: SettingsArguments,
}

const EXAMPLES: &str = "\
Only what you name changes. It counts within seconds on running servers, and at once for sign-ins that are on their way.

Examples:
  valetkey identity-provider edit github --client-secret-stdin < new.secret
  valetkey identity-provider edit github --disable
  valetkey identity-provider edit keycloak --map-claim picture=/picture --map-group 'engineering=/groups:eng'";

pub(super) async fn run(arguments: EditArguments, output: Output) -> Result<(), Failure> {
    let EditArguments { provider: named, client_id, secret, disable, enable, ownership, settings } =
        arguments;
    let secret = secret.read()?;
    let says_nothing = settings.are_empty() && client_id.is_none() && secret.is_none() && !disable && !enable;
    if says_nothing {
        return Err(Failure::usage(
            "expected something to edit, got nothing; valetkey identity-provider edit --help lists it",
        ));
    }
    let (records, provider) = named.load().await?;
    let tenant = records.recorded_tenant().await?;
    let map = records.role_map().await?;
    let mut new = settings.over(IdentityProviderSettings::from(&provider), &map)?;
    new.client_id = client_id.unwrap_or(new.client_id);
    new.disabled = (new.disabled || disable) && !enable;
    if let Some(api) = records.api() {
        let seen = record::provider_values(&IdentityProviderSettings::from(&provider));
        let mut body = record::difference(&seen, record::provider_values(&new));
        if let Some(secret) = &secret {
            body["client_secret"] = json!(secret.expose());
        }
        let request = Request::of(provider.revision).with(&body).overriding(ownership.overrides());
        let answer = api.change(Method::PATCH, &["providers", &provider.name], request).await?;
        return show::print(&record::provider(answer)?, &tenant, &map, output);
    }
    ownership.check(&Thing::identity_provider(&provider.name), &records).await?;
    let seal = seal(&records, &tenant).await?;
    let new_secret = secret.as_ref().map(|secret| seal_secret(&seal, &provider.name, secret)).transpose()?;
    let edited = records.decide(|occasion| operation::edit(&provider, new, new_secret, occasion));
    let edited = edited.map_err(Failure::usage)?;
    if !edited.answer.disabled {
        // One that can't be used may be disabled all the same.
        let secret = match secret {
            Some(secret) => Some(secret),
            None => open_secret(&seal, &provider, SystemEnvironment.now())?,
        };
        connect(&edited.answer, secret, &tenant, &records)?;
    }
    records.store(edited.changes, &provider, stored(&records, &provider.name)).await?;
    show::print(&edited.answer, &tenant, &map, output)
}
