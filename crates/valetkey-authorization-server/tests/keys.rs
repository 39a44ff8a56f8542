//! The life of signing keys.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests: a broken set-up ends the test"
)]

use valetkey_authorization_server::{Lifetimes, keys::*, record::SigningKeyRecord};
use valetkey_jose::{Algorithm, Jwk};
use valetkey_types::*;

const START: Timestamp = Timestamp(1_800_000_000);

fn policy() -> KeyPolicy {
    KeyPolicy { algorithms: vec![Algorithm::ES256], ..KeyPolicy::new(&Lifetimes::default()) }
}

fn key(kid: &str, signs_from: Timestamp, published_until: Option<Timestamp>) -> SigningKeyRecord {
    SigningKeyRecord {
        tenant: TenantId::default(),
        kid: kid.into(),
        algorithm: Algorithm::ES256,
        public_jwk: Jwk::default(),
        private_key_sealed: String::new(),
        created_at: signs_from,
        signs_from,
        published_until,
        revision: 1,
        unknown: Unknown::default(),
    }
}

/// Takes the steps, as the edge does.
fn take(records: &mut Vec<SigningKeyRecord>, steps: Vec<KeyStep>, now: Timestamp) {
    for step in steps {
        match step {
            KeyStep::Make { algorithm, signs_from } => {
                let mut record = key(&format!("{algorithm}-{}", now.seconds()), signs_from, None);
                record.algorithm = algorithm;
                record.created_at = now;
                records.push(record);
            }
            KeyStep::Retire { kid, published_until } => {
                records.iter_mut().find(|record| record.kid == kid).unwrap().published_until =
                    Some(published_until);
            }
            KeyStep::Remove { kid } => records.retain(|record| record.kid != kid),
        }
    }
}

#[test]
fn the_first_start_makes_one_key_per_algorithm_that_signs_at_once() {
    let policy = KeyPolicy::new(&Lifetimes::default());
    let steps = plan(START, &[], &policy);
    let make = |algorithm| KeyStep::Make { algorithm, signs_from: START };
    assert_eq!(steps, [make(Algorithm::ES256), make(Algorithm::RS256)]);
    let mut records = Vec::new();
    take(&mut records, steps, START);
    assert_eq!(plan(START, &records, &policy), []);
}

/// Two years, hour by hour: a key signs at every moment, it was published a day before it signed (but for the first),
/// and it stays for the longest token it may have signed.
#[test]
fn rotation_never_leaves_a_gap() {
    let policy = policy();
    let longest = Lifetimes::default().access_token.max(Lifetimes::default().id_token);
    let mut records: Vec<SigningKeyRecord> = Vec::new();
    let mut last_signature: std::collections::BTreeMap<String, Timestamp> = std::collections::BTreeMap::new();
    for hour in 0..2 * 365 * 24 {
        let now = START.plus(Seconds::hours(hour));
        let steps = plan(now, &records, &policy);
        take(&mut records, steps, now);
        let signer = active(now, &records, Algorithm::ES256).expect("a key that signs");
        assert!(signer.created_at == START || now.since(signer.created_at) >= policy.publish_before);
        last_signature.insert(signer.kid.clone(), now);
        for (kid, signed) in &last_signature {
            if now <= signed.plus(longest) {
                assert!(published(now, &records).any(|record| record.kid == *kid), "{kid} left too early");
            }
        }
        assert!(records.len() <= 3, "{records:?}");
    }
    assert_eq!(last_signature.len(), 9, "one key per ninety days");
}

#[test]
fn an_operator_rotates_at_once() {
    let mut records = vec![key("old", START, None)];
    let now = START.plus(Seconds::days(10));
    let steps = rotate_now(now, &records, &policy());
    take(&mut records, steps, now);
    assert_ne!(active(now, &records, Algorithm::ES256).unwrap().kid, "old");
    assert!(published(now.plus(Seconds::minutes(10)), &records).any(|record| record.kid == "old"));
    let later = now.plus(policy().retire_after);
    assert_eq!(published(later, &records).count(), 1);
    assert_eq!(plan(later, &records, &policy()), [KeyStep::Remove { kid: "old".into() }]);
}

#[test]
fn a_key_whose_time_has_not_come_does_not_sign() {
    let records = [key("now", START, None), key("next", START.plus(Seconds(100)), None)];
    assert_eq!(active(START.plus(Seconds(99)), &records, Algorithm::ES256).unwrap().kid, "now");
    assert_eq!(active(START.plus(Seconds(100)), &records, Algorithm::ES256).unwrap().kid, "next");
    assert!(active(START.minus(Seconds(1)), &records, Algorithm::ES256).is_none());
    assert!(active(START, &records, Algorithm::RS256).is_none());
}

#[test]
fn a_retired_key_gives_way_and_an_outdated_one_never_signs() {
    let until = START.plus(Seconds(50));
    let records =
        [key("newer-but-retired", START.plus(Seconds(10)), Some(until)), key("staying", START, None)];
    assert_eq!(active(START.plus(Seconds(20)), &records, Algorithm::ES256).unwrap().kid, "staying");
    let alone = [key("retired", START, Some(until))];
    assert!(active(START.plus(Seconds(49)), &alone, Algorithm::ES256).is_some());
    assert!(active(until, &alone, Algorithm::ES256).is_none());
}

#[test]
fn an_algorithm_that_is_switched_off_fades_out() {
    let mut records = vec![key("es", START, None)];
    records[0].algorithm = Algorithm::RS256;
    let steps = plan(START, &records, &policy());
    let retire = KeyStep::Retire { kid: "es".into(), published_until: START.plus(policy().retire_after) };
    assert_eq!(steps, [KeyStep::Make { algorithm: Algorithm::ES256, signs_from: START }, retire]);
}

#[test]
fn the_next_key_is_announced_a_day_ahead_and_takes_over_on_time() {
    let records = [key("old", START, None)];
    let due = START.plus(Seconds::days(90));
    let notice = due.minus(Seconds::days(1));
    assert_eq!(plan(notice.minus(Seconds(1)), &records, &policy()), []);
    let expected = KeyStep::Make { algorithm: Algorithm::ES256, signs_from: due };
    assert_eq!(plan(notice, &records, &policy()), [expected]);
}

/// A server that was off for half a year starts with its old key, announces the next, and waits the day.
#[test]
fn after_a_long_pause_the_next_key_is_still_announced_first() {
    let now = START.plus(Seconds::days(180));
    let records = [key("old", START, None)];
    let expected = KeyStep::Make { algorithm: Algorithm::ES256, signs_from: now.plus(Seconds::days(1)) };
    assert_eq!(plan(now, &records, &policy()), [expected]);
    assert_eq!(active(now, &records, Algorithm::ES256).unwrap().kid, "old");
}

#[test]
fn m4_a_compromised_key_leaves_at_once_and_its_algorithm_signs_with_a_new_one() {
    let until = START.plus(Seconds(50));
    let records = [key("retiring", START, Some(until)), key("signing", START, None)];
    let make = KeyStep::Make { algorithm: Algorithm::ES256, signs_from: START.plus(Seconds(10)) };
    let remove = |kid: &str| KeyStep::Remove { kid: kid.into() };
    let replace = |kid| replace_compromised(START.plus(Seconds(10)), &records, &policy(), kid);
    assert_eq!(replace(Some("signing")), [make.clone(), remove("signing")]);
    assert_eq!(replace(Some("retiring")), [remove("retiring")], "the other one signs already");
    assert_eq!(replace(None), [make, remove("retiring"), remove("signing")]);
}

#[test]
fn tenants_that_were_added_together_rotate_at_different_times() {
    let (mut minutes, mut most) = (std::collections::BTreeMap::new(), 0);
    for number in 0..1_000 {
        let tenant = TenantId::new(format!("tenant-{number}"));
        let spread = policy().spread(&tenant);
        assert_eq!(spread, policy().spread(&tenant), "always the same");
        let rotate_every = spread.rotate_every;
        assert!(rotate_every > Seconds::days(81) && rotate_every <= Seconds::days(90), "{rotate_every:?}");
        assert_eq!(KeyPolicy { rotate_every: policy().rotate_every, ..spread }, policy());
        let of_minute: &mut u32 = minutes.entry(rotate_every.0 / 60).or_default();
        *of_minute += 1;
        most = most.max(*of_minute);
    }
    assert!(most <= 4, "{most} in one minute");
}
