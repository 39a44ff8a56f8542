//! What the authorization endpoint loads.

use std::sync::Arc;

use super::{changes::*, sample::*};
use crate::Storage;
use uuid::Uuid;
use valetkey_authorization_server::{
    Change,
    facts::{AuthorizationFacts, SessionFacts},
};
use valetkey_types::ClientId;

async fn facts(storage: &dyn Storage, client: &str, session: Option<Uuid>) -> AuthorizationFacts {
    storage.authorization_facts(&tenant(), &ClientId::new(client), session).await.unwrap()
}

async fn with_everything(storage: &dyn Storage) {
    let changes = [
        add_client(&client("app")),
        add_client(&client("other")),
        add_user(&user("alice")),
        add_user(&user("bob")),
        Change::StartSession(session(1, "alice")),
        Change::StartSession(session(2, "bob")),
        Change::StartSession(session(3, "gone")),
        Change::RememberConsent(consent("alice", "app", "openid")),
        Change::RememberConsent(consent("gone", "app", "openid")),
    ];
    apply(storage, changes).await;
}

pub(super) async fn authorization_facts_are_complete(storage: Arc<dyn Storage>) {
    with_everything(&*storage).await;
    let expected = AuthorizationFacts {
        client: Some(client("app")),
        session: Some(SessionFacts { session: session(1, "alice"), user: user("alice") }),
        consent: Some(consent("alice", "app", "openid")),
    };
    assert_eq!(facts(&*storage, "app", Some(id(1))).await, expected);
}

pub(super) async fn authorization_facts_miss_what_is_missing(storage: Arc<dyn Storage>) {
    with_everything(&*storage).await;
    let only_client = AuthorizationFacts { client: Some(client("app")), ..AuthorizationFacts::default() };
    assert_eq!(facts(&*storage, "app", None).await, only_client, "no cookie");
    assert_eq!(facts(&*storage, "app", Some(id(9))).await, only_client, "an unknown session");
    assert_eq!(facts(&*storage, "app", Some(id(3))).await, only_client, "a session of nobody");
    let found = facts(&*storage, "unknown", Some(id(1))).await;
    assert_eq!((found.client, found.consent), (None, None), "an unknown client");
    assert!(found.session.is_some());
    let found = facts(&*storage, "other", Some(id(1))).await;
    assert_eq!((found.client, found.consent), (Some(client("other")), None), "another client's consent");
    let found = facts(&*storage, "app", Some(id(2))).await;
    assert_eq!(found.consent, None, "another person's consent");
    assert_eq!(found.session.unwrap().user, user("bob"));
}
