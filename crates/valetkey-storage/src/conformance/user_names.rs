//! Usernames and mail addresses: unique, and how a person is found by them.

use std::sync::Arc;

use super::{changes::*, sample::*};
use crate::Storage;
use valetkey_accounts::User;

/// As they are once they are stored.
fn named(id: &str, username: &str, email: Option<&str>) -> User {
    let mut user = bare_user(id);
    user.username = username.to_owned();
    user.email = email.map(str::to_owned);
    user
}

async fn found(storage: &dyn Storage, name: &str) -> Option<String> {
    let user = storage.user_by_sign_in_name(&tenant(), name).await.unwrap();
    user.map(|user| user.id.as_str().to_owned())
}

pub(super) async fn usernames_are_unique_across_case(storage: Arc<dyn Storage>) {
    apply(&*storage, [add_user(&named("1", "Alice", None))]).await;
    for taken in ["Alice", "alice", "ALICE"] {
        refuse(&*storage, 0, [add_user(&named("2", taken, None))]).await;
    }
    apply(&*storage, [add_user(&named("2", "alice2", None))]).await;
    assert_eq!(user_of(&*storage, "1").await.unwrap().username, "Alice");
}

pub(super) async fn mail_addresses_are_unique_across_case(storage: Arc<dyn Storage>) {
    apply(&*storage, [add_user(&named("1", "a", Some("Alice@Mail.example")))]).await;
    for taken in ["Alice@Mail.example", "alice@mail.example", "ALICE@MAIL.EXAMPLE"] {
        refuse(&*storage, 0, [add_user(&named("2", "b", Some(taken)))]).await;
    }
    apply(&*storage, [add_user(&named("2", "b", Some("alice@other.example")))]).await;
}

pub(super) async fn several_users_live_without_mail_address(storage: Arc<dyn Storage>) {
    apply(&*storage, ["1", "2", "3"].map(|id| add_user(&named(id, id, None)))).await;
    assert_eq!(everybody(&*storage, &tenant()).await.len(), 3);
}

pub(super) async fn a_replaced_user_cannot_take_a_name_that_is_taken(storage: Arc<dyn Storage>) {
    let bob = named("2", "bob", Some("bob@mail.example"));
    apply(&*storage, [add_user(&named("1", "alice", Some("alice@mail.example"))), add_user(&bob)]).await;
    refuse(&*storage, 0, [replace_user(&named("2", "ALICE", None))]).await;
    refuse(&*storage, 0, [replace_user(&named("2", "bob", Some("Alice@mail.example")))]).await;
    assert_eq!(user_of(&*storage, "2").await, Some(bob));
}

pub(super) async fn a_replaced_user_frees_the_old_names(storage: Arc<dyn Storage>) {
    apply(&*storage, [add_user(&named("1", "alice", Some("alice@mail.example")))]).await;
    apply(&*storage, [replace_user(&named("1", "alice-new", Some("new@mail.example")))]).await;
    assert_eq!(found(&*storage, "alice").await, None);
    assert_eq!(found(&*storage, "alice@mail.example").await, None);
    assert_eq!(found(&*storage, "alice-new").await.as_deref(), Some("1"));
    apply(&*storage, [add_user(&named("2", "alice", Some("alice@mail.example")))]).await;
    assert_eq!(found(&*storage, "alice").await.as_deref(), Some("2"));
}

pub(super) async fn a_replaced_user_may_change_the_case_of_a_name(storage: Arc<dyn Storage>) {
    apply(&*storage, [add_user(&named("1", "alice", Some("alice@mail.example")))]).await;
    let changed = named("1", "Alice", Some("Alice@Mail.example"));
    apply(&*storage, [replace_user(&changed)]).await;
    assert_eq!(user_of(&*storage, "1").await, Some(User { revision: 2, ..changed }));
}

pub(super) async fn a_removed_user_frees_the_names(storage: Arc<dyn Storage>) {
    apply(&*storage, [add_user(&named("1", "alice", Some("alice@mail.example")))]).await;
    apply(&*storage, [remove_user("1", moment(9))]).await;
    assert_eq!(found(&*storage, "alice").await, None);
    apply(&*storage, [add_user(&named("2", "Alice", Some("ALICE@mail.example")))]).await;
    assert_eq!(found(&*storage, "alice").await.as_deref(), Some("2"));
}

pub(super) async fn a_sign_in_name_is_a_username_or_a_mail_address(storage: Arc<dyn Storage>) {
    apply(&*storage, [add_user(&named("1", "Alice", Some("A.Smith@Mail.example")))]).await;
    for name in ["Alice", "alice", "ALICE", "A.Smith@Mail.example", "a.smith@mail.example"] {
        assert_eq!(found(&*storage, name).await.as_deref(), Some("1"), "{name:?} is Alice");
    }
    for name in ["alic", "alice ", "smith@mail.example", "", "1"] {
        assert_eq!(found(&*storage, name).await, None, "{name:?} is nobody");
    }
}

/// Somebody who takes an address as a username would sign in where its holder is meant.
pub(super) async fn f1_a_mail_address_is_nobody_elses_username(storage: Arc<dyn Storage>) {
    let first = named("1", "first", Some("Shared@mail.example"));
    apply(&*storage, [add_user(&first), add_user(&named("2", "second", None))]).await;
    refuse(&*storage, 0, [add_user(&named("3", "shared@MAIL.example", None))]).await;
    refuse(&*storage, 0, [add_user(&named("3", "third", Some("FIRST")))]).await;
    refuse(&*storage, 0, [replace_user(&named("2", "shared@mail.example", None))]).await;
    refuse(&*storage, 0, [replace_user(&named("2", "second", Some("first")))]).await;
    assert_eq!(found(&*storage, "shared@mail.example").await.as_deref(), Some("1"));
    assert_eq!(found(&*storage, "first").await.as_deref(), Some("1"));
    assert_eq!(user_of(&*storage, "2").await, Some(named("2", "second", None)));
    // Free again when the holder gives it up, and when the holder is removed.
    apply(&*storage, [replace_user(&named("1", "first", None))]).await;
    apply(&*storage, [replace_user(&named("2", "shared@mail.example", None))]).await;
    apply(&*storage, [remove_user("2", moment(9)), add_user(&named("3", "x", Some("shared@mail.example")))])
        .await;
    assert_eq!(found(&*storage, "shared@mail.example").await.as_deref(), Some("3"));
}

pub(super) async fn f1_ones_own_address_may_be_the_username(storage: Arc<dyn Storage>) {
    let mut alice = named("1", "alice@mail.example", Some("Alice@mail.example"));
    apply(&*storage, [add_user(&alice)]).await;
    assert_eq!(found(&*storage, "ALICE@mail.example").await.as_deref(), Some("1"));
    // The two may change places.
    (alice.username, alice.email) = ("a".to_owned(), Some("b".to_owned()));
    apply(&*storage, [replace_user(&alice)]).await;
    (alice.username, alice.email, alice.revision) = ("b".to_owned(), Some("a".to_owned()), 2);
    apply(&*storage, [replace_user(&alice)]).await;
    for name in ["a", "b"] {
        assert_eq!(found(&*storage, name).await.as_deref(), Some("1"));
    }
}

pub(super) async fn a_sign_in_name_is_no_pattern(storage: Arc<dyn Storage>) {
    apply(&*storage, [add_user(&named("1", "alice", Some("alice@mail.example")))]).await;
    for name in ["%", "a%", "alic_", "*", "alice*", "' OR '1'='1", "alice'--", "alice\\", "\"alice\""] {
        assert_eq!(found(&*storage, name).await, None, "{name:?} is nobody");
    }
}
