//! Determines the row of a list that other lists may lock too.

use valetkey_storage::{RowOperation, value::Value};

/// A row, ordered by the position of its kind and then by its key. Transactions lock in this order.
pub(crate) type Lock = (u8, Vec<Value>);

/// The position of all kinds without their own position.
const LAST: u8 = u8::MAX;

/// Returns the first such row. Nearly every list has at most one, or a consent and its grant.
pub(crate) fn first_lock(operations: &[RowOperation]) -> Option<Lock> {
    let places = operations.iter().filter_map(|operation| Some((order(operation)?, operation.place())));
    places.min().map(|(order, place)| (order, place.to_vec()))
}

/// Returns the position of the operation's row. `None` for new rows of a kind without a position: they have new identifiers, so
/// no other list locks them.
fn order(operation: &RowOperation) -> Option<u8> {
    let order = operation.description().lock_order;
    match operation {
        RowOperation::Insert(_) => order,
        RowOperation::DeleteExpired { .. } | RowOperation::DeleteOfTenant { .. } => None,
        _ => Some(order.unwrap_or(LAST)),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use valetkey_authorization_server::Change;
    use valetkey_storage::{
        conformance::sample::{consent, grant, remember},
        lower,
    };

    use super::*;

    /// Two servers that store the first sign-ins of the same users lock the consents in the same order, for any identifiers of
    /// the grants.
    #[test]
    fn first_sign_ins_are_ordered_by_their_consents() {
        let sign_in = |number, user: &str, client: &str| {
            let changes = vec![
                remember(consent(user, client, "openid")),
                Change::StoreGrant(grant(number, client, user)),
            ];
            first_lock(&lower(changes).unwrap().operations)
        };
        let here = [sign_in(1, "alice", "app"), sign_in(2, "alice", "notes"), sign_in(3, "bob", "app")];
        let there = [sign_in(6, "alice", "app"), sign_in(5, "alice", "notes"), sign_in(4, "bob", "app")];
        assert!(here.is_sorted() && here == there, "{here:?} and {there:?}");
    }
}
