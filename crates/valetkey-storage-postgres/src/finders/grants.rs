//! Grants, as part of other pictures.

use tokio_postgres::Row;
use valetkey_authorization_server::record::Grant;
use valetkey_storage::StorageError;

use crate::row::{get, moment_in, optional_document_in};

/// From the columns `document, revoked_at, redeemed_refresh_token`, beginning at this one.
pub(crate) fn read_optional(row: &Row, column: usize) -> Result<Option<Grant>, StorageError> {
    let Some(mut grant) = optional_document_in::<Grant>(row, column)? else { return Ok(None) };
    grant.revoked_at = moment_in(row, column + 1)?;
    grant.redeemed_refresh_token = get(row, column + 2)?;
    Ok(Some(grant))
}
