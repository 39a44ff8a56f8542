//! Clients.

mod change;
mod list;

use std::sync::Arc;

use valetkey_administration::permission::{Area, Permission};
use valetkey_authorization_server::{record::Client, role_map::RoleMap};
use valetkey_storage::{Listing, Match, StorageError, directory, record::CLIENT, value::Value};
use valetkey_types::ClientId;

use super::{AdministrationError, Context};

pub(crate) use change::{NewCredentials, add, disable, edit, enable, end_secret, remove, rotate_secret};
pub(crate) use list::{ClientFilter, list};

/// Returns a client.
pub(crate) async fn show(context: &Context<'_>, id: &ClientId) -> Result<Client, AdministrationError> {
    context.require(Permission::read(Area::Clients))?;
    find(context, id).await?.ok_or(AdministrationError::NotFound("client"))
}

/// Loads a client that the administrator may change: control of it gives no more than the administrator holds.
async fn load_to_change(
    context: &Context<'_>,
    id: &ClientId,
) -> Result<(Client, Arc<RoleMap>), AdministrationError> {
    context.require(Permission::write(Area::Clients))?;
    let client = find(context, id).await?.ok_or(AdministrationError::NotFound("client"))?;
    let map = context.role_map().await?;
    context.administrator.covers_client(&client, &map, &context.api())?;
    Ok((client, map))
}

/// Reads the stored client. The copy that the server keeps may be a second old.
pub(super) async fn find(
    context: &Context<'_>,
    id: &ClientId,
) -> Result<Option<Client>, AdministrationError> {
    let server = context.server;
    let is_called = Match::Equals(Value::text(id.as_str()));
    let listing = Listing::of_tenant(&CLIENT, &server.tenant, 1).with("id", is_called);
    let page = directory::page::<Client>(&*server.storage, &listing).await?;
    match page.unreadable.into_iter().next() {
        Some(reason) => Err(StorageError::Corrupt(reason).into()),
        None => context.or_staged(page.records.into_iter().next(), |client: &Client| client.id == *id),
    }
}
