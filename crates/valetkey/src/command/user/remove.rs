//! `valetkey user remove`.

use clap::Args;
use serde_json::json;
use valetkey_accounts::User;
use valetkey_administration::user::{self, Access};
use valetkey_authorization_server::event::Occasion;

use super::NamedUser;
use crate::{database::Records, failure::Failure, output::Output};

#[derive(Args)]
#[command(after_help = "Example:\n  valetkey user remove alice")]
pub(super) struct RemoveArguments {
    #[command(flatten)]
    user: NamedUser,
}

pub(super) async fn run(arguments: &RemoveArguments, output: Output) -> Result<(), Failure> {
    let (records, user) = arguments.user.load().await?;
    remove(&records, &user, output).await
}

/// Removes a user now.
///
/// # Errors
/// What the database says.
pub(super) async fn remove(records: &Records, user: &User, output: Output) -> Result<(), Failure> {
    let heir = super::heir_of(records, user).await?;
    let remove =
        |access: Access<'_>, occasion: &Occasion<'_>| user::remove(user, heir.as_ref(), access, occasion);
    let ended = records.with_access(user, remove).await?;
    let remark = ended.remark();
    super::store(records, ended.decision.changes, user).await?;
    let done = format!("Removed {}, with sessions and everything they allowed.{remark}", user.username);
    let value = json!({ "removed": user.username, "sub": user.id, "told": ended.told });
    output.result(&value, |_| done)
}
