//! Reads values from rows.

use tokio_postgres::{
    Row,
    types::{FromSql, Type},
};
use uuid::Uuid;
use valetkey_storage::{StorageError, row::Cells, value::ValueRef};

use crate::failure::corrupt;

/// A row of a result.
pub(crate) struct Found<'a>(pub(crate) &'a Row);

impl Found<'_> {
    fn get<'row, T: FromSql<'row>>(&'row self, position: usize) -> Result<Option<T>, StorageError> {
        self.0.try_get(position).map_err(|error| corrupt(&error))
    }
}

impl Cells for Found<'_> {
    fn cell(&self, position: usize) -> Result<ValueRef<'_>, StorageError> {
        let missing = || StorageError::Corrupt(format!("column {position} of a row is missing"));
        let kind = self.0.columns().get(position).ok_or_else(missing)?.type_();
        let value = match *kind {
            Type::BYTEA => self.get(position)?.map(ValueRef::Bytes),
            Type::TEXT => self.get(position)?.map(ValueRef::Text),
            Type::UUID => self.get::<Uuid>(position)?.map(ValueRef::Uuid),
            Type::INT8 => self.get(position)?.map(ValueRef::Integer),
            Type::BOOL => self.get(position)?.map(ValueRef::Boolean),
            ref other => {
                return Err(StorageError::Corrupt(format!("column {position} of a row is of type {other}")));
            }
        };
        Ok(value.unwrap_or(ValueRef::Null))
    }
}
