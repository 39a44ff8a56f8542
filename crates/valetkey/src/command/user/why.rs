//! `valetkey user why`: why a user has a role, or may use an application.

use clap::Args;
use serde_json::{Value, json};
use valetkey_accounts::User;
use valetkey_authorization_server::{
    access::{AccessWay, access_ways},
    record::{Client, Group, RoleOwner},
    role_map::{RoleMap, Way},
};

use super::NamedUser;
use crate::{command::client::client_called, failure::Failure, output::Output, role_map::role_called};

#[derive(Args)]
#[command(
    after_help = "Examples:\n  valetkey user why alice editor\n  valetkey user why alice publisher --of https://api.notes.example\n  valetkey user why alice --application notes-k3x9mwpd7q2a"
)]
pub(super) struct WhyArguments {
    #[command(flatten)]
    user: NamedUser,
    /// The name of the role
    #[arg(value_name = "ROLE", required_unless_present = "application")]
    role: Option<String>,
    /// Say why the user may use this application, by its client_id
    #[arg(long, value_name = "ID", conflicts_with_all = ["role", "of"])]
    application: Option<String>,
    /// The client_id or audience whose role it is; without it, a role of the tenant
    #[arg(long, value_name = "CLIENT|AUDIENCE")]
    of: Option<String>,
}

pub(super) async fn run(arguments: &WhyArguments, output: Output) -> Result<(), Failure> {
    let (records, user) = arguments.user.load().await?;
    let map = records.role_map().await?;
    if let Some(id) = &arguments.application {
        let client = client_called(&records, id).await?;
        return print_access(&user, &client, &map, output);
    }
    let owner = records.role_owner(arguments.of.as_deref()).await?;
    let name = arguments.role.as_deref().unwrap_or_default();
    let by_name = owner == RoleOwner::Tenant && user.roles.iter().any(|role| role == name);
    // A role that was granted by name needs no record.
    let role = match role_called(&map, name, &owner) {
        Ok(role) => Some(role),
        Err(_) if by_name => None,
        Err(failure) => return Err(failure),
    };
    let ways = role.map(|role| map.ways(&user, role.id)).unwrap_or_default();
    let mut values: Vec<Value> = ways.iter().map(|way| as_json(way, &user)).collect();
    let mut lines: Vec<String> = ways.iter().map(|way| in_words(way, &user)).collect();
    if by_name {
        values.insert(0, json!({ "kind": "by_name" }));
        lines.insert(0, "  granted by name; valetkey user edit --remove-role takes it away".to_owned());
    }
    let value = json!({ "sub": user.id, "role": name, "of": arguments.of, "has": !values.is_empty(), "ways": values });
    output.result(&value, |style| match lines.is_empty() {
        true => format!("{} does not have the role {name} of {owner}.", user.username),
        false => {
            let heading = format!("{} has the role {name} of {owner}:", user.username);
            format!("{}\n\n{}", style.strong(&heading), lines.join("\n"))
        }
    })
}

/// Prints each way in which the user may use the application.
fn print_access(user: &User, client: &Client, map: &RoleMap, output: Output) -> Result<(), Failure> {
    let ways = access_ways(client, user, map);
    let path = |groups: &[&Group]| groups.iter().map(|group| group.name.clone()).collect::<Vec<_>>();
    let value = |way: &AccessWay<'_>| match way {
        AccessWay::Everyone => json!({ "kind": "everyone" }),
        AccessWay::Named => json!({ "kind": "named" }),
        AccessWay::Through(groups) => json!({ "kind": "group", "path": path(groups) }),
    };
    let line = |way: &AccessWay<'_>| match way {
        AccessWay::Everyone => "  every user may".to_owned(),
        AccessWay::Named => "  named; valetkey client edit --disallow-user takes it away".to_owned(),
        AccessWay::Through(groups) => format!("  through the group {}", path(groups).join(" < ")),
    };
    let values: Vec<Value> = ways.iter().map(value).collect();
    let value =
        json!({ "sub": user.id, "client_id": client.id, "may_use": !ways.is_empty(), "ways": values });
    let (name, application) = (&user.username, &client.name);
    output.result(&value, |style| match ways.is_empty() {
        true => format!("{name} may not use {application}."),
        false => {
            let lines: Vec<String> = ways.iter().map(line).collect();
            format!("{}\n\n{}", style.strong(&format!("{name} may use {application}:")), lines.join("\n"))
        }
    })
}

fn as_json(way: &Way<'_>, user: &User) -> Value {
    match way {
        Way::Directly => json!({ "kind": "directly" }),
        Way::Through(groups) => {
            let path: Vec<&str> = groups.iter().map(|group| group.name.as_str()).collect();
            let mut way = json!({ "kind": "group", "path": path });
            let providers = given_by(groups, user);
            if !providers.is_empty() {
                way["given_by"] = json!(providers);
            }
            way
        }
    }
}

fn in_words(way: &Way<'_>, user: &User) -> String {
    match way {
        Way::Directly => "  granted directly; valetkey role ungrant takes it away".to_owned(),
        Way::Through(groups) => {
            let path: Vec<&str> = groups.iter().map(|group| group.name.as_str()).collect();
            let from = match given_by(groups, user).as_slice() {
                [] => String::new(),
                providers => format!(", given by the provider {}", providers.join(" and ")),
            };
            format!("  through the group {}{from}", path.join(" < "))
        }
    }
}

/// Returns the providers that give the group at the start of a way; none for a membership that was given here.
fn given_by<'u>(groups: &[&Group], user: &'u User) -> Vec<&'u str> {
    groups.first().map(|group| user.providers_of_group(group.id).collect()).unwrap_or_default()
}
