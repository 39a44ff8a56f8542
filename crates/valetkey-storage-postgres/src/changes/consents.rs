//! Remembered consents.

use valetkey_authorization_server::record::Consent;
use valetkey_types::{ClientId, TenantId, Timestamp, UserId};

use super::{Made, conditional, step};
use crate::{
    document,
    parameter::{text, value},
};

pub(super) fn remember(consent: &Consent) -> Made {
    step!(
        conditional!(
            "INSERT INTO consents (tenant, user_id, client_id, document, revision) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (tenant, user_id, client_id)
             DO UPDATE SET document = excluded.document, revision = excluded.revision
             WHERE consents.revision = excluded.revision - 1"
        );
        "WITH changed AS (
             INSERT INTO consents (tenant, user_id, client_id, document, revision)
             SELECT * FROM unnest($1::BYTEA[], $2::BYTEA[], $3::BYTEA[], $4::TEXT[], $5::BIGINT[])
             ON CONFLICT (tenant, user_id, client_id)
             DO UPDATE SET document = excluded.document, revision = excluded.revision
             WHERE consents.revision = excluded.revision - 1
             RETURNING 1
         )
         SELECT 1 / (count(*) = cardinality($1::BYTEA[]))::INTEGER FROM changed";
        text(consent.tenant.as_str()),
        text(consent.user_id.as_str()),
        text(consent.client_id.as_str()),
        value(document::write(consent)?),
        value(i64::from(consent.revision)),
    )
}

pub(super) fn withdraw(tenant: &TenantId, user_id: &UserId, client_id: &ClientId, at: Timestamp) -> Made {
    let withdrawn = Consent::withdrawn(tenant.clone(), user_id.clone(), client_id.clone(), at);
    step!(
        "UPDATE consents SET document = $4, revision = revision + 1
         WHERE tenant = $1 AND user_id = $2 AND client_id = $3",
        text(tenant.as_str()),
        text(user_id.as_str()),
        text(client_id.as_str()),
        value(document::write(&withdrawn)?),
    )
}
