//! Sessions.

use std::sync::Arc;

use super::{changes::*, sample::*};
use crate::Storage;
use valetkey_authorization_server::{Change, facts::SessionFacts};
use valetkey_types::Timestamp;

fn end(number: u32, at: Timestamp) -> Change {
    Change::EndSession { tenant: tenant(), id: id(number), at }
}

pub(super) async fn a_session_comes_back_with_every_field(storage: Arc<dyn Storage>) {
    let mut ended = session(2, "alice");
    ended.ended_at = Some(moment(11));
    for session in [session(1, "alice"), ended] {
        apply(&*storage, [Change::StartSession(session.clone())]).await;
        let found = storage.session_facts(&tenant(), session.id).await.unwrap();
        assert_eq!(found, None, "without its user there is no session");
    }
    apply(&*storage, [add_user(&user("alice"))]).await;
    let found = storage.session_facts(&tenant(), id(1)).await.unwrap();
    assert_eq!(found, Some(SessionFacts { session: session(1, "alice"), user: Box::new(user("alice")) }));
    let found = storage.session_facts(&tenant(), id(2)).await.unwrap().unwrap();
    assert_eq!(found.session.ended_at, Some(moment(11)));
}

pub(super) async fn an_ended_session_keeps_its_first_end(storage: Arc<dyn Storage>) {
    let sessions = [Change::StartSession(session(1, "alice")), Change::StartSession(session(2, "alice"))];
    apply(&*storage, [add_user(&user("alice"))].into_iter().chain(sessions)).await;
    apply(&*storage, [end(1, moment(50))]).await;
    apply(&*storage, [end(1, moment(60))]).await;
    let ended = storage.session_facts(&tenant(), id(1)).await.unwrap().unwrap().session;
    assert_eq!(ended.ended_at, Some(moment(50)));
    let other = storage.session_facts(&tenant(), id(2)).await.unwrap().unwrap().session;
    assert_eq!(other, session(2, "alice"));
}

pub(super) async fn ending_an_unknown_session_does_nothing(storage: Arc<dyn Storage>) {
    apply(&*storage, [end(1, moment(50)), add_user(&user("alice"))]).await;
    apply(&*storage, [Change::StartSession(session(1, "alice"))]).await;
    let found = storage.session_facts(&tenant(), id(1)).await.unwrap().unwrap();
    assert_eq!(found.session.ended_at, None);
}

pub(super) async fn a_session_without_its_user_is_not_found(storage: Arc<dyn Storage>) {
    apply(&*storage, [add_user(&user("bob")), Change::StartSession(session(1, "alice"))]).await;
    assert_eq!(storage.session_facts(&tenant(), id(1)).await.unwrap(), None);
    assert_eq!(storage.session_facts(&tenant(), id(9)).await.unwrap(), None);
}

pub(super) async fn a_session_identifier_is_given_once(storage: Arc<dyn Storage>) {
    let changes =
        [add_user(&user("alice")), add_user(&user("bob")), Change::StartSession(session(1, "alice"))];
    apply(&*storage, changes).await;
    refuse(&*storage, 0, [Change::StartSession(session(1, "bob"))]).await;
    let found = storage.session_facts(&tenant(), id(1)).await.unwrap().unwrap();
    assert_eq!(*found.user, user("alice"));
}
