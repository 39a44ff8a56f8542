//! Short forms around cached statements.

use rusqlite::{
    Connection, Params, Row, StatementStatus,
    types::{ToSql, ToSqlOutput, ValueRef},
};
use serde::de::DeserializeOwned;
use valetkey_storage::meter;

use crate::{document, failure::Failure};

/// A limit of a range of texts, which need not be UTF-8 itself.
pub(crate) struct Limit(pub(crate) Vec<u8>);

impl ToSql for Limit {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(ValueRef::Text(&self.0)))
    }
}

/// Runs a statement; how many rows it changed.
pub(crate) fn execute(connection: &Connection, sql: &str, parameters: impl Params) -> Result<usize, Failure> {
    let changed = connection.prepare_cached(sql)?.execute(parameters)?;
    meter::count_write(changed);
    Ok(changed)
}

/// Reads the first row, if there is one. What is looked for has a key: no statement walks through a table.
pub(crate) fn find_one<T>(
    connection: &Connection,
    sql: &str,
    parameters: impl Params,
    read: impl FnOnce(&Row<'_>) -> Result<T, Failure>,
) -> Result<Option<T>, Failure> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(parameters)?;
    let row = rows.next()?;
    meter::count_read(usize::from(row.is_some()));
    let found = row.map(read).transpose();
    drop(rows);
    debug_assert_eq!(statement.get_status(StatementStatus::FullscanStep), 0, "{sql}");
    found
}

/// Reads every row: those behind a key.
pub(crate) fn find_all<T>(
    connection: &Connection,
    sql: &str,
    parameters: impl Params,
    mut read: impl FnMut(&Row<'_>) -> Result<T, Failure>,
) -> Result<Vec<T>, Failure> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(parameters)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(row)?);
    }
    meter::count_read(found.len());
    drop(rows);
    debug_assert_eq!(statement.get_status(StatementStatus::FullscanStep), 0, "{sql}");
    Ok(found)
}

/// The record whose document stands in a column.
pub(crate) fn document_in<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> Result<T, Failure> {
    let text = row.get_ref(column)?.as_str().map_err(rusqlite::Error::from)?;
    document::read(text)
}

/// The same for a record that an outer join may have missed.
pub(crate) fn document_if_any<T: DeserializeOwned>(
    row: &Row<'_>,
    column: usize,
) -> Result<Option<T>, Failure> {
    match row.get_ref(column)? {
        ValueRef::Null => Ok(None),
        _ => document_in(row, column).map(Some),
    }
}
