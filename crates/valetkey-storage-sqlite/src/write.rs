//! Applies each operation as one statement.

use rusqlite::Connection;
use valetkey_storage::{
    Row, RowOperation,
    sql::Dialect::Sqlite,
    value::{Value, ValueRef},
};

use crate::{
    failure::Failure,
    query::{execute, exists},
    row::borrowed,
};

/// Applies one operation. Returns `Ok(false)` if its condition does not hold.
pub(crate) fn apply(connection: &Connection, operation: &RowOperation) -> Result<bool, Failure> {
    match operation {
        RowOperation::Insert(row) => {
            Ok(execute(connection, row.description.insert(Sqlite), values_of(row))? == 1)
        }
        RowOperation::Replace { row, expected } => {
            Ok(execute(connection, row.description.replace(Sqlite), replaced(row, *expected))? == 1)
        }
        RowOperation::Merge(row) => {
            execute(connection, row.description.merge(Sqlite), values_of(row))?;
            Ok(true)
        }
        RowOperation::Add { addition, row, since } => {
            execute(connection, addition.sql(Sqlite), values_of(row).chain([ValueRef::Integer(*since)]))?;
            Ok(true)
        }
        RowOperation::Patch { patch, values } => {
            let changed = execute(connection, patch.sql(Sqlite), borrowed(values))?;
            Ok(changed > 0 || !patch.is_needed)
        }
        RowOperation::Require { requirement, values } => {
            exists(connection, requirement.sql(Sqlite), borrowed(values))
        }
        RowOperation::Delete { deletion, values } => {
            let removed = execute(connection, deletion.sql(Sqlite), borrowed(values))?;
            Ok(removed > 0 || !deletion.is_needed)
        }
        RowOperation::DeleteOfTenant { description, tenant, at_most } => {
            let values = [tenant.as_ref(), ValueRef::Integer(i64::from(*at_most))];
            execute(connection, description.delete_of_tenant(Sqlite), values)?;
            Ok(true)
        }
        RowOperation::DeleteExpired { description, before, at_most } => {
            let values = [ValueRef::Integer(*before), ValueRef::Integer(i64::from(*at_most))];
            execute(connection, description.delete_expired(Sqlite), values)?;
            Ok(true)
        }
    }
}

/// Returns the values: all columns, the revision, the document.
fn values_of(row: &Row) -> impl Iterator<Item = ValueRef<'_>> {
    let document = row.description.has_document.then_some(ValueRef::Text(&row.document));
    row.values.iter().map(Value::as_ref).chain([number(row.revision)]).chain(document)
}

/// Returns the values: the replaced columns, the document, the expected revision.
fn replaced(row: &Row, expected: u64) -> impl Iterator<Item = ValueRef<'_>> {
    let columns = row.description.columns.iter().zip(&row.values).filter(|(column, _)| !column.is_own);
    columns.map(|(_, value)| value.as_ref()).chain([ValueRef::Text(&row.document), number(expected)])
}

fn number(revision: u64) -> ValueRef<'static> {
    ValueRef::Integer(i64::try_from(revision).unwrap_or(i64::MAX))
}
