//! Everything, page by page in the order of the keys.

use tokio_postgres::Row;
use uuid::Uuid;
use valetkey_storage::{Record, RecordKey, RecordKind, StorageError};
use valetkey_types::{TenantId, Timestamp};

use super::{Question, consents, grants, sessions, users};
use crate::{
    failure::no_text,
    parameter::value,
    row::{document_in, get},
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
            " ($1, $2) ORDER BY tenant, ",
            $key,
            " LIMIT $3"
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
    SELECT document, revision FROM consents WHERE (tenant, user_id, client_id) >= ($1, $2, $3)
    ORDER BY tenant, user_id, client_id LIMIT $4";

const NEXT_CONSENTS: &str = "
    SELECT document, revision FROM consents WHERE (tenant, user_id, client_id) > ($1, $2, $3)
    ORDER BY tenant, user_id, client_id LIMIT $4";

/// The tenants; the key has nothing behind the tenant.
const FIRST_TENANTS: &str =
    "SELECT document FROM tenants WHERE (tenant, ''::BYTEA) >= ($1, $2) ORDER BY tenant LIMIT $3";

const NEXT_TENANTS: &str =
    "SELECT document FROM tenants WHERE (tenant, ''::BYTEA) > ($1, $2) ORDER BY tenant LIMIT $3";

pub(crate) fn page(kind: RecordKind, after: Option<&RecordKey>, at_most: usize) -> Question {
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
    let mut parameters = vec![value(key.tenant)];
    parameters.push(if has_text_key {
        value(key.id)
    } else {
        value(Uuid::from_slice(&key.id).unwrap_or(Uuid::nil()))
    });
    if kind == RecordKind::Consent {
        parameters.push(value(key.second));
    }
    parameters.push(value(i64::try_from(at_most).unwrap_or(i64::MAX)));
    Question { sql, parameters }
}

/// The record of a row, where its document is there: it always is.
pub(crate) fn read(kind: RecordKind, row: &Row) -> Result<Option<Record>, StorageError> {
    Ok(Some(match kind {
        RecordKind::Tenant => Record::Tenant(document_in(row, 0)?),
        RecordKind::Client => Record::Client(document_in(row, 0)?),
        RecordKind::User => return Ok(users::read_optional(row, 0)?.map(|it| Record::User(Box::new(it)))),
        RecordKind::SigningKey => Record::SigningKey(document_in(row, 0)?),
        RecordKind::Consent => Record::Consent(consents::read(row, 0)?),
        RecordKind::Session => return Ok(sessions::read_optional(row)?.map(Record::Session)),
        RecordKind::Grant => return Ok(grants::read_optional(row, 0)?.map(Record::Grant)),
        RecordKind::RevokedAccessToken => {
            let tenant = String::from_utf8(get(row, 0)?).map_err(|_| no_text("tenant"))?;
            let (id, expires_at) = (get(row, 1)?, Timestamp(get(row, 2)?));
            Record::RevokedAccessToken { tenant: TenantId::new(tenant), id, expires_at }
        }
    }))
}
