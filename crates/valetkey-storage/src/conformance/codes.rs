//! What a code is judged by: the grant that it names.

use std::sync::Arc;

use super::{changes::*, sample::*};
use crate::Storage;
use valetkey_authorization_server::{Change, facts::CodeFacts};
use valetkey_types::{ClientId, UserId};

async fn facts(storage: &dyn Storage, grant: u32, user: &str) -> CodeFacts {
    storage.code_facts(&tenant(), id(grant), &UserId::new(user), &ClientId::new("app")).await.unwrap()
}

pub(super) async fn an_unused_code_has_its_user_and_no_grant(storage: Arc<dyn Storage>) {
    apply(&*storage, [add_user(&user("alice")), Change::StoreGrant(grant(2, "app", "alice"))]).await;
    let expected = CodeFacts { user: Some(user("alice")), ..CodeFacts::default() };
    assert_eq!(facts(&*storage, 1, "alice").await, expected);
    assert_eq!(facts(&*storage, 1, "nobody").await, CodeFacts::default());
}

pub(super) async fn a_code_has_what_its_person_allows_its_client(storage: Arc<dyn Storage>) {
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
    let expected =
        CodeFacts { grant: Some(grant(1, "app", "alice")), user: Some(user("alice")), consent: None };
    assert_eq!(facts(&*storage, 1, "alice").await, expected);
    apply(&*storage, [revoke_grant(id(1), moment(50))]).await;
    assert_eq!(facts(&*storage, 1, "alice").await.grant.unwrap().revoked_at, Some(moment(50)));
}

pub(super) async fn a_code_outlives_its_user_without_them(storage: Arc<dyn Storage>) {
    apply(&*storage, [add_user(&user("alice"))]).await;
    apply(&*storage, [remove_user("alice", moment(50))]).await;
    assert_eq!(facts(&*storage, 1, "alice").await, CodeFacts::default());
}
