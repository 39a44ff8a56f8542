//! Tests the changes and the refusals of each operation.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use std::cell::Cell;

use uuid::Uuid;
use valetkey_accounts::{PasswordHash, SignInFailures, User};
use valetkey_administration::{Outbox, client, user, user::Access};
use valetkey_authorization_server::{
    Change,
    event::{Actor, EventKind, Occasion},
    record::{Client, Message},
    registration::{NewClient, NewUser},
};
use valetkey_types::{ClientId, Issuer, Secret, TenantId, Timestamp, UserId};

const NOW: Timestamp = Timestamp(1_800_000_000);

/// Runs an operation as somebody at the command line.
fn at_the_command_line<T>(operation: impl FnOnce(&Occasion<'_>) -> T) -> T {
    let counter = Cell::new(0);
    let fresh_id = || {
        counter.set(counter.get() + 1);
        Uuid::from_u128(counter.get())
    };
    operation(&Occasion {
        tenant: &TenantId::default(),
        actor: &Actor::CommandLine { account: Some("root".to_owned()) },
        now: NOW,
        network_address: None,
        reference: None,
        fresh_id: &fresh_id,
    })
}

fn notes() -> Client {
    let mut new = NewClient::web_application("Notes", vec!["https://notes.example/callback".to_owned()]);
    new.backchannel_logout_uri = Some("https://notes.example/logout".to_owned());
    at_the_command_line(|occasion| {
        client::add(ClientId::new("notes"), Some(&Secret::new("secret")), new, occasion).unwrap().answer
    })
}

fn alice() -> User {
    let new = NewUser {
        username: "alice".to_owned(),
        email: Some("alice@example.com".to_owned()),
        email_verified: true,
        ..NewUser::default()
    };
    at_the_command_line(|occasion| user::add(UserId::new("u1"), new, occasion).unwrap().answer)
}

fn kinds(changes: &[Change]) -> Vec<&str> {
    let name = |change: &Change| match change {
        Change::StoreEvent(event) => {
            EventKind::ALL.iter().find(|kind| **kind == event.kind).map(EventKind::as_str)
        }
        Change::StoreDelivery(_) => Some("delivery"),
        Change::ReplaceClient(_) => Some("replace client"),
        Change::ReplaceUser(_) => Some("replace user"),
        Change::EndSessionsOfUser { .. } => Some("end sessions"),
        Change::RevokeGrantsOfUser { .. } => Some("revoke grants"),
        Change::ResetSignInFailures { .. } => Some("reset failures"),
        Change::RemoveUser { .. } => Some("remove user"),
        _ => None,
    };
    changes.iter().map(|change| name(change).expect("a change of this test")).collect()
}

#[test]
fn an_edit_stores_the_record_and_what_changed_without_secrets() {
    let client = notes();
    let mut new = NewClient::from(&client);
    new.name = "Notebook".to_owned();
    let decision = at_the_command_line(|occasion| client::edit(&client, new, occasion).unwrap());
    assert_eq!(kinds(&decision.changes), ["replace client", "client.edited"]);
    let Some(Change::StoreEvent(event)) = decision.changes.last() else { panic!("an event") };
    let changed = &event.changed[0];
    assert_eq!((event.changed.len(), changed.field.as_str()), (1, "name"));
    assert_eq!((changed.before.as_str(), changed.after.as_str()), ("Notes", "Notebook"));
    assert_eq!(event.actor, Actor::CommandLine { account: Some("root".to_owned()) });

    let rotate =
        |occasion: &Occasion<'_>| client::rotate_secret(&client, &Secret::new("0ther"), occasion).unwrap();
    let decision = at_the_command_line(rotate);
    assert!(decision.answer.secret_hash.as_ref().unwrap().matches(b"0ther"));
    assert!(!format!("{:?}", decision.changes).contains("0ther"));
}

#[test]
fn an_edit_without_a_difference_stores_nothing() {
    let (client, user) = (notes(), alice());
    let same = NewClient::from(&client);
    assert!(
        at_the_command_line(|occasion| client::edit(&client, same, occasion).unwrap()).changes.is_empty()
    );
    let same = NewUser::from(&user);
    assert!(at_the_command_line(|occasion| user::edit(&user, same, occasion).unwrap()).changes.is_empty());
    assert!(at_the_command_line(|occasion| client::enable(&client, occasion)).changes.is_empty());
    assert!(at_the_command_line(|occasion| user::unlock(&user, occasion)).changes.is_empty());
}

#[test]
fn an_edit_is_judged_like_a_registration() {
    let client = notes();
    let mut new = NewClient::from(&client);
    new.redirect_uris = vec!["https://notes.example/callback#fragment".to_owned()];
    let refused = at_the_command_line(|occasion| client::edit(&client, new, occasion).unwrap_err());
    assert!(refused.to_string().contains("redirect_uris"), "{refused}");
    let new = NewUser { username: "a b".to_owned(), ..NewUser::from(&alice()) };
    assert!(at_the_command_line(|occasion| user::edit(&alice(), new, occasion)).is_err());
}

#[test]
fn al4_a_new_email_address_is_unverified_unless_the_administrator_vouches_for_it() {
    let user = alice();
    let moved = |vouched| NewUser {
        email: Some("alice@new.example".to_owned()),
        email_verified: vouched,
        ..NewUser::from(&user)
    };
    let edit = |new| at_the_command_line(|occasion| user::edit(&user, new, occasion).unwrap().answer);
    assert!(!edit(moved(false)).email_verified);
    assert!(edit(moved(true)).email_verified);
    assert!(edit(NewUser { name: Some("Alice".to_owned()), ..NewUser::from(&user) }).email_verified);
    assert!(!edit(NewUser { email: None, email_verified: true, ..NewUser::from(&user) }).email_verified);
}

#[test]
fn h3_ending_a_users_access_tells_the_applications_in_the_same_commit() {
    let (user, issuer) = (alice(), Issuer::parse("https://id.example").unwrap());
    let silent = Client { id: ClientId::new("silent"), backchannel_logout_uri: None, ..notes() };
    let clients = [notes(), silent];
    let access = Access { clients: &clients, outbox: Some(Outbox { issuer: &issuer, node: None }) };
    let hash = PasswordHash::from_phc("$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$aGFzaA");
    let ended = ["end sessions", "revoke grants", "delivery"];

    let disabled = at_the_command_line(|occasion| user::disable(&user, access, occasion));
    assert!(disabled.answer.disabled);
    assert_eq!(kinds(&disabled.changes), [&["replace user", "user.disabled"], &ended[..]].concat());
    let signed_out = at_the_command_line(|occasion| user::sign_out(&user, access, occasion));
    assert_eq!(kinds(&signed_out.changes), [&["user.signed_out"], &ended[..]].concat());
    let password = at_the_command_line(|occasion| user::set_password(&user, hash, access, occasion));
    assert_eq!(kinds(&password.changes), [&["replace user", "user.password_set"], &ended[..]].concat());
    let removed = at_the_command_line(|occasion| user::remove(&user, access, occasion));
    assert_eq!(kinds(&removed.changes), ["remove user", "user.removed", "delivery"]);

    for decision in [disabled.changes, signed_out.changes, password.changes, removed.changes] {
        let Some(Change::StoreDelivery(delivery)) = decision.last() else { panic!("a delivery comes last") };
        let message = Message::BackchannelLogout {
            client_id: ClientId::new("notes"),
            subject: UserId::new("u1"),
            sid: None,
        };
        assert_eq!((&delivery.message, &delivery.issuer), (&message, &issuer));
        assert_eq!((delivery.leased_by, delivery.due_at), (None, NOW));
    }
}

#[test]
fn unlocking_resets_the_counter_that_was_seen() {
    let failures = SignInFailures { count: 9, last_at: Some(NOW) };
    let user = User { sign_in_failures: failures, ..alice() };
    let decision = at_the_command_line(|occasion| user::unlock(&user, occasion));
    assert_eq!(kinds(&decision.changes), ["reset failures", "user.unlocked"]);
    assert!(
        matches!(decision.changes[0], Change::ResetSignInFailures { expected, .. } if expected == failures)
    );
}

#[test]
fn a_public_client_gets_no_secret() {
    let public = Client { secret_hash: None, ..notes() };
    let refused = at_the_command_line(|occasion| {
        client::rotate_secret(&public, &Secret::new("x"), occasion).unwrap_err()
    });
    assert!(refused.to_string().contains("public client"));
}
