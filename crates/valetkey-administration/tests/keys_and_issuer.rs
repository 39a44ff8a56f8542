//! Tests the operations on signing keys and on the issuer.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use uuid::Uuid;
use valetkey_administration::{Describe as _, difference::difference, issuer, keys};
use valetkey_authorization_server::{
    Change,
    event::{Actor, Event, EventKind, Occasion},
    keys::KeyStep,
    record::{SigningKeyRecord, TenantRecord},
};
use valetkey_types::{Issuer, Seconds, TenantId, Timestamp};

const NOW: Timestamp = Timestamp(1_800_000_000);

fn at_the_command_line<T>(operation: impl FnOnce(&Occasion<'_>) -> T) -> T {
    operation(&Occasion {
        tenant: &TenantId::default(),
        actor: &Actor::CommandLine { account: None },
        now: NOW,
        network_address: None,
        reference: None,
        events_kept_for: Seconds(60),
        fresh_id: &Uuid::nil,
    })
}

fn key(kid: &str) -> SigningKeyRecord {
    let public_jwk = serde_json::json!({ "kty": "EC", "crv": "P-256", "kid": kid,
        "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0" });
    SigningKeyRecord {
        tenant: TenantId::default(),
        kid: kid.to_owned(),
        algorithm: "ES256".parse().unwrap(),
        public_jwk: serde_json::from_value(public_jwk).unwrap(),
        private_key_sealed: "sealed-private-half".to_owned(),
        created_at: NOW,
        signs_from: NOW,
        published_until: None,
        revision: 3,
        unknown: Default::default(),
    }
}

fn events(changes: &[Change]) -> Vec<&Event> {
    let events = changes.iter().filter_map(|change| match change {
        Change::StoreEvent(event) => Some(event),
        _ => None,
    });
    events.collect()
}

#[test]
fn each_step_about_a_key_has_its_event_which_names_the_key() {
    let steps = [
        KeyStep::Make { algorithm: "ES256".parse().unwrap(), signs_from: NOW },
        KeyStep::Retire { kid: "old".to_owned(), published_until: NOW.plus(Seconds(60)) },
        KeyStep::Retire { kid: "gone".to_owned(), published_until: NOW.plus(Seconds(60)) },
        KeyStep::Remove { kid: "leaked".to_owned() },
    ];
    let decision =
        at_the_command_line(|occasion| keys::carry_out(&steps, vec![key("new")], &[key("old")], occasion));
    assert_eq!(decision.answer, 3, "a key that is gone does not come back");
    let found: Vec<_> = events(&decision.changes)
        .iter()
        .map(|event| (event.kind.clone(), event.changed[0].before.as_str(), event.changed[0].after.as_str()))
        .collect();
    let expected = [
        (EventKind::SigningKeyAdded, "", "new"),
        (EventKind::SigningKeyRetired, "old", "old"),
        (EventKind::SigningKeyRemoved, "leaked", ""),
    ];
    assert_eq!(found, expected);
    assert!(events(&decision.changes).iter().all(|event| event.expires_at == NOW.plus(Seconds(60))));
    let shown = format!("{:?}", events(&decision.changes));
    assert!(!shown.contains("sealed-private-half"), "{shown}");
}

#[test]
fn sealing_keys_anew_has_an_event_for_each() {
    let decision = at_the_command_line(|occasion| keys::reseal(vec![key("a"), key("b")], occasion));
    assert_eq!((decision.answer, events(&decision.changes).len()), (2, 2));
    assert!(matches!(decision.changes[0], Change::PutSigningKey(_)));
}

#[test]
fn a_change_of_the_issuer_takes_the_keys_away_and_keeps_what_a_restore_refused() {
    let new = || Issuer::parse("https://new.example").unwrap();
    let recorded = TenantRecord {
        nothing_before: Some(Timestamp(7)),
        revision: 4,
        ..TenantRecord::new(TenantId::default(), Issuer::parse("https://old.example").unwrap(), Timestamp(1))
    };
    let decision =
        at_the_command_line(|occasion| issuer::change(Some(&recorded), new(), &[key("a")], occasion));
    let [Change::ReplaceTenant(stored), Change::RemoveSigningKey { kid, .. }, Change::StoreEvent(event)] =
        decision.changes.as_slice()
    else {
        panic!("{:?}", decision.changes)
    };
    assert_eq!((&stored.issuer, stored.revision, stored.nothing_before), (&new(), 4, Some(Timestamp(7))));
    assert_eq!((kid.as_str(), &event.kind), ("a", &EventKind::IssuerChanged));
    let changed = &event.changed[0];
    assert_eq!(
        (changed.before.as_str(), changed.after.as_str()),
        ("https://old.example", "https://new.example")
    );

    let first = at_the_command_line(|occasion| issuer::change(None, new(), &[], occasion));
    assert!(matches!(first.changes[0], Change::AddTenant(_)));
    assert_eq!(events(&first.changes)[0].changed[0].after, "https://new.example");

    let refused = at_the_command_line(|occasion| issuer::refuse_earlier(&recorded, NOW, occasion));
    assert_eq!(refused.answer.nothing_before, Some(NOW));
    assert_eq!(events(&refused.changes)[0].kind, EventKind::DatabaseRestored);
}

#[test]
fn a_difference_of_keys_shows_which_changed_and_no_secret() {
    let (before, mut after) = (vec![key("a")], vec![key("a"), key("b")]);
    assert_eq!(difference(&before, &before), []);
    after[0].published_until = Some(NOW);
    let changed = difference(&before, &after);
    assert!(
        changed[0].after.contains("b ES256") && changed[0].after.contains("published until"),
        "{changed:?}"
    );
    // Sealed anew: only the revision says so.
    let resealed = vec![SigningKeyRecord { revision: 4, ..key("a") }];
    assert_eq!(difference(&before, &resealed).len(), 1);
    assert!(!format!("{:?}", after.fields()).contains("sealed-private-half"));
}
