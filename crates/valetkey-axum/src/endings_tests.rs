//! Tests which sessions end, which continue, and that a full list loses no ending.

use serde_json::Map;
use valetkey_client::Claims;
use valetkey_types::Secret;

use super::*;

const LIFETIME: Seconds = Seconds(1_000);
const ISSUER: &str = "https://id.example";

fn session(number: u128, subject: &str, sid: Option<&str>) -> Session {
    Session {
        id: Uuid::from_u128(number),
        issuer: ISSUER.into(),
        subject: subject.into(),
        sid: sid.map(str::to_owned),
        expires_at: Timestamp(i64::MAX),
        version: 0,
        verifier_hash: [0; 32],
        provider: "ours".into(),
        user_id: None,
        claims: Claims::new(Map::new()),
        scope: String::new(),
        form_token: Secret::new("f"),
        tokens: None,
    }
}

fn which<'a>(subject: Option<&'a str>, sid: Option<&'a str>) -> SessionMatch<'a> {
    SessionMatch { issuer: ISSUER, subject, sid, except: None }
}

fn end(endings: &Endings, which: &SessionMatch<'_>, now: i64) {
    endings.add(which, SaidBy::Proved, Timestamp(now));
}

#[test]
fn an_ending_ends_the_same_sessions_as_a_store_would_remove() {
    let all = [
        session(1, "alice", Some("s1")),
        session(2, "alice", Some("s2")),
        session(3, "bob", Some("s3")),
        session(4, "alice", None),
    ];
    for (issuer, subject, sid) in [
        (ISSUER, Some("alice"), None),
        (ISSUER, None, Some("s2")),
        (ISSUER, Some("alice"), Some("s1")),
        (ISSUER, Some("bob"), Some("s1")),
        ("https://other.example", Some("alice"), None),
        (ISSUER, None, None),
    ] {
        for except in [None, Some(Uuid::from_u128(1))] {
            let which = SessionMatch { issuer, subject, sid, except };
            let endings = Endings::new(LIFETIME, Timestamp(i64::MIN));
            end(&endings, &which, 10);
            for session in &all {
                let keys = valetkey_jose::seal::SealingKey::new(&[1; 32]).unwrap();
                let stored = session.store(&valetkey_jose::seal::SealingKeys::new(keys)).unwrap();
                let over = endings.is_over(session, Timestamp(9));
                assert_eq!(over, which.matches(&stored), "{which:?} {}", session.id);
                assert!(!endings.is_over(session, Timestamp(11)), "this session began later");
            }
        }
    }
}

#[test]
fn within_one_second_the_order_is_kept() {
    let endings = Endings::new(LIFETIME, Timestamp(i64::MIN));
    let (now, alice) = (Timestamp(10), session(1, "alice", Some("s1")));
    for _ in 0..3 {
        let started_at = endings.earliest_start(&alice, now);
        assert!(!endings.is_over(&alice, started_at));
        end(&endings, &which(Some("alice"), None), 10);
        assert!(endings.is_over(&alice, started_at));
        let started_at = endings.earliest_start(&alice, now);
        end(&endings, &which(None, Some("s1")), 10);
        assert!(endings.is_over(&alice, started_at), "the ending names the same session in another way");
    }
    assert_eq!(
        endings.earliest_start(&session(2, "bob", None), now),
        now,
        "sessions of other users do not change"
    );
}

#[test]
fn a_later_ending_ends_the_session_that_an_earlier_one_excepted() {
    let endings = Endings::new(LIFETIME, Timestamp(i64::MIN));
    let (first, second) = (session(1, "alice", None), session(2, "alice", None));
    let except = |session: &Session| SessionMatch { except: Some(session.id), ..which(Some("alice"), None) };
    end(&endings, &except(&first), 10);
    assert!(!endings.is_over(&first, Timestamp(5)) && endings.is_over(&second, Timestamp(5)));
    end(&endings, &except(&second), 20);
    assert!(endings.is_over(&first, Timestamp(5)) && !endings.is_over(&second, Timestamp(15)));
    endings.add_session(second.id, Timestamp(21));
    assert!(endings.is_over(&second, Timestamp(15)), "an exception holds for one ending only");
}

#[test]
fn endings_are_dropped_only_after_their_sessions_have_expired() {
    let endings = Endings::holding_at_most(8, LIFETIME);
    let alice = session(1, "alice", None);
    end(&endings, &which(Some("alice"), None), 10);
    for number in 0..100_i64 {
        let now = 10 + number * 500;
        endings.add_session(Uuid::from_u128(number.cast_unsigned().into()), Timestamp(now));
        assert!(endings.list().endings.len() <= 8);
        assert!(endings.is_over(&alice, Timestamp(10)), "{now}");
    }
    assert!(!endings.is_over(&alice, Timestamp(100 * 500)));
}

#[test]
fn a_full_list_ends_the_oldest_sessions_and_loses_no_ending() {
    let endings = Endings::holding_at_most(100, LIFETIME);
    for number in 0..1_000_i64 {
        endings.add_session(Uuid::from_u128(number.cast_unsigned().into()), Timestamp(number / 2));
        assert!(endings.list().endings.len() <= 100);
    }
    for number in 0..1_000_i64 {
        let session = session(number.cast_unsigned().into(), "alice", None);
        assert!(endings.is_over(&session, Timestamp(number / 2)), "{number}");
    }
    let stranger = session(5_000, "bob", None);
    assert!(endings.is_over(&stranger, Timestamp(0)), "the oldest session ends too");
    assert!(!endings.is_over(&stranger, Timestamp(499)));
    let started_at = endings.earliest_start(&stranger, Timestamp(0));
    assert!(!endings.is_over(&stranger, started_at), "a new sign-in works, whatever the clock says");
}

#[test]
fn invented_names_displace_no_ending() {
    let endings = Endings::holding_at_most(100, LIFETIME);
    let alice = session(1, "alice", Some("s1"));
    for number in 0..1_000 {
        let sid = format!("made-up-{number}");
        endings.add(&which(None, Some(&sid)), SaidBy::Anybody, Timestamp(10));
    }
    assert_eq!(endings.list().endings.len(), 50);
    assert!(!endings.is_over(&alice, Timestamp(1)));
    end(&endings, &which(None, Some("s1")), 10);
    assert!(endings.is_over(&alice, Timestamp(1)), "a proved ending is still stored");
}
