//! Remembered consents.

use rusqlite::{Connection, params};
use valetkey_authorization_server::record::Consent;
use valetkey_types::{ClientId, TenantId, Timestamp, UserId};

use super::Held;
use crate::{document, query::execute};

pub(super) fn remember(connection: &Connection, consent: &Consent) -> Held {
    let sql = "INSERT INTO consents (tenant, user_id, client_id, document, revision)
               VALUES (?1, ?2, ?3, ?4, ?5)
               ON CONFLICT DO UPDATE SET document = excluded.document, revision = excluded.revision
               WHERE consents.revision = excluded.revision - 1";
    let (user_id, client_id) = (consent.user_id.as_str(), consent.client_id.as_str());
    let document = document::write(consent)?;
    let row = params![consent.tenant.as_str(), user_id, client_id, document, consent.revision];
    Ok(execute(connection, sql, row)? == 1)
}

pub(super) fn withdraw(
    connection: &Connection,
    tenant: &TenantId,
    user_id: &UserId,
    client_id: &ClientId,
    at: Timestamp,
) -> Held {
    let sql = "UPDATE consents SET document = ?4, revision = revision + 1
               WHERE tenant = ?1 AND user_id = ?2 AND client_id = ?3";
    let withdrawn = Consent::withdrawn(tenant.clone(), user_id.clone(), client_id.clone(), at);
    let document = document::write(&withdrawn)?;
    execute(connection, sql, params![tenant.as_str(), user_id.as_str(), client_id.as_str(), document])?;
    Ok(true)
}
