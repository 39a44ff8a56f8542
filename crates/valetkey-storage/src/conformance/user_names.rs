//! Usernames and mail addresses are unique, and users are found by them.

use std::sync::Arc;

use super::{changes::*, sample::*};
use crate::{Row, RowList, Storage, directory::users_called, record::UserName, row::Stored as _};
use valetkey_accounts::User;
use valetkey_authorization_server::Change;
use valetkey_types::UserId;

/// Returns a user as it is stored, with these names.
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

pub(super) async fn several_users_may_have_no_mail_address(storage: Arc<dyn Storage>) {
    apply(&*storage, ["1", "2", "3"].map(|id| add_user(&named(id, id, None)))).await;
    assert_eq!(everybody(&*storage, &tenant()).await.len(), 3);
}

pub(super) async fn a_replaced_user_cannot_take_a_name_that_is_taken(storage: Arc<dyn Storage>) {
    let bob = named("2", "bob", Some("bob@mail.example"));
    apply(&*storage, [add_user(&named("1", "alice", Some("alice@mail.example"))), add_user(&bob)]).await;
    refuse(&*storage, 0, [rename_user(&bob, &named("2", "ALICE", None))]).await;
    refuse(&*storage, 0, [rename_user(&bob, &named("2", "bob", Some("Alice@mail.example")))]).await;
    assert_eq!(user_of(&*storage, "2").await, Some(bob));
}

pub(super) async fn a_replaced_user_frees_the_old_names(storage: Arc<dyn Storage>) {
    let alice = named("1", "alice", Some("alice@mail.example"));
    apply(&*storage, [add_user(&alice)]).await;
    apply(&*storage, [rename_user(&alice, &named("1", "alice-new", Some("new@mail.example")))]).await;
    assert_eq!(found(&*storage, "alice").await, None);
    assert_eq!(found(&*storage, "alice@mail.example").await, None);
    assert_eq!(found(&*storage, "alice-new").await.as_deref(), Some("1"));
    apply(&*storage, [add_user(&named("2", "alice", Some("alice@mail.example")))]).await;
    assert_eq!(found(&*storage, "alice").await.as_deref(), Some("2"));
}

pub(super) async fn a_replaced_user_may_change_the_case_of_a_name(storage: Arc<dyn Storage>) {
    let alice = named("1", "alice", Some("alice@mail.example"));
    apply(&*storage, [add_user(&alice)]).await;
    let changed = named("1", "Alice", Some("Alice@Mail.example"));
    apply(&*storage, [rename_user(&alice, &changed)]).await;
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

/// If a user could have the address of another user as a username, they could sign in in place of the other user.
pub(super) async fn f1_a_mail_address_is_not_the_username_of_another_user(storage: Arc<dyn Storage>) {
    let first = named("1", "first", Some("Shared@mail.example"));
    let second = named("2", "second", None);
    apply(&*storage, [add_user(&first), add_user(&second)]).await;
    refuse(&*storage, 0, [add_user(&named("3", "shared@MAIL.example", None))]).await;
    refuse(&*storage, 0, [add_user(&named("3", "third", Some("FIRST")))]).await;
    refuse(&*storage, 0, [rename_user(&second, &named("2", "shared@mail.example", None))]).await;
    refuse(&*storage, 0, [rename_user(&second, &named("2", "second", Some("first")))]).await;
    assert_eq!(found(&*storage, "shared@mail.example").await.as_deref(), Some("1"));
    assert_eq!(found(&*storage, "first").await.as_deref(), Some("1"));
    assert_eq!(user_of(&*storage, "2").await, Some(second.clone()));
    // The name is free again after its holder gives it up, and after the holder is removed.
    apply(&*storage, [rename_user(&first, &named("1", "first", None))]).await;
    apply(&*storage, [rename_user(&second, &named("2", "shared@mail.example", None))]).await;
    apply(&*storage, [remove_user("2", moment(9)), add_user(&named("3", "x", Some("shared@mail.example")))])
        .await;
    assert_eq!(found(&*storage, "shared@mail.example").await.as_deref(), Some("3"));
}

pub(super) async fn f1_a_username_may_be_the_address_of_the_same_user(storage: Arc<dyn Storage>) {
    let mut alice = named("1", "alice@mail.example", Some("Alice@mail.example"));
    apply(&*storage, [add_user(&alice)]).await;
    assert_eq!(found(&*storage, "ALICE@mail.example").await.as_deref(), Some("1"));
    // The username and the address may be exchanged.
    let before = alice.clone();
    (alice.username, alice.email) = ("a".to_owned(), Some("b".to_owned()));
    apply(&*storage, [rename_user(&before, &alice)]).await;
    let before = alice.clone();
    (alice.username, alice.email, alice.revision) = ("b".to_owned(), Some("a".to_owned()), 2);
    apply(&*storage, [rename_user(&before, &alice)]).await;
    for name in ["a", "b"] {
        assert_eq!(found(&*storage, name).await.as_deref(), Some("1"));
    }
}

/// Stores two users as the migration V7 leaves them: Bob has the address that Mallory took as a username, and Mallory holds the
/// name.
async fn share_a_name(storage: &dyn Storage) -> [User; 2] {
    let bob = named("1", "bob", Some("Bob@mail.example"));
    let mallory = named("2", "bob@mail.example", None);
    let mut rows: Vec<Row> = [&bob, &mallory].map(|user| user.clone().into_row().unwrap()).into();
    for (name, id) in [("bob", "1"), ("bob@mail.example", "2")] {
        let name = UserName { tenant: tenant(), name: name.to_owned(), user_id: UserId::new(id) };
        rows.push(name.into_row().unwrap());
    }
    storage.store(RowList::of_rows(rows)).await.unwrap();
    [bob, mallory]
}

pub(super) async fn f1_users_who_share_a_name_are_edited_apart_from_it(storage: Arc<dyn Storage>) {
    for user in share_a_name(&*storage).await {
        let disabled = User { disabled: true, ..user.clone() };
        apply(&*storage, [replace_user(&disabled)]).await;
        // The name that is not shared can change.
        let renamed = match user.email {
            Some(_) => User { username: "robert".to_owned(), revision: 2, ..user.clone() },
            None => User { email: Some("m@mail.example".to_owned()), revision: 2, ..user.clone() },
        };
        apply(&*storage, [rename_user(&user, &renamed)]).await;
    }
    let called = users_called(&*storage, &tenant(), "BOB@mail.example").await.unwrap();
    let ids: Vec<_> = called.iter().map(|user| user.id.as_str()).collect();
    assert_eq!(ids, ["2", "1"], "the one with the username first");
    for taken in ["bob@mail.example", "robert", "m@mail.example"] {
        refuse(&*storage, 0, [add_user(&named("3", taken, None))]).await;
    }
    apply(&*storage, [add_user(&named("3", "bob", None))]).await;
}

pub(super) async fn f1_a_shared_name_passes_to_the_other_user(storage: Arc<dyn Storage>) {
    let [bob, mallory] = share_a_name(&*storage).await;
    let inherit = |id: &str, name: &str| Change::InheritName {
        tenant: tenant(),
        user_id: UserId::new(id),
        name: name.to_owned(),
    };
    let renamed = User { username: "mallory".to_owned(), ..mallory.clone() };
    refuse(&*storage, 0, [inherit("1", "bob@mail.example")]).await;
    for wrong in [inherit("1", "robert"), inherit("2", "bob@mail.example"), inherit("3", "bob@mail.example")]
    {
        refuse(&*storage, 1, [rename_user(&mallory, &renamed), wrong]).await;
    }
    apply(&*storage, [rename_user(&mallory, &renamed), inherit("1", "bob@mail.example")]).await;
    refuse(&*storage, 0, [add_user(&named("3", "bob@mail.example", None))]).await;
    // The other user holds the name now and can give it up.
    apply(&*storage, [rename_user(&bob, &User { email: None, ..bob.clone() })]).await;
    apply(&*storage, [add_user(&named("3", "bob@mail.example", None))]).await;
}

pub(super) async fn f1_a_name_is_not_given_up_by_the_user_who_does_not_hold_it(storage: Arc<dyn Storage>) {
    let [bob, _] = share_a_name(&*storage).await;
    apply(&*storage, [rename_user(&bob, &User { email: None, ..bob.clone() })]).await;
    refuse(&*storage, 0, [add_user(&named("3", "bob@mail.example", None))]).await;
    assert_eq!(found(&*storage, "bob@mail.example").await.as_deref(), Some("2"));
}

pub(super) async fn a_sign_in_name_is_not_a_pattern(storage: Arc<dyn Storage>) {
    apply(&*storage, [add_user(&named("1", "alice", Some("alice@mail.example")))]).await;
    for name in ["%", "a%", "alic_", "*", "alice*", "' OR '1'='1", "alice'--", "alice\\", "\"alice\""] {
        assert_eq!(found(&*storage, name).await, None, "{name:?} is nobody");
    }
}
