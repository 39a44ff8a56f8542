//! Remembered consents.

use std::sync::Arc;

use super::{changes::*, sample::*};
use crate::Storage;
use valetkey_authorization_server::{Change, record::Consent};
use valetkey_types::{ClientId, UserId};

async fn consents_of(storage: &dyn Storage, user: &str) -> Vec<Consent> {
    let consents = storage.consents(&tenant(), &UserId::new(user)).await.unwrap();
    consents.into_iter().map(|(consent, _)| consent).collect()
}

pub(super) async fn a_consent_replaces_the_one_before(storage: Arc<dyn Storage>) {
    apply(&*storage, [Change::RememberConsent(consent("alice", "app", "openid"))]).await;
    let mut wider = consent("alice", "app", "openid email");
    wider.granted_at = moment(99);
    apply(&*storage, [Change::RememberConsent(wider.clone())]).await;
    assert_eq!(consents_of(&*storage, "alice").await, [wider]);
}

pub(super) async fn a_consent_is_of_one_user_and_one_client(storage: Arc<dyn Storage>) {
    let consents =
        [consent("alice", "a", "openid"), consent("alice", "b", "email"), consent("bob", "a", "phone")];
    apply(&*storage, consents.clone().map(Change::RememberConsent)).await;
    assert_eq!(consents_of(&*storage, "alice").await, consents[..2]);
    assert_eq!(consents_of(&*storage, "bob").await, consents[2..]);
    assert_eq!(consents_of(&*storage, "carol").await, []);
}

pub(super) async fn a_forgotten_consent_is_gone(storage: Arc<dyn Storage>) {
    let kept = [consent("alice", "b", "openid"), consent("bob", "a", "openid")];
    apply(&*storage, kept.clone().map(Change::RememberConsent)).await;
    apply(&*storage, [Change::RememberConsent(consent("alice", "a", "openid"))]).await;
    let forget = || Change::ForgetConsent {
        tenant: tenant(),
        user_id: UserId::new("alice"),
        client_id: ClientId::new("a"),
    };
    apply(&*storage, [forget()]).await;
    apply(&*storage, [forget()]).await;
    assert_eq!(consents_of(&*storage, "alice").await, kept[..1]);
    assert_eq!(consents_of(&*storage, "bob").await, kept[1..]);
}

pub(super) async fn a_consent_outlives_an_unknown_client(storage: Arc<dyn Storage>) {
    let (gone, known) = (consent("alice", "gone", "openid"), consent("alice", "known", "openid"));
    apply(&*storage, [gone.clone(), known.clone()].map(Change::RememberConsent)).await;
    apply(&*storage, [add_client(&client("known"))]).await;
    let found = storage.consents(&tenant(), &UserId::new("alice")).await.unwrap();
    assert_eq!(found, [(gone, None), (known, Some(client("known")))]);
}
