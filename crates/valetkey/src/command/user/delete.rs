//! `valetkey user delete`.

use clap::Args;
use serde_json::json;
use valetkey_accounts::User;
use valetkey_administration::{deletion, user::Access};
use valetkey_authorization_server::{Change, event::Occasion, record::NoticeKind};

use super::NamedUser;
use crate::{database::Records, failure::Failure, output::Output, time_words::utc};

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct DeleteArguments {
    #[command(flatten)]
    user: NamedUser,
    /// Delete the user now; nobody can return
    #[arg(long, conflicts_with = "cancel")]
    at_once: bool,
    /// Cancel the deletion and keep the user
    #[arg(long)]
    cancel: bool,
}

const EXAMPLES: &str = "\
Every session and all access of applications end at once. The user can sign in within 14 days and keep the account; then a \
running server deletes everything about them, and makes their events anonymous. With --at-once the user is gone at the end of \
the command, as with valetkey user remove.

Examples:
  valetkey user delete alice
  valetkey user delete alice --cancel
  valetkey user delete alice --at-once";

pub(super) async fn run(arguments: &DeleteArguments, output: Output) -> Result<(), Failure> {
    let (records, user) = arguments.user.load().await?;
    match (arguments.at_once, arguments.cancel) {
        (true, _) => super::remove::remove(&records, &user, output).await,
        (false, true) => cancel(&records, &user, output).await,
        (false, false) => request(&records, &user, output).await,
    }
}

async fn request(records: &Records, user: &User, output: Output) -> Result<(), Failure> {
    let request = |access: Access<'_>, occasion: &Occasion<'_>| deletion::request(user, access, occasion);
    let ended = records.with_access(user, request).await?;
    let remark = ended.remark();
    let Some(at) = ended.decision.answer.deletion_at else { return Ok(()) };
    let mut changes: Vec<Change> = ended.decision.changes;
    if !changes.is_empty() {
        changes.extend(records.notice(user, NoticeKind::DeletionRequested { at }).await?);
        super::store(records, changes, user).await?;
    }
    let value = json!({ "deletion_at": at, "username": user.username, "sub": user.id, "told": ended.told });
    let done = format!(
        "{} will be deleted on {}. Every session and all access of applications ended. Until then the user can sign in and keep the account.{remark}",
        user.username,
        utc(at)
    );
    output.result(&value, |_| done)
}

async fn cancel(records: &Records, user: &User, output: Output) -> Result<(), Failure> {
    if user.deletion_at.is_none() {
        return Err(Failure::failed(format!("{} is not to be deleted", user.username)));
    }
    let kept = records.decide(|occasion| deletion::cancel(user, occasion));
    let mut changes = kept.changes;
    changes.extend(records.notice(user, NoticeKind::DeletionCancelled).await?);
    super::store(records, changes, user).await?;
    let value = json!({ "kept": user.username, "sub": user.id });
    output.result(&value, |_| format!("{} is kept.", user.username))
}
