//! Sessions.

use uuid::Uuid;
use valetkey_authorization_server::record::Session;
use valetkey_types::{TenantId, Timestamp};

use super::{Made, new_row, step};
use crate::{
    document,
    parameter::{text, value},
};

pub(super) fn start(session: &Session) -> Made {
    new_row!(
        "sessions (tenant, id, user_id, expires_at, ended_at, document)",
        "$1, $2, $3, $4, $5, $6",
        "$1::BYTEA[], $2::UUID[], $3::BYTEA[], $4::BIGINT[], $5::BIGINT[], $6::TEXT[]",
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
