//! `valetkey user show`.

use clap::Args;
use serde_json::{Value, json};
use valetkey_accounts::{AttributeValue, FailureLimit, ProvidedGroups, SignInFailures, User};
use valetkey_administration::Describe as _;
use valetkey_authorization_server::{
    claim_map::{ClaimMap, Editor},
    record::{Attribute, Passkey},
    role_map::{Held, RoleMap},
};

use super::{super::role, NamedUser, passkey};
use crate::{
    database::Records,
    failure::Failure,
    output::{Output, pairs, set_fields},
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
    let provided = provided_groups(user, &map);
    let mut value = as_json(user, failures, &passkeys);
    let attributes = attributes(user, &records.claim_map().await?);
    let members = attributes.iter().map(|(name, value)| (name.clone(), value.to_json()));
    value["attributes"] = Value::Object(members.collect());
    value["groups"] = json!(held.groups());
    value["provided_groups"] =
        provided.iter().map(|(provider, groups)| json!({ "provider": provider, "groups": groups })).collect();
    value["granted_roles"] = held
        .granted()
        .map(|role| json!({ "role": role.name, "of": role::owner_name(&role.owner) }))
        .collect();
    output.result(&value, |style| {
        let mut lines = vec![("sub", user.id.to_string())];
        lines.extend(set_fields(user.fields().into_iter().filter(|(field, _)| *field != "deletion_at")));
        lines.extend(user.deletion_at.map(|at| ("deleted on", time_words::utc(at))));
        let granted: Vec<String> = held.granted().map(|role| role::named(&role.name, &role.owner)).collect();
        lines.extend((!held.groups().is_empty()).then(|| ("groups", held.groups().join(", "))));
        let from =
            provided.iter().map(|(provider, groups)| format!("{} (from {provider})", groups.join(", ")));
        lines.extend(from.map(|text| ("provided groups", text)));
        lines.extend((!granted.is_empty()).then(|| ("granted roles", granted.join(", "))));
        lines.extend(
            attributes.iter().map(|(name, value)| ("attribute", format!("{name}: {}", shown(value)))),
        );
        if failures.count > 0 {
            lines.push(("failed sign-ins", in_words(failures)));
        }
        lines.extend(passkeys.iter().map(|passkey| ("passkey", passkey::in_words(passkey))));
        format!("{}\n\n{}", style.strong(user.display_name()), pairs(lines))
    })
}

/// Returns the groups that providers give to a user, by the names of the providers.
fn provided_groups(user: &User, map: &RoleMap) -> Vec<(String, Vec<String>)> {
    let names = |provided: &ProvidedGroups| {
        let groups = provided.groups.iter().filter_map(|group| Some(map.group(*group)?.name.clone()));
        (provided.provider.clone(), groups.collect())
    };
    user.provided_groups.iter().map(names).collect()
}

/// The values that administrators may see, by the name of the attribute.
fn attributes(user: &User, map: &ClaimMap) -> Vec<(String, AttributeValue)> {
    let value = |attribute: &Attribute| Some((attribute.name.clone(), attribute.value_of(user)?.clone()));
    map.visible(Editor::Administrator).filter_map(value).collect()
}

/// The value as text.
fn shown(value: &AttributeValue) -> String {
    match value {
        AttributeValue::Text(text) => text.clone(),
        AttributeValue::Texts(texts) => texts.join(", "),
        AttributeValue::YesNo(value) => if *value { "yes" } else { "no" }.to_owned(),
        AttributeValue::Number(number) => number.to_string(),
    }
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
