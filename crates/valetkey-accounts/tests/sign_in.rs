//! What a person, and somebody who guesses, notice at sign-in.

use valetkey_accounts::*;
use valetkey_types::{Seconds, TenantId, Timestamp, UserId};

const NOW: Timestamp = Timestamp(1_800_000_000);

fn alice() -> User {
    User::new(TenantId::default(), UserId::new("u1"), "alice", NOW)
}

fn decide(user: &User, password_matches: bool, now: Timestamp) -> SignInDecision {
    decide_sign_in(Some(user), user.sign_in_failures, password_matches, now)
}

const WRONG: SignInDecision =
    SignInDecision::Refused { failure: SignInFailure::WrongCredentials, counts: true };
const PAUSED: SignInDecision =
    SignInDecision::Refused { failure: SignInFailure::TooManyAttempts, counts: false };

#[test]
fn the_right_password_signs_in_and_a_wrong_one_counts() {
    assert_eq!(decide(&alice(), true, NOW), SignInDecision::SignedIn);
    assert_eq!(decide(&alice(), false, NOW), WRONG);
}

#[test]
fn en1_nobody_and_a_disabled_person_look_like_a_wrong_password() {
    assert_eq!(decide_sign_in(None, SignInFailures::default(), false, NOW), WRONG);
    assert_eq!(decide(&User { disabled: true, ..alice() }, true, NOW), WRONG);
    let guessed = SignInFailures { count: 9, last_at: Some(NOW) };
    assert_eq!(decide_sign_in(None, guessed, false, NOW), PAUSED, "an unknown name pauses like a known one");
}

#[test]
fn guessing_pauses_even_for_the_right_password_and_the_pause_ends() {
    let mut user = alice();
    for _ in 0..SignInFailures::FREE {
        assert_eq!(decide(&user, false, NOW), WRONG);
        user.sign_in_failures = user.sign_in_failures.after_one_more(NOW);
    }
    assert_eq!(decide(&user, true, NOW), PAUSED);
    assert_eq!(decide(&user, true, NOW.plus(Seconds(2))), SignInDecision::SignedIn);
}

#[test]
fn en3_a_pause_never_grows_past_its_limit() {
    let failures = SignInFailures { count: u32::MAX, last_at: Some(NOW) };
    assert_eq!(failures.next_attempt_at(), Some(NOW.plus(SignInFailures::LONGEST_PAUSE)));
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
