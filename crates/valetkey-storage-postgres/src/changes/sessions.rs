//! Sessions.

use uuid::Uuid;
use valetkey_authorization_server::record::Session;
use valetkey_types::{TenantId, Timestamp};

use super::{Made, conditional, step};
use crate::{
    document,
    parameter::{text, value},
};

pub(super) fn start(session: &Session) -> Made {
    step!(
        conditional!(
            "INSERT INTO sessions (tenant, id, user_id, expires_at, ended_at, document)
             VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING"
        ),
        text(session.tenant.as_str()),
        value(session.id),
        text(session.user_id.as_str()),
        value(session.expires_at.seconds()),
        value(session.ended_at.map(Timestamp::seconds)),
        value(document::write(session)?),
    )
}

pub(super) fn end(tenant: &TenantId, id: Uuid, at: Timestamp) -> Made {
    step!(
        "UPDATE sessions SET ended_at = $3 WHERE tenant = $1 AND id = $2 AND ended_at IS NULL",
        text(tenant.as_str()),
        value(id),
        value(at.seconds()),
    )
}
