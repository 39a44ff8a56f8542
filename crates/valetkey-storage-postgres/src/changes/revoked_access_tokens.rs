//! Revoked access tokens.

use uuid::Uuid;
use valetkey_types::{TenantId, Timestamp};

use super::{Made, step};
use crate::parameter::{text, value};

/// A second revocation is no surprise; it is remembered for the longer of the two times.
pub(super) fn revoke(tenant: &TenantId, id: Uuid, expires_at: Timestamp) -> Made {
    step!(
        "INSERT INTO revoked_access_tokens (tenant, id, expires_at) VALUES ($1, $2, $3)
         ON CONFLICT (tenant, id)
         DO UPDATE SET expires_at = greatest(revoked_access_tokens.expires_at, excluded.expires_at)",
        text(tenant.as_str()),
        value(id),
        value(expires_at.seconds()),
    )
}
