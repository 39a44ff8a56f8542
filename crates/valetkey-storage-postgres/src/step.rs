//! Turns each operation into one statement with its values. New rows of the same kind can share a statement.
//!
//! A conditional statement fails if its condition does not hold: a new row violates a unique index, and other statements divide
//! by the number of changed or found rows. Therefore a whole transaction with its `COMMIT` needs only one round trip: after an
//! error, the database rejects every further statement and turns the `COMMIT` into a rollback.

use valetkey_storage::{Row, RowOperation, sql::Dialect::Postgres, value::Value};

use crate::parameter::{Parameter, number};

/// A statement with its values.
pub(crate) struct Step {
    /// The table that it reads or writes; empty for a notification.
    pub(crate) table: &'static str,
    pub(crate) sql: &'static str,
    /// The same statement for many rows, if there is one. Each of its values is an array.
    pub(crate) sql_of_many: Option<&'static str>,
    pub(crate) parameters: Vec<Parameter>,
}

/// Notifies the other servers at the commit that a cached record has changed.
const ANNOUNCEMENT: &str = "NOTIFY valetkey_changes";

/// Returns one step per operation, in order, and a notification at the end if other servers cache one of the records.
pub(crate) fn steps(operations: Vec<RowOperation>) -> Vec<Step> {
    // Only rare changes are announced, because PostgreSQL serializes the commits of transactions with notifications.
    let is_announced = operations.iter().any(|operation| operation.description().is_announced);
    let announcement =
        is_announced.then_some(Step { table: "", sql: ANNOUNCEMENT, sql_of_many: None, parameters: vec![] });
    operations.into_iter().map(step_of).chain(announcement).collect()
}

fn step_of(operation: RowOperation) -> Step {
    let table = operation.description().table;
    let (sql, parameters) = match operation {
        RowOperation::Insert(row) => {
            let (sql, sql_of_many) = (row.description.insert(Postgres), row.description.insert_many());
            return Step { table, sql, sql_of_many: Some(sql_of_many), parameters: values_of(row) };
        }
        RowOperation::Require { requirement, values } => {
            let (sql, sql_of_many) = (requirement.sql(Postgres), requirement.sql_of_many());
            return Step { table, sql, sql_of_many, parameters: parameters(values) };
        }
        RowOperation::Merge(row) => (row.description.merge(Postgres), values_of(row)),
        RowOperation::Add { addition, row, since } => {
            let mut parameters = values_of(row);
            parameters.push(number(since));
            (addition.sql(Postgres), parameters)
        }
        RowOperation::Replace { row, expected } => {
            (row.description.replace(Postgres), replaced(row, expected))
        }
        RowOperation::Patch { patch, values } => (patch.sql(Postgres), parameters(values)),
        RowOperation::Delete { deletion, values } => (deletion.sql(Postgres), parameters(values)),
        RowOperation::DeleteOfTenant { description, tenant, at_most } => {
            let values = vec![Parameter::Value(tenant), number(at_most.into())];
            (description.delete_of_tenant(Postgres), values)
        }
        RowOperation::DeleteExpired { description, before, at_most } => {
            (description.delete_expired(Postgres), vec![number(before), number(at_most.into())])
        }
    };
    Step { table, sql, sql_of_many: None, parameters }
}

fn parameters(values: Vec<Value>) -> Vec<Parameter> {
    values.into_iter().map(Parameter::Value).collect()
}

/// Returns the values: all columns, the revision, the document.
fn values_of(row: Row) -> Vec<Parameter> {
    let document = row.description.has_document.then(|| Parameter::Bytes(row.document.into_bytes()));
    let values = row.values.into_iter().map(Parameter::Value);
    values.chain([revision(row.revision)]).chain(document).collect()
}

/// Returns the values: the replaced columns, the document, the expected revision.
fn replaced(row: Row, expected: u64) -> Vec<Parameter> {
    let columns = row.description.columns.iter().zip(row.values).filter(|(column, _)| !column.is_own);
    let values = columns.map(|(_, value)| Parameter::Value(value));
    values.chain([Parameter::Bytes(row.document.into_bytes()), revision(expected)]).collect()
}

fn revision(revision: u64) -> Parameter {
    number(i64::try_from(revision).unwrap_or(i64::MAX))
}
