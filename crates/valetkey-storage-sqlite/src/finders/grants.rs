//! Grants.

use rusqlite::Row;
use uuid::Uuid;
use valetkey_authorization_server::record::Grant;
use valetkey_types::Timestamp;

use crate::{failure::Failure, query::document_if_any};

/// The grant in three columns from this one on: `document, revoked_at, redeemed_refresh_token`.
pub(super) fn read(row: &Row<'_>, first: usize) -> Result<Option<Grant>, Failure> {
    let Some(mut grant) = document_if_any::<Grant>(row, first)? else { return Ok(None) };
    grant.revoked_at = row.get::<_, Option<i64>>(first + 1)?.map(Timestamp);
    grant.redeemed_refresh_token = row.get::<_, Option<[u8; 16]>>(first + 2)?.map(Uuid::from_bytes);
    Ok(Some(grant))
}
