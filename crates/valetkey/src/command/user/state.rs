//! `valetkey user disable`, `enable`, `sign-out` and `unlock`.

use clap::Args;
use serde_json::json;
use valetkey_administration::user;

use super::NamedUser;
use crate::{failure::Failure, output::Output};

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
    let (records, user) = arguments.user.load().await?;
    let ended = records.with_access(&user, |access, occasion| user::disable(&user, access, occasion)).await?;
    let remark = ended.remark();
    super::store(&records, ended.decision.changes, &user).await?;
    let value = json!({ "disabled": user.username, "sub": user.id, "told": ended.told });
    let done =
        format!("Disabled {}. Every session and all access of applications ended.{remark}", user.username);
    output.result(&value, |_| done)
}

pub(super) async fn enable(arguments: &EnableArguments, output: Output) -> Result<(), Failure> {
    let (records, user) = arguments.user.load().await?;
    let decision = records.decide(|occasion| user::enable(&user, occasion));
    super::store(&records, decision.changes, &user).await?;
    let value = json!({ "enabled": user.username, "sub": user.id });
    output.result(&value, |_| format!("Enabled {}.", user.username))
}

pub(super) async fn sign_out(arguments: &SignOutArguments, output: Output) -> Result<(), Failure> {
    let (records, user) = arguments.user.load().await?;
    let ended =
        records.with_access(&user, |access, occasion| user::sign_out(&user, access, occasion)).await?;
    let remark = ended.remark();
    super::store(&records, ended.decision.changes, &user).await?;
    let value = json!({ "signed_out": user.username, "sub": user.id, "told": ended.told });
    let done = format!("Every session of {} ended, and all access of applications.{remark}", user.username);
    output.result(&value, |_| done)
}

pub(super) async fn unlock(arguments: &UnlockArguments, output: Output) -> Result<(), Failure> {
    let (records, user) = arguments.user.load().await?;
    let failures = super::failures(&records, &user).await?.count;
    let decision = records.decide(|occasion| user::unlock(&user, occasion));
    super::store(&records, decision.changes, &user).await?;
    let value = json!({ "unlocked": user.username, "sub": user.id, "had_failed_sign_ins": failures > 0 });
    output.result(&value, |_| {
        format!("Unlocked {}: {failures} failed sign-ins no longer count, and no pause.", user.username)
    })
}
