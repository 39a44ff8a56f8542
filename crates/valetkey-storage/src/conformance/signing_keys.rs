//! Signing keys.

use std::sync::Arc;

use super::{changes::*, sample::*};
use crate::Storage;
use valetkey_authorization_server::{Change, record::SigningKeyRecord};

/// A key compared in its stored form: it has no equality of its own.
fn form(key: &SigningKeyRecord) -> serde_json::Value {
    serde_json::to_value(key).unwrap()
}

async fn stored(storage: &dyn Storage) -> Vec<serde_json::Value> {
    storage.signing_keys(&tenant()).await.unwrap().iter().map(form).collect()
}

pub(super) async fn signing_keys_come_oldest_first(storage: Arc<dyn Storage>) {
    assert!(stored(&*storage).await.is_empty());
    let mut newest = signing_key("a", 300);
    newest.published_until = None;
    let keys = [signing_key("c", 100), signing_key("b", 200), newest];
    let [oldest, middle, newest] = &keys;
    apply(&*storage, [newest, oldest, middle].map(|key| Change::PutSigningKey(key.clone()))).await;
    assert_eq!(stored(&*storage).await, keys.each_ref().map(form));
}

pub(super) async fn a_signing_key_replaces_the_one_with_its_kid(storage: Arc<dyn Storage>) {
    let (first, other, second) = (signing_key("a", 100), signing_key("b", 200), signing_key("a", 300));
    apply(&*storage, [first, other.clone()].map(Change::PutSigningKey)).await;
    apply(&*storage, [Change::PutSigningKey(second.clone())]).await;
    assert_eq!(stored(&*storage).await, [form(&other), form(&second)]);
}

pub(super) async fn a_removed_signing_key_is_gone(storage: Arc<dyn Storage>) {
    let (first, second) = (signing_key("a", 100), signing_key("A", 200));
    apply(&*storage, [first, second.clone()].map(Change::PutSigningKey)).await;
    let remove = || Change::RemoveSigningKey { tenant: tenant(), kid: "a".to_owned() };
    apply(&*storage, [remove()]).await;
    apply(&*storage, [remove()]).await;
    assert_eq!(stored(&*storage).await, [form(&second)]);
}
