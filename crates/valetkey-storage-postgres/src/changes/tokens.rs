//! Refresh tokens, opaque access tokens, and revoked access tokens.

use uuid::Uuid;
use valetkey_authorization_server::record::{AccessToken, RefreshToken};
use valetkey_types::{TenantId, Timestamp, UserId};

use super::{Made, conditional, step};
use crate::{
    document,
    parameter::{optional_text, text, value},
};

pub(super) fn store_refresh_token(token: &RefreshToken) -> Made {
    step!(
        conditional!(
            "INSERT INTO refresh_tokens (tenant, id, grant_id, expires_at, document)
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING"
        ),
        text(token.tenant.as_str()),
        value(token.id),
        value(token.grant_id),
        value(token.expires_at.seconds()),
        value(document::write(token)?),
    )
}

pub(super) fn store_access_token(token: &AccessToken) -> Made {
    step!(
        conditional!(
            "INSERT INTO access_tokens (tenant, id, grant_id, client_id, user_id, expires_at, document)
             VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING"
        ),
        text(token.tenant.as_str()),
        value(token.id),
        value(token.grant_id),
        text(token.client_id.as_str()),
        optional_text(token.user_id.as_ref().map(UserId::as_str)),
        value(token.expires_at.seconds()),
        value(document::write(token)?),
    )
}

/// A second revocation is no surprise; it is remembered for the longer of the two times.
pub(super) fn revoke_access_token(tenant: &TenantId, id: Uuid, expires_at: Timestamp) -> Made {
    step!(
        "INSERT INTO revoked_access_tokens (tenant, id, expires_at) VALUES ($1, $2, $3)
         ON CONFLICT (tenant, id)
         DO UPDATE SET expires_at = greatest(revoked_access_tokens.expires_at, excluded.expires_at)",
        text(tenant.as_str()),
        value(id),
        value(expires_at.seconds()),
    )
}
