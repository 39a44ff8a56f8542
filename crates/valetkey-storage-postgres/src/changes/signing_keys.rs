//! Signing keys.

use valetkey_authorization_server::record::SigningKeyRecord;
use valetkey_types::TenantId;

use super::{Made, step};
use crate::{
    document,
    parameter::{text, value},
};

pub(super) fn put(key: &SigningKeyRecord) -> Made {
    step!(
        "INSERT INTO signing_keys (tenant, kid, created_at, document) VALUES ($1, $2, $3, $4)
         ON CONFLICT (tenant, kid) DO UPDATE SET created_at = excluded.created_at, document = excluded.document",
        text(key.tenant.as_str()),
        text(&key.kid),
        value(key.created_at.seconds()),
        value(document::write(key)?),
    )
}

pub(super) fn remove(tenant: &TenantId, kid: &str) -> Made {
    step!("DELETE FROM signing_keys WHERE tenant = $1 AND kid = $2", text(tenant.as_str()), text(kid))
}
