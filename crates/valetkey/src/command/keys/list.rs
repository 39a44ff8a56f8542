//! `valetkey keys list`.

use clap::Args;
use serde_json::{Value, json};
use valetkey_authorization_server::{keys::state, record::SigningKeyRecord};
use valetkey_server::{Environment as _, SystemEnvironment};
use valetkey_types::Timestamp;

use crate::{
    database::DatabaseArguments,
    failure::Failure,
    output::{Output, Style, table},
    remote::Kind,
    time_words::{relative, utc},
};

#[derive(Args)]
#[command(after_help = "Examples:\n  valetkey keys list\n  valetkey keys list --json")]
pub(super) struct ListArguments {
    #[command(flatten)]
    database: DatabaseArguments,
}

pub(super) async fn run(arguments: &ListArguments, output: Output) -> Result<(), Failure> {
    let database = arguments.database.records(&[Kind::Keys]).await?;
    let records = database.storage.signing_keys(&database.tenant).await?;
    let now = SystemEnvironment.now();
    output.result(&as_json(&records, now), |style| in_words(&records, now, style))
}

/// The public side of every key.
pub(super) fn as_json(records: &[SigningKeyRecord], now: Timestamp) -> Vec<Value> {
    let value = |record: &SigningKeyRecord| {
        json!({
            "kid": record.kid,
            "algorithm": record.algorithm,
            "state": state(now, record, records).as_str(),
            "created_at": record.created_at,
            "signs_from": record.signs_from,
            "published_until": record.published_until,
        })
    };
    records.iter().map(value).collect()
}

/// A line per key.
pub(super) fn in_words(records: &[SigningKeyRecord], now: Timestamp, style: Style) -> String {
    if records.is_empty() {
        return "No signing keys yet: the server makes them when it first starts.".to_owned();
    }
    let row = |record: &SigningKeyRecord| {
        let until = record.published_until.map_or("-".to_owned(), |until| relative(until, now));
        let algorithm = record.algorithm.to_string();
        vec![
            record.kid.clone(),
            algorithm,
            state(now, record, records).as_str().to_owned(),
            utc(record.signs_from),
            until,
        ]
    };
    let rows: Vec<Vec<String>> = records.iter().map(row).collect();
    table(style, &["KID", "ALGORITHM", "STATE", "SIGNS FROM", "LEAVES THE KEY SET"], &rows)
}
