//! Which row a list locks that other lists may want as well.

use valetkey_storage::{RowOperation, value::Value};

/// A row by the place of its kind and by its key. Their order is the order in which transactions lock.
pub(crate) type Lock = (u8, Vec<Value>);

/// The place of kinds that have none of their own.
const LAST: u8 = u8::MAX;

/// The first of them; nearly every list has one at most, or a consent and the grant it is stored with.
pub(crate) fn first_lock(operations: &[RowOperation]) -> Option<Lock> {
    let places = operations.iter().filter_map(|operation| Some((order(operation)?, operation.place())));
    places.min().map(|(order, place)| (order, place.to_vec()))
}

/// New rows of a kind without a place have fresh identifiers that nobody else wants.
fn order(operation: &RowOperation) -> Option<u8> {
    let order = operation.description().lock_order;
    match operation {
        RowOperation::Insert(_) => order,
        RowOperation::DeleteExpired { .. } => None,
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

    /// Two servers that store the first sign-ins of the same people lock their consents in one order, whatever their grants
    /// are called.
    #[test]
    fn first_sign_ins_are_in_the_order_of_their_consents() {
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
