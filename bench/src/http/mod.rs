//! The generator's HTTP client: HTTP/1.1, plain, kept alive, one request at a time.

mod connection;
mod request;

pub use connection::{Answer, Connection};
pub use request::{form, get};
