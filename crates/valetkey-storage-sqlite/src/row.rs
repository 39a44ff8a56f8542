//! Writes values into statements and reads them from rows.

use rusqlite::{
    Row, Statement,
    types::{ToSql, ToSqlOutput, ValueRef as Cell},
};
use valetkey_storage::{
    StorageError,
    directory::PageValue,
    row::Cells,
    value::{Value, ValueRef},
};

/// A value for a statement.
pub(crate) struct Bound<'a>(pub(crate) ValueRef<'a>);

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match &self.0 {
            ValueRef::Null => Cell::Null,
            ValueRef::Integer(number) => Cell::Integer(*number),
            ValueRef::Boolean(is) => Cell::Integer(i64::from(*is)),
            ValueRef::Uuid(id) => Cell::Blob(id.as_bytes()),
            ValueRef::Text(text) => Cell::Text(text.as_bytes()),
            ValueRef::Bytes(bytes) => Cell::Text(bytes),
        }))
    }
}

/// Binds the values of a statement in order.
pub(crate) fn bind<'a>(
    statement: &mut Statement<'_>,
    values: impl IntoIterator<Item = ValueRef<'a>>,
) -> rusqlite::Result<()> {
    (1..).zip(values).try_for_each(|(number, value)| statement.raw_bind_parameter(number, Bound(value)))
}

/// Converts the values of a page for [`bind`].
pub(crate) fn page_values(values: &[PageValue]) -> impl Iterator<Item = ValueRef<'_>> {
    values.iter().map(|value| match value {
        PageValue::Value(value) => value.as_ref(),
        PageValue::Bytes(bytes) => ValueRef::Bytes(bytes),
    })
}

/// Converts values for [`bind`].
pub(crate) fn borrowed(values: &[Value]) -> impl Iterator<Item = ValueRef<'_>> {
    values.iter().map(Value::as_ref)
}

/// A row of a result.
pub(crate) struct Found<'a, 'row>(pub(crate) &'a Row<'row>);

impl Cells for Found<'_, '_> {
    fn cell(&self, position: usize) -> Result<ValueRef<'_>, StorageError> {
        let corrupt = |what: &str| StorageError::Corrupt(format!("column {position} of a row {what}"));
        Ok(match self.0.get_ref(position).map_err(|_| corrupt("is missing"))? {
            Cell::Null => ValueRef::Null,
            Cell::Integer(number) => ValueRef::Integer(number),
            Cell::Text(text) => {
                ValueRef::Text(std::str::from_utf8(text).map_err(|_| corrupt("is no UTF-8"))?)
            }
            Cell::Blob(bytes) => ValueRef::Bytes(bytes),
            Cell::Real(_) => return Err(corrupt("is a fraction")),
        })
    }
}
