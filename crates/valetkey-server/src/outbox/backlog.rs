//! What waits in the outbox, and what was given up.

use std::collections::BTreeMap;

use valetkey_authorization_server::record::{Delivery, Message};
use valetkey_storage::{
    Listing, Storage, StorageError,
    directory::{self, Page},
    record::DELIVERY,
};
use valetkey_types::{Seconds, Timestamp};

/// Messages of one reading.
const PAGE: usize = 500;

/// Maximum messages that are counted: an operator needs to know that there are many, not how many.
const MAXIMUM: usize = 2_000;

/// The messages of all tenants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Backlog {
    /// How many wait, by kind of message.
    pub(crate) waiting: BTreeMap<&'static str, usize>,
    /// The time since the oldest of them was stored.
    pub(crate) oldest_age: Seconds,
    /// How many were given up and are still kept.
    pub(crate) given_up: usize,
}

/// Counts the messages of the outbox.
///
/// # Errors
/// [`StorageError`] when the database does not answer.
pub(crate) async fn backlog(storage: &dyn Storage, now: Timestamp) -> Result<Backlog, StorageError> {
    let by_due = || Listing::all(&DELIVERY, None, PAGE).ordered_by("due_at");
    let is_given_up = |delivery: &Delivery| delivery.given_up_at.is_some();
    // What was given up is never due, so it stands at the end.
    let waiting = first(storage, by_due(), |delivery| !is_given_up(delivery)).await?;
    let given_up = first(storage, by_due().reversed(), is_given_up).await?;
    let mut backlog = Backlog {
        waiting: Message::KINDS.map(|kind| (kind, 0)).into(),
        oldest_age: Seconds(0),
        given_up: given_up.len(),
    };
    for delivery in waiting {
        *backlog.waiting.entry(delivery.message.kind()).or_default() += 1;
        backlog.oldest_age = backlog.oldest_age.max(now.since(delivery.created_at));
    }
    Ok(backlog)
}

/// Returns the first messages of a listing, up to one that is not wanted.
async fn first(
    storage: &dyn Storage,
    mut listing: Listing,
    is_wanted: impl Fn(&Delivery) -> bool,
) -> Result<Vec<Delivery>, StorageError> {
    let mut found = Vec::new();
    loop {
        let Page { records, next, .. } = directory::page::<Delivery>(storage, &listing).await?;
        let count = records.len();
        let before = found.len();
        found.extend(records.into_iter().take_while(&is_wanted));
        let all_wanted = found.len() - before == count;
        if next.is_none() || !all_wanted || found.len() >= MAXIMUM {
            return Ok(found);
        }
        listing = listing.behind(next);
    }
}
