//! Every listing reads its rows from an index, from the first row of the page on.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "helpers of tests")]

use std::fmt::Write as _;

use valetkey_storage::{
    Listing,
    conformance::listings::{every_listing, store_rows},
    directory::{PageValue, SHAPES, Shape},
    sql::{self, Dialect::Postgres},
    value::Value,
};
use valetkey_storage_postgres::PostgresStorage;
use valetkey_test_postgres::Cluster;

/// Returns a command that prints the plan of a page, made for its values as for a statement that is used once.
fn explain(listing: &Listing) -> String {
    let values: Vec<String> = listing.values().iter().map(literal).collect();
    let text = sql::page(listing, Postgres);
    format!("PREPARE page AS {text}; EXPLAIN EXECUTE page({}); DEALLOCATE page;", values.join(", "))
}

fn literal(value: &PageValue) -> String {
    match value {
        PageValue::Value(Value::Null) => "NULL".to_owned(),
        PageValue::Value(Value::Integer(number)) => number.to_string(),
        PageValue::Value(Value::Boolean(is_true)) => is_true.to_string(),
        PageValue::Value(Value::Uuid(id)) => format!("'{id}'"),
        PageValue::Value(Value::Text(text)) => bytes(text.as_bytes()),
        PageValue::Bytes(all) => bytes(all),
    }
}

fn bytes(all: &[u8]) -> String {
    let mut text = String::from("'\\x");
    for byte in all {
        write!(text, "{byte:02x}").unwrap();
    }
    text + "'"
}

/// Returns the indexes for a part of the filters.
fn fitting(shape: &Shape) -> impl Iterator<Item = &'static str> {
    let fits = |other: &&Shape| {
        other.description.is(shape.description)
            && other.filters.iter().all(|filter| shape.filters.contains(filter))
    };
    SHAPES.iter().filter(fits).map(|other| other.index)
}

#[tokio::test]
async fn every_filter_and_order_has_an_index() {
    let cluster = Cluster::start();
    let database = cluster.empty_database();
    let storage = PostgresStorage::open(&database.url).await.unwrap();
    store_rows(&storage).await;
    // Few users leave, so most rows are not in the index of those who do.
    cluster.query(&database.name, "UPDATE users SET deletion_at = NULL WHERE deletion_at <> 1501");
    cluster.query(&database.name, "ANALYZE");
    let mut wrong = Vec::new();
    for listing in every_listing() {
        let few = listing.shape().is_some_and(|shape| shape.may_sort);
        if listing.description.key_length == 1 || few && listing.after.is_some() {
            // There is one page of tenants, and of rows that are few.
            continue;
        }
        let plan = cluster.query(&database.name, &explain(&listing));
        let has_index = match listing.shape() {
            // With two filters, PostgreSQL selects the index by its statistics.
            Some(shape) if shape.filters.len() > 2 => fitting(shape).any(|index| plan.contains(index)),
            Some(shape) => plan.contains(shape.index),
            None => plan.contains(&format!("{}_pkey", listing.description.table)),
        };
        let skips = plan.contains("Filter: (id") || plan.contains("Filter: (ROW(");
        let begins_at_the_page = listing.after.is_none() || !skips;
        let sorts = plan.contains("Sort") && !few;
        if !has_index || !begins_at_the_page || sorts || plan.contains("Seq Scan") {
            wrong.push(format!("{}\n{plan}", sql::page(&listing, Postgres)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
