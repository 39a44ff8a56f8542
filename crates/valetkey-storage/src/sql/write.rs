//! Statements that write.

use std::collections::BTreeMap;

use super::{Dialect, indexed_by, joined, key};
use crate::{
    description::Description,
    directory::index_of,
    operation::{Addition, Deletion, Filter, Patch, Requirement, Set, Test},
};

/// Returns all columns of a row, in the order of the values.
fn columns(description: &Description) -> Vec<&'static str> {
    let mut columns: Vec<_> = description.columns.iter().map(|column| column.name).collect();
    columns.push("revision");
    columns.extend(description.has_document.then_some("document"));
    columns
}

fn insert_into(description: &Description, dialect: Dialect) -> String {
    let columns = columns(description);
    let values = joined((0..columns.len()).map(|number| dialect.value(number)), ", ");
    format!("INSERT INTO {} ({}) VALUES ({values})", description.table, columns.join(", "))
}

pub(super) fn insert(description: &Description, dialect: Dialect) -> String {
    let insert = insert_into(description, dialect);
    match dialect {
        Dialect::Sqlite => format!("{insert} ON CONFLICT DO NOTHING"),
        // A duplicate in a unique index is an error of the statement.
        Dialect::Postgres => insert,
    }
}

pub(super) fn insert_many(description: &Description) -> String {
    let dialect = Dialect::Postgres;
    let mut types: Vec<_> = description.columns.iter().map(|column| dialect.array(column.kind)).collect();
    types.push("BIGINT[]");
    types.extend(description.has_document.then_some("TEXT[]"));
    let arrays = types.iter().enumerate().map(|(number, kind)| format!("{}::{kind}", dialect.value(number)));
    let (table, columns) = (description.table, columns(description).join(", "));
    format!("INSERT INTO {table} ({columns}) SELECT * FROM unnest({})", joined(arrays, ", "))
}

pub(super) fn replace(description: &Description, dialect: Dialect) -> String {
    let replaced: Vec<_> = description.replaced().map(|column| column.name).collect();
    let equals = |(number, name): (usize, &&str)| format!("{name} = {}", dialect.value(number));
    let (key, others) = replaced.split_at(description.key_length.min(replaced.len()));
    let mut set: Vec<_> = others.iter().enumerate().map(|(n, name)| equals((n + key.len(), name))).collect();
    set.push(format!("document = {}", dialect.value(replaced.len())));
    set.push("revision = revision + 1".to_owned());
    let filter = joined(key.iter().enumerate().map(equals), " AND ");
    let expected = dialect.value(replaced.len() + 1);
    // If another row has the same unique column, the row is not changed.
    let update = if dialect == Dialect::Sqlite { "UPDATE OR IGNORE" } else { "UPDATE" };
    let (table, set) = (description.table, set.join(", "));
    needed(format!("{update} {table} SET {set} WHERE {filter} AND revision = {expected}"), dialect)
}

pub(super) fn merge(description: &Description, dialect: Dialect) -> String {
    let insert = insert_into(description, dialect);
    let column = description.keeps_greater.unwrap_or("revision");
    let greater = if dialect == Dialect::Sqlite { "max" } else { "greatest" };
    let (table, key) = (description.table, key(description));
    format!(
        "{insert} ON CONFLICT ({key}) DO UPDATE SET {column} = {greater}({table}.{column}, excluded.{column})"
    )
}

pub(super) fn addition(addition: &Addition, dialect: Dialect) -> String {
    let Addition { description, sum, at_most, moment, .. } = *addition;
    let least = if dialect == Dialect::Sqlite { "min" } else { "least" };
    let (insert, table, key) = (insert_into(description, dialect), description.table, key(description));
    let since = dialect.value(columns(description).len());
    let others = description.columns.iter().skip(description.key_length).map(|column| column.name);
    let set = others.map(|name| match name {
        _ if name == sum => format!(
            "{sum} = CASE WHEN {table}.{moment} > {since} THEN {least}({table}.{sum} + excluded.{sum}, {at_most}) \
             ELSE excluded.{sum} END"
        ),
        name => format!("{name} = excluded.{name}"),
    });
    format!("{insert} ON CONFLICT ({key}) DO UPDATE SET {}", joined(set, ", "))
}

pub(super) fn delete_expired(description: &Description, dialect: Dialect) -> String {
    let (table, key) = (description.table, key(description));
    let column = description.retention.unwrap_or("revision");
    // Skips rows that another server is removing at the same time.
    let lock = if dialect == Dialect::Sqlite { "" } else { " FOR UPDATE SKIP LOCKED" };
    let (before, at_most) = (dialect.value(0), dialect.value(1));
    format!(
        "DELETE FROM {table} WHERE ({key}) IN (SELECT {key} FROM {table} WHERE {column} < {before} \
         ORDER BY {column} LIMIT {at_most}{lock})"
    )
}

pub(super) fn delete_of_tenant(description: &Description, dialect: Dialect) -> String {
    let (table, key) = (description.table, key(description));
    let lock = if dialect == Dialect::Sqlite { "" } else { " FOR UPDATE SKIP LOCKED" };
    let (tenant, at_most) = (dialect.value(0), dialect.value(1));
    format!(
        "DELETE FROM {table} WHERE ({key}) IN (SELECT {key} FROM {table} WHERE tenant = {tenant} \
         LIMIT {at_most}{lock})"
    )
}

pub(super) fn patch(patch: &Patch, dialect: Dialect) -> String {
    let set = patch.set.iter().map(|(column, set)| format!("{column} = {}", set_to(column, *set, dialect)));
    let (table, set) = (table_of(patch.description, patch.filter, dialect), joined(set, ", "));
    let update = format!("UPDATE {table} SET {set} WHERE {}", tests(patch.filter, dialect));
    if patch.is_needed { needed(update, dialect) } else { update }
}

fn set_to(column: &str, set: Set, dialect: Dialect) -> String {
    let least = if dialect == Dialect::Sqlite { "min" } else { "least" };
    match set {
        Set::To(number) => dialect.value(number),
        Set::OneMore { at_most } => format!("{least}({column} + 1, {at_most})"),
    }
}

pub(super) fn deletion(deletion: &Deletion, dialect: Dialect) -> String {
    let table = table_of(deletion.description, deletion.filter, dialect);
    let delete = format!("DELETE FROM {table} WHERE {}", tests(deletion.filter, dialect));
    if deletion.is_needed { needed(delete, dialect) } else { delete }
}

pub(super) fn requirement(requirement: &Requirement, dialect: Dialect) -> String {
    let (table, tests) = (requirement.description.table, tests(requirement.filter, dialect));
    match dialect {
        Dialect::Sqlite => format!("SELECT 1 FROM {table} WHERE {tests} LIMIT 1"),
        Dialect::Postgres => format!(
            "WITH found AS (SELECT 1 FROM {table} WHERE {tests} LIMIT 1 FOR SHARE) SELECT 1 / count(*) FROM found"
        ),
    }
}

/// Returns a statement that locks the rows in the order of their key, as lists of changes do, so that there are no deadlocks.
pub(super) fn requirement_of_many(requirement: &Requirement) -> String {
    let dialect = Dialect::Postgres;
    let Requirement { description, filter, .. } = requirement;
    let mut arrays = BTreeMap::new();
    for (name, test) in filter.iter() {
        let kind = description.columns.iter().find(|column| column.name == *name).map(|column| column.kind);
        if let (Some(kind), Test::Equal(number) | Test::Same(number) | Test::Greater(number)) = (kind, test) {
            arrays.insert(*number, format!("{}::{}", dialect.value(*number), dialect.array(kind)));
        }
    }
    let (table, key) = (description.table, key(description));
    let names = joined(arrays.keys().map(|number| wanted(*number)), ", ");
    let arrays = joined(arrays.into_values(), ", ");
    let tests = tests_of(filter, dialect, wanted);
    format!(
        "WITH wanted AS (SELECT * FROM unnest({arrays}) AS wanted ({names})), \
         found AS (SELECT 1 FROM {table} JOIN wanted ON {tests} ORDER BY {key} FOR SHARE OF {table}) \
         SELECT 1 / ((SELECT count(*) FROM found) / count(*)) FROM wanted"
    )
}

/// Returns the name of the table, for SQLite with the index of the filter.
fn table_of(description: &Description, filter: Filter, dialect: Dialect) -> String {
    let is_equal = |(column, test): &(&'static str, Test)| matches!(test, Test::Equal(_)).then_some(*column);
    let equal: Vec<&str> = filter.iter().filter_map(is_equal).collect();
    format!("{}{}", description.table, indexed_by(index_of(description, &equal), dialect))
}

/// Returns the column name of a value in a statement for many rows.
fn wanted(number: usize) -> String {
    format!("wanted_{number}")
}

fn tests(filter: Filter, dialect: Dialect) -> String {
    tests_of(filter, dialect, |number| dialect.value(number))
}

fn tests_of(filter: Filter, dialect: Dialect, value: impl Fn(usize) -> String) -> String {
    let test = |(column, test): &(&'static str, Test)| match *test {
        Test::Equal(number) => format!("{column} = {}", value(number)),
        Test::Greater(number) => format!("{column} > {}", value(number)),
        Test::IsNull => format!("{column} IS NULL"),
        Test::Same(number) if dialect == Dialect::Sqlite => format!("{column} IS {}", value(number)),
        Test::Same(number) => format!("{column} IS NOT DISTINCT FROM {}", value(number)),
        Test::IsFalse if dialect == Dialect::Sqlite => format!("{column} = 0"),
        Test::IsFalse => format!("NOT {column}"),
    };
    joined(filter.iter().map(test), " AND ")
}

/// On PostgreSQL, extends a statement so that it fails if it changes no row. A transaction is sent in one round trip, and after
/// an error its `COMMIT` stores nothing.
fn needed(statement: String, dialect: Dialect) -> String {
    match dialect {
        Dialect::Sqlite => statement,
        Dialect::Postgres => {
            format!("WITH changed AS ({statement} RETURNING 1) SELECT 1 / count(*) FROM changed")
        }
    }
}
