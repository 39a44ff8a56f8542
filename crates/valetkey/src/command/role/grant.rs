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
    record::{Client, Group, Role},
    role_map::RoleMap,
};
use valetkey_fetch::Method;

use super::{NamedRole, kinds, owner};
use crate::{
    command::{client::client_called, user},
    database::Records,
    failure::Failure,
    output::Output,
    ownership::OwnershipArguments,
    remote::{Api, Kind, Request},
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
        Ok(Loaded::Client(Box::new(client_called(records, id).await?)))
    }

    /// Returns the kinds of records that a role of this owner and the holder need.
    fn kinds(&self, of: Option<&str>) -> Vec<Kind> {
        let mut kinds = kinds(of);
        if self.client.is_some() && !kinds.contains(&Kind::Clients) {
            kinds.push(Kind::Clients);
        }
        kinds
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

    /// Grants the role or takes it away on a running server. Returns whether anything differed.
    async fn send(
        &self,
        api: &Api,
        method: Method,
        role: &Role,
        ownership: &OwnershipArguments,
    ) -> Result<bool, Failure> {
        let (kind, id) = match self {
            Self::User(user) => ("users", user.id.to_string()),
            Self::Group(group) => ("groups", group.id.to_string()),
            Self::Client(client) => ("clients", client.id.to_string()),
        };
        let (role, change) = (role.id.to_string(), Request::default().overriding(ownership.overrides()));
        let path = ["roles", &role, kind, &id];
        let differs = api.would_change(method.clone(), &path, change).await?;
        if differs {
            api.change(method, &path, change).await?;
        }
        Ok(differs)
    }

    async fn store(&self, records: &Records, changes: Vec<Change>) -> Result<(), Failure> {
        match self {
            Self::User(seen) => user::store(records, changes, seen).await,
            Self::Group(_) | Self::Client(_) => records.store_roles(changes).await,
        }
    }
}

impl GrantArguments {
    /// Loads the role and the holder, and refuses a holder that a file owns.
    async fn load(&self) -> Result<(Records, RoleMap, Role, Loaded), Failure> {
        let kinds = self.holder.kinds(self.role.of.as_deref());
        let (records, map, role) = self.role.load_with(&kinds).await?;
        let holder = self.holder.load(&records, &map).await?;
        if let Some(thing) = holder.thing() {
            self.ownership.check(&thing, &records).await?;
        }
        Ok((records, map, role, holder))
    }
}

pub(super) async fn grant(arguments: &GrantArguments, output: Output) -> Result<(), Failure> {
    let (records, map, role, holder) = arguments.load().await?;
    let is_new = match records.api() {
        Some(api) => holder.send(api, Method::PUT, &role, &arguments.ownership).await?,
        None => {
            let decided = records.decide(|occasion| role::grant(&role, holder.holder(), &map, occasion));
            let changes = decided.map_err(Failure::failed)?;
            let is_new = !changes.is_empty();
            holder.store(&records, changes).await?;
            is_new
        }
    };
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
    let (records, map, role, holder) = arguments.load().await?;
    let had = match records.api() {
        Some(api) => holder.send(api, Method::DELETE, &role, &arguments.ownership).await?,
        None => {
            let changes = records.decide(|occasion| role::take_away(&role, holder.holder(), &map, occasion));
            let had = !changes.is_empty();
            holder.store(&records, changes).await?;
            had
        }
    };
    let value = json!({ "role": role.name, "of": owner(&role), "taken_away": had });
    output.result(&value, |_| match had {
        true => format!("Took {} of {} away from {}.", role.name, role.owner, holder.name()),
        false => {
            format!("Nothing was stored: {} was not granted to {} directly.", role.name, holder.name())
        }
    })
}
