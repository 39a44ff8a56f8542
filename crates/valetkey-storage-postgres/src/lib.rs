//! Storage on PostgreSQL 15 or newer: any number of servers share one database and nothing else.
//!
//! - `address` and `tls` say where the database is and whom to believe; `open` looks what it is and brings its schema up
//!   to date; `link` keeps a connection, also over restarts of the database, and `plans` its plans as young as they must be.
//! - `reader` shares few connections among all who ask: their questions travel together, `company` sees to that.
//! - `writer` takes the lists that wait and sends them as one transaction in one round trip.
//! - `listener` hears what other servers announce.
//! - `step` makes a statement of each operation, `row` and `parameter` carry values: the SQL comes from `valetkey_storage::sql`;
//!   `list` lets new rows of one kind share a statement, also those of lists that are stored together.
//! - `user_search` walks along the indexes of names.

mod address;
mod company;
mod failure;
mod link;
mod list;
mod listener;
mod lock;
mod migrations;
mod open;
mod parameter;
mod plans;
mod reader;
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
