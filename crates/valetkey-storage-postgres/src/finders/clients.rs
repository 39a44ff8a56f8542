//! Clients.

use uuid::Uuid;
use valetkey_types::{ClientId, TenantId};

use super::{Question, question};
use crate::parameter::{text, value};

pub(crate) fn client(tenant: &TenantId, id: &ClientId) -> Question {
    question!(
        "SELECT document FROM clients WHERE tenant = $1 AND id = $2",
        text(tenant.as_str()),
        text(id.as_str())
    )
}

pub(crate) fn clients(tenant: &TenantId) -> Question {
    question!("SELECT document FROM clients WHERE tenant = $1 ORDER BY name, id", text(tenant.as_str()))
}

pub(crate) fn of_session(tenant: &TenantId, sid: Uuid) -> Question {
    question!(
        "SELECT document FROM clients
         WHERE tenant = $1 AND id IN (SELECT client_id FROM grants WHERE tenant = $1 AND sid = $2)
         ORDER BY name, id",
        text(tenant.as_str()),
        value(sid),
    )
}
