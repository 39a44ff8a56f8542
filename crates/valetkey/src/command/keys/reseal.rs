//! `valetkey keys reseal`.

use clap::Args;
use serde_json::json;
use valetkey_administration::{identity_provider as operation, webhook as webhook_operation};
use valetkey_authorization_server::record::TenantRecord;
use valetkey_server::{
    EncryptionKey, Environment as _, Seal, SystemEnvironment, identity_provider, second_factors, webhook,
};

use super::rotate::load;
use crate::{
    administration::settled,
    command::{identity_provider::all as all_identity_providers, tenant::all as all_tenants},
    database::{DatabaseArguments, Records},
    failure::Failure,
    issuer_server,
    output::Output,
};

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ResealArguments {
    #[command(flatten)]
    database: DatabaseArguments,
}

const EXAMPLES: &str = "\
To replace the encryption key: move its file away, name the moved file in previous_encryption_key_files of the \
configuration, and run this command. It seals the keys, the authenticators and the secrets of identity providers and webhooks of every tenant, and makes a new key file if there is none. Give all servers the new file and the \
same configuration, and restart them. Drop the previous key when what it sealed may end: sign-in pages and codes \
last a day at most, refresh tokens as long as lifetimes.refresh_token_idle says. If the key leaked, drop it at once: \
anybody with that key can forge these values.

Example:
  VALETKEY_PREVIOUS_ENCRYPTION_KEY_FILES=valetkey.db.key.old valetkey keys reseal";

pub(super) async fn run(arguments: &ResealArguments, output: Output) -> Result<(), Failure> {
    let database = arguments.database.open_existing().await?;
    let key = match database.configuration.previous_encryption_key_files.is_empty() {
        true => issuer_server::encryption_key(&database.configuration, true)?,
        false => issuer_server::encryption_key_or_new(&database.configuration)?,
    };
    // Every tenant: a key that one of them still needs must not be dropped.
    let mut tenants = vec![database.recorded_tenant().await?];
    if !arguments.database.names_a_tenant() {
        tenants = all_tenants(&*database.storage).await?;
    }
    let (mut count, mut seeds, mut secrets, mut webhooks) = (0, 0, 0, 0);
    for tenant in &tenants {
        let records = Records { tenant: tenant.tenant.clone(), ..database.clone() };
        let keys = load(&records, tenant, &key).await?;
        let seen = records.storage.signing_keys(&records.tenant).await?;
        count += settled(keys.reseal().await, &seen, &records).await?;
        seeds += second_factors::reseal(&*records.storage, &records.tenant, &key)
            .await
            .map_err(Failure::failed)?;
        secrets += reseal_client_secrets(&records, tenant, &key).await?;
        webhooks += reseal_webhooks(&records, tenant, &key).await?;
    }
    let path = database.configuration.encryption_key_path().display().to_string();
    let value = json!({
        "resealed": count,
        "resealed_authenticators": seeds,
        "client_secrets": secrets,
        "webhooks": webhooks,
        "tenants": tenants.len(),
        "encryption_key_file": path,
    });
    output.result(&value, |_| {
        let of = match tenants.len() {
            1 => String::new(),
            tenants => format!(" of {tenants} tenants"),
        };
        format!(
            "Sealed {count} signing keys, {seeds} authenticators, {secrets} client secrets of identity providers and {webhooks} webhooks{of} with {path}.\nWhile a previous key is configured, codes, sign-in pages and \
             refresh tokens that it sealed still count."
        )
    })
}

/// Seals the client secrets of a tenant's identity providers anew.
async fn reseal_client_secrets(
    records: &Records,
    tenant: &TenantRecord,
    key: &EncryptionKey,
) -> Result<usize, Failure> {
    let seal = Seal::new(key, identity_provider::USAGE, tenant)?;
    let resealed =
        identity_provider::resealed(all_identity_providers(records).await?, &seal, SystemEnvironment.now())?;
    let decision = records.decide(|occasion| operation::reseal(resealed, occasion));
    let changed = || "somebody else edited an identity provider meanwhile; run the command again".to_owned();
    records.apply(decision.changes, changed).await?;
    Ok(decision.answer)
}

/// Seals the secrets of a tenant's webhooks anew.
async fn reseal_webhooks(
    records: &Records,
    tenant: &TenantRecord,
    key: &EncryptionKey,
) -> Result<usize, Failure> {
    let seal = Seal::new(key, webhook::USAGE, tenant)?;
    let webhooks = webhook::of_tenant(&*records.storage, &records.tenant).await?;
    for webhook in &webhooks {
        let resealed = webhook::resealed(webhook.clone(), &seal, SystemEnvironment.now())?;
        let decision = records.decide(|occasion| webhook_operation::reseal(webhook, resealed, occasion));
        let changed = || "somebody else edited a webhook meanwhile; run the command again".to_owned();
        records.apply(decision.changes, changed).await?;
    }
    Ok(webhooks.len())
}
