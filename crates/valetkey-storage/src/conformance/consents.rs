//! Stored consents.

use std::sync::Arc;

use super::{changes::*, sample::*};
use crate::Storage;
use valetkey_authorization_server::{Change, record::Consent};
use valetkey_types::UserId;

async fn consents_of(storage: &dyn Storage, user: &str) -> Vec<Consent> {
    let consents = storage.consents(&tenant(), &UserId::new(user)).await.unwrap();
    consents.into_iter().map(|(consent, _)| consent).collect()
}

pub(super) async fn a_consent_replaces_the_one_before(storage: Arc<dyn Storage>) {
    apply(&*storage, [remember(consent("alice", "app", "openid"))]).await;
    let wider = Consent { granted_at: moment(99), ..consent("alice", "app", "openid email") };
    apply(&*storage, [Change::RememberConsent(wider.clone())]).await;
    assert_eq!(consents_of(&*storage, "alice").await, [Consent { revision: 2, ..wider }]);
}

/// A consent that was changed meanwhile is not overwritten.
pub(super) async fn a_consent_replaces_the_revision_it_was_read_at_only(storage: Arc<dyn Storage>) {
    let revision = |revision, scope| Consent { revision, ..consent("alice", "app", scope) };
    apply(&*storage, [remember(consent("alice", "app", "openid"))]).await;
    for wrong in [0, 2, 3, i64::MAX.cast_unsigned(), u64::MAX] {
        refuse(&*storage, 0, [Change::RememberConsent(revision(wrong, "email"))]).await;
        let others =
            [("bob", "app"), ("carol", "app")].map(|(user, app)| remember(consent(user, app, "openid")));
        let many = others.into_iter().chain([Change::RememberConsent(revision(wrong, "email"))]);
        refuse(&*storage, 2, many).await;
    }
    assert_eq!(consents_of(&*storage, "alice").await, [revision(1, "openid")]);
    assert_eq!(consents_of(&*storage, "bob").await, []);
    // The consent was removed meanwhile. It is not stored again: the client may be a different one now.
    refuse(&*storage, 0, [Change::RememberConsent(consent("bob", "app", "openid"))]).await;
    assert_eq!(consents_of(&*storage, "bob").await, []);
}

pub(super) async fn a_consent_is_of_one_user_and_one_client(storage: Arc<dyn Storage>) {
    let consents =
        [consent("alice", "a", "openid"), consent("alice", "b", "email"), consent("bob", "a", "phone")];
    apply(&*storage, consents.clone().map(remember)).await;
    assert_eq!(consents_of(&*storage, "alice").await, consents[..2]);
    assert_eq!(consents_of(&*storage, "bob").await, consents[2..]);
    assert_eq!(consents_of(&*storage, "carol").await, []);
}

pub(super) async fn a_withdrawn_consent_allows_nothing_and_stays_withdrawn(storage: Arc<dyn Storage>) {
    let kept = [consent("alice", "b", "openid"), consent("bob", "a", "openid")];
    apply(&*storage, kept.clone().map(remember)).await;
    apply(&*storage, [withdraw_consent("alice", "a", moment(50))]).await;
    assert_eq!(consents_of(&*storage, "alice").await, kept[..1], "nothing to withdraw, nothing remembered");
    apply(&*storage, [remember(consent("alice", "a", "openid"))]).await;
    apply(&*storage, [withdraw_consent("alice", "a", moment(51))]).await;
    assert_eq!(
        consents_of(&*storage, "alice").await,
        [withdrawn("alice", "a", moment(51), 2), kept[0].clone()]
    );
    assert_eq!(consents_of(&*storage, "bob").await, kept[1..]);
    let late = |revision| Change::RememberConsent(Consent { revision, ..consent("alice", "a", "openid") });
    refuse(&*storage, 0, [late(1)]).await;
    apply(&*storage, [withdraw_consent("alice", "a", moment(52))]).await;
    apply(&*storage, [late(3)]).await;
    assert_eq!(consents_of(&*storage, "alice").await[0].scope, scope("openid"));
}

pub(super) async fn a_consent_to_an_unknown_client_is_stored(storage: Arc<dyn Storage>) {
    let (gone, known) = (consent("alice", "gone", "openid"), consent("alice", "known", "openid"));
    apply(&*storage, [gone.clone(), known.clone()].map(remember)).await;
    apply(&*storage, [add_client(&client("known"))]).await;
    let found = storage.consents(&tenant(), &UserId::new("alice")).await.unwrap();
    assert_eq!(found, [(gone, None), (known, Some(client("known")))]);
}
