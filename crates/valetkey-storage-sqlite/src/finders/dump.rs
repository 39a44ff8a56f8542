//! Everything, page by page in the order of the keys.

use rusqlite::{Connection, Row, params_from_iter, types::Value};
use uuid::Uuid;
use valetkey_storage::{Record, RecordKey, RecordKind, StorageError};
use valetkey_types::{TenantId, Timestamp};

use super::{consents, grants, sessions, users};
use crate::{
    failure::Failure,
    query::{document_in, find_all},
};

/// The page of a table with one more column in its key.
macro_rules! statement {
    ($from:literal, $columns:literal, $table:literal, $key:literal) => {
        concat!(
            "SELECT ",
            $columns,
            " FROM ",
            $table,
            " WHERE (tenant, ",
            $key,
            ") ",
            $from,
            " (?1, ?2) ORDER BY tenant, ",
            $key,
            " LIMIT ?3"
        )
    };
}

/// From a key on, or behind it.
macro_rules! page {
    ($is_next:expr, $columns:literal, $table:literal, $key:literal) => {
        if $is_next {
            statement!(">", $columns, $table, $key)
        } else {
            statement!(">=", $columns, $table, $key)
        }
    };
}

const FIRST_CONSENTS: &str = "
    SELECT document, revision FROM consents WHERE (tenant, user_id, client_id) >= (?1, ?2, ?4)
    ORDER BY tenant, user_id, client_id LIMIT ?3";

const NEXT_CONSENTS: &str = "
    SELECT document, revision FROM consents WHERE (tenant, user_id, client_id) > (?1, ?2, ?4)
    ORDER BY tenant, user_id, client_id LIMIT ?3";

/// The tenants; the key has nothing behind the tenant.
const FIRST_TENANTS: &str =
    "SELECT document FROM tenants WHERE (tenant, '') >= (?1, ?2) ORDER BY tenant LIMIT ?3";

const NEXT_TENANTS: &str =
    "SELECT document FROM tenants WHERE (tenant, '') > (?1, ?2) ORDER BY tenant LIMIT ?3";

pub(crate) fn records(
    connection: &Connection,
    kind: RecordKind,
    after: Option<&RecordKey>,
    at_most: usize,
) -> Result<Vec<Record>, Failure> {
    let next = after.is_some();
    let (sql, has_text_key) = match kind {
        RecordKind::Tenant => (if next { NEXT_TENANTS } else { FIRST_TENANTS }, true),
        RecordKind::Client => (page!(next, "document", "clients", "id"), true),
        RecordKind::User => {
            (page!(next, "document, sign_in_failure_count, sign_in_failure_last_at", "users", "id"), true)
        }
        RecordKind::SigningKey => (page!(next, "document", "signing_keys", "kid"), true),
        RecordKind::Consent => (if next { NEXT_CONSENTS } else { FIRST_CONSENTS }, true),
        RecordKind::Session => (page!(next, "document, ended_at", "sessions", "id"), false),
        RecordKind::Grant => {
            (page!(next, "document, revoked_at, redeemed_refresh_token", "grants", "id"), false)
        }
        RecordKind::RevokedAccessToken => {
            (page!(next, "tenant, id, expires_at", "revoked_access_tokens", "id"), false)
        }
    };
    // Without a key: from the lowest there could be.
    let key = after.cloned().unwrap_or_default();
    let text = |bytes: Vec<u8>| Value::Text(String::from_utf8_lossy(&bytes).into_owned());
    let id = if has_text_key { text(key.id) } else { Value::Blob(key.id) };
    let mut parameters =
        vec![text(key.tenant), id, Value::Integer(i64::try_from(at_most).unwrap_or(i64::MAX))];
    if kind == RecordKind::Consent {
        parameters.push(text(key.second));
    }
    find_all(connection, sql, params_from_iter(parameters), |row| record(kind, row))
}

fn record(kind: RecordKind, row: &Row<'_>) -> Result<Record, Failure> {
    Ok(match kind {
        RecordKind::Tenant => Record::Tenant(document_in(row, 0)?),
        RecordKind::Client => Record::Client(document_in(row, 0)?),
        RecordKind::User => Record::User(Box::new(whole(users::read(row, 0)?)?)),
        RecordKind::SigningKey => Record::SigningKey(document_in(row, 0)?),
        RecordKind::Consent => Record::Consent(consents::read(row, 0)?),
        RecordKind::Session => Record::Session(whole(sessions::read(row, 0)?)?),
        RecordKind::Grant => Record::Grant(whole(grants::read(row, 0)?)?),
        RecordKind::RevokedAccessToken => Record::RevokedAccessToken {
            tenant: TenantId::new(row.get::<_, String>(0)?),
            id: Uuid::from_bytes(row.get(1)?),
            expires_at: Timestamp(row.get(2)?),
        },
    })
}

/// A row of a table of its own always has its document.
fn whole<T>(record: Option<T>) -> Result<T, Failure> {
    record.ok_or_else(|| Failure(StorageError::Corrupt("a row without its document".to_owned())))
}
