//! `valetkey group`: groups of users.

mod edit;
mod list;
mod member;
mod show;

use clap::{Args, Subcommand};
use serde_json::{Value, json};
use valetkey_authorization_server::{
    record::{Group, Role},
    role_map::RoleMap,
};

use super::role;
use crate::{
    database::{DatabaseArguments, Records},
    failure::Failure,
    output::Output,
    remote::Kind,
    role_map::group_called,
};

/// Add, list, edit and remove groups of users, and their members
#[derive(Args)]
#[command(arg_required_else_help = true, help_template = super::GROUP_HELP, after_help = EXAMPLES)]
pub(crate) struct GroupArguments {
    #[command(subcommand)]
    action: Action,
}

const EXAMPLES: &str = "\
A group may lie below another one: its members are members of that one too, and have its roles.

Examples:
  valetkey group add staff
  valetkey group add engineering --parent staff
  valetkey group add-member engineering alice bob
  valetkey role grant editor --group engineering

valetkey group add --help lists the options of a command.";

#[derive(Subcommand)]
enum Action {
    /// Add a group
    Add(edit::AddArguments),
    /// List the groups
    List(list::ListArguments),
    /// Show a group with its roles and members
    Show(show::ShowArguments),
    /// Rename a group, describe it, or move it below another one
    Edit(edit::EditArguments),
    /// Remove a group; its members lose the roles that they have through it
    Remove(edit::RemoveArguments),
    /// Make users members of a group
    AddMember(member::MemberArguments),
    /// Take users out of a group
    RemoveMember(member::MemberArguments),
}

/// Runs the command.
pub(crate) async fn run(arguments: GroupArguments, output: Output) -> Result<(), Failure> {
    match arguments.action {
        Action::Add(arguments) => edit::add(&arguments, output).await,
        Action::List(arguments) => list::run(&arguments, output).await,
        Action::Show(arguments) => show::run(&arguments, output).await,
        Action::Edit(arguments) => edit::edit(arguments, output).await,
        Action::Remove(arguments) => edit::remove(&arguments, output).await,
        Action::AddMember(arguments) => member::add(&arguments, output).await,
        Action::RemoveMember(arguments) => member::remove(&arguments, output).await,
    }
}

/// The kinds of records that commands about groups need.
const KINDS: [Kind; 2] = [Kind::Groups, Kind::Roles];

/// A group, by its name.
#[derive(Args)]
struct NamedGroup {
    /// The name of the group
    #[arg(value_name = "GROUP")]
    name: String,
    #[command(flatten)]
    database: DatabaseArguments,
}

impl NamedGroup {
    /// Opens the records and loads the groups and roles, among them this group.
    ///
    /// # Errors
    /// What the database says, or that there is no such group.
    async fn load(&self) -> Result<(Records, RoleMap, Group), Failure> {
        let records = self.database.records(&KINDS).await?;
        let map = records.role_map().await?;
        let group = group_called(&map, &self.name)?.clone();
        Ok((records, map, group))
    }
}

/// Returns everything about a group but its members.
fn as_json(group: &Group, map: &RoleMap) -> Value {
    let above: Vec<&str> = map.upwards(group.id).iter().skip(1).map(|group| group.name.as_str()).collect();
    let roles: Vec<Value> = roles(group, map).map(|role| role::as_json(role, map)).collect();
    json!({
        "group": group.name,
        "id": group.id,
        "parents": above,
        "description": group.description,
        "roles": roles,
        "created_at": group.created_at,
    })
}

/// Returns the roles that were granted to a group itself.
fn roles<'a>(group: &'a Group, map: &'a RoleMap) -> impl Iterator<Item = &'a Role> {
    group.roles.iter().filter_map(|id| map.role(*id))
}

/// Returns the names of roles, each with its owner where that is not the tenant.
fn names(group: &Group, map: &RoleMap) -> String {
    let names: Vec<String> = roles(group, map).map(|role| role::named(&role.name, &role.owner)).collect();
    names.join(", ")
}
