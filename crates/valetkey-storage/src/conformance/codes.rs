//! The facts about a code: the grant that it names, its user, the user's consent, and the session.

use std::sync::Arc;

use super::{changes::*, sample::*};
use crate::Storage;
use valetkey_authorization_server::{
    Change,
    facts::{CodeFacts, CodeKey},
    record::Session,
};
use valetkey_types::{ClientId, UserId};

async fn facts(storage: &dyn Storage, grant: u32, user: &str) -> CodeFacts {
    facts_in(storage, grant, user, 404).await
}

async fn facts_in(storage: &dyn Storage, grant: u32, user: &str, session: u32) -> CodeFacts {
    let (user_id, client_id) = (UserId::new(user), ClientId::new("app"));
    let key =
        CodeKey { grant_id: id(grant), user_id: &user_id, client_id: &client_id, session_id: id(session) };
    storage.code_facts(&tenant(), key).await.unwrap()
}

pub(super) async fn an_unused_code_has_its_user_and_no_grant(storage: Arc<dyn Storage>) {
    apply(&*storage, [add_user(&user("alice")), Change::StoreGrant(grant(2, "app", "alice"))]).await;
    let expected = CodeFacts { user: Some(Box::new(user("alice"))), ..CodeFacts::default() };
    assert_eq!(facts(&*storage, 1, "alice").await, expected);
    assert_eq!(facts(&*storage, 1, "nobody").await, CodeFacts::default());
}

pub(super) async fn a_code_has_the_consent_of_its_user_to_its_client(storage: Arc<dyn Storage>) {
    let consents =
        [consent("alice", "app", "openid"), consent("alice", "other", "a"), consent("bob", "app", "b")];
    apply(&*storage, [add_user(&user("alice")), add_user(&user("bob"))]).await;
    apply(&*storage, consents.map(remember)).await;
    assert_eq!(facts(&*storage, 1, "alice").await.consent, Some(consent("alice", "app", "openid")));
    apply(&*storage, [withdraw_consent("alice", "app", moment(50))]).await;
    assert_eq!(facts(&*storage, 1, "alice").await.consent, Some(withdrawn("alice", "app", moment(50), 2)));
}

pub(super) async fn a_used_code_has_its_grant(storage: Arc<dyn Storage>) {
    apply(&*storage, [add_user(&user("alice")), Change::StoreGrant(grant(1, "app", "alice"))]).await;
    let expected = CodeFacts {
        grant: Some(grant(1, "app", "alice")),
        user: Some(Box::new(user("alice"))),
        ..CodeFacts::default()
    };
    assert_eq!(facts(&*storage, 1, "alice").await, expected);
    apply(&*storage, [revoke_grant(id(1), moment(50))]).await;
    assert_eq!(facts(&*storage, 1, "alice").await.grant.unwrap().revoked_at, Some(moment(50)));
}

pub(super) async fn a_code_of_a_removed_user_has_no_user(storage: Arc<dyn Storage>) {
    apply(&*storage, [add_user(&user("alice"))]).await;
    apply(&*storage, [remove_user("alice", moment(50))]).await;
    assert_eq!(facts(&*storage, 1, "alice").await, CodeFacts::default());
}

/// Returns the session `number` of Alice, with the `sid` of her first one.
fn session_of_alice(number: u32) -> Session {
    Session { sid: session(1, "alice").sid, ..session(number, "alice") }
}

fn continue_session(number: u32, by: u32, at: i64) -> [Change; 2] {
    let end = Change::ContinueSession { tenant: tenant(), id: id(number), by: id(by), at: moment(at) };
    [end, Change::StartSession(session_of_alice(by))]
}

pub(super) fn end_session(number: u32, at: i64) -> Change {
    Change::EndSession { tenant: tenant(), id: id(number), at: moment(at) }
}

pub(super) fn require_session(number: u32) -> Change {
    Change::RequireSession { tenant: tenant(), id: id(number) }
}

pub(super) async fn m6_a_code_has_its_session_or_the_one_that_continues_it(storage: Arc<dyn Storage>) {
    apply(&*storage, [add_user(&user("alice")), Change::StartSession(session_of_alice(1))]).await;
    assert_eq!(facts_in(&*storage, 7, "alice", 1).await.session, Some(session_of_alice(1)));
    assert_eq!(facts_in(&*storage, 7, "alice", 2).await.session, None);

    apply(&*storage, continue_session(1, 2, 20)).await;
    let continued = Session { ended_at: Some(moment(20)), continued_by: Some(id(2)), ..session_of_alice(1) };
    let stored = storage.session_facts(&tenant(), id(1)).await.unwrap().unwrap().session;
    assert_eq!(stored, continued);
    assert_eq!(facts_in(&*storage, 7, "alice", 1).await.session, Some(session_of_alice(2)));

    // Only one continuation is followed, not two: a code lives for a minute.
    apply(&*storage, continue_session(2, 3, 30)).await;
    let session = facts_in(&*storage, 7, "alice", 1).await.session.unwrap();
    assert_eq!((session.id, session.ended_at), (id(2), Some(moment(30))));
    assert_eq!(facts_in(&*storage, 7, "alice", 2).await.session, Some(session_of_alice(3)));
}

pub(super) async fn m6_a_session_that_ended_is_not_continued(storage: Arc<dyn Storage>) {
    apply(&*storage, [add_user(&user("alice")), Change::StartSession(session_of_alice(1))]).await;
    apply(&*storage, [end_session(1, 15)]).await;
    apply(&*storage, continue_session(1, 2, 20)).await;
    let ended = Session { ended_at: Some(moment(15)), ..session_of_alice(1) };
    assert_eq!(facts_in(&*storage, 7, "alice", 1).await.session, Some(ended));
}

pub(super) async fn m6_a_grant_is_stored_only_while_its_session_lasts(storage: Arc<dyn Storage>) {
    let store = |number: u32, session: u32| {
        [require_session(session), Change::StoreGrant(grant(number, "app", "alice"))]
    };
    refuse(&*storage, 0, store(1, 1)).await;
    apply(&*storage, [Change::StartSession(session_of_alice(1))]).await;
    apply(&*storage, store(1, 1)).await;
    apply(&*storage, continue_session(1, 2, 20)).await;
    refuse(&*storage, 0, store(2, 1)).await;
    apply(&*storage, store(2, 2)).await;
    apply(&*storage, [end_session(2, 30)]).await;
    refuse(&*storage, 0, store(3, 2)).await;
    assert_eq!(stored_grant(&*storage, &tenant(), id(3)).await, None);
}
