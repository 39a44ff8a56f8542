//! `valetkey group add`, `edit` and `remove`.

use clap::Args;
use serde_json::json;
use valetkey_administration::{
    files::Thing,
    group::{self, NewGroup},
};
use valetkey_authorization_server::role_map::RoleMap;
use valetkey_fetch::Method;
use valetkey_server::{Environment as _, SystemEnvironment};

use super::{KINDS, NamedGroup, as_json};
use crate::{
    database::DatabaseArguments,
    failure::Failure,
    output::Output,
    ownership::OwnershipArguments,
    remote::{Request, record},
    role_map::group_called,
};

#[derive(Args)]
#[command(
    after_help = "Examples:\n  valetkey group add staff\n  valetkey group add engineering --parent staff --description 'Builds it'"
)]
pub(super) struct AddArguments {
    /// The name, as applications see it
    #[arg(value_name = "GROUP")]
    name: String,
    /// The group above it
    #[arg(long, value_name = "GROUP")]
    parent: Option<String>,
    /// A sentence for administrators
    #[arg(long, value_name = "TEXT")]
    description: Option<String>,
    #[command(flatten)]
    database: DatabaseArguments,
}

#[derive(Args)]
#[command(
    after_help = "Only what you name changes. Tokens show it from the next refresh on.\n\nExamples:\n  valetkey group edit staff --name employees\n  valetkey group edit engineering --parent ''"
)]
pub(super) struct EditArguments {
    #[command(flatten)]
    group: NamedGroup,
    /// New name
    #[arg(long = "name", value_name = "NEW")]
    new_name: Option<String>,
    /// The group above it; "" moves it to the top
    #[arg(long, value_name = "GROUP")]
    parent: Option<String>,
    /// A sentence for administrators; "" removes it
    #[arg(long, value_name = "TEXT")]
    description: Option<String>,
    #[command(flatten)]
    ownership: OwnershipArguments,
}

#[derive(Args)]
#[command(
    after_help = "A group with groups below it is not removed: remove or move them first.\n\nExample:\n  valetkey group remove engineering"
)]
pub(super) struct RemoveArguments {
    #[command(flatten)]
    group: NamedGroup,
    #[command(flatten)]
    ownership: OwnershipArguments,
}

pub(super) async fn add(arguments: &AddArguments, output: Output) -> Result<(), Failure> {
    let records = arguments.database.records(&KINDS).await?;
    let map = records.role_map().await?;
    let new = NewGroup {
        name: arguments.name.clone(),
        parent: parent(arguments.parent.as_deref(), &map)?,
        description: arguments.description.clone().filter(|text| !text.is_empty()),
    };
    let (id, values) = (SystemEnvironment.identifier(), record::group_values(&new));
    let decided = records.decide(|occasion| group::add(id, new, &map, occasion)).map_err(Failure::usage)?;
    let group = match records.api() {
        Some(api) => record::group(api.change(Method::POST, &["groups"], Request::to(&values)).await?)?,
        None => {
            records.store_roles(decided.changes).await?;
            decided.answer
        }
    };
    output.result(&as_json(&group, &map), |_| {
        format!("Added the group {}. Add members with: valetkey group add-member {0:?} USER", group.name)
    })
}

pub(super) async fn edit(arguments: EditArguments, output: Output) -> Result<(), Failure> {
    let (records, map, group) = arguments.group.load().await?;
    arguments.ownership.check(&Thing::group(&group.name), &records).await?;
    let mut new = NewGroup::from(&group);
    if let Some(name) = arguments.new_name {
        new.name = name;
    }
    if let Some(name) = &arguments.parent {
        new.parent = parent(Some(name), &map)?;
    }
    if let Some(text) = arguments.description {
        new.description = Some(text).filter(|text| !text.is_empty());
    }
    let values = record::group_values(&new);
    let decided =
        records.decide(|occasion| group::edit(&group, new, &map, occasion)).map_err(Failure::usage)?;
    if decided.changes.is_empty() {
        output.note("Nothing differs; nothing was stored.")?;
    }
    match records.api() {
        Some(api) => {
            let body = record::difference(&record::group_values(&NewGroup::from(&group)), values);
            let change = Request::of(group.revision).with(&body).overriding(arguments.ownership.overrides());
            api.change(Method::PATCH, &["groups", &group.id.to_string()], change).await?;
        }
        None => records.store_roles(decided.changes).await?,
    }
    let map = records.after_change().await?.role_map().await?;
    output.result(&as_json(&decided.answer, &map), |_| format!("Edited the group {}.", decided.answer.name))
}

pub(super) async fn remove(arguments: &RemoveArguments, output: Output) -> Result<(), Failure> {
    let (records, map, group) = arguments.group.load().await?;
    let decided =
        records.decide(|occasion| group::remove(&group, &map, occasion)).map_err(Failure::failed)?;
    match records.api() {
        Some(api) => {
            let change = Request::of(group.revision).overriding(arguments.ownership.overrides());
            api.change(Method::DELETE, &["groups", &group.id.to_string()], change).await?;
        }
        None => {
            arguments.ownership.check_changes(&decided.changes, &records).await?;
            records.store_roles(decided.changes).await?;
        }
    }
    let value = json!({ "removed": group.name, "id": group.id });
    output.result(&value, |_| format!("Removed the group {}. Nobody is a member any more.", group.name))
}

/// Returns the identifier of the parent; an empty name means none.
fn parent(name: Option<&str>, map: &RoleMap) -> Result<Option<uuid::Uuid>, Failure> {
    match name.filter(|name| !name.is_empty()) {
        Some(name) => Ok(Some(group_called(map, name)?.id)),
        None => Ok(None),
    }
}
