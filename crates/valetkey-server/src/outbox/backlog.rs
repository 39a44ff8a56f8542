//! Counts the messages in the outbox that wait or were given up.

use std::collections::BTreeMap;

use valetkey_authorization_server::record::{Delivery, Message};
use valetkey_storage::{
    Listing, Storage, StorageError,
    directory::{self, Page},
};
use valetkey_types::{Seconds, Timestamp};

use super::waiting_in;
use crate::webhook;

/// The number of messages that one read returns.
const PAGE: usize = 500;

/// The maximum number of messages that are counted in a lane. Above it, the exact number does not matter.
const MAXIMUM: usize = 2_000;

/// The messages of all tenants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Backlog {
    /// The number of messages that wait, by kind of message.
    pub(crate) waiting: BTreeMap<&'static str, usize>,
    /// The time since the oldest of them was stored.
    pub(crate) oldest_age: Seconds,
    /// The number of messages that were given up and are still kept.
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
        // Messages that were given up are never due, so they are at the end of the lane.
        let waiting = first(storage, waiting_in(lane, PAGE), |delivery| !is_given_up(delivery)).await?;
        self.given_up += first(storage, waiting_in(lane, PAGE).reversed(), is_given_up).await?.len();
        *self.waiting.entry(kind).or_default() += waiting.len();
        for delivery in waiting {
            self.oldest_age = self.oldest_age.max(now.since(delivery.created_at));
        }
        Ok(())
    }
}

/// Returns the messages of a listing before the first one that is not wanted, up to the maximum.
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
