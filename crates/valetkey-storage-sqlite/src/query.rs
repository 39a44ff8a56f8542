//! Runs cached statements.

use rusqlite::{Connection, Statement, StatementStatus};
use valetkey_storage::{StorageError, meter, row::Cells, value::ValueRef};

use crate::{
    failure::Failure,
    row::{Found, bind},
};

/// Runs a statement. Returns the number of changed rows.
pub(crate) fn execute<'a>(
    connection: &Connection,
    sql: &str,
    values: impl IntoIterator<Item = ValueRef<'a>>,
) -> Result<usize, Failure> {
    let mut statement = connection.prepare_cached(sql)?;
    bind(&mut statement, values)?;
    let changed = statement.raw_execute()?;
    meter::count_write(changed);
    Ok(changed)
}

/// Runs a statement without values.
pub(crate) fn execute_plain(connection: &Connection, sql: &str) -> Result<(), Failure> {
    execute(connection, sql, []).map(drop)
}

/// Returns whether a statement finds a row. For checks inside a writing list.
pub(crate) fn exists<'a>(
    connection: &Connection,
    sql: &str,
    values: impl IntoIterator<Item = ValueRef<'a>>,
) -> Result<bool, Failure> {
    let mut statement = connection.prepare_cached(sql)?;
    bind(&mut statement, values)?;
    let found = statement.raw_query().next()?.is_some();
    meter::count_write(usize::from(found));
    Ok(found)
}

/// Reads all rows of a query by key. Such a query never scans a table.
pub(crate) fn find<'a, T>(
    connection: &Connection,
    sql: &str,
    values: impl IntoIterator<Item = ValueRef<'a>>,
    read: impl FnMut(&dyn Cells) -> Result<Option<T>, StorageError>,
) -> Result<Vec<T>, Failure> {
    let mut statement = connection.prepare_cached(sql)?;
    let found = read_rows(&mut statement, values, read);
    debug_assert_eq!(statement.get_status(StatementStatus::FullscanStep), 0, "{sql}");
    found
}

/// Reads all rows of a page; this query may scan a table.
pub(crate) fn find_page<'a, T>(
    connection: &Connection,
    sql: &str,
    values: impl IntoIterator<Item = ValueRef<'a>>,
    read: impl FnMut(&dyn Cells) -> Result<Option<T>, StorageError>,
) -> Result<Vec<T>, Failure> {
    let mut statement = connection.prepare_cached(sql)?;
    read_rows(&mut statement, values, read)
}

fn read_rows<'a, T>(
    statement: &mut Statement<'_>,
    values: impl IntoIterator<Item = ValueRef<'a>>,
    mut read: impl FnMut(&dyn Cells) -> Result<Option<T>, StorageError>,
) -> Result<Vec<T>, Failure> {
    bind(statement, values)?;
    let mut rows = statement.raw_query();
    let (mut found, mut count) = (Vec::new(), 0);
    while let Some(row) = rows.next()? {
        count += 1;
        if let Some(value) = read(&Found(row)).map_err(Failure)? {
            if found.is_empty() {
                // Most answers have one row.
                found.reserve_exact(1);
            }
            found.push(value);
        }
    }
    meter::count_read(count);
    Ok(found)
}
