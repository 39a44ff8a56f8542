//! The sign-in machine: what counts as signed in, and what must be proved next.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use uuid::Uuid;
use valetkey_accounts::*;
use valetkey_types::{Seconds, TenantId, Timestamp, UserId};

const NOW: Timestamp = Timestamp(1_800_000_000);

/// No page asks for a one-time password yet; the machine is ready for one.
const TWO_FACTORS: SignInRequirement<'static> = SignInRequirement {
    class: Acr::MultiFactor,
    proof_lifetime: Seconds(600),
    methods: &[Amr::Password, Amr::OneTimePassword],
};

fn user(id: &str) -> User {
    User::new(TenantId::default(), UserId::new(id), id, NOW)
}

fn attempt() -> SignInAttempt {
    SignInAttempt::new(Uuid::from_u128(1))
}

fn step(attempt: &SignInAttempt, user: &User, requirement: &SignInRequirement<'_>) -> SignInStep {
    sign_in_step(Some(attempt), Some(user), requirement, NOW)
}

#[test]
fn a_user_is_identified_then_proves_a_password_and_is_signed_in() {
    let (one, alice) = (SignInRequirement::ONE_FACTOR, user("alice"));
    assert_eq!(sign_in_step(None, None, &one, NOW), SignInStep::Identify);
    assert_eq!(sign_in_step(Some(&attempt()), None, &one, NOW), SignInStep::Identify);
    let prove = SignInStep::Prove(vec![Amr::Password]);
    assert_eq!(sign_in_step(None, Some(&alice), &one, NOW), prove, "somebody who signs in again");
    let proved = attempt().prove(&alice, Amr::Password, NOW);
    let expected = Authentication::by(Amr::Password, NOW);
    assert_eq!(step(&proved, &alice, &one), SignInStep::SignedIn(expected));
}

#[test]
fn the_proof_of_another_user_never_counts() {
    let (one, alice, bob) = (SignInRequirement::ONE_FACTOR, user("alice"), user("bob"));
    let of_alice = attempt().prove(&alice, Amr::Password, NOW);
    assert_eq!(step(&of_alice, &bob, &one), SignInStep::Prove(vec![Amr::Password]));
    let both = of_alice.prove(&bob, Amr::OneTimePassword, NOW);
    assert_eq!(both.proofs, [Proof { method: Amr::OneTimePassword, at: NOW }], "alice's password is gone");
    assert_eq!(step(&both, &bob, &TWO_FACTORS), SignInStep::Prove(vec![Amr::Password]));
    assert_eq!(step(&both, &alice, &TWO_FACTORS), SignInStep::Prove(TWO_FACTORS.methods.to_vec()));
    let unnamed = SignInAttempt { user_id: None, ..attempt().prove(&alice, Amr::Password, NOW) };
    assert_eq!(step(&unnamed, &alice, &one), SignInStep::Prove(vec![Amr::Password]));
}

#[test]
fn a_proof_that_is_too_old_must_be_made_again() {
    let (one, alice) = (SignInRequirement::ONE_FACTOR, user("alice"));
    for (age, counts) in [(0, true), (600, true), (601, false)] {
        let proved = attempt().prove(&alice, Amr::Password, NOW.minus(Seconds(age)));
        let next = step(&proved, &alice, &one);
        assert_eq!(matches!(next, SignInStep::SignedIn(_)), counts, "{age} seconds: {next:?}");
    }
    let stale = attempt().prove(&alice, Amr::Password, NOW.minus(Seconds(601)));
    let half = stale.prove(&alice, Amr::OneTimePassword, NOW);
    assert_eq!(
        step(&half, &alice, &TWO_FACTORS),
        SignInStep::Prove(vec![Amr::Password]),
        "the old one again"
    );
    let again = half.prove(&alice, Amr::Password, NOW);
    assert_eq!(again.proofs.len(), 2, "a method stands there once");
    assert!(matches!(step(&again, &alice, &TWO_FACTORS), SignInStep::SignedIn(_)));
}

#[test]
fn two_factors_are_two_kinds_and_the_latest_proof_is_the_auth_time() {
    let alice = user("alice");
    let earlier = NOW.minus(Seconds(30));
    let half = attempt().prove(&alice, Amr::Password, earlier);
    assert_eq!(step(&half, &alice, &TWO_FACTORS), SignInStep::Prove(vec![Amr::OneTimePassword]));
    assert!(matches!(step(&half, &alice, &SignInRequirement::ONE_FACTOR), SignInStep::SignedIn(_)));
    let whole = half.prove(&alice, Amr::OneTimePassword, NOW);
    let SignInStep::SignedIn(authentication) = step(&whole, &alice, &TWO_FACTORS) else {
        panic!("expected to be signed in")
    };
    assert_eq!((authentication.auth_time, authentication.acr()), (NOW, Acr::MultiFactor));
    assert_eq!(authentication.amr(), [Amr::Password, Amr::OneTimePassword]);
    let times: Vec<_> = authentication.proofs.iter().map(|proof| proof.at).collect();
    assert_eq!(times, [earlier, NOW], "a time per method");
    assert_eq!(Acr::of(&[Amr::Password, Amr::Password]), Acr::SingleFactor, "one kind is one factor");
}

#[test]
fn a_method_that_is_not_allowed_proves_nothing() {
    let alice = user("alice");
    let proved = attempt().prove(&alice, Amr::OneTimePassword, NOW);
    let one = SignInRequirement::ONE_FACTOR;
    assert_eq!(step(&proved, &alice, &one), SignInStep::Prove(vec![Amr::Password]));
    let out_of_reach = SignInRequirement { methods: &[Amr::Password], ..TWO_FACTORS };
    let proved = attempt().prove(&alice, Amr::Password, NOW);
    assert_eq!(
        step(&proved, &alice, &out_of_reach),
        SignInStep::Prove(Vec::new()),
        "no method adds a factor"
    );
}

#[test]
fn a_disabled_user_is_nobody_and_a_used_attempt_begins_nothing() {
    let (one, alice) = (SignInRequirement::ONE_FACTOR, user("alice"));
    let proved = attempt().prove(&alice, Amr::Password, NOW);
    let disabled = User { disabled: true, ..alice.clone() };
    assert_eq!(step(&proved, &disabled, &one), SignInStep::Identify);
    let used = proved.without_proofs();
    assert_eq!((used.id, &used.user_id), (attempt().id, &Some(alice.id.clone())));
    assert_eq!(step(&used, &alice, &one), SignInStep::Prove(vec![Amr::Password]));
}

#[test]
fn pages_offer_a_password_and_announce_no_more() {
    assert_eq!(Acr::offered().collect::<Vec<_>>(), [Acr::SingleFactor]);
}

#[test]
fn what_is_written_is_read_and_methods_of_tomorrow_are_left_out() {
    let alice = user("alice");
    let half = attempt().prove(&alice, Amr::Password, NOW.minus(Seconds(30)));
    let whole = half.prove(&alice, Amr::OneTimePassword, NOW);
    let mut written = serde_json::to_value(&whole).unwrap();
    assert_eq!(serde_json::from_value::<SignInAttempt>(written.clone()).unwrap(), whole);
    written["proofs"][1]["method"] = "face".into();
    let read: SignInAttempt = serde_json::from_value(written).unwrap();
    assert_eq!(step(&read, &alice, &TWO_FACTORS), SignInStep::Prove(vec![Amr::OneTimePassword]));

    let authentication = Authentication::of(whole.proofs).unwrap();
    let mut written = serde_json::to_value(&authentication).unwrap();
    assert_eq!(serde_json::from_value::<Authentication>(written.clone()).unwrap(), authentication);
    written["amr"] = serde_json::json!(["pwd", "face"]);
    let read: Authentication = serde_json::from_value(written).unwrap();
    assert_eq!((read.acr(), read.auth_time), (Acr::SingleFactor, NOW), "never more than was proved");
    let password_only = serde_json::to_string(&Authentication::by(Amr::Password, NOW)).unwrap();
    let as_before = r#"{"auth_time":1800000000,"acr":"urn:valetkey:acr:single-factor","amr":["pwd"]}"#;
    assert_eq!(password_only, as_before, "a version before reads it, and codes are no longer");
}
