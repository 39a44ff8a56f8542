//! `valetkey keys rotate`.

use std::collections::BTreeSet;

use clap::Args;
use valetkey_authorization_server::record::{SigningKeyRecord, TenantRecord};
use valetkey_fetch::Method;
use valetkey_server::{EncryptionKey, Environment as _, Keys, SystemEnvironment};

use super::list;
use crate::{
    administration::{actor, settled},
    database::{DatabaseArguments, Records},
    failure::Failure,
    issuer_server,
    output::Output,
    remote::{Kind, Request},
};

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct RotateArguments {
    /// Remove the old keys at once, because a private key leaked; what they signed counts no more
    #[arg(long)]
    compromised: bool,
    /// Remove this key only [default: all keys]
    #[arg(value_name = "KID", requires = "compromised")]
    kid: Option<String>,
    #[command(flatten)]
    database: DatabaseArguments,
}

const EXAMPLES: &str = "\
Keys rotate by themselves. A running server takes the new keys into use within seconds; sessions and tokens stay \
valid. With --compromised it refuses every token that a removed key signed.

Examples:
  valetkey keys rotate --database sqlite:/var/lib/valetkey/valetkey.db
  valetkey keys rotate --compromised";

/// The consequences of removing a key.
const BROKEN: &str = "\
The removed keys are no longer published, and this server refuses what they signed: access tokens, and ID tokens \
as a hint. Applications get new access tokens with their refresh tokens; sessions and refresh tokens stay valid.
What you should know:
- APIs that verify tokens themselves accept forged ones until they fetch the key set again. It may be cached for ten \
minutes. Restart them, or clear their caches.
- Until then, APIs that fetch keys rarely refuse new tokens.
- A sign-in that is on its way at this moment may fail once at the application.
- If the encryption key file leaked too, replace it first (valetkey keys reseal) and run this again.";

pub(super) async fn run(arguments: &RotateArguments, output: Output) -> Result<(), Failure> {
    if arguments.database.server().is_some() {
        return over_the_api(arguments, output).await;
    }
    let database = arguments.database.open().await?;
    let tenant = database.recorded_tenant().await?;
    let before = database.storage.signing_keys(&database.tenant).await?;
    arguments.require_key(&before)?;
    let has_sealed = issuer_server::has_sealed(&*database.storage).await?;
    let key = issuer_server::encryption_key(&database.configuration, has_sealed)?;
    let keys = load(&database, &tenant, &key).await?;
    match (before.is_empty(), arguments.compromised) {
        // Keys that were made this moment need no successor.
        (true, _) => output.note("There were no keys yet; these are the first.")?,
        (false, true) => {
            let done = keys.replace_compromised(arguments.kid.as_deref()).await;
            settled(done, &before, &database).await?;
            output.note(BROKEN)?;
        }
        (false, false) => {
            settled(keys.rotate().await, &before, &database).await?;
            output.note("Rotated.")?;
        }
    }
    print(&database, output).await
}

/// Rotates or replaces the keys of a running server.
async fn over_the_api(arguments: &RotateArguments, output: Output) -> Result<(), Failure> {
    let records = arguments.database.records(&[Kind::Keys]).await?;
    arguments.require_key(&records.storage.signing_keys(&records.tenant).await?)?;
    if let Some(api) = records.api() {
        let (method, path) = match (arguments.compromised, arguments.kid.as_deref()) {
            (true, Some(kid)) => (Method::DELETE, ["keys", kid]),
            (true, None) => (Method::POST, ["keys", "replace-compromised"]),
            (false, _) => (Method::POST, ["keys", "rotate"]),
        };
        api.change(method, &path, Request::default()).await?;
    }
    output.note(if arguments.compromised { BROKEN } else { "Rotated." })?;
    print(&records.after_change().await?, output).await
}

impl RotateArguments {
    /// Refuses a key that is not there.
    fn require_key(&self, keys: &[SigningKeyRecord]) -> Result<(), Failure> {
        match self.kid.as_deref().filter(|kid| keys.iter().all(|record| record.kid != *kid)) {
            Some(kid) => Err(Failure::failed(format!(
                "there is no signing key {kid:?}; valetkey keys list shows them"
            ))),
            None => Ok(()),
        }
    }
}

async fn print(database: &Records, output: Output) -> Result<(), Failure> {
    let records = database.storage.signing_keys(&database.tenant).await?;
    let now = SystemEnvironment.now();
    output.result(&list::as_json(&records, now), |style| list::in_words(&records, now, style))
}

/// The keys with the algorithms that are in use, whatever the configuration at hand says.
pub(super) async fn load(
    database: &Records,
    tenant: &TenantRecord,
    key: &EncryptionKey,
) -> Result<Keys, Failure> {
    let before = database.storage.signing_keys(&database.tenant).await?;
    let mut policy = database.configuration.key_policy();
    let stays = |record: &&SigningKeyRecord| record.published_until.is_none();
    let in_use: BTreeSet<_> = before.iter().filter(stays).map(|record| record.algorithm).collect();
    if !in_use.is_empty() {
        policy.algorithms = in_use.into_iter().collect();
    }
    Ok(issuer_server::signing_keys(&database.storage, tenant, key, policy).await?.acting_as(actor()))
}
