//! Storage on PostgreSQL 15 or newer: any number of servers share one database and nothing else.
//!
//! - `address` and `tls` say where the database is and whom to believe; `open` looks what it is and brings its schema up
//!   to date; `link` keeps a connection, also over restarts of the database, and `plans` its plans as young as they must be.
//! - `reader` shares few connections among all who ask: their questions travel together, `company` sees to that.
//! - `writer` takes the lists that wait and sends them as one transaction in one round trip.
//! - `listener` hears what other servers announce.
//! - `changes` and `finders` have the SQL, one file per kind of record, one statement per change and per question; `list`
//!   lets new rows of one kind share a statement, also those of lists that are stored together.

mod address;
mod changes;
mod company;
mod document;
mod failure;
mod finders;
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
mod storage;
mod tls;
mod transaction;
mod writer;

pub use storage::PostgresStorage;
pub use writer::WriteStatistics;
