//! `valetkey audit head`.

use clap::Args;
use serde_json::json;
use valetkey_server::audit;

use crate::{database::DatabaseArguments, failure::Failure, output::Output, time_words::utc};

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct HeadArguments {
    #[command(flatten)]
    database: DatabaseArguments,
}

const EXAMPLES: &str = "\
Somebody who can write to the database can also write a new chain. Keep the hash where they can't: on another machine, in a \
mail, on paper. valetkey audit verify --head HASH then proves that everything up to that block is still there, unchanged.

Examples:
  valetkey audit head
  valetkey audit head --json | ssh backup.internal 'cat >> valetkey-heads.jsonl'";

/// Runs the command.
pub(super) async fn run(arguments: &HeadArguments, output: Output) -> Result<(), Failure> {
    let records = arguments.database.open_existing().await?;
    let head = audit::head(&*records.storage, &records.tenant).await?.ok_or_else(|| {
        Failure::failed(
            "there is no block yet: a running server makes the first one a minute after the first event",
        )
    })?;
    let value = json!({
        "hash": head.hash,
        "number": head.number,
        "at": head.at,
        "time": utc(head.at),
        "events": head.entries.len(),
    });
    output.result(&value, |_| {
        let Some((first, last)) = head.entries.first().zip(head.entries.last()) else {
            return head.hash.to_string();
        };
        format!(
            "{}\nblock {} of {}, with {} events from {} to {}",
            head.hash,
            head.number,
            utc(head.at),
            head.entries.len(),
            first.id,
            last.id
        )
    })
}
