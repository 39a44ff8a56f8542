//! The removal of a tenant with all of its records.

use valetkey_administration::{
    InvalidField,
    permission::{Area, Permission},
    tenant as operation,
};
use valetkey_authorization_server::{Change, record::TenantRecord};
use valetkey_storage::{
    DESCRIPTIONS, Description, Listing, StorageError,
    record::{CLIENT, SESSION, TENANT, USER},
};
use valetkey_types::TenantId;

use super::{find, in_tenant, require_operator, require_unowned};
use crate::administration::{AdministrationError, Context, Done, staged::commit};

/// Rows of a kind that one step removes.
const STEP: u32 = 500;

/// Steps of one request.
const STEPS: usize = 20;

/// The number of records of a tenant. A count ends at [`Belongings::MOST`].
pub(crate) struct Belongings {
    /// Users.
    pub(crate) users: usize,
    /// Clients.
    pub(crate) clients: usize,
    /// Sessions, expired ones too.
    pub(crate) sessions: usize,
}

impl Belongings {
    /// The largest count.
    pub(crate) const MOST: usize = 1_000;

    /// Counts the records of a tenant.
    pub(crate) async fn of(
        context: &Context<'_>,
        tenant: &TenantRecord,
    ) -> Result<Self, AdministrationError> {
        let count = async |description: &'static Description| {
            let listing = Listing::of_tenant(description, &tenant.tenant, Self::MOST);
            Ok::<_, StorageError>(context.server.storage.rows(&listing).await?.len())
        };
        Ok(Self {
            users: count(&USER).await?,
            clients: count(&CLIENT).await?,
            sessions: count(&SESSION).await?,
        })
    }
}

/// Removes a tenant: it is not served any more. Then removes its records, up to a bound for one request. Returns whether all records are
/// removed; `valetkey tenant remove` removes the others.
pub(crate) async fn remove(context: &Context<'_>, name: &str) -> Result<Done<bool>, AdministrationError> {
    require_operator(context, Permission::write(Area::Tenants))?;
    let tenant = find(context, name).await?;
    require_unowned(context, &tenant).await?;
    let decided = context.decide(|occasion| operation::remove(&tenant, &in_tenant(occasion, &tenant.tenant)));
    let decided = decided.map_err(|error| InvalidField::of_sentence("tenant", &error.to_string()))?;
    let done = context.store_over(decided, tenant.revision).await?;
    if !done.is_stored {
        return Ok(done.with(false));
    }
    let is_empty = remove_records(context, &tenant.tenant).await?;
    Ok(done.with(is_empty))
}

async fn remove_records(context: &Context<'_>, tenant: &TenantId) -> Result<bool, AdministrationError> {
    for _ in 0..STEPS {
        if !has_records(context, tenant).await? {
            return Ok(true);
        }
        let step = Change::RemoveRecordsOfTenant { tenant: tenant.clone(), at_most: STEP };
        commit(context.server, vec![step]).await?;
    }
    Ok(!has_records(context, tenant).await?)
}

/// Returns whether records of a tenant are stored, beside the tenant itself.
pub(super) async fn has_records(
    context: &Context<'_>,
    tenant: &TenantId,
) -> Result<bool, AdministrationError> {
    for description in DESCRIPTIONS.into_iter().filter(|description| !description.is(&TENANT)) {
        let listing = Listing::of_tenant(description, tenant, 1);
        if !context.server.storage.rows(&listing).await?.is_empty() {
            return Ok(true);
        }
    }
    Ok(false)
}
