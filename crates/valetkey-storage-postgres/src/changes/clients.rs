//! Clients.

use valetkey_authorization_server::record::Client;
use valetkey_types::{ClientId, TenantId, Timestamp};

use super::{Made, conditional, new_row, step};
use crate::{
    document,
    parameter::{text, value},
};

pub(super) fn add(client: &Client) -> Made {
    new_row!(
        "clients (tenant, id, name, document)",
        "$1, $2, $3, $4",
        "$1::BYTEA[], $2::BYTEA[], $3::BYTEA[], $4::TEXT[]",
        text(client.tenant.as_str()),
        text(client.id.as_str()),
        text(&client.name),
        value(document::write(client)?),
    )
}

pub(super) fn replace(client: &Client) -> Made {
    step!(
        conditional!("UPDATE clients SET name = $3, document = $4 WHERE tenant = $1 AND id = $2"),
        text(client.tenant.as_str()),
        text(client.id.as_str()),
        text(&client.name),
        value(document::write(client)?),
    )
}

pub(super) fn remove(tenant: &TenantId, id: &ClientId, at: Timestamp) -> Made {
    step!(
        "WITH changed AS (DELETE FROM clients WHERE tenant = $1 AND id = $2 RETURNING 1),
             forgotten AS (DELETE FROM consents WHERE tenant = $1 AND client_id = $2),
             revoked AS (UPDATE grants SET revoked_at = $3
                         WHERE tenant = $1 AND client_id = $2 AND revoked_at IS NULL)
         SELECT 1 / count(*) FROM changed",
        text(tenant.as_str()),
        text(id.as_str()),
        value(at.seconds()),
    )
}
