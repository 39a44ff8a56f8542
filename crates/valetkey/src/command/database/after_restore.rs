//! `valetkey database after-restore`, and what `restore` does with sessions and grants.

use std::time::Duration;

use clap::Args;
use serde_json::json;
use tokio::time::sleep;
use valetkey_administration::{deletion, issuer};
use valetkey_authorization_server::record::TenantRecord;
use valetkey_server::{Configuration, Environment as _, SystemEnvironment};
use valetkey_storage::{Listing, directory, record::TENANT};
use valetkey_types::{Seconds, Timestamp};

use crate::{
    administration::{decide, store},
    database::{self, PlaceArguments},
    failure::Failure,
    output::Output,
    time_words,
};

/// Tenants that are read and changed at a time.
const PAGE: usize = 200;

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct AfterRestoreArguments {
    #[command(flatten)]
    database: PlaceArguments,
}

const EXAMPLES: &str = "\
Stop the servers first. For a database that came back with other tools, such as pg_restore or a snapshot of the disk: \
everybody signs in again, and what was revoked since the backup stays revoked. valetkey database restore does this itself.

Example:
  valetkey database after-restore --database postgres://valetkey@localhost/valetkey";

pub(super) async fn run(arguments: &AfterRestoreArguments, output: Output) -> Result<(), Failure> {
    let configuration = arguments.database.configuration()?;
    database::require_existing(&configuration.database)?;
    let moment = refuse_earlier(&configuration).await?;
    let postponed = postpone_deletions(&configuration).await?;
    match moment {
        Some(moment) => {
            let result = json!({ "nothing_before": moment, "postponed_deletions": postponed });
            output.result(&result, |_| format!("{}{}", in_words(moment), postponed_in_words(postponed)))
        }
        None => Err(Failure::failed(NO_TENANT)),
    }
}

/// The hint for a database without a recorded issuer.
pub(super) const NO_TENANT: &str = "this database has no issuer yet, so sessions and grants in it still count: start the \
    server once with valetkey serve --issuer URL, stop it, and run valetkey database after-restore";

/// Says since when sessions and grants count.
pub(super) fn in_words(moment: Timestamp) -> String {
    let moment = time_words::utc(moment);
    format!("Sessions, grants, codes and tokens from before {moment} do not count: users sign in again.")
}

/// Gives users who asked for the deletion of their account the whole time to return again: the backup does not know who returned
/// since. Returns how many they are.
pub(super) async fn postpone_deletions(configuration: &Configuration) -> Result<usize, Failure> {
    let storage = database::open(&configuration.database).await?;
    let leaving = directory::leaving_users(&*storage).await?;
    for user in &leaving {
        let changes = decide(configuration, &user.tenant, |occasion| deletion::postpone(user, occasion));
        store(&*storage, changes, user, storage.user(&user.tenant, &user.id)).await?;
    }
    Ok(leaving.len())
}

/// Says that users can return again, or nothing.
pub(super) fn postponed_in_words(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => " One user asked for the deletion of the account: they can return for 14 days again.".to_owned(),
        count => {
            format!(
                " {count} users asked for the deletion of their accounts: they can return for 14 days again."
            )
        }
    }
}

/// Refuses whatever began before the next second, for every tenant, and waits for that second. Returns its moment; `None` when
/// no tenant is recorded.
pub(super) async fn refuse_earlier(configuration: &Configuration) -> Result<Option<Timestamp>, Failure> {
    let storage = database::open(&configuration.database).await?;
    // Moments are whole seconds: what began in the present one may have begun before the restore.
    let moment = SystemEnvironment.now().plus(Seconds(1));
    let mut listing = Listing::all(&TENANT, None, PAGE);
    let mut is_recorded = false;
    loop {
        let page = directory::page::<TenantRecord>(&*storage, &listing).await?;
        if let Some(reason) = page.unreadable.into_iter().next() {
            return Err(Failure::failed(reason));
        }
        is_recorded |= !page.records.is_empty();
        for tenant in page.records {
            let decision = decide(configuration, &tenant.tenant, |occasion| {
                issuer::refuse_earlier(&tenant, moment, occasion)
            });
            store(&*storage, decision.changes, &tenant, storage.tenant(&tenant.tenant)).await?;
        }
        if page.next.is_none() {
            break;
        }
        listing = listing.behind(page.next);
    }
    while SystemEnvironment.now() < moment {
        sleep(Duration::from_millis(20)).await;
    }
    Ok(is_recorded.then_some(moment))
}
