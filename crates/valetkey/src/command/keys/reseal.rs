//! `valetkey keys reseal`.

use clap::Args;
use serde_json::json;

use super::rotate::load;
use crate::{
    administration::settled, database::DatabaseArguments, failure::Failure, issuer_server, output::Output,
};

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ResealArguments {
    #[command(flatten)]
    database: DatabaseArguments,
}

const EXAMPLES: &str = "\
To replace the encryption key: move its file away, name the moved file in previous_encryption_key_files of the \
configuration, and run this command. It makes a new key file if there is none. Give all servers the new file and the \
same configuration, and restart them. Drop the previous key when what it sealed may end: sign-in pages and codes \
last a day at most, refresh tokens as long as lifetimes.refresh_token_idle says. If the key leaked, drop it at once: \
whoever has it can forge these values.

Example:
  VALETKEY_PREVIOUS_ENCRYPTION_KEY_FILES=valetkey.db.key.old valetkey keys reseal";

pub(super) async fn run(arguments: &ResealArguments, output: Output) -> Result<(), Failure> {
    let database = arguments.database.open_existing().await?;
    let tenant = database.recorded_tenant().await?;
    let key = match database.configuration.previous_encryption_key_files.is_empty() {
        true => issuer_server::encryption_key(&database.configuration, true)?,
        false => issuer_server::encryption_key_or_new(&database.configuration)?,
    };
    let keys = load(&database, &tenant, &key).await?;
    let seen = database.storage.signing_keys(&database.tenant).await?;
    let count = settled(keys.reseal().await, &seen, &database).await?;
    let path = database.configuration.encryption_key_path().display().to_string();
    output.result(&json!({ "resealed": count, "encryption_key_file": path }), |_| {
        format!(
            "Sealed {count} signing keys with {path}.\nWhile a previous key is configured, codes, sign-in pages and \
             refresh tokens that it sealed still count."
        )
    })
}
