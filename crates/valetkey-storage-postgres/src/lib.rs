//! Storage on PostgreSQL 15 or newer. Any number of servers can share one database; they share nothing else.
//!
//! - `address` and `tls` read the address of the database and the trusted certificates; `open` connects and migrates the schema;
//!   `reconnect` restores lost connections; `plans` renews prepared plans when tables grow.
//! - `reader` runs the queries of all callers on a few connections; `batching` sends queries of several callers together.
//! - `writer` commits all waiting lists as one transaction in one round trip.
//! - `listener` receives the notifications of other servers.
//! - `step` turns each operation into a statement of `valetkey_storage::sql`; `row` and `parameter` convert values;
//!   `list` inserts new rows of one kind with one statement, also across lists of one transaction.
//! - `user_search` finds users through the indexes of names.

mod address;
mod batching;
mod failure;
mod list;
mod listener;
mod lock;
mod migrations;
mod open;
mod parameter;
mod plans;
mod reader;
mod reconnect;
mod row;
mod session;
mod step;
mod storage;
mod tls;
mod transaction;
mod user_search;
mod writer;

pub use storage::PostgresStorage;
pub use writer::WriteStatistics;
