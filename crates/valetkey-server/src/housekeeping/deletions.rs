//! Removes users whose time to return is over. Several nodes may do it at once: one of them removes each user.

use valetkey_accounts::User;
use valetkey_administration::deletion;
use valetkey_authorization_server::{
    Change, RemainsChange,
    event::{Actor, Event, Occasion},
};
use valetkey_storage::{
    ApplyError, Listing, Match, StorageError,
    directory::{self, Page},
    record::EVENT,
    row::Key,
    value::Value,
};
use valetkey_types::Timestamp;

use super::Progress;
use crate::Server;

/// Users of one step.
const AT_ONCE: usize = 16;

/// Events that are made anonymous in one commit.
const EVENTS: usize = 200;

/// Removes some of the users whose time was over at a moment: those behind `place`, which moves on. Users that can't be removed or
/// read do not stop the others: they are tried again when the last one was reached.
pub(super) async fn remove_due(
    server: &Server,
    now: Timestamp,
    place: &mut Option<Key>,
) -> Result<Progress, ApplyError> {
    let due = directory::users_to_remove(&*server.storage, now, place.take(), AT_ONCE).await?;
    *place = due.next;
    for reason in due.unreadable {
        tracing::error!(%reason, "a user can't be deleted; trying again later");
    }
    for user in &due.records {
        if let Err(error) = remove(server, user, now).await {
            let user = user.id.as_str();
            tracing::error!(%error, user, "a user can't be deleted; trying again later");
        }
    }
    Ok(if place.is_none() { Progress::Clean } else { Progress::MoreToDo })
}

async fn remove(server: &Server, user: &User, now: Timestamp) -> Result<(), ApplyError> {
    make_events_anonymous(server, user).await?;
    let called = directory::users_called(&*server.storage, &user.tenant, &user.username).await?;
    let heir = called.iter().find(|other| other.id != user.id);
    let occasion = Occasion {
        tenant: &user.tenant,
        actor: &Actor::Server,
        now: server.environment.now(),
        network_address: None,
        reference: None,
        events_kept_for: server.lifetimes.event,
        fresh_id: &|| server.environment.identifier(),
    };
    match server.storage.apply(deletion::complete(user, heir, now, &occasion)).await {
        // Another node removed the user, or the user changed at this moment: the next step looks again.
        Ok(()) | Err(ApplyError::Conflict { .. }) => Ok(()),
        Err(error) => Err(error),
    }
}

/// The events stay as long as any other. This comes first: when the process stops in between, the user is still there, and the
/// next step goes on.
async fn make_events_anonymous(server: &Server, user: &User) -> Result<(), ApplyError> {
    let listing = Listing::of_tenant(&EVENT, &user.tenant, EVENTS)
        .with("subject", Match::Equals(Value::text(user.id.as_str())));
    let mut after = None;
    loop {
        let Page { records, unreadable, next } =
            directory::page::<Event>(&*server.storage, &listing.clone().behind(after)).await?;
        if let Some(reason) = unreadable.into_iter().next() {
            return Err(StorageError::Corrupt(reason).into());
        }
        let personal = records.into_iter().filter(Event::is_personal);
        let changes: Vec<Change> =
            personal.map(|event| Change::Remains(RemainsChange::AnonymiseEvent(event))).collect();
        if !changes.is_empty() {
            server.storage.apply(changes).await?;
        }
        after = next;
        if after.is_none() {
            return Ok(());
        }
    }
}
