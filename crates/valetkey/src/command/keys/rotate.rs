//! `valetkey keys rotate`.

use std::collections::BTreeSet;

use clap::Args;
use valetkey_authorization_server::record::SigningKeyRecord;
use valetkey_server::{Environment as _, Keys, SystemEnvironment};

use super::list;
use crate::{
    database::{DatabaseArguments, Records},
    failure::Failure,
    issuer_server,
    output::Output,
};

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct RotateArguments {
    #[command(flatten)]
    database: DatabaseArguments,
}

const EXAMPLES: &str = "\
Keys rotate by themselves. Rotate by hand when a key may have leaked. A running server takes the new keys \
into use within seconds; sessions and tokens stay valid.

Example:
  valetkey keys rotate --database sqlite:/var/lib/valetkey/valetkey.db";

pub(super) async fn run(arguments: &RotateArguments, output: Output) -> Result<(), Failure> {
    let database = arguments.database.open().await?;
    let before = database.storage.signing_keys(&database.tenant).await?;
    let keys = load(&database, &before).await?;
    // Keys that were made this moment need no successor.
    if !before.is_empty() {
        keys.rotate().await?;
    }
    let records = database.storage.signing_keys(&database.tenant).await?;
    let now = SystemEnvironment.now();
    output.note(if before.is_empty() {
        "There were no keys yet; these are the first."
    } else {
        "Rotated."
    })?;
    output.result(&list::as_json(&records, now), |style| list::in_words(&records, now, style))
}

/// The keys with the algorithms that are in use, whatever the configuration at hand says.
async fn load(database: &Records, before: &[SigningKeyRecord]) -> Result<Keys, Failure> {
    let configuration = &database.configuration;
    let key = issuer_server::encryption_key(configuration, !before.is_empty())?;
    let mut policy = configuration.key_policy();
    let in_use =
        before.iter().filter(|record| record.published_until.is_none()).map(|record| record.algorithm);
    let in_use: BTreeSet<_> = in_use.collect();
    if !in_use.is_empty() {
        policy.algorithms = in_use.into_iter().collect();
    }
    issuer_server::signing_keys(&database.storage, database.tenant.clone(), &key, policy).await
}
