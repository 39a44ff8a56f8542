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

use super::{super::role, NamedUser, passkey, remote};
use crate::{
    database::Records,
    door::Door,
    failure::Failure,
    output::{Output, pairs, set_fields},
    remote::record,
    time_words,
};

#[derive(Args)]
#[command(after_help = "Example:\n  valetkey user show alice")]
pub(super) struct ShowArguments {
    #[command(flatten)]
    user: NamedUser,
}

/// A user with what a command shows besides the record.
pub(crate) struct UserDetails {
    pub(crate) user: User,
    /// The names of all groups, those above included.
    pub(crate) groups: Vec<String>,
    /// Every granted role: its name, and the client or audience whose role it is.
    pub(crate) granted: Vec<(String, Option<String>)>,
    /// The groups that providers give, by provider.
    pub(crate) provided: Vec<(String, Vec<String>)>,
    /// The attributes that administrators may see.
    pub(crate) attributes: Vec<(String, AttributeValue)>,
    pub(crate) passkeys: Vec<Passkey>,
    pub(crate) failures: SignInFailures,
}

pub(super) async fn run(arguments: &ShowArguments, output: Output) -> Result<(), Failure> {
    match arguments.user.database.door().await? {
        Door::Database(records) => {
            let user = super::user_called(&records, &arguments.user.who).await?;
            print(&records, &user, output).await
        }
        Door::Server(api) => {
            let user = remote::user_called(&api, &arguments.user.who).await?;
            let details = record::details(api.get(&["users", user.id.as_str()]).await?)?;
            print_details(&details, output)
        }
    }
}

/// Prints everything about a user that is no secret, with the groups and roles that the user has in all.
///
/// # Errors
/// What the database says, or when the output is closed.
pub(super) async fn print(records: &Records, user: &User, output: Output) -> Result<(), Failure> {
    let map = records.role_map().await?;
    let held = Held::of_user(user, &map);
    let of = |owner| role::owner_name(owner).map(str::to_owned);
    let details = UserDetails {
        groups: held.groups().to_vec(),
        granted: held.granted().map(|role| (role.name.clone(), of(&role.owner))).collect(),
        provided: provided_groups(user, &map),
        attributes: attributes(user, &records.claim_map().await?),
        passkeys: passkey::of_user(records, user).await?,
        failures: super::failures(records, user).await?,
        user: user.clone(),
    };
    print_details(&details, output)
}

/// Prints the details of a user.
///
/// # Errors
/// When the output is closed.
pub(super) fn print_details(details: &UserDetails, output: Output) -> Result<(), Failure> {
    let UserDetails { user, groups, granted, provided, attributes, passkeys, failures } = details;
    let mut value = as_json(user, *failures, passkeys);
    let members = attributes.iter().map(|(name, value)| (name.clone(), value.to_json()));
    value["attributes"] = Value::Object(members.collect());
    value["groups"] = json!(groups);
    value["provided_groups"] =
        provided.iter().map(|(provider, groups)| json!({ "provider": provider, "groups": groups })).collect();
    value["granted_roles"] = granted.iter().map(|(role, of)| json!({ "role": role, "of": of })).collect();
    output.result(&value, |style| {
        let mut lines = vec![("sub", user.id.to_string())];
        lines.extend(set_fields(user.fields().into_iter().filter(|(field, _)| *field != "deletion_at")));
        lines.extend(user.deletion_at.map(|at| ("deleted on", time_words::utc(at))));
        let granted: Vec<String> = granted
            .iter()
            .map(|(name, of)| of.as_ref().map_or_else(|| name.clone(), |of| format!("{name} of {of}")))
            .collect();
        lines.extend((!groups.is_empty()).then(|| ("groups", groups.join(", "))));
        let from =
            provided.iter().map(|(provider, groups)| format!("{} (from {provider})", groups.join(", ")));
        lines.extend(from.map(|text| ("provided groups", text)));
        lines.extend((!granted.is_empty()).then(|| ("granted roles", granted.join(", "))));
        lines.extend(
            attributes.iter().map(|(name, value)| ("attribute", format!("{name}: {}", shown(value)))),
        );
        if failures.count > 0 {
            lines.push(("failed sign-ins", in_words(*failures)));
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
