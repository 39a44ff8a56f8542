//! Removing what expired, the longest expired first.

use rusqlite::{Connection, params};
use valetkey_types::Timestamp;

use super::Held;
use crate::query::execute;

/// A statement per table with an index by expiry.
macro_rules! removal {
    ($table:literal) => {
        concat!(
            "DELETE FROM ",
            $table,
            " WHERE (tenant, id) IN (SELECT tenant, id FROM ",
            $table,
            " WHERE expires_at < ?1 ORDER BY expires_at LIMIT ?2)"
        )
    };
}

const REMOVALS: [&str; 3] = [removal!("revoked_access_tokens"), removal!("sessions"), removal!("grants")];

pub(super) fn remove_expired(connection: &Connection, before: Timestamp, at_most: u32) -> Held {
    for sql in REMOVALS {
        execute(connection, sql, params![before.seconds(), at_most])?;
    }
    Ok(true)
}
