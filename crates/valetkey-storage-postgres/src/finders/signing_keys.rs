//! Signing keys.

use valetkey_types::TenantId;

use super::{Question, question};
use crate::parameter::text;

pub(crate) fn signing_keys(tenant: &TenantId) -> Question {
    question!(
        "SELECT document FROM signing_keys WHERE tenant = $1 ORDER BY created_at, kid",
        text(tenant.as_str())
    )
}
