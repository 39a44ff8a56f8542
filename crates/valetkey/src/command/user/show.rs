//! `valetkey user show`.

use clap::Args;
use serde_json::{Value, json};
use valetkey_accounts::{FailureLimit, SignInFailures, User};
use valetkey_administration::Describe as _;
use valetkey_authorization_server::{record::Passkey, role_map::Held};

use super::{super::role, NamedUser, passkey};
use crate::{
    database::Records,
    failure::Failure,
    output::{Output, pairs},
    time_words,
};

#[derive(Args)]
#[command(after_help = "Example:\n  valetkey user show alice")]
pub(super) struct ShowArguments {
    #[command(flatten)]
    user: NamedUser,
}

pub(super) async fn run(arguments: &ShowArguments, output: Output) -> Result<(), Failure> {
    let (records, user) = arguments.user.load().await?;
    print(&records, &user, output).await
}

/// Prints everything about a user that is no secret, with the groups and roles that the user has in all.
///
/// # Errors
/// What the database says, or when the output is closed.
pub(super) async fn print(records: &Records, user: &User, output: Output) -> Result<(), Failure> {
    let failures = super::failures(records, user).await?;
    let passkeys = passkey::of_user(records, user).await?;
    let map = records.role_map().await?;
    let held = Held::of_user(user, &map);
    let mut value = as_json(user, failures, &passkeys);
    value["groups"] = json!(held.groups());
    value["granted_roles"] = held
        .granted()
        .map(|role| json!({ "role": role.name, "of": role::owner_name(&role.owner) }))
        .collect();
    output.result(&value, |style| {
        let mut lines = vec![("sub", user.id.to_string())];
        let set =
            user.fields().into_iter().filter(|(field, value)| *field != "deletion_at" && !value.is_empty());
        lines.extend(set.map(|(field, value)| (field, value.replace('\n', "  "))));
        lines.extend(user.deletion_at.map(|at| ("deleted on", time_words::utc(at))));
        let granted: Vec<String> = held.granted().map(|role| role::named(&role.name, &role.owner)).collect();
        lines.extend((!held.groups().is_empty()).then(|| ("groups", held.groups().join(", "))));
        lines.extend((!granted.is_empty()).then(|| ("granted roles", granted.join(", "))));
        if failures.count > 0 {
            lines.push(("failed sign-ins", in_words(failures)));
        }
        lines.extend(passkeys.iter().map(|passkey| ("passkey", passkey::in_words(passkey))));
        format!("{}\n\n{}", style.strong(user.display_name()), pairs(lines))
    })
}

fn as_json(user: &User, failures: SignInFailures, passkeys: &[Passkey]) -> Value {
    let mut value = super::list::as_json(user);
    value["failed_sign_ins"] = json!(failures.count);
    value["password_stopped"] = json!(is_stopped(failures));
    value["passkeys"] = passkeys.iter().map(passkey::as_json).collect();
    value
}

/// Whether the password counts at known devices only.
fn is_stopped(failures: SignInFailures) -> bool {
    failures.count >= FailureLimit::ACCOUNT.most
}

/// Says how many sign-ins failed, and what follows.
fn in_words(failures: SignInFailures) -> String {
    let count = failures.count;
    match is_stopped(failures) {
        true => format!(
            "{count} at unknown devices; the password counts at known devices only, until valetkey user unlock"
        ),
        false => format!("{count} at unknown devices, of {}", FailureLimit::ACCOUNT.most),
    }
}
