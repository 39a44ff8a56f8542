//! `valetkey user why`: why a user has a role or a permission, or may use an application.

use clap::Args;
use serde_json::{Value, json};
use valetkey_accounts::User;
use valetkey_administration::{
    explain::{self, Reason, ReasonWay},
    permission::Permission,
};
use valetkey_authorization_server::{
    record::{Client, RoleOwner},
    role_map::RoleMap,
};

use super::NamedUser;
use crate::{command::client::client_called, failure::Failure, output::Output, role_map::role_called};

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct WhyArguments {
    #[command(flatten)]
    user: NamedUser,
    /// The name of the role
    #[arg(value_name = "ROLE", required_unless_present_any = ["application", "permission"])]
    role: Option<String>,
    /// Say why the user may use this application, by its client_id
    #[arg(long, value_name = "ID", conflicts_with_all = ["role", "of", "permission"])]
    application: Option<String>,
    /// Say why the user has this permission of administrators, such as users:read
    #[arg(long, value_name = "PERMISSION", conflicts_with_all = ["role", "of"])]
    permission: Option<Permission>,
    /// The client_id or audience whose role it is; without it, a role of the tenant
    #[arg(long, value_name = "CLIENT|AUDIENCE")]
    of: Option<String>,
}

const EXAMPLES: &str = "\
Examples:
  valetkey user why alice editor
  valetkey user why alice publisher --of https://api.notes.example
  valetkey user why alice --permission users:write
  valetkey user why alice --application notes-k3x9mwpd7q2a";

pub(super) async fn run(arguments: &WhyArguments, output: Output) -> Result<(), Failure> {
    let (records, user) = arguments.user.load().await?;
    let map = records.role_map().await?;
    if let Some(id) = &arguments.application {
        let client = client_called(&records, id).await?;
        return print_access(&user, &client, &map, output);
    }
    if let Some(permission) = arguments.permission {
        return print_permission(&user, permission, &map, output);
    }
    let owner = records.role_owner(arguments.of.as_deref()).await?;
    let name = arguments.role.as_deref().unwrap_or_default();
    let mut reasons = match owner {
        RoleOwner::Tenant => explain::role_by_name(&user, name),
        _ => Vec::new(),
    };
    // A role that was granted by name needs no record.
    match role_called(&map, name, &owner) {
        Ok(role) => reasons.extend(explain::role(&user, role, &map)),
        Err(_) if !reasons.is_empty() => {}
        Err(failure) => return Err(failure),
    }
    let value = json!({
        "sub": user.id, "role": name, "of": arguments.of, "has": !reasons.is_empty(), "ways": as_json(&reasons),
    });
    output.result(&value, |style| match reasons.is_empty() {
        true => format!("{} does not have the role {name} of {owner}.", user.username),
        false => {
            let heading = format!("{} has the role {name} of {owner}:", user.username);
            format!("{}\n\n{}", style.strong(&heading), in_lines(&reasons))
        }
    })
}

/// Prints each way in which the user has the permission.
fn print_permission(
    user: &User,
    permission: Permission,
    map: &RoleMap,
    output: Output,
) -> Result<(), Failure> {
    let reasons = explain::permission(user, permission, map);
    let value = json!({
        "sub": user.id, "permission": permission.to_string(), "has": !reasons.is_empty(), "ways": as_json(&reasons),
    });
    let name = &user.username;
    output.result(&value, |style| match reasons.is_empty() {
        true => format!("{name} does not have the permission {permission}."),
        false => {
            let heading = format!("{name} has the permission {permission}:");
            format!("{}\n\n{}", style.strong(&heading), in_lines(&reasons))
        }
    })
}

/// Prints each way in which the user may use the application.
fn print_access(user: &User, client: &Client, map: &RoleMap, output: Output) -> Result<(), Failure> {
    let reasons = explain::application(user, client, map);
    let value = json!({
        "sub": user.id, "client_id": client.id, "may_use": !reasons.is_empty(), "ways": as_json(&reasons),
    });
    let (name, application) = (&user.username, &client.name);
    output.result(&value, |style| match reasons.is_empty() {
        true => format!("{name} may not use {application}."),
        false => {
            let heading = format!("{name} may use {application}:");
            format!("{}\n\n{}", style.strong(&heading), in_lines(&reasons))
        }
    })
}

fn as_json(reasons: &[Reason]) -> Vec<Value> {
    let value = |reason: &Reason| {
        let mut value = match &reason.way {
            ReasonWay::Everyone => json!({ "kind": "everyone" }),
            ReasonWay::Named => json!({ "kind": "named" }),
            ReasonWay::ByName => json!({ "kind": "by_name" }),
            ReasonWay::Directly => json!({ "kind": "directly" }),
            ReasonWay::Through { groups, given_by } if given_by.is_empty() => {
                json!({ "kind": "group", "path": groups })
            }
            ReasonWay::Through { groups, given_by } => {
                json!({ "kind": "group", "path": groups, "given_by": given_by })
            }
        };
        for (name, text) in [("role", &reason.role), ("within", &reason.within)] {
            if let Some(text) = text {
                value[name] = json!(text);
            }
        }
        value
    };
    reasons.iter().map(value).collect()
}

fn in_lines(reasons: &[Reason]) -> String {
    let line = |reason: &Reason| {
        let role = reason.role.as_ref().map(|role| format!("the role {role}, ")).unwrap_or_default();
        let within = reason.within.as_ref().map(|group| format!("; only for the members of {group}"));
        format!("  {role}{}{}", way_in_words(&reason.way), within.unwrap_or_default())
    };
    reasons.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn way_in_words(way: &ReasonWay) -> String {
    match way {
        ReasonWay::Everyone => "every user may".to_owned(),
        ReasonWay::Named => "named; valetkey client edit --disallow-user takes it away".to_owned(),
        ReasonWay::ByName => "granted by name; valetkey user edit --remove-role takes it away".to_owned(),
        ReasonWay::Directly => "granted directly; valetkey role ungrant takes it away".to_owned(),
        ReasonWay::Through { groups, given_by } => {
            let from = match given_by.as_slice() {
                [] => String::new(),
                providers => format!(", given by the provider {}", providers.join(" and ")),
            };
            format!("through the group {}{from}", groups.join(" < "))
        }
    }
}
