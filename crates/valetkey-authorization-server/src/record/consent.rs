//! A remembered consent.

use serde::{Deserialize, Serialize};
use valetkey_types::{ClientId, Scope, TenantId, Timestamp, UserId};

/// What a person allowed an application for good, until they withdraw it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// The tenant it belongs to.
    pub tenant: TenantId,
    /// Who allowed.
    pub user_id: UserId,
    /// Whom they allowed.
    pub client_id: ClientId,
    /// Everything allowed so far.
    pub scope: Scope,
    /// When the last part was allowed.
    pub granted_at: Timestamp,
}
