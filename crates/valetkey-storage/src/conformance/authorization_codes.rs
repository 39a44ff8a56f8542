//! Authorization codes.

use std::sync::Arc;

use super::{changes::*, sample::*};
use crate::Storage;
use valetkey_authorization_server::{Change, facts::CodeFacts};

pub(super) async fn a_code_comes_back_with_every_field(storage: Arc<dyn Storage>) {
    let code = authorization_code(1, "app", "alice");
    let mut bare = authorization_code(2, "app", "alice");
    (bare.code_challenge, bare.nonce, bare.audiences) = (None, None, vec![]);
    let mut used = authorization_code(3, "app", "alice");
    used.used_at = Some(moment(5));
    apply(&*storage, [add_user(&user("alice"))]).await;
    for code in [code, bare, used] {
        apply(&*storage, [Change::StoreAuthorizationCode(code.clone())]).await;
        let found = storage.code_facts(&tenant(), code.id).await.unwrap();
        assert_eq!(found, Some(CodeFacts { code, user: Some(user("alice")) }));
    }
    assert_eq!(storage.code_facts(&tenant(), id(9)).await.unwrap(), None);
}

pub(super) async fn a_code_is_consumed_once(storage: Arc<dyn Storage>) {
    let codes = [authorization_code(1, "app", "alice"), authorization_code(2, "app", "alice")];
    apply(&*storage, codes.map(Change::StoreAuthorizationCode)).await;
    apply(&*storage, [consume(id(1), moment(41))]).await;
    refuse(&*storage, 0, [consume(id(1), moment(42))]).await;
    let first = storage.code_facts(&tenant(), id(1)).await.unwrap().unwrap().code;
    assert_eq!(first.used_at, Some(moment(41)));
    let second = storage.code_facts(&tenant(), id(2)).await.unwrap().unwrap().code;
    assert_eq!(second.used_at, None);
}

pub(super) async fn an_unknown_code_cannot_be_consumed(storage: Arc<dyn Storage>) {
    refuse(&*storage, 0, [consume(id(1), moment(41))]).await;
}

pub(super) async fn a_code_cannot_be_stored_over_a_used_one(storage: Arc<dyn Storage>) {
    let store = || Change::StoreAuthorizationCode(authorization_code(1, "app", "alice"));
    apply(&*storage, [store(), consume(id(1), moment(41))]).await;
    refuse(&*storage, 0, [store()]).await;
    refuse(&*storage, 0, [consume(id(1), moment(42))]).await;
}

pub(super) async fn a_code_outlives_its_user_without_them(storage: Arc<dyn Storage>) {
    let code = authorization_code(1, "app", "alice");
    apply(&*storage, [add_user(&user("alice")), Change::StoreAuthorizationCode(code.clone())]).await;
    apply(&*storage, [remove_user("alice", moment(50))]).await;
    let found = storage.code_facts(&tenant(), id(1)).await.unwrap();
    assert_eq!(found, Some(CodeFacts { code, user: None }));
}
