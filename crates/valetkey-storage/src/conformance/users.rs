//! Users.

use std::sync::Arc;

use super::{changes::*, sample::*};
use crate::Storage;
use valetkey_accounts::User;
use valetkey_authorization_server::Change;
use valetkey_types::UserId;

pub(super) async fn a_user_comes_back_with_every_field(storage: Arc<dyn Storage>) {
    let user = user("alice");
    apply(&*storage, [add_user(&user)]).await;
    assert_eq!(user_of(&*storage, "alice").await, Some(user));
}

pub(super) async fn a_user_comes_back_without_what_is_optional(storage: Arc<dyn Storage>) {
    let user = bare_user("alice");
    apply(&*storage, [add_user(&user)]).await;
    assert_eq!(user_of(&*storage, "alice").await, Some(user));
}

pub(super) async fn a_user_identifier_is_given_once(storage: Arc<dyn Storage>) {
    apply(&*storage, [add_user(&user("alice"))]).await;
    let mut impostor = bare_user("alice");
    impostor.username = "somebody-else".to_owned();
    refuse(&*storage, 0, [add_user(&impostor)]).await;
    assert_eq!(user_of(&*storage, "alice").await, Some(user("alice")));
}

pub(super) async fn a_user_is_replaced_only_if_they_exist(storage: Arc<dyn Storage>) {
    refuse(&*storage, 0, [replace_user(&user("alice"))]).await;
    assert_eq!(user_of(&*storage, "alice").await, None);
    apply(&*storage, [add_user(&user("alice")), add_user(&user("bob"))]).await;
    let mut changed = bare_user("alice");
    changed.name = Some("A new name".to_owned());
    apply(&*storage, [replace_user(&changed)]).await;
    changed.revision = 2;
    assert_eq!(user_of(&*storage, "alice").await, Some(changed.clone()));
    assert_eq!(everybody(&*storage, &tenant()).await, [changed, user("bob")]);
}

pub(super) async fn an_edit_of_a_user_is_not_overwritten(storage: Arc<dyn Storage>) {
    let read = bare_user("alice");
    apply(&*storage, [add_user(&read)]).await;
    let named = |name: &str, revision| User { name: Some(name.to_owned()), revision, ..read.clone() };
    apply(&*storage, [replace_user(&named("first", 1))]).await;
    for unseen in [0, 1, 3, u64::MAX] {
        refuse(&*storage, 0, [replace_user(&named("second", unseen))]).await;
    }
    let stored = user_of(&*storage, "alice").await.unwrap();
    assert_eq!((stored.name.as_deref(), stored.revision), (Some("first"), 2));
    apply(&*storage, [replace_user(&named("second", 2))]).await;
    assert_eq!(user_of(&*storage, "alice").await.unwrap().revision, 3);
}

pub(super) async fn the_consents_and_sessions_of_a_removed_user_are_removed(storage: Arc<dyn Storage>) {
    let kept = consent("bob", "app", "openid");
    apply(
        &*storage,
        [
            add_user(&user("alice")),
            add_user(&user("bob")),
            Change::StartSession(session(1, "alice")),
            Change::StartSession(session(2, "bob")),
            remember(consent("alice", "app", "openid")),
            remember(kept.clone()),
            remove_user("alice", moment(50)),
        ],
    )
    .await;
    assert_eq!(user_of(&*storage, "alice").await, None);
    assert_eq!(storage.consents(&tenant(), &UserId::new("alice")).await.unwrap(), []);
    assert_eq!(storage.consents(&tenant(), &UserId::new("bob")).await.unwrap(), [(kept, None)]);
    // The session does not come back, even if a new user gets the same identifier.
    apply(&*storage, [add_user(&user("alice"))]).await;
    assert_eq!(storage.session_facts(&tenant(), id(1)).await.unwrap(), None);
    assert!(storage.session_facts(&tenant(), id(2)).await.unwrap().is_some());
}

pub(super) async fn removing_an_unknown_user_is_a_conflict(storage: Arc<dyn Storage>) {
    apply(&*storage, [add_user(&user("alice")), remove_user("alice", moment(50))]).await;
    refuse(&*storage, 0, [remove_user("alice", moment(51))]).await;
}
