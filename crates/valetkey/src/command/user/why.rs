//! `valetkey user why`: why a user has a role.

use clap::Args;
use serde_json::{Value, json};
use valetkey_accounts::User;
use valetkey_authorization_server::{
    record::{Group, RoleOwner},
    role_map::Way,
};

use super::NamedUser;
use crate::{failure::Failure, output::Output, role_map::role_called};

#[derive(Args)]
#[command(
    after_help = "Examples:\n  valetkey user why alice editor\n  valetkey user why alice publisher --of https://api.notes.example"
)]
pub(super) struct WhyArguments {
    #[command(flatten)]
    user: NamedUser,
    /// The name of the role
    #[arg(value_name = "ROLE")]
    role: String,
    /// The client_id or audience whose role it is; without it, a role of the tenant
    #[arg(long, value_name = "CLIENT|AUDIENCE")]
    of: Option<String>,
}

pub(super) async fn run(arguments: &WhyArguments, output: Output) -> Result<(), Failure> {
    let (records, user) = arguments.user.load().await?;
    let map = records.role_map().await?;
    let owner = records.role_owner(arguments.of.as_deref()).await?;
    let name = &arguments.role;
    let by_name = owner == RoleOwner::Tenant && user.roles.contains(name);
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
