//! Signing keys.

use std::sync::Arc;

use super::{changes::*, sample::*};
use crate::Storage;
use valetkey_authorization_server::{Change, record::SigningKeyRecord};

/// Returns the content of a key as text for comparisons, because the type has no equality.
fn form(key: &SigningKeyRecord) -> String {
    let SigningKeyRecord { tenant, kid, algorithm, public_jwk, private_key_sealed, .. } = key;
    let moments = (key.created_at, key.signs_from, key.published_until, key.revision);
    format!("{tenant:?} {kid} {algorithm} {public_jwk:?} {private_key_sealed} {moments:?}")
}

async fn stored(storage: &dyn Storage) -> Vec<String> {
    storage.signing_keys(&tenant()).await.unwrap().iter().map(form).collect()
}

pub(super) async fn signing_keys_come_oldest_first(storage: Arc<dyn Storage>) {
    assert!(stored(&*storage).await.is_empty());
    let mut newest = signing_key("a", 300);
    newest.published_until = None;
    let keys = [signing_key("c", 100), signing_key("b", 200), newest];
    let [oldest, middle, newest] = &keys;
    apply(&*storage, [newest, oldest, middle].map(|key| make_key(key.clone()))).await;
    assert_eq!(stored(&*storage).await, keys.each_ref().map(form));
}

pub(super) async fn a_signing_key_replaces_the_revision_it_was_read_at(storage: Arc<dyn Storage>) {
    let (first, other, mut second) = (signing_key("a", 100), signing_key("b", 200), signing_key("a", 300));
    apply(&*storage, [first, other.clone()].map(make_key)).await;
    for unseen in [0, 2, u64::MAX] {
        let revision = SigningKeyRecord { revision: unseen, ..second.clone() };
        refuse(&*storage, 0, [Change::PutSigningKey(revision)]).await;
    }
    apply(&*storage, [Change::PutSigningKey(second.clone())]).await;
    second.revision = 2;
    assert_eq!(stored(&*storage).await, [form(&other), form(&second)]);
}

pub(super) async fn a_removed_signing_key_is_gone(storage: Arc<dyn Storage>) {
    let (first, second) = (signing_key("a", 100), signing_key("A", 200));
    apply(&*storage, [first, second.clone()].map(make_key)).await;
    let remove = || Change::RemoveSigningKey { tenant: tenant(), kid: "a".to_owned() };
    apply(&*storage, [remove()]).await;
    apply(&*storage, [remove()]).await;
    assert_eq!(stored(&*storage).await, [form(&second)]);
}
