//! The operations of the API and of the console, for the table of operations and doors.

use crate::endpoint;

/// Returns each route of the API, as method and path, with its operation.
pub fn api() -> Vec<(String, &'static str)> {
    endpoint::admin_api::operations()
}

/// Returns each page of the console, as its path, with its operations.
pub fn console() -> Vec<(&'static str, &'static [&'static str])> {
    endpoint::console::operations()
}
