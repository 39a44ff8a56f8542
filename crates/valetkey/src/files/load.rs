//! Loads the records that files can set.

use std::collections::BTreeSet;

use valetkey_administration::files::{Desired, DesiredAccess, State};
use valetkey_authorization_server::{
    branding::{Branding, LogoId},
    record::{Client, ClientAccess, Logo},
};
use valetkey_storage::{
    Listing, Match, directory,
    record::{GRANT, LOGO, MEMBERSHIP},
    value::Value,
};
use valetkey_types::{ClientId, UserId};

use crate::{command, database::Records, failure::Failure};

/// The number of rows in one query of a count.
const PAGE: usize = 1_000;

/// The maximum of a count.
pub(super) const MOST_COUNTED: usize = 10_000;

/// Loads everything that files can set, and the users that clients name.
///
/// # Errors
/// An error of the database, or no issuer is recorded yet.
pub(super) async fn state(records: &Records, desired: &Desired) -> Result<State, Failure> {
    let tenant = records.recorded_tenant().await?;
    let claim_map = directory::claim_map(&*records.storage, &tenant).await?;
    let role_map = records.role_map().await?;
    let clients = records.storage.clients(&records.tenant).await?;
    let users = users(records, desired, &clients).await?;
    Ok(State {
        claim_map,
        role_map,
        clients,
        users,
        identity_providers: command::identity_providers(records).await?,
        ownerships: directory::file_ownerships(&*records.storage, &records.tenant).await?,
        tenant,
    })
}

/// Returns the users that files and clients name.
async fn users(
    records: &Records,
    desired: &Desired,
    clients: &[Client],
) -> Result<Vec<(UserId, String)>, Failure> {
    let (mut ids, mut names) = (BTreeSet::new(), BTreeSet::new());
    for client in clients {
        if let ClientAccess::Only { users, .. } = &client.access {
            ids.extend(users.iter().cloned());
        }
    }
    for wanted in &desired.clients {
        if let DesiredAccess::Only { users, .. } = &wanted.value.access {
            names.extend(users.iter().map(|name| name.to_ascii_lowercase()));
        }
    }
    let mut users = Vec::new();
    for id in ids {
        users.extend(records.storage.user(&records.tenant, &id).await?.map(|user| (id, user.username)));
    }
    for name in names {
        let called = directory::users_called(&*records.storage, &records.tenant, &name).await?;
        let called = called.into_iter().filter(|user| user.username.eq_ignore_ascii_case(&name));
        users.extend(called.map(|user| (user.id, user.username)));
    }
    Ok(users)
}

/// Loads the logos of a branding.
///
/// # Errors
/// An error of the database.
pub(super) async fn logos(records: &Records, branding: &Branding) -> Result<Vec<Logo>, Failure> {
    let mut logos = Vec::new();
    let ids: Vec<&LogoId> = branding.logos().collect();
    for id in ids {
        let listing = Listing::of_tenant(&LOGO, &records.tenant, 1)
            .with("id", Match::Equals(Value::Text(id.to_string())));
        logos.extend(directory::page::<Logo>(&*records.storage, &listing).await?.records);
    }
    Ok(logos)
}

/// Counts the grants of a client that are not revoked, up to [`MOST_COUNTED`]. Grants have no index by client, because it would cost each
/// sign-in a write.
///
/// # Errors
/// An error of the database.
pub(super) async fn grants(records: &Records, client: &ClientId) -> Result<usize, Failure> {
    let listing = Listing::of_tenant(&GRANT, &records.tenant, PAGE)
        .with("client_id", Match::Equals(Value::text(client.as_str())))
        .with("revoked_at", Match::IsEmpty)
        .scanning();
    count(records, listing).await
}

/// Counts the direct members of a group, up to [`MOST_COUNTED`].
///
/// # Errors
/// An error of the database.
pub(super) async fn members(records: &Records, group: uuid::Uuid) -> Result<usize, Failure> {
    let listing = Listing::of_tenant(&MEMBERSHIP, &records.tenant, PAGE)
        .with("group_id", Match::Equals(Value::Uuid(group)));
    count(records, listing).await
}

async fn count(records: &Records, mut listing: Listing) -> Result<usize, Failure> {
    let mut counted = 0;
    loop {
        let rows = records.storage.rows(&listing).await?;
        counted += rows.len();
        let Some(last) = rows.last().filter(|_| rows.len() == PAGE && counted < MOST_COUNTED) else {
            return Ok(counted);
        };
        listing.after = Some(listing.place_of(last));
    }
}
