//! `valetkey role grant` and `ungrant`.

use clap::Args;
use serde_json::json;
use valetkey_accounts::User;
use valetkey_administration::{
    files::Thing,
    role::{self, Holder},
};
use valetkey_authorization_server::{
    Change,
    record::{Client, Group},
    role_map::RoleMap,
};
use valetkey_types::ClientId;

use super::{NamedRole, owner};
use crate::{
    command::user, database::Records, failure::Failure, output::Output, ownership::OwnershipArguments,
    role_map::group_called,
};

#[derive(Args)]
#[command(
    after_help = "The next refresh, userinfo and introspection show it.\n\nExamples:\n  valetkey role grant editor --user alice\n  valetkey role grant editor --group engineering\n  valetkey role ungrant publisher --of https://api.notes.example --client importer-k3x9mwpd7q2a"
)]
pub(super) struct GrantArguments {
    #[command(flatten)]
    role: NamedRole,
    #[command(flatten)]
    holder: HolderArguments,
    #[command(flatten)]
    ownership: OwnershipArguments,
}

#[derive(Args)]
#[group(required = true, multiple = false)]
struct HolderArguments {
    /// A user, by username, email address or sub
    #[arg(long, value_name = "USER")]
    user: Option<String>,
    /// A group: each member has the role
    #[arg(long, value_name = "GROUP")]
    group: Option<String>,
    /// A client that acts for itself (client credentials), by its client_id
    #[arg(long, value_name = "ID")]
    client: Option<String>,
}

/// A loaded holder.
enum Loaded {
    User(Box<User>),
    Group(Group),
    Client(Box<Client>),
}

impl HolderArguments {
    async fn load(&self, records: &Records, map: &RoleMap) -> Result<Loaded, Failure> {
        if let Some(name) = &self.user {
            return Ok(Loaded::User(Box::new(user::user_called(records, name).await?)));
        }
        if let Some(name) = &self.group {
            return Ok(Loaded::Group(group_called(map, name)?.clone()));
        }
        let id = self.client.as_deref().unwrap_or_default();
        let found = records.storage.client(&records.tenant, &ClientId::new(id)).await?;
        let client = found.ok_or_else(|| {
            Failure::failed(format!("there is no client {id:?}; valetkey client list shows all"))
        })?;
        Ok(Loaded::Client(Box::new(Client::clone(&client))))
    }
}

impl Loaded {
    fn holder(&self) -> Holder<'_> {
        match self {
            Self::User(user) => Holder::User(user),
            Self::Group(group) => Holder::Group(group),
            Self::Client(client) => Holder::Client(client),
        }
    }

    /// Returns the thing that a file can own.
    fn thing(&self) -> Option<Thing> {
        match self {
            Self::User(_) => None,
            Self::Group(group) => Some(Thing::group(&group.name)),
            Self::Client(client) => Some(Thing::client(&client.id)),
        }
    }

    fn name(&self) -> String {
        match self {
            Self::User(user) => format!("the user {}", user.username),
            Self::Group(group) => format!("the group {}", group.name),
            Self::Client(client) => format!("the client {}", client.id),
        }
    }

    async fn store(&self, records: &Records, changes: Vec<Change>) -> Result<(), Failure> {
        match self {
            Self::User(seen) => user::store(records, changes, seen).await,
            Self::Group(_) | Self::Client(_) => records.store_roles(changes).await,
        }
    }
}

pub(super) async fn grant(arguments: &GrantArguments, output: Output) -> Result<(), Failure> {
    let (records, map, role) = arguments.role.load().await?;
    let holder = arguments.holder.load(&records, &map).await?;
    if let Some(thing) = holder.thing() {
        arguments.ownership.check(&thing, &records).await?;
    }
    let decided = records.decide(|occasion| role::grant(&role, holder.holder(), &map, occasion));
    let changes = decided.map_err(Failure::failed)?;
    let is_new = !changes.is_empty();
    holder.store(&records, changes).await?;
    let value = json!({ "role": role.name, "of": owner(&role), "granted": is_new });
    output.result(&value, |_| match is_new {
        true => format!("Granted {} of {} to {}.", role.name, role.owner, holder.name()),
        false => format!("Nothing was stored: {} has {} already.", holder.name(), role.name),
    })?;
    let lacks_scope = matches!(&holder, Loaded::Client(client) if !client.scope.contains("roles"));
    if lacks_scope {
        output
            .note("Its tokens have the claim roles once its scope has roles: valetkey client edit --scope")?;
    }
    Ok(())
}

pub(super) async fn ungrant(arguments: &GrantArguments, output: Output) -> Result<(), Failure> {
    let (records, map, role) = arguments.role.load().await?;
    let holder = arguments.holder.load(&records, &map).await?;
    if let Some(thing) = holder.thing() {
        arguments.ownership.check(&thing, &records).await?;
    }
    let changes = records.decide(|occasion| role::take_away(&role, holder.holder(), &map, occasion));
    let had = !changes.is_empty();
    holder.store(&records, changes).await?;
    let value = json!({ "role": role.name, "of": owner(&role), "taken_away": had });
    output.result(&value, |_| match had {
        true => format!("Took {} of {} away from {}.", role.name, role.owner, holder.name()),
        false => {
            format!("Nothing was stored: {} was not granted to {} directly.", role.name, holder.name())
        }
    })
}
