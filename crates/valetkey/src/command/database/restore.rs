//! `valetkey database restore`.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::{
    after_restore::{NO_TENANT, in_words, postpone_deletions, postponed_in_words, refuse_earlier},
    backup::{remarks, sqlite_path},
};
use crate::{database::PlaceArguments, failure::Failure, output::Output};

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct RestoreArguments {
    /// The file that `valetkey database backup` wrote
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Replace the database that is there; everything in it is lost
    #[arg(long)]
    replace: bool,
    /// Let sessions and grants of the backup count again, also those that ended since; without it users sign in again
    #[arg(long)]
    keep_sessions_and_grants: bool,
    #[command(flatten)]
    database: PlaceArguments,
}

const EXAMPLES: &str = "\
Stop the server first. Sessions, grants, codes and tokens from before the restore do not count any more: the backup \
does not know what was revoked since. Users who asked for the deletion of their account can return for 14 days again, and users who \
were deleted since the backup are back: delete them again. The encryption key file beside the database must be the one from the time of the backup.

Example:
  valetkey database restore /var/backups/valetkey-monday.db --database sqlite:/var/lib/valetkey/valetkey.db --replace";

/// The text for a restore that stopped after the copy.
const STILL_COUNT: &str = "the database was restored, but sessions and grants in it still count; run valetkey database \
    after-restore before the server starts";

/// The text for a restore that stopped after the copy, at the users who asked for the deletion of their account.
const NOT_POSTPONED: &str = "the database was restored, but users who asked for the deletion of their account, and returned since, \
    may be deleted; run valetkey database after-restore before the server starts";

pub(super) async fn run(arguments: &RestoreArguments, output: Output) -> Result<(), Failure> {
    let configuration = arguments.database.configuration()?;
    let configured = &configuration.database;
    let path = sqlite_path(configured, "pg_restore")?;
    if !arguments.file.exists() {
        return Err(Failure::failed(format!(
            "there is no file {}; give the file that valetkey database backup wrote",
            arguments.file.display()
        )));
    }
    if path.exists() && !arguments.replace {
        return Err(Failure::failed(format!(
            "there is a database {} already; with --replace everything in it is lost",
            path.display()
        )));
    }
    valetkey_storage_sqlite::restore(&arguments.file, path, arguments.replace, remarks(output))?;
    let nothing_before = match arguments.keep_sessions_and_grants {
        true => None,
        false => {
            refuse_earlier(&configuration).await.map_err(|failure| failure.with_consequence(STILL_COUNT))?
        }
    };
    let postponed = postpone_deletions(&configuration)
        .await
        .map_err(|failure| failure.with_consequence(NOT_POSTPONED))?;
    let shown = configured.to_string();
    let result =
        json!({ "restored": shown, "nothing_before": nothing_before, "postponed_deletions": postponed });
    output.result(&result, |_| {
        let consequence = match nothing_before {
            Some(moment) => in_words(moment),
            None if arguments.keep_sessions_and_grants => {
                "Sessions and grants of the backup count again, also those that ended since.".to_owned()
            }
            None => format!("Note: {NO_TENANT}."),
        };
        format!("Restored {shown}. {consequence}{}", postponed_in_words(postponed))
    })
}
