//! Tests the changes and the refusals of each operation.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use std::sync::atomic::{AtomicU64, Ordering};

use uuid::Uuid;
use valetkey_accounts::{FactorKind, PasswordHash, User};
use valetkey_administration::{
    Outbox,
    client::{self, EndSecretError, RotateSecretError},
    user,
    user::Access,
};
use valetkey_authorization_server::{
    Change, TrustedDeviceChange,
    event::{Actor, EventKind, Occasion},
    record::{Client, Message, Passkey, RecoveryCodes, SecondFactors},
    registration::{NewClient, NewUser},
};
use valetkey_types::{ClientId, Issuer, Seconds, Secret, TenantId, Timestamp, Unknown, UserId};

const NOW: Timestamp = Timestamp(1_800_000_000);

/// Runs an operation as somebody at the command line.
fn at_the_command_line<T>(operation: impl FnOnce(&Occasion<'_>) -> T) -> T {
    let counter = AtomicU64::new(0);
    let fresh_id = || Uuid::from_u128(counter.fetch_add(1, Ordering::Relaxed).into());
    operation(&Occasion {
        tenant: &TenantId::default(),
        actor: &Actor::CommandLine { account: Some("root".to_owned()) },
        now: NOW,
        network_address: None,
        reference: None,
        events_kept_for: Seconds::days(365),
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
        Change::ReplaceUser { .. } => Some("replace user"),
        Change::EndSessionsOfUser { .. } => Some("end sessions"),
        Change::RevokeGrantsOfUser { .. } => Some("revoke grants"),
        Change::RemoveMailChallengesOfUser { .. } => Some("remove links"),
        Change::TrustedDevice(TrustedDeviceChange::RemoveAll { .. }) => Some("forget devices"),
        Change::RemoveUser { .. } => Some("remove user"),
        Change::InheritName { .. } => Some("inherit name"),
        Change::WithdrawConsent { .. } => Some("withdraw consent"),
        Change::RevokeGrantsOfConsent { .. } => Some("revoke grants"),
        Change::AddTenant(_) => Some("add tenant"),
        Change::ReplaceTenant(_) => Some("replace tenant"),
        Change::PutSigningKey(_) => Some("put key"),
        Change::RemoveSigningKey { .. } => Some("remove key"),
        Change::PutSecondFactors(_) => Some("put factors"),
        Change::RemovePasskey { .. } => Some("remove passkey"),
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

    let rotate = |occasion: &Occasion<'_>| {
        client::rotate_secret(&client, &Secret::new("0ther"), Seconds(0), occasion).unwrap()
    };
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
    assert!(
        at_the_command_line(|occasion| user::edit(&user, same, None, occasion).unwrap()).changes.is_empty()
    );
    assert!(at_the_command_line(|occasion| client::enable(&client, occasion)).changes.is_empty());
    let unlocked = User { failures_reset_at: Some(NOW), ..user };
    assert!(at_the_command_line(|occasion| user::unlock(&unlocked, occasion)).changes.is_empty());
}

#[test]
fn an_edit_is_judged_like_a_registration() {
    let client = notes();
    let mut new = NewClient::from(&client);
    new.redirect_uris = vec!["https://notes.example/callback#fragment".to_owned()];
    let refused = at_the_command_line(|occasion| client::edit(&client, new, occasion).unwrap_err());
    assert!(refused.to_string().contains("redirect_uris"), "{refused}");
    let new = NewUser { username: "a b".to_owned(), ..NewUser::from(&alice()) };
    assert!(at_the_command_line(|occasion| user::edit(&alice(), new, None, occasion)).is_err());
}

#[test]
fn al4_a_new_email_address_is_unverified_unless_the_administrator_vouches_for_it() {
    let user = alice();
    let moved = |vouched| NewUser {
        email: Some("alice@new.example".to_owned()),
        email_verified: vouched,
        ..NewUser::from(&user)
    };
    let edit = |new| at_the_command_line(|occasion| user::edit(&user, new, None, occasion).unwrap().answer);
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
    let ended = ["end sessions", "revoke grants", "remove links", "forget devices", "delivery"];

    let disabled = at_the_command_line(|occasion| user::disable(&user, access, occasion));
    assert!(disabled.answer.disabled);
    assert_eq!(kinds(&disabled.changes), [&["replace user", "user.disabled"], &ended[..]].concat());
    let signed_out = at_the_command_line(|occasion| user::sign_out(&user, access, occasion));
    assert_eq!(kinds(&signed_out.changes), [&["user.signed_out"], &ended[..]].concat());
    let password = at_the_command_line(|occasion| user::set_password(&user, hash, access, occasion));
    assert_eq!(kinds(&password.changes), [&["replace user", "user.password_set"], &ended[..]].concat());
    let removed = at_the_command_line(|occasion| user::remove(&user, None, access, occasion));
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
fn h4_unlocking_resets_every_failure_until_now_and_a_new_password_does_too() {
    let decision = at_the_command_line(|occasion| user::unlock(&alice(), occasion));
    assert_eq!(kinds(&decision.changes), ["replace user", "user.unlocked"]);
    let Change::ReplaceUser { after: unlocked, .. } = &decision.changes[0] else { panic!("a user") };
    assert_eq!(**unlocked, User { failures_reset_at: Some(NOW), ..alice() });
    let hash = PasswordHash::from_phc("$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$aGFzaA");
    let access = Access { clients: &[], outbox: None };
    let changed = at_the_command_line(|occasion| user::set_password(&alice(), hash, access, occasion));
    assert_eq!(changed.answer.failures_reset_at, Some(NOW));
}

#[test]
fn a_public_client_gets_no_secret() {
    let public = Client { secret_hash: None, ..notes() };
    let refused = at_the_command_line(|occasion| {
        client::rotate_secret(&public, &Secret::new("x"), Seconds(0), occasion).unwrap_err()
    });
    assert!(refused.to_string().contains("public client"));
}

/// F1: from before usernames and addresses became one set of names, Bob has the address that Alice has as a username.
#[test]
fn f1_a_name_that_two_users_share_passes_to_the_other_when_one_gives_it_up() {
    let mallory = User { username: "Bob@example.com".to_owned(), ..alice() };
    let bob = |email: &str| User {
        id: UserId::new("u2"),
        username: "bob".to_owned(),
        email: Some(email.to_owned()),
        ..alice()
    };
    let (heir, other) = (bob("bob@Example.com"), bob("robert@example.com"));
    let access = Access { clients: &[], outbox: None };
    let edit = |new: NewUser, heir: &User| {
        at_the_command_line(|occasion| user::edit(&mallory, new, Some(heir), occasion).unwrap()).changes
    };
    let renamed = || NewUser { username: "mallory".to_owned(), ..NewUser::from(&mallory) };
    let changes = edit(renamed(), &heir);
    assert_eq!(kinds(&changes), ["replace user", "user.edited", "inherit name"]);
    let Some(Change::InheritName { user_id, name, .. }) = changes.last() else { panic!("{changes:?}") };
    assert_eq!((user_id, name.as_str()), (&heir.id, "bob@example.com"));
    let removed =
        at_the_command_line(|occasion| user::remove(&mallory, Some(&heir), access, occasion)).changes;
    assert_eq!(kinds(&removed), ["remove user", "user.removed", "inherit name"]);

    // Nothing passes to somebody who does not share the name, and nothing while the name stays.
    assert_eq!(kinds(&edit(renamed(), &other)), ["replace user", "user.edited"]);
    assert_eq!(kinds(&edit(renamed(), &mallory)), ["replace user", "user.edited"]);
    let named = NewUser { name: Some("M".to_owned()), ..NewUser::from(&mallory) };
    assert_eq!(kinds(&edit(named, &heir)), ["replace user", "user.edited"]);
    let other_case = NewUser { username: "bob@example.com".to_owned(), ..NewUser::from(&mallory) };
    assert_eq!(kinds(&edit(other_case, &heir)), ["replace user", "user.edited"]);
}

#[test]
fn a_withdrawal_by_an_administrator_is_that_of_the_user() {
    let client = ClientId::new("notes");
    let decision = at_the_command_line(|occasion| user::withdraw(&alice(), &client, occasion));
    assert_eq!(kinds(&decision.changes), ["withdraw consent", "revoke grants", "consent.withdrawn"]);
    let Some(Change::StoreEvent(event)) = decision.changes.last() else { panic!("an event") };
    assert_eq!((&event.subject, &event.client_id), (&Some(alice().id), &Some(client)));
    assert!(matches!(event.actor, Actor::CommandLine { .. }));
}

#[test]
fn a_reset_of_factors_removes_each_kind_at_once_and_stores_nothing_without_any() {
    let user = [FactorKind::Authenticator, FactorKind::RecoveryCodes, FactorKind::Passkey]
        .into_iter()
        .fold(alice(), User::with_factor);
    let codes = RecoveryCodes { hashes: Vec::new(), created_at: NOW };
    let none = SecondFactors::none(TenantId::default(), user.id.clone());
    let factors = SecondFactors { recovery_codes: Some(codes), revision: 3, ..none.clone() };
    let passkey = Passkey {
        tenant: TenantId::default(),
        credential_id: "id".to_owned(),
        user_id: user.id.clone(),
        user_handle: String::new(),
        public_key: String::new(),
        name: "Phone".to_owned(),
        aaguid: Uuid::nil(),
        transports: Vec::new(),
        backup_eligible: true,
        created_at: NOW,
        sign_count: 0,
        backed_up: true,
        last_used_at: None,
        revision: 1,
        unknown: Unknown::default(),
    };
    let reset = |user: &User, factors: Option<SecondFactors>, passkeys: &[Passkey]| {
        at_the_command_line(|occasion| user::reset_factors(user, factors, passkeys, occasion))
    };
    let decision = reset(&user, Some(factors), &[passkey]);
    assert!(decision.answer.factors.is_empty());
    let expected = [
        "replace user",
        "user.second_factor_removed",
        "put factors",
        "remove passkey",
        "passkey.removed",
        "forget devices",
    ];
    assert_eq!(kinds(&decision.changes), expected);
    let stored = decision.changes.iter().find_map(|change| match change {
        Change::PutSecondFactors(factors) => Some(factors),
        _ => None,
    });
    assert_eq!(stored.map(|factors| (factors.recovery_codes.is_none(), factors.revision)), Some((true, 3)));
    assert!(reset(&alice(), None, &[]).changes.is_empty());
    assert!(reset(&alice(), Some(none), &[]).changes.is_empty());
}

/// The secret that stands for a number.
fn secret(number: u32) -> Secret {
    Secret::new(format!("secret {number}"))
}

fn rotated(client: &Client, number: u32, kept_for: Seconds) -> Result<Client, RotateSecretError> {
    let rotate = |occasion: &Occasion<'_>| client::rotate_secret(client, &secret(number), kept_for, occasion);
    at_the_command_line(rotate).map(|decision| decision.answer)
}

#[test]
fn an_old_secret_is_kept_with_an_end_and_three_are_refused() {
    let week = Seconds::days(7);
    let two = rotated(&notes(), 2, week).unwrap();
    let numbers = |client: &Client, now: Timestamp| -> Vec<(u32, Option<Timestamp>)> {
        client.secrets(now).into_iter().map(|secret| (secret.number, secret.ends_at)).collect()
    };
    assert_eq!(numbers(&notes(), NOW), [(1, None)]);
    assert_eq!(numbers(&two, NOW), [(2, None), (1, Some(NOW.plus(week)))]);
    assert_eq!(numbers(&two, NOW.plus(week)), [(2, None)], "it ends by itself");
    assert!(two.secret_hash.unwrap().matches(b"secret 2"));
    assert!(two.secret_rotation.old.as_ref().unwrap().hash.matches(b"secret"));

    assert_eq!(rotated(&two, 3, week), Err(RotateSecretError::TwoSecrets { old: 1 }));
    let leaked = rotated(&two, 3, Seconds(0)).unwrap();
    assert_eq!(numbers(&leaked, NOW), [(3, None)], "every earlier secret ends at once");
    for kept_for in [Seconds::days(90).0 + 1, -1, i64::MAX] {
        let kept_for = Seconds(kept_for);
        assert_eq!(rotated(&notes(), 2, kept_for), Err(RotateSecretError::KeptTooLong(kept_for)));
    }
    assert!(rotated(&notes(), 2, Seconds::days(90)).is_ok());

    // After its end, the old secret makes room for the next one.
    let mut ended = two.clone();
    ended.secret_rotation.old.as_mut().unwrap().ends_at = NOW;
    assert_eq!(numbers(&rotated(&ended, 3, week).unwrap(), NOW), [(3, None), (2, Some(NOW.plus(week)))]);
}

#[test]
fn an_old_secret_is_ended_early_and_the_present_one_never() {
    let two = rotated(&notes(), 2, Seconds::days(7)).unwrap();
    let end = |client: &Client, number| {
        at_the_command_line(|occasion| client::end_secret(client, number, occasion))
    };
    let decision = end(&two, 1).unwrap();
    assert_eq!(kinds(&decision.changes), ["replace client", "client.secret_ended"]);
    assert_eq!(decision.answer.secrets(NOW).len(), 1);
    assert!(decision.answer.secret_hash.unwrap().matches(b"secret 2"));
    assert_eq!(end(&decision.answer, 1).unwrap_err(), EndSecretError::NoSuchSecret(1), "it ended before");
    assert_eq!(end(&two, 2).unwrap_err(), EndSecretError::PresentSecret);
    assert_eq!(end(&two, 3).unwrap_err(), EndSecretError::NoSuchSecret(3));
    let public = Client { secret_hash: None, ..notes() };
    assert_eq!(end(&public, 1).unwrap_err(), EndSecretError::NoSuchSecret(1));
}
