//! Reads several users at once.

use std::{future::poll_fn, task::Poll};

use valetkey_accounts::User;
use valetkey_types::{TenantId, UserId};

use crate::{Storage, StorageError};

/// Returns the users with these identifiers, in their order, without those who do not exist. All queries are sent at once.
///
/// # Errors
/// [`StorageError`] when the database does not answer, or when a user can't be read.
pub(super) async fn users(
    storage: &dyn Storage,
    tenant: &TenantId,
    ids: &[UserId],
) -> Result<Vec<User>, StorageError> {
    let mut queries: Vec<_> = ids.iter().map(|id| (storage.user(tenant, id), None)).collect();
    poll_fn(|context| {
        let mut is_waiting = false;
        for (query, answer) in queries.iter_mut().filter(|(_, answer)| answer.is_none()) {
            match query.as_mut().poll(context) {
                Poll::Ready(found) => *answer = Some(found),
                Poll::Pending => is_waiting = true,
            }
        }
        if is_waiting { Poll::Pending } else { Poll::Ready(()) }
    })
    .await;
    let mut found = Vec::with_capacity(ids.len());
    for (_, answer) in queries {
        found.extend(answer.transpose()?.flatten());
    }
    Ok(found)
}
