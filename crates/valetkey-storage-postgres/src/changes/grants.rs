//! Grants, their revocation, and the refresh token redeemed last. The first revocation keeps its time.

use uuid::Uuid;
use valetkey_authorization_server::record::Grant;
use valetkey_types::{ClientId, TenantId, Timestamp, UserId};

use super::{Made, conditional, new_row, step};
use crate::{
    document,
    parameter::{text, value},
};

pub(super) fn store(grant: &Grant) -> Made {
    new_row!(
        "grants (tenant, id, sid, user_id, client_id, offline, expires_at, revoked_at, redeemed_refresh_token, document)",
        "$1, $2, $3, $4, $5, $6, $7, $8, $9, $10",
        "$1::BYTEA[], $2::UUID[], $3::UUID[], $4::BYTEA[], $5::BYTEA[], $6::BOOLEAN[], $7::BIGINT[], $8::BIGINT[],
         $9::UUID[], $10::TEXT[]",
        text(grant.tenant.as_str()),
        value(grant.id),
        value(grant.sid),
        text(grant.user_id.as_str()),
        text(grant.client_id.as_str()),
        value(grant.is_offline()),
        value(grant.expires_at.seconds()),
        value(grant.revoked_at.map(Timestamp::seconds)),
        value(grant.redeemed_refresh_token),
        value(document::write(grant)?),
    )
}

pub(super) fn revoke(tenant: &TenantId, id: Uuid, at: Timestamp) -> Made {
    step!(
        "UPDATE grants SET revoked_at = $3 WHERE tenant = $1 AND id = $2 AND revoked_at IS NULL",
        text(tenant.as_str()),
        value(id),
        value(at.seconds()),
    )
}

pub(super) fn revoke_of_session(tenant: &TenantId, sid: Uuid, at: Timestamp) -> Made {
    step!(
        "UPDATE grants SET revoked_at = $3
         WHERE tenant = $1 AND sid = $2 AND NOT offline AND revoked_at IS NULL",
        text(tenant.as_str()),
        value(sid),
        value(at.seconds()),
    )
}

pub(super) fn revoke_of_consent(
    tenant: &TenantId,
    user_id: &UserId,
    client_id: &ClientId,
    at: Timestamp,
) -> Made {
    step!(
        "UPDATE grants SET revoked_at = $4
         WHERE tenant = $1 AND user_id = $2 AND client_id = $3 AND revoked_at IS NULL",
        text(tenant.as_str()),
        text(user_id.as_str()),
        text(client_id.as_str()),
        value(at.seconds()),
    )
}

pub(super) fn redeem(tenant: &TenantId, id: Uuid, expected: Option<Uuid>, redeemed: Uuid) -> Made {
    step!(
        conditional!(
            "UPDATE grants SET redeemed_refresh_token = $4
             WHERE tenant = $1 AND id = $2 AND revoked_at IS NULL
                 AND redeemed_refresh_token IS NOT DISTINCT FROM $3"
        ),
        text(tenant.as_str()),
        value(id),
        value(expected),
        value(redeemed),
    )
}
