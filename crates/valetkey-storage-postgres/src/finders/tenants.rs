//! Tenants.

use valetkey_types::TenantId;

use super::{Question, question};
use crate::parameter::text;

pub(crate) fn tenant(id: &TenantId) -> Question {
    question!("SELECT document FROM tenants WHERE tenant = $1", text(id.as_str()))
}
