//! A request that waits for a user and is too long for an address.

use uuid::Uuid;
use valetkey_types::{TenantId, Timestamp};

/// The parameters of an authorization request that waits for a user. Addresses name them by `id`.
///
/// They are sealed for the browser that sent the request, so a copy of the database shows none. They never change, and go when
/// the request is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingRequest {
    /// The tenant it belongs to.
    pub tenant: TenantId,
    /// Its identifier.
    pub id: Uuid,
    /// The sealed parameters.
    pub sealed: String,
    /// When they stop counting, and housekeeping may remove them.
    pub expires_at: Timestamp,
}
