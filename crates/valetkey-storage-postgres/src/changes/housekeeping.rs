//! Removing what expired, the longest expired first. What another server is removing at the same time is left to it.

use valetkey_types::Timestamp;

use super::{Made, step};
use crate::parameter::value;

/// The removal from a table with an index by expiry; each row removed is one of the answer.
macro_rules! removal {
    ($table:literal) => {
        concat!(
            "DELETE FROM ",
            $table,
            " WHERE (tenant, id) IN (SELECT tenant, id FROM ",
            $table,
            " WHERE expires_at < $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED) RETURNING 1"
        )
    };
}

const REMOVAL: &str = concat!(
    "WITH revoked AS (",
    removal!("revoked_access_tokens"),
    "), ended AS (",
    removal!("sessions"),
    "), granted AS (",
    removal!("grants"),
    ") SELECT 1 FROM revoked UNION ALL SELECT 1 FROM ended UNION ALL SELECT 1 FROM granted"
);

pub(super) fn remove_expired(before: Timestamp, at_most: u32) -> Made {
    step!(REMOVAL, value(before.seconds()), value(i64::from(at_most)))
}
