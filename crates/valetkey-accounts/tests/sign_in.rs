//! Sign-ins of users and of attackers who guess passwords.

use valetkey_accounts::*;
use valetkey_types::{Seconds, TenantId, Timestamp, UserId};

const NOW: Timestamp = Timestamp(1_800_000_000);

fn alice() -> User {
    User::new(TenantId::default(), UserId::new("u1"), "alice", NOW)
}

/// Decides with this many failures of a name, the last of them now.
fn decide(user: Option<&User>, failures: u32, password_matches: bool, now: Timestamp) -> SignInDecision {
    let failures = SignInFailures { count: failures, last_at: Some(NOW) };
    decide_sign_in(user, &[(failures, FailureLimit::NAME)], password_matches, now)
}

const WRONG: SignInDecision =
    SignInDecision::Refused { failure: SignInFailure::WrongCredentials, counts: true };
const STOPPED: SignInDecision =
    SignInDecision::Refused { failure: SignInFailure::PasswordStopped, counts: true };

fn paused_until(seconds: i64) -> SignInDecision {
    let next_at = NOW.plus(Seconds(seconds));
    SignInDecision::Refused { failure: SignInFailure::TooManyAttempts { next_at }, counts: false }
}

#[test]
fn the_right_password_signs_in_and_a_wrong_one_counts() {
    assert_eq!(decide(Some(&alice()), 0, true, NOW), SignInDecision::SignedIn);
    assert_eq!(decide(Some(&alice()), 0, false, NOW), WRONG);
}

#[test]
fn en1_m1_nobody_and_a_disabled_user_look_like_a_wrong_password() {
    assert_eq!(decide(None, 0, false, NOW), WRONG);
    assert_eq!(decide(Some(&User { disabled: true, ..alice() }), 0, true, NOW), WRONG);
    assert_eq!(decide(None, 9, false, NOW), paused_until(32), "an unknown name pauses like a known one");
    assert_eq!(decide(Some(&alice()), 9, false, NOW), paused_until(32));
}

#[test]
fn guessing_pauses_even_for_the_right_password_and_the_pause_ends() {
    for failures in 0..5 {
        assert_eq!(decide(Some(&alice()), failures, false, NOW), WRONG);
    }
    assert_eq!(decide(Some(&alice()), 5, true, NOW), paused_until(2));
    assert_eq!(decide(Some(&alice()), 5, true, NOW.plus(Seconds(2))), SignInDecision::SignedIn);
}

#[test]
fn en3_a_pause_never_grows_past_its_limit() {
    let failures = SignInFailures { count: u32::MAX - 1, last_at: Some(NOW) };
    let longest = Some(NOW.plus(FailureLimit::LONGEST_PAUSE));
    assert_eq!(FailureLimit::NAME.next_attempt_at(failures), longest);
    assert_eq!(FailureLimit::DEVICE.next_attempt_at(failures), longest);
    assert_eq!(FailureLimit::ACCOUNT.next_attempt_at(failures), None, "an account pauses nobody");
}

#[test]
fn h4_after_100_failures_a_password_stops_counting_and_each_attempt_still_counts() {
    let decide = |count, limit, matches| {
        let failures = SignInFailures { count, last_at: Some(NOW) };
        let later = NOW.plus(FailureLimit::LONGEST_PAUSE);
        decide_sign_in(Some(&alice()), &[(failures, limit)], matches, later)
    };
    for limit in [FailureLimit::ACCOUNT, FailureLimit::DEVICE] {
        assert_eq!(decide(99, limit, true), SignInDecision::SignedIn);
        assert_eq!(decide(100, limit, true), STOPPED);
        assert_eq!(decide(100, limit, false), STOPPED, "a right password looks like a wrong one");
    }
    assert_eq!(decide(1_000, FailureLimit::NAME, true), SignInDecision::SignedIn, "a name only pauses");
}

#[test]
fn the_longest_pause_of_several_counters_counts() {
    let of = |count, seconds| SignInFailures { count, last_at: Some(NOW.plus(Seconds(seconds))) };
    let counters = [(of(5, 0), FailureLimit::NAME), (of(10, 1), FailureLimit::DEVICE)];
    assert_eq!(decide_sign_in(None, &counters, false, NOW), paused_until(3));
}

#[test]
fn failures_are_forgotten_after_a_while_and_when_an_administrator_resets_them() {
    let failures = SignInFailures { count: 7, last_at: Some(NOW) };
    let left = |reset_at, now| failures.counting_after(FailureLimit::NAME.since(reset_at, now));
    let a_day = NOW.plus(Seconds::days(1));
    assert_eq!(left(None, a_day.plus(Seconds(-1))), failures);
    assert_eq!(left(None, a_day), SignInFailures::default());
    assert_eq!(left(Some(NOW), NOW), SignInFailures::default());
    assert_eq!(left(Some(NOW.plus(Seconds(-1))), NOW), failures, "it came later");
}

#[test]
fn a_hash_matches_its_password_only() {
    let hash = hash_password("correct horse", &[7; 16], PasswordParameters::FOR_TESTS).unwrap();
    assert!(verify_password("correct horse", &hash));
    assert!(!verify_password("correct horsf", &hash));
    assert!(!verify_password("", &hash));
    assert!(!format!("{hash:?}").contains("argon2"), "a hash must not show in logs");
}

#[test]
fn a_hash_that_asks_for_too_much_or_is_no_hash_matches_nothing() {
    let greedy = "$argon2id$v=19$m=4294967295,t=2,p=1$BwcHBwcHBwcHBwcHBwcHBw$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    for text in [greedy, "", "plain", "$argon2id$"] {
        assert!(!verify_password("plain", &PasswordHash::from_phc(text)), "{text}");
    }
}

#[test]
fn new_passwords_and_usernames_are_checked() {
    assert_eq!(check_new_password("short", "alice"), Err(PasswordError::TooShort(5)));
    assert_eq!(check_new_password("Password123", "alice"), Err(PasswordError::Common));
    assert_eq!(check_new_password("Alice.Smith", "alice.smith"), Err(PasswordError::Common));
    assert!(check_new_password("a little longer", "alice").is_ok());
    assert!(check_username("al ice").is_err());
    assert!(check_username("").is_err());
    assert_eq!(sign_in_name(" Alice "), "alice");
}
