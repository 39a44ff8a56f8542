//! `valetkey user remove`.

use clap::Args;
use serde_json::json;
use valetkey_accounts::User;
use valetkey_administration::user::{self, Access};
use valetkey_authorization_server::event::Occasion;
use valetkey_fetch::Method;

use super::{NamedUser, Opened, remote};
use crate::{administration::remark, database::Records, failure::Failure, output::Output};

#[derive(Args)]
#[command(after_help = "Example:\n  valetkey user remove alice")]
pub(super) struct RemoveArguments {
    #[command(flatten)]
    user: NamedUser,
}

pub(super) async fn run(arguments: &RemoveArguments, output: Output) -> Result<(), Failure> {
    match arguments.user.open().await? {
        Opened::Database(records, user) => remove(&records, &user, output).await,
        Opened::Server(api, user) => {
            let told = remote::end(&api, &user, Method::DELETE, None).await?;
            print(&user, &told, output)
        }
    }
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
    super::store(records, ended.decision.changes, user).await?;
    print(user, &ended.told, output)
}

fn print(user: &User, told: &[String], output: Output) -> Result<(), Failure> {
    let value = json!({ "removed": user.username, "sub": user.id, "told": told });
    output.result(&value, |_| {
        let remark = remark(told);
        format!("Removed {}, with sessions and everything they allowed.{remark}", user.username)
    })
}
