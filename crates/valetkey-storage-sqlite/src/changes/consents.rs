//! Remembered consents.

use rusqlite::{Connection, params};
use valetkey_authorization_server::record::Consent;
use valetkey_types::{ClientId, TenantId, UserId};

use super::Held;
use crate::{document, query::execute};

pub(super) fn remember(connection: &Connection, consent: &Consent) -> Held {
    let sql = "INSERT INTO consents (tenant, user_id, client_id, document) VALUES (?1, ?2, ?3, ?4)
               ON CONFLICT DO UPDATE SET document = excluded.document";
    let (user_id, client_id) = (consent.user_id.as_str(), consent.client_id.as_str());
    let document = document::write(consent)?;
    execute(connection, sql, params![consent.tenant.as_str(), user_id, client_id, document])?;
    Ok(true)
}

pub(super) fn forget(
    connection: &Connection,
    tenant: &TenantId,
    user_id: &UserId,
    client_id: &ClientId,
) -> Held {
    let sql = "DELETE FROM consents WHERE tenant = ?1 AND user_id = ?2 AND client_id = ?3";
    execute(connection, sql, params![tenant.as_str(), user_id.as_str(), client_id.as_str()])?;
    Ok(true)
}
