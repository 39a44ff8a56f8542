//! Values on their way out of a row.

use serde::de::DeserializeOwned;
use tokio_postgres::{Row, types::FromSql};
use valetkey_storage::StorageError;
use valetkey_types::Timestamp;

use crate::{document, failure::corrupt};

/// The value in a column.
pub(crate) fn get<'row, T: FromSql<'row>>(row: &'row Row, column: usize) -> Result<T, StorageError> {
    row.try_get(column).map_err(|error| corrupt(&error))
}

/// The record whose document stands in a column.
pub(crate) fn document_in<T: DeserializeOwned>(row: &Row, column: usize) -> Result<T, StorageError> {
    document::read(get(row, column)?)
}

/// The record whose document stands in a column, if there is one.
pub(crate) fn optional_document_in<T: DeserializeOwned>(
    row: &Row,
    column: usize,
) -> Result<Option<T>, StorageError> {
    get::<Option<&str>>(row, column)?.map(document::read).transpose()
}

/// A moment, if there is one.
pub(crate) fn moment_in(row: &Row, column: usize) -> Result<Option<Timestamp>, StorageError> {
    Ok(get::<Option<i64>>(row, column)?.map(Timestamp))
}
