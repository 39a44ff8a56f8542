//! Remembered consents.

use valetkey_authorization_server::record::Consent;
use valetkey_types::{ClientId, TenantId, UserId};

use super::{Made, step};
use crate::{
    document,
    parameter::{text, value},
};

pub(super) fn remember(consent: &Consent) -> Made {
    step!(
        "INSERT INTO consents (tenant, user_id, client_id, document) VALUES ($1, $2, $3, $4)
         ON CONFLICT (tenant, user_id, client_id) DO UPDATE SET document = excluded.document";
        "INSERT INTO consents (tenant, user_id, client_id, document)
         SELECT * FROM unnest($1::BYTEA[], $2::BYTEA[], $3::BYTEA[], $4::TEXT[])
         ON CONFLICT (tenant, user_id, client_id) DO UPDATE SET document = excluded.document";
        text(consent.tenant.as_str()),
        text(consent.user_id.as_str()),
        text(consent.client_id.as_str()),
        value(document::write(consent)?),
    )
}

pub(super) fn forget(tenant: &TenantId, user_id: &UserId, client_id: &ClientId) -> Made {
    step!(
        "DELETE FROM consents WHERE tenant = $1 AND user_id = $2 AND client_id = $3",
        text(tenant.as_str()),
        text(user_id.as_str()),
        text(client_id.as_str()),
    )
}
