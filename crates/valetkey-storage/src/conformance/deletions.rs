//! The steps of the deletion of a user who asked for it.

use std::sync::Arc;

use super::{changes::*, sample::*};
use crate::{
    Listing, Storage, directory,
    record::{EVENT, GRANT},
};
use valetkey_accounts::User;
use valetkey_authorization_server::{Change, RemainsChange, record::Event};
use valetkey_types::{TenantId, Timestamp, UserId};

fn leaving(id: &str, at: Option<Timestamp>) -> User {
    User { deletion_at: at, ..bare_user(id) }
}

async fn due(storage: &dyn Storage, now: i64) -> Vec<String> {
    let users = directory::users_to_remove(storage, moment(now), None, 10).await.unwrap();
    users.records.into_iter().map(|user| format!("{} of {}", user.username, user.tenant.as_str())).collect()
}

pub(super) async fn users_are_found_from_the_moment_of_their_deletion_on(storage: Arc<dyn Storage>) {
    let mut elsewhere = leaving("carol", Some(moment(50)));
    elsewhere.tenant = TenantId::new("other");
    let (alice, bob) = (leaving("alice", Some(moment(100))), leaving("bob", None));
    apply(&*storage, [add_user(&alice), add_user(&bob), add_user(&elsewhere)]).await;
    assert_eq!(due(&*storage, 49).await, Vec::<String>::new());
    assert_eq!(due(&*storage, 50).await, ["carol of other"]);
    assert_eq!(due(&*storage, 99).await, ["carol of other"]);
    assert_eq!(due(&*storage, 100).await, ["alice of default", "carol of other"]);
    assert_eq!(directory::leaving_users(&*storage).await.unwrap().len(), 2);
    let first = directory::users_to_remove(&*storage, moment(100), None, 1).await.unwrap();
    assert_eq!((first.records.len(), first.records[0].username.as_str()), (1, "alice"));
    let second = directory::users_to_remove(&*storage, moment(100), first.next, 1).await.unwrap();
    assert_eq!((second.records.len(), second.records[0].username.as_str()), (1, "carol"));
    let last = directory::users_to_remove(&*storage, moment(100), second.next, 1).await.unwrap();
    assert_eq!((last.records.len(), last.next), (0, None));
    apply(&*storage, [replace_user(&leaving("alice", None))]).await;
    assert_eq!(due(&*storage, 1_000).await, ["carol of other"]);
    let later = User { revision: 2, ..leaving("alice", Some(moment(300))) };
    apply(&*storage, [replace_user(&later)]).await;
    assert_eq!(due(&*storage, 299).await, ["carol of other"]);
    assert_eq!(due(&*storage, 300).await, ["alice of default", "carol of other"]);
}

pub(super) async fn a_user_is_removed_on_condition_that_nobody_changed_them(storage: Arc<dyn Storage>) {
    let alice = leaving("alice", Some(moment(100)));
    apply(&*storage, [add_user(&alice)]).await;
    let removal = || [replace_user(&alice), remove_user("alice", moment(100))];
    apply(&*storage, [replace_user(&leaving("alice", None))]).await;
    refuse(&*storage, 0, removal()).await;
    assert_eq!(user_of(&*storage, "alice").await.unwrap().deletion_at, None);
    let again = User { revision: 2, ..alice.clone() };
    apply(&*storage, [replace_user(&again)]).await;
    let seen = User { revision: 3, ..alice.clone() };
    let removal = || [replace_user(&seen), remove_user("alice", moment(100))];
    apply(&*storage, removal()).await;
    assert_eq!(user_of(&*storage, "alice").await, None);
    refuse(&*storage, 0, removal()).await;
    // The name is free.
    apply(&*storage, [add_user(&User { id: UserId::new("next"), ..bare_user("alice") })]).await;
}

pub(super) async fn an_event_is_made_anonymous_and_stays(storage: Arc<dyn Storage>) {
    let mut other = event(2, "bob");
    other.subject = Some(UserId::new("bob"));
    apply(&*storage, [Change::StoreEvent(event(1, "alice")), Change::StoreEvent(other.clone())]).await;
    let gone = event(3, "alice");
    let mut elsewhere = event(2, "bob");
    elsewhere.tenant = TenantId::new("other");
    let changes =
        [event(1, "alice"), gone, elsewhere].map(RemainsChange::AnonymiseEvent).map(Change::Remains);
    apply(&*storage, changes).await;
    let stored: Vec<Event> =
        directory::page(&*storage, &Listing::all(&EVENT, None, 10)).await.unwrap().records;
    assert_eq!(stored, [event(1, "alice").anonymous(), other]);
    assert!(!stored[0].is_personal() && stored[1].is_personal());
    assert_eq!(stored[0].subject, Some(UserId::new("alice")));
}

pub(super) async fn every_grant_of_one_user_is_removed(storage: Arc<dyn Storage>) {
    let mut elsewhere = grant(4, "app", "alice");
    elsewhere.tenant = TenantId::new("other");
    let grants = [grant(1, "app", "alice"), grant(2, "app", "alice"), grant(3, "app", "bob"), elsewhere];
    apply(&*storage, grants.map(Change::StoreGrant)).await;
    apply(&*storage, [revoke_grant(id(2), moment(31))]).await;
    let grants = RemainsChange::RemoveGrants { tenant: tenant(), user_id: UserId::new("alice") };
    apply(&*storage, [Change::Remains(grants)]).await;
    assert_eq!(storage.rows(&Listing::all(&GRANT, None, 10)).await.unwrap().len(), 2);
    assert!(stored_grant(&*storage, &tenant(), id(3)).await.is_some());
}
