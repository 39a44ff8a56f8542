//! `valetkey role`: roles and their holders.

mod edit;
mod grant;
mod permissions;
mod show;

use clap::{Args, Subcommand};
use serde_json::{Value, json};
use valetkey_administration::role::{self, NewRole, RoleSettings};
use valetkey_authorization_server::{
    record::{Client, Role, RoleOwner},
    role_map::RoleMap,
};
use valetkey_fetch::Method;
use valetkey_server::{Environment as _, SystemEnvironment};

use crate::{
    database::{DatabaseArguments, Records},
    failure::Failure,
    output::{Output, table},
    ownership::OwnershipArguments,
    remote::{Kind, Request, record},
    role_map::role_called,
};

/// Add, list, show, edit and remove roles, and grant them to users, groups and clients
#[derive(Args)]
#[command(arg_required_else_help = true, help_template = super::GROUP_HELP, after_help = EXAMPLES)]
pub(crate) struct RoleArguments {
    #[command(subcommand)]
    action: Action,
}

const EXAMPLES: &str = "\
A role of the tenant is in the tokens of every application. A role of a client or an audience (--of) is only in tokens \
for it. Tokens have the claim roles when the scope roles is granted.

A role of the tenant can make its holders administrators (--permission).

Examples:
  valetkey role add editor
  valetkey role add publisher --of https://api.notes.example
  valetkey role grant editor --group engineering
  valetkey role add helpdesk --permission users:read --permission users:write --within-group customers
  valetkey user why alice editor

valetkey role add --help lists the options of a command.";

#[derive(Subcommand)]
enum Action {
    /// Add a role
    Add(AddArguments),
    /// List the roles, with the groups and clients that have them
    List(ListArguments),
    /// Show a role with its permissions
    Show(NamedRole),
    /// Edit the description or the permissions of a role
    Edit(edit::EditArguments),
    /// Remove a role; nobody has it any more
    Remove(RemoveArguments),
    /// Grant a role to a user, a group or a client
    Grant(grant::GrantArguments),
    /// Take a role away that was granted directly
    Ungrant(grant::GrantArguments),
}

/// Runs the command.
pub(crate) async fn run(arguments: RoleArguments, output: Output) -> Result<(), Failure> {
    match arguments.action {
        Action::Add(arguments) => add(&arguments, output).await,
        Action::List(arguments) => list(&arguments, output).await,
        Action::Show(arguments) => show::run(&arguments, output).await,
        Action::Edit(arguments) => edit::run(&arguments, output).await,
        Action::Remove(arguments) => remove(&arguments, output).await,
        Action::Grant(arguments) => grant::grant(&arguments, output).await,
        Action::Ungrant(arguments) => grant::ungrant(&arguments, output).await,
    }
}

/// Returns the kinds of records that a command about a role needs. The clients tell whose role it is.
fn kinds(of: Option<&str>) -> Vec<Kind> {
    let clients = of.map(|_| Kind::Clients);
    [Kind::Groups, Kind::Roles].into_iter().chain(clients).collect()
}

/// All kinds of records that are shown of a role.
const SHOWN: [Kind; 3] = [Kind::Clients, Kind::Groups, Kind::Roles];

/// A role, by its name and owner.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  valetkey role show editor\n  valetkey role remove publisher --of https://api.notes.example"
)]
struct NamedRole {
    /// The name of the role
    #[arg(value_name = "ROLE")]
    name: String,
    /// The client_id or audience whose role it is; without it, a role of the tenant
    #[arg(long, value_name = "CLIENT|AUDIENCE")]
    of: Option<String>,
    #[command(flatten)]
    database: DatabaseArguments,
}

/// A role to remove.
#[derive(Args)]
#[command(after_help = "Example:\n  valetkey role remove editor")]
struct RemoveArguments {
    #[command(flatten)]
    role: NamedRole,
    #[command(flatten)]
    ownership: OwnershipArguments,
}

impl NamedRole {
    /// Opens the records and loads the groups and roles, among them this role.
    ///
    /// # Errors
    /// What the database says, or that there is no such role.
    async fn load(&self) -> Result<(Records, RoleMap, Role), Failure> {
        self.load_with(&kinds(self.of.as_deref())).await
    }

    /// The same, with these kinds of records of a server.
    async fn load_with(&self, kinds: &[Kind]) -> Result<(Records, RoleMap, Role), Failure> {
        let records = self.database.records(kinds).await?;
        let map = records.role_map().await?;
        let owner = records.role_owner(self.of.as_deref()).await?;
        let role = role_called(&map, &self.name, &owner)?.clone();
        Ok((records, map, role))
    }
}

#[derive(Args)]
#[command(
    after_help = "Examples:\n  valetkey role add editor\n  valetkey role add publisher --of https://api.notes.example --description 'May publish'\n  valetkey role add administrator --permission all"
)]
struct AddArguments {
    /// The name, as tokens have it
    #[arg(value_name = "ROLE")]
    name: String,
    /// The client_id or audience whose role it is; without it, a role of the tenant
    #[arg(long, value_name = "CLIENT|AUDIENCE")]
    of: Option<String>,
    /// A sentence for administrators
    #[arg(long, value_name = "TEXT")]
    description: Option<String>,
    /// Permission of its holders as administrators: an area and read or write, such as users:read, or all. Repeatable
    #[arg(long = "permission", value_name = "PERMISSION")]
    permissions: Vec<String>,
    /// Limit users:read and users:write to the members of this group, and of the groups below it
    #[arg(long, value_name = "GROUP", requires = "permissions")]
    within_group: Option<String>,
    #[command(flatten)]
    database: DatabaseArguments,
}

#[derive(Args)]
#[command(after_help = "Examples:\n  valetkey role list\n  valetkey role list --json")]
struct ListArguments {
    #[command(flatten)]
    database: DatabaseArguments,
}

async fn add(arguments: &AddArguments, output: Output) -> Result<(), Failure> {
    let records = arguments.database.records(&kinds(arguments.of.as_deref())).await?;
    let map = records.role_map().await?;
    let new = NewRole {
        name: arguments.name.clone(),
        owner: records.role_owner(arguments.of.as_deref()).await?,
        settings: RoleSettings {
            description: arguments.description.clone().filter(|text| !text.is_empty()),
            permissions: permissions::read("--permission", &arguments.permissions)?,
            limited_to_group: permissions::group(arguments.within_group.as_deref(), &map)?,
        },
    };
    let mut body = record::role_values(&new.settings);
    (body["name"], body["of"]) = (json!(new.name), json!(owner_name(&new.owner)));
    let id = SystemEnvironment.identifier();
    let decided = records.decide(|occasion| role::add(id, new, &map, occasion)).map_err(Failure::usage)?;
    let role = match records.api() {
        Some(api) => {
            let added = api.change(Method::POST, &["roles"], Request::to(&body)).await?;
            Role { owner: decided.answer.owner, ..record::role(added, &[])? }
        }
        None => {
            records.store_roles(decided.changes).await?;
            decided.answer
        }
    };
    output.result(&as_json(&role, &map), |_| {
        format!("Added the role {} of {}. Grant it with: valetkey role grant", role.name, role.owner)
    })
}

async fn list(arguments: &ListArguments, output: Output) -> Result<(), Failure> {
    let records = arguments.database.records(&SHOWN).await?;
    let (map, clients) = (records.role_map().await?, records.storage.clients(&records.tenant).await?);
    let roles = map.roles();
    let held: Vec<(Vec<String>, Vec<String>)> =
        roles.iter().map(|role| holders(role, &map, &clients)).collect();
    let values = roles.iter().zip(&held).map(|(role, (groups, clients))| {
        let mut value = as_json(role, &map);
        (value["groups"], value["clients"]) = (json!(groups), json!(clients));
        value
    });
    output.result(&values.collect::<Vec<_>>(), |style| {
        if roles.is_empty() {
            return "No roles yet. Add one with: valetkey role add".to_owned();
        }
        let rows = roles.iter().zip(&held).map(|(role, (groups, clients))| {
            let description = role.description.clone().unwrap_or_default();
            vec![role.name.clone(), owner_in_words(role), groups.join(", "), clients.join(", "), description]
        });
        table(style, &["ROLE", "OF", "GROUPS", "CLIENTS", "DESCRIPTION"], &rows.collect::<Vec<_>>())
    })
}

/// Returns the groups and clients that a role was granted to.
fn holders(role: &Role, map: &RoleMap, clients: &[Client]) -> (Vec<String>, Vec<String>) {
    let groups = map.groups().into_iter().filter(|group| group.roles.contains(&role.id));
    let clients = clients.iter().filter(|client| client.roles.iter().any(|held| held.id == role.id));
    (groups.map(|group| group.name.clone()).collect(), clients.map(|client| client.id.to_string()).collect())
}

async fn remove(arguments: &RemoveArguments, output: Output) -> Result<(), Failure> {
    let (records, map, role) = arguments.role.load().await?;
    let clients = records.storage.clients(&records.tenant).await?;
    let decided = records.decide(|occasion| role::remove(&role, &clients, &map, occasion));
    match records.api() {
        Some(api) => {
            let change = Request::of(role.revision).overriding(arguments.ownership.overrides());
            api.change(Method::DELETE, &["roles", &role.id.to_string()], change).await?;
        }
        None => {
            arguments.ownership.check_changes(&decided.changes, &records).await?;
            records.store_roles(decided.changes).await?;
        }
    }
    let value = json!({ "removed": role.name, "of": owner(&role), "id": role.id });
    output.result(&value, |_| {
        format!("Removed the role {} of {}. Nobody has it any more.", role.name, role.owner)
    })
}

/// Returns everything about a role but its holders.
pub(super) fn as_json(role: &Role, map: &RoleMap) -> Value {
    json!({
        "role": role.name,
        "of": owner(role),
        "id": role.id,
        "description": role.description,
        "permissions": role.permissions,
        "within_group": permissions::group_name(role, map),
        "created_at": role.created_at,
    })
}

/// Returns the name of a role, with its owner where that is not the tenant.
pub(super) fn named(name: &str, owner: &RoleOwner) -> String {
    match owner_name(owner) {
        None => name.to_owned(),
        Some(owner) => format!("{name} of {owner}"),
    }
}

fn owner(role: &Role) -> Option<&str> {
    owner_name(&role.owner)
}

/// Returns the client identifier or audience; `None` for the tenant.
pub(super) fn owner_name(owner: &RoleOwner) -> Option<&str> {
    match owner {
        RoleOwner::Tenant => None,
        RoleOwner::Client(id) => Some(id.as_str()),
        RoleOwner::Audience(audience) => Some(audience),
    }
}

fn owner_in_words(role: &Role) -> String {
    owner(role).unwrap_or("-").to_owned()
}
