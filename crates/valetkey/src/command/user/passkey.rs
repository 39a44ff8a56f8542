//! `valetkey user passkey`.

use clap::{Args, Subcommand};
use serde_json::{Value, json};
use valetkey_accounts::User;
use valetkey_administration::user;
use valetkey_authorization_server::record::{NoticeKind, Passkey};
use valetkey_storage::passkeys;

use super::NamedUser;
use crate::{
    database::Records,
    failure::Failure,
    output::{Output, visible},
    time_words::utc,
};

/// Remove passkeys of a user
#[derive(Args)]
#[command(arg_required_else_help = true, after_help = "Example:\n  valetkey user passkey remove alice Phone")]
pub(super) struct PasskeyArguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// Remove a passkey of a user; nobody signs in with it any more
    Remove(RemoveArguments),
}

#[derive(Args)]
#[command(after_help = EXAMPLES)]
struct RemoveArguments {
    #[command(flatten)]
    user: NamedUser,
    /// The passkey, by name or credential ID
    #[arg(value_name = "PASSKEY")]
    passkey: String,
}

const EXAMPLES: &str = "\
valetkey user show lists the passkeys of a user. Sessions that began with the passkey go on; valetkey user sign-out ends them.

Example:
  valetkey user passkey remove alice Phone";

pub(super) async fn run(arguments: &PasskeyArguments, output: Output) -> Result<(), Failure> {
    match &arguments.action {
        Action::Remove(arguments) => remove(arguments, output).await,
    }
}

async fn remove(arguments: &RemoveArguments, output: Output) -> Result<(), Failure> {
    let (records, user) = arguments.user.load().await?;
    let passkeys = of_user(&records, &user).await?;
    let passkey = called(&passkeys, &arguments.passkey, &user)?;
    let decision = records.decide(|occasion| user::remove_passkey(&user, passkey, &passkeys, occasion));
    let mut changes = decision.changes;
    let about = NoticeKind::FactorRemoved { name: passkey.name.clone() };
    changes.extend(records.notice(&user, about).await?);
    super::store(&records, changes, &user).await?;
    let value = json!({
        "removed": passkey.credential_id,
        "name": passkey.name,
        "username": user.username,
        "sub": user.id,
    });
    output.result(&value, |_| {
        format!("Removed the passkey {} of {}.", visible(&passkey.name), visible(&user.username))
    })
}

/// Returns the passkeys of a user, oldest first.
pub(super) async fn of_user(records: &Records, user: &User) -> Result<Vec<Passkey>, Failure> {
    Ok(passkeys::of_user(&*records.storage, &records.tenant, &user.id).await?)
}

/// Returns the passkey with this credential ID, or the only one with this name.
fn called<'a>(passkeys: &'a [Passkey], wanted: &str, user: &User) -> Result<&'a Passkey, Failure> {
    if let Some(passkey) = passkeys.iter().find(|passkey| passkey.credential_id == wanted) {
        return Ok(passkey);
    }
    let named: Vec<&Passkey> = passkeys.iter().filter(|passkey| passkey.name == wanted).collect();
    if let [passkey] = named[..] {
        return Ok(passkey);
    }
    let known = |passkeys: &[&Passkey]| {
        let shown = passkeys.iter().map(|one| format!("{:?} ({})", one.name, one.credential_id));
        shown.collect::<Vec<_>>().join(", ")
    };
    let username = visible(&user.username);
    Err(Failure::failed(match (passkeys.is_empty(), named.is_empty()) {
        (true, _) => format!("expected a passkey of {username}, who has none, got {wanted:?}"),
        (false, true) => {
            let all = known(&passkeys.iter().collect::<Vec<_>>());
            format!("expected a passkey of {username}: {all}; got {wanted:?}")
        }
        (false, false) => {
            let all = known(&named);
            format!("expected one passkey of {username}, got the name {wanted:?} of {}: {all}", named.len())
        }
    }))
}

/// Returns everything about a passkey that may be shown.
pub(super) fn as_json(passkey: &Passkey) -> Value {
    json!({
        "credential_id": passkey.credential_id,
        "name": passkey.name,
        "aaguid": passkey.aaguid,
        "is_synchronised": passkey.backup_eligible,
        "created_at": passkey.created_at,
        "last_used_at": passkey.last_used_at,
    })
}

/// Says what a passkey is, in one line.
pub(super) fn in_words(passkey: &Passkey) -> String {
    let place = if passkey.backup_eligible { "synchronised" } else { "on one device" };
    let used =
        passkey.last_used_at.map_or_else(|| "never used".to_owned(), |at| format!("last used {}", utc(at)));
    let name = visible(&passkey.name);
    format!("{name}, {place}, added {}, {used}, ID {}", utc(passkey.created_at), passkey.credential_id)
}
