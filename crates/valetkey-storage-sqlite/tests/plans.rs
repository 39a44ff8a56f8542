//! Every listing reads its rows from an index, from the first row of the page on.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "helpers of tests")]

mod support;

use rusqlite::Connection;
use support::Folder;
use valetkey_storage::{
    conformance::listings::{every_listing, every_statement},
    sql::{self, Dialect::Sqlite},
};
use valetkey_storage_sqlite::SqliteStorage;

fn plan(connection: &Connection, sql: &str) -> Vec<String> {
    let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    let mut rows = statement.raw_query();
    let mut steps = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        steps.push(row.get(3).unwrap());
    }
    steps
}

#[test]
fn every_filter_and_order_has_an_index() {
    let folder = Folder::new();
    let file = folder.file("database.sqlite");
    let _storage = SqliteStorage::open(&file).unwrap();
    let connection = Connection::open(&file).unwrap();
    let mut wrong = Vec::new();
    for listing in every_listing() {
        let (steps, table) = (plan(&connection, &sql::page(&listing, Sqlite)), listing.description.table);
        let few = listing.shape().is_some_and(|shape| shape.may_sort);
        let index = match listing.shape() {
            Some(shape) => format!("USING INDEX {} (", shape.index),
            // The key of a table without row numbers is the table.
            None => String::new(),
        };
        let begins_at_the_page = listing.after.is_none()
            || listing.varying_columns().is_empty()
            || few
            || steps.iter().any(|step| step.contains(['<', '>']));
        let is_whole = listing.filters.is_empty() && listing.after.is_none();
        let by_key = [format!("{table} USING PRIMARY KEY"), format!("{table} USING INDEX sqlite_autoindex_")];
        let is_right = |step: &String| match step.strip_prefix(if is_whole { "SCAN " } else { "SEARCH " }) {
            None => few && step == "USE TEMP B-TREE FOR ORDER BY",
            // A whole table is read in the order of its key.
            Some(rest) if is_whole => rest == table || by_key.iter().any(|by| rest.starts_with(by)),
            Some(rest) if index.is_empty() => by_key.iter().any(|by| rest.starts_with(by)),
            Some(rest) => rest.contains(&index),
        };
        if !steps.iter().all(is_right) || !begins_at_the_page {
            wrong.push(format!("{}: {steps:?}", sql::page(&listing, Sqlite)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The kinds that are read whole: a tenant has one record, or few.
const READ_WHOLE: [&str; 4] = ["clients", "signing_keys", "tenants", "role_maps"];

/// Returns the table of a step, which names the table or its alias.
fn table_of<'a>(step: &'a str, sql: &'a str) -> &'a str {
    let name = step.split(' ').nth(1).unwrap_or_default();
    let before = sql.split_once(&format!(" AS {name} ")).map(|(before, _)| before);
    before.and_then(|before| before.rsplit(' ').next()).unwrap_or(name)
}

#[test]
fn no_other_statement_reads_all_rows_of_a_tenant() {
    let folder = Folder::new();
    let file = folder.file("database.sqlite");
    let _storage = SqliteStorage::open(&file).unwrap();
    let connection = Connection::open(&file).unwrap();
    let mut wrong = Vec::new();
    for sql in every_statement(Sqlite) {
        let steps = plan(&connection, sql);
        let reads_all = |step: &String| {
            let is_whole = step.contains("(tenant=?)") || step.starts_with("SCAN ");
            // A question without a first record begins with the row of "SELECT 1".
            let has_one_row = step == "SCAN CONSTANT ROW" || step == "SCAN one";
            is_whole && !has_one_row && !READ_WHOLE.contains(&table_of(step, sql))
        };
        if steps.iter().any(reads_all) {
            wrong.push(format!("{sql}: {steps:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
