//! Checks that need the configuration of the server: lifetimes, algorithms, and providers.

use valetkey_administration::files::{Desired, DesiredTenant, ProviderSecret, State, Thing};
use valetkey_authorization_server::record::{IdentityProvider, TenantRecord};
use valetkey_server::{
    Environment as _, SystemEnvironment,
    identity_provider::{open_secret, seal_secret},
};
use valetkey_types::Secret;

use crate::{command, database::Records, failure::Failure};

/// A value that the configuration of the server does not allow.
pub(super) struct Refused {
    pub(super) thing: Thing,
    pub(super) field: String,
    pub(super) text: String,
}

/// Checks the settings of the tenant, and that a key can sign the ID tokens of each client.
pub(super) fn settings(desired: &Desired, state: &State, records: &Records) -> Vec<Refused> {
    let mut refused = Vec::new();
    let mut tenant = state.tenant.clone();
    if let Some(wanted) = &desired.tenant {
        let DesiredTenant { settings, .. } = &wanted.value;
        if let Err((field, text)) = command::check_tenant(settings, &tenant, records.place.clone()) {
            refused.push(Refused { thing: Thing::tenant(), field, text });
        }
        let (lifetimes, algorithms) = (settings.lifetimes.clone(), settings.algorithms.clone());
        tenant = TenantRecord { lifetimes, algorithms, ..tenant };
    }
    let kept = records.place.clone().for_tenant(&tenant).keys.algorithms;
    for wanted in &desired.clients {
        let (client, settings) = (&wanted.value, &wanted.value.settings);
        let algorithm = settings.id_token_signed_response_alg;
        if !kept.contains(&algorithm) && !settings.grant_types.is_empty() {
            let kept: Vec<_> = kept.iter().map(|algorithm| algorithm.as_str()).collect();
            let text = format!(
                "expected an algorithm that the server keeps keys for ({}), got {algorithm}",
                kept.join(", ")
            );
            let field = "id_token_signed_response_alg".to_owned();
            refused.push(Refused { thing: Thing::client(&client.id), field, text });
        }
    }
    refused
}

/// Compares the client secrets of providers with the stored ones, and seals those that differ.
///
/// # Errors
/// An error of the encryption key or of the database.
pub(super) async fn settle_secrets(
    desired: &mut Desired,
    secrets: &[(String, Secret)],
    state: &State,
    records: &Records,
) -> Result<(), Failure> {
    if secrets.is_empty() {
        return Ok(());
    }
    let seal = command::provider_seal(records, &state.tenant).await?;
    for wanted in &mut desired.identity_providers {
        let provider = &mut wanted.value;
        let Some((_, secret)) = secrets.iter().find(|(name, _)| *name == provider.name) else { continue };
        let stored = match state.identity_provider(&provider.name) {
            Some(stored) => open_secret(&seal, stored, SystemEnvironment.now())?,
            None => None,
        };
        let is_same = stored.is_some_and(|stored| {
            valetkey_jose::digest::constant_time_eq(stored.expose().as_bytes(), secret.expose().as_bytes())
        });
        provider.secret = match is_same {
            true => ProviderSecret::Unchanged,
            false => ProviderSecret::New(seal_secret(&seal, &provider.name, secret)?),
        };
    }
    Ok(())
}

/// Checks that the server could use each provider, without a request to it.
///
/// # Errors
/// The server could not send requests to any provider.
pub(super) fn providers(
    desired: &Desired,
    secrets: &[(String, Secret)],
    state: &State,
    records: &Records,
) -> Result<Vec<Refused>, Failure> {
    let mut refused = Vec::new();
    for wanted in desired.identity_providers.iter().filter(|wanted| !wanted.value.settings.disabled) {
        let provider = &wanted.value;
        let secret =
            secrets.iter().find(|(name, _)| *name == provider.name).map(|(_, secret)| secret.clone());
        let Ok(record) = record(provider, records) else { continue };
        if let Some(text) = command::check_provider(&record, secret, &state.tenant, records)? {
            refused.push(Refused {
                thing: Thing::identity_provider(&provider.name),
                field: String::new(),
                text,
            });
        }
    }
    Ok(refused)
}

/// Makes the record of a provider, without groups. The plan reports errors of its fields.
fn record(
    provider: &valetkey_administration::files::DesiredIdentityProvider,
    records: &Records,
) -> Result<IdentityProvider, ()> {
    let add = |occasion: &valetkey_authorization_server::event::Occasion<'_>| {
        let settings = provider.settings.clone();
        valetkey_administration::identity_provider::add(&provider.name, settings, None, occasion)
    };
    records.decide(add).map(|decision| decision.answer).map_err(|_| ())
}
