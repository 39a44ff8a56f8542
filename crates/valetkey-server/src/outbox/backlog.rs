//! What waits in the outbox, and what was given up.

use std::collections::BTreeMap;

use valetkey_authorization_server::record::{Delivery, Message};
use valetkey_storage::{
    Listing, Storage, StorageError,
    directory::{self, Page},
};
use valetkey_types::{Seconds, Timestamp};

use super::waiting_in;
use crate::webhook;

/// Messages of one reading.
const PAGE: usize = 500;

/// Maximum messages that are counted in a lane: an operator needs to know that there are many, not how many.
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
    let mut backlog = Backlog { waiting: BTreeMap::new(), oldest_age: Seconds(0), given_up: 0 };
    backlog.add("logout", Message::LOGOUT_LANE, storage, now).await?;
    backlog.add("mail", Message::MAIL_LANE, storage, now).await?;
    backlog.waiting.insert("webhook", 0);
    for webhook in webhook::all(storage).await? {
        backlog.add("webhook", &webhook.lane(), storage, now).await?;
    }
    Ok(backlog)
}

impl Backlog {
    async fn add(
        &mut self,
        kind: &'static str,
        lane: &str,
        storage: &dyn Storage,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let is_given_up = |delivery: &Delivery| delivery.given_up_at.is_some();
        // What was given up is never due, so it stands at the end.
        let waiting = first(storage, waiting_in(lane, PAGE), |delivery| !is_given_up(delivery)).await?;
        self.given_up += first(storage, waiting_in(lane, PAGE).reversed(), is_given_up).await?.len();
        *self.waiting.entry(kind).or_default() += waiting.len();
        for delivery in waiting {
            self.oldest_age = self.oldest_age.max(now.since(delivery.created_at));
        }
        Ok(())
    }
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
        let (count, before) = (records.len(), found.len());
        found.extend(records.into_iter().take_while(&is_wanted));
        let all_wanted = found.len() - before == count;
        if next.is_none() || !all_wanted || found.len() >= MAXIMUM {
            return Ok(found);
        }
        listing = listing.behind(next);
    }
}
