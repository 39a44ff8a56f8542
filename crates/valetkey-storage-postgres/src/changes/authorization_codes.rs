//! Authorization codes.

use uuid::Uuid;
use valetkey_authorization_server::record::AuthorizationCode;
use valetkey_types::{TenantId, Timestamp};

use super::{Made, conditional, step};
use crate::{
    document,
    parameter::{text, value},
};

pub(super) fn store(code: &AuthorizationCode) -> Made {
    step!(
        conditional!(
            "INSERT INTO authorization_codes (tenant, id, user_id, expires_at, used_at, document)
             VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING"
        ),
        text(code.tenant.as_str()),
        value(code.id),
        text(code.user_id.as_str()),
        value(code.expires_at.seconds()),
        value(code.used_at.map(Timestamp::seconds)),
        value(document::write(code)?),
    )
}

pub(super) fn consume(tenant: &TenantId, id: Uuid, at: Timestamp) -> Made {
    step!(
        conditional!(
            "UPDATE authorization_codes SET used_at = $3 WHERE tenant = $1 AND id = $2 AND used_at IS NULL"
        ),
        text(tenant.as_str()),
        value(id),
        value(at.seconds()),
    )
}
