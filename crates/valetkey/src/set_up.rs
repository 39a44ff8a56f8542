//! The link with which the first administrator makes their account.

use valetkey_authorization_server::record::{Event, TenantRecord};
use valetkey_server::{
    EncryptionKey, SystemEnvironment,
    mail::{self, HandedLink},
    set_up,
};
use valetkey_storage::Storage;

use crate::failure::Failure;

/// Makes a link and stores it with its event. The link before it ends. `recovers` is whether it counts although there is an
/// administrator.
///
/// # Errors
/// The error of the database.
pub(crate) async fn make_link(
    storage: &dyn Storage,
    key: &EncryptionKey,
    tenant: &TenantRecord,
    recovers: bool,
    event: Event,
) -> Result<HandedLink, Failure> {
    let link = mail::set_up_link(key, tenant, recovers, &SystemEnvironment)?;
    set_up::store_link(storage, &tenant.tenant, &link, event).await?;
    Ok(link)
}
