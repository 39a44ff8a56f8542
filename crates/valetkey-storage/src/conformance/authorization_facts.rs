//! The facts that the authorization endpoint loads.

use std::sync::Arc;

use super::{changes::*, sample::*};
use crate::Storage;
use uuid::Uuid;
use valetkey_authorization_server::{
    Change,
    facts::{AuthorizationFacts, SessionFacts},
};
use valetkey_types::ClientId;

async fn facts(storage: &dyn Storage, client: &str, session: Uuid) -> AuthorizationFacts {
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
        remember(consent("alice", "app", "openid")),
        remember(consent("gone", "app", "openid")),
    ];
    apply(storage, changes).await;
}

pub(super) async fn authorization_facts_are_complete(storage: Arc<dyn Storage>) {
    with_everything(&*storage).await;
    let expected = AuthorizationFacts {
        session: Some(SessionFacts { session: session(1, "alice"), user: Box::new(user("alice")) }),
        consent: Some(consent("alice", "app", "openid")),
    };
    assert_eq!(facts(&*storage, "app", id(1)).await, expected);
}

pub(super) async fn authorization_facts_are_empty_for_missing_records(storage: Arc<dyn Storage>) {
    with_everything(&*storage).await;
    let nothing = AuthorizationFacts::default();
    assert_eq!(facts(&*storage, "app", id(9)).await, nothing, "an unknown session");
    assert_eq!(facts(&*storage, "app", id(3)).await, nothing, "a session of nobody");
    for client in ["unknown", "other"] {
        let found = facts(&*storage, client, id(1)).await;
        assert_eq!((found.session.unwrap().user, found.consent), (Box::new(user("alice")), None), "{client}");
    }
    let found = facts(&*storage, "app", id(2)).await;
    assert_eq!(
        (found.session.unwrap().user, found.consent),
        (Box::new(user("bob")), None),
        "another person's consent"
    );
}
