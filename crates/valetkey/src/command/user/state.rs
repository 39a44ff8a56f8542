//! `valetkey user disable`, `enable`, `sign-out` and `unlock`.

use clap::Args;
use serde_json::json;
use valetkey_administration::user;
use valetkey_fetch::Method;

use super::{NamedUser, Opened, remote};
use crate::{administration::remark, failure::Failure, output::Output, remote::record};

#[derive(Args)]
#[command(after_help = "Example:\n  valetkey user disable alice")]
pub(super) struct DisableArguments {
    #[command(flatten)]
    user: NamedUser,
}

#[derive(Args)]
#[command(
    after_help = "Sessions do not come back: the user signs in again.\n\nExample:\n  valetkey user enable alice"
)]
pub(super) struct EnableArguments {
    #[command(flatten)]
    user: NamedUser,
}

#[derive(Args)]
#[command(after_help = "The user can sign in again.\n\nExample:\n  valetkey user sign-out alice")]
pub(super) struct SignOutArguments {
    #[command(flatten)]
    user: NamedUser,
}

#[derive(Args)]
#[command(
    after_help = "The password counts everywhere again, and no pause is left, at known and unknown devices.\n\nExample:\n  valetkey user unlock alice"
)]
pub(super) struct UnlockArguments {
    #[command(flatten)]
    user: NamedUser,
}

pub(super) async fn disable(arguments: &DisableArguments, output: Output) -> Result<(), Failure> {
    let (user, told) = match arguments.user.open().await? {
        Opened::Database(records, user) => {
            let ended =
                records.with_access(&user, |access, occasion| user::disable(&user, access, occasion)).await?;
            super::store(&records, ended.decision.changes, &user).await?;
            (user, ended.told)
        }
        Opened::Server(api, user) => {
            let told = remote::end(&api, &user, Method::POST, Some("disable")).await?;
            (user, told)
        }
    };
    let value = json!({ "disabled": user.username, "sub": user.id, "told": told });
    output.result(&value, |_| {
        let remark = remark(&told);
        format!("Disabled {}. Every session and all access of applications ended.{remark}", user.username)
    })
}

pub(super) async fn enable(arguments: &EnableArguments, output: Output) -> Result<(), Failure> {
    let user = match arguments.user.open().await? {
        Opened::Database(records, user) => {
            let decision = records.decide(|occasion| user::enable(&user, occasion));
            super::store(&records, decision.changes, &user).await?;
            user
        }
        Opened::Server(api, user) => {
            remote::post(&api, &user, "enable").await?;
            user
        }
    };
    let value = json!({ "enabled": user.username, "sub": user.id });
    output.result(&value, |_| format!("Enabled {}.", user.username))
}

pub(super) async fn sign_out(arguments: &SignOutArguments, output: Output) -> Result<(), Failure> {
    let (user, told) = match arguments.user.open().await? {
        Opened::Database(records, user) => {
            let ended = records
                .with_access(&user, |access, occasion| user::sign_out(&user, access, occasion))
                .await?;
            super::store(&records, ended.decision.changes, &user).await?;
            (user, ended.told)
        }
        Opened::Server(api, user) => {
            let told = remote::end(&api, &user, Method::POST, Some("sign-out")).await?;
            (user, told)
        }
    };
    let value = json!({ "signed_out": user.username, "sub": user.id, "told": told });
    output.result(&value, |_| {
        let remark = remark(&told);
        format!("Every session of {} ended, and all access of applications.{remark}", user.username)
    })
}

pub(super) async fn unlock(arguments: &UnlockArguments, output: Output) -> Result<(), Failure> {
    let (user, failures) = match arguments.user.open().await? {
        Opened::Database(records, user) => {
            let failures = super::failures(&records, &user).await?.count;
            let decision = records.decide(|occasion| user::unlock(&user, occasion));
            super::store(&records, decision.changes, &user).await?;
            (user, failures)
        }
        Opened::Server(api, user) => {
            let details = record::details(api.get(&["users", user.id.as_str()]).await?)?;
            remote::post(&api, &details.user, "unlock").await?;
            (user, details.failures.count)
        }
    };
    let value = json!({ "unlocked": user.username, "sub": user.id, "had_failed_sign_ins": failures > 0 });
    output.result(&value, |_| {
        format!("Unlocked {}: {failures} failed sign-ins no longer count, and no pause.", user.username)
    })
}
