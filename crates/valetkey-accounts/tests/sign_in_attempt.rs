//! The steps of a sign-in: the next required proof, and the result.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use uuid::Uuid;
use valetkey_accounts::*;
use valetkey_types::{Seconds, TenantId, Timestamp, UserId};

const NOW: Timestamp = Timestamp(1_800_000_000);

const ONE_FACTOR: SignInRequirement<'static> = SignInRequirement {
    class: Acr::SingleFactor,
    proof_lifetime: Seconds(600),
    methods: &[Amr::Password],
    standing: &[],
    own_factor: false,
    confirm_by_mail: false,
    begin_by_mail: false,
};

const TWO_FACTORS: SignInRequirement<'static> = SignInRequirement {
    class: Acr::MultiFactor,
    proof_lifetime: Seconds(600),
    methods: &[Amr::Password, Amr::OneTimePassword],
    standing: &[],
    own_factor: false,
    confirm_by_mail: false,
    begin_by_mail: false,
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
    let (one, alice) = (ONE_FACTOR, user("alice"));
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
    let (one, alice, bob) = (ONE_FACTOR, user("alice"), user("bob"));
    let of_alice = attempt().prove(&alice, Amr::Password, NOW);
    assert_eq!(step(&of_alice, &bob, &one), SignInStep::Prove(vec![Amr::Password]));
    let both = of_alice.prove(&bob, Amr::OneTimePassword, NOW);
    assert_eq!(both.proofs, [Proof { method: Amr::OneTimePassword, at: NOW }], "alice's password is gone");
    assert_eq!(step(&both, &bob, &TWO_FACTORS), SignInStep::Prove(vec![Amr::Password]));
    assert_eq!(step(&both, &alice, &TWO_FACTORS), SignInStep::Prove(vec![Amr::Password]));
    let unnamed = SignInAttempt { user_id: None, ..attempt().prove(&alice, Amr::Password, NOW) };
    assert_eq!(step(&unnamed, &alice, &one), SignInStep::Prove(vec![Amr::Password]));
}

#[test]
fn a_proof_that_is_too_old_must_be_made_again() {
    let (one, alice) = (ONE_FACTOR, user("alice"));
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
    assert!(matches!(step(&half, &alice, &ONE_FACTOR), SignInStep::SignedIn(_)));
    let whole = half.prove(&alice, Amr::OneTimePassword, NOW);
    let SignInStep::SignedIn(authentication) = step(&whole, &alice, &TWO_FACTORS) else {
        panic!("expected to be signed in")
    };
    assert_eq!((authentication.auth_time, authentication.acr()), (NOW, Acr::MultiFactor));
    assert_eq!(authentication.methods(), [Amr::Password, Amr::OneTimePassword]);
    let times: Vec<_> = authentication.proofs.iter().map(|proof| proof.at).collect();
    assert_eq!(times, [earlier, NOW], "a time per method");
    assert_eq!(Acr::of(&[Amr::Password, Amr::Password]), Acr::SingleFactor, "one kind is one factor");
}

#[test]
fn a_method_that_is_not_allowed_proves_nothing() {
    let alice = user("alice");
    let proved = attempt().prove(&alice, Amr::OneTimePassword, NOW);
    let one = ONE_FACTOR;
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
    let (one, alice) = (ONE_FACTOR, user("alice"));
    let proved = attempt().prove(&alice, Amr::Password, NOW);
    let disabled = User { disabled: true, ..alice.clone() };
    assert_eq!(step(&proved, &disabled, &one), SignInStep::Identify);
    let used = proved.without_proofs();
    assert_eq!((used.id, &used.user_id), (attempt().id, &Some(alice.id.clone())));
    assert_eq!(step(&used, &alice, &one), SignInStep::Prove(vec![Amr::Password]));
}

/// Checks the class of every set of methods.
#[test]
fn sf3_the_class_follows_from_the_factors_and_is_never_more() {
    use Acr::{MultiFactor, PhishingResistant, SingleFactor};
    use Amr::*;
    for (methods, class) in [
        (&[][..], SingleFactor),
        (&[Password], SingleFactor),
        (&[OneTimePassword, RecoveryCode], SingleFactor),
        (&[Password, MailCode], SingleFactor),
        (&[MailCode, OneTimePassword], SingleFactor),
        (&[MailCode, DevicePasskey], SingleFactor),
        (&[SyncedPasskey], SingleFactor),
        (&[DevicePasskey, OneTimePassword], SingleFactor),
        (&[Password, OneTimePassword], MultiFactor),
        (&[Password, RecoveryCode, MailCode], MultiFactor),
        (&[Password, DevicePasskey], PhishingResistant),
        (&[Password, SyncedPasskey], PhishingResistant),
        (&[VerifiedDevicePasskey], PhishingResistant),
        (&[VerifiedSyncedPasskey], PhishingResistant),
        (&[MailCode, VerifiedSyncedPasskey], PhishingResistant),
    ] {
        assert_eq!(Acr::of(methods), class, "{methods:?}");
        let reversed: Vec<_> = methods.iter().rev().copied().collect();
        assert_eq!(Acr::of(&reversed), class, "{reversed:?}");
    }
    assert!(SingleFactor < MultiFactor && MultiFactor < PhishingResistant);
    for class in Acr::ALL {
        assert_eq!(Acr::from_wire(class.as_str()), Some(class));
    }
    assert_eq!(Acr::from_wire("phr"), None);
}

#[test]
fn the_classes_on_offer_are_those_that_the_methods_reach() {
    let classes = |methods: &[Amr]| Acr::reached_by(methods).collect::<Vec<_>>();
    assert_eq!(classes(&[Amr::Password]), [Acr::SingleFactor]);
    assert_eq!(classes(&[Amr::Password, Amr::MailCode]), [Acr::SingleFactor]);
    assert_eq!(classes(&[Amr::Password, Amr::OneTimePassword]), [Acr::SingleFactor, Acr::MultiFactor]);
    assert_eq!(classes(&Amr::ALL), Acr::ALL);
}

#[test]
fn amr_has_the_values_of_rfc_8176_each_once() {
    let by = |methods: &[Amr]| {
        let proofs = methods.iter().map(|method| Proof { method: *method, at: NOW }).collect();
        Authentication::of(proofs).unwrap().amr()
    };
    assert_eq!(by(&[Amr::Password]), ["pwd"]);
    assert_eq!(by(&[Amr::Password, Amr::OneTimePassword, Amr::RecoveryCode]), ["pwd", "otp", "mfa"]);
    assert_eq!(by(&[Amr::Password, Amr::MailCode]), ["pwd", "urn:valetkey:amr:mail-code"]);
    for (backup_eligible, key) in [(false, "hwk"), (true, "swk")] {
        assert_eq!(by(&[Amr::of_passkey(backup_eligible, false)]), [key, "user"]);
        assert_eq!(by(&[Amr::of_passkey(backup_eligible, true)]), [key, "user", "mfa"]);
    }
    let names: std::collections::HashSet<_> = Amr::ALL.iter().map(|method| method.name()).collect();
    assert_eq!(names.len(), Amr::ALL.len(), "a stored name means one method");
    for method in Amr::ALL {
        assert_eq!(Amr::named(method.name()), Some(method));
    }
}

/// A code of six digits, a code from a list, or a passkey without user verification is not enough to sign in, even for the
/// weakest requirement.
#[test]
fn sf2_a_second_factor_alone_begins_no_session() {
    let alice = user("alice");
    let all = SignInRequirement { methods: &Amr::ALL, ..ONE_FACTOR };
    let seconds = [Amr::OneTimePassword, Amr::RecoveryCode, Amr::DevicePasskey, Amr::SyncedPasskey];
    for method in seconds {
        let proved = attempt().prove(&alice, method, NOW);
        let SignInStep::Prove(next) = step(&proved, &alice, &all) else { panic!("expected a proof to make") };
        assert!(seconds.iter().all(|second| !next.contains(second)), "{next:?}");
        assert!(next.contains(&Amr::Password));
    }
}

#[test]
fn the_next_methods_are_those_that_complete_the_sign_in() {
    let alice = user("alice");
    let next = |class, proved: &[Amr]| {
        let attempt = proved.iter().fold(attempt(), |attempt, method| attempt.prove(&alice, *method, NOW));
        step(&attempt, &alice, &SignInRequirement { class, methods: &Amr::ALL, ..ONE_FACTOR })
    };
    let passkeys =
        [Amr::DevicePasskey, Amr::VerifiedDevicePasskey, Amr::SyncedPasskey, Amr::VerifiedSyncedPasskey];
    let possession = [&[Amr::OneTimePassword, Amr::RecoveryCode], &passkeys[..]].concat();
    assert_eq!(next(Acr::MultiFactor, &[Amr::Password]), SignInStep::Prove(possession));
    let resistant = next(Acr::PhishingResistant, &[Amr::Password, Amr::OneTimePassword]);
    assert_eq!(resistant, SignInStep::Prove(passkeys.to_vec()), "a code can be phished");
    let first = [Amr::Password, Amr::VerifiedDevicePasskey, Amr::VerifiedSyncedPasskey, Amr::Provider];
    for class in Acr::ALL {
        assert_eq!(next(class, &[]), SignInStep::Prove(first.to_vec()), "{class:?}");
    }
    assert!(matches!(next(Acr::PhishingResistant, &[Amr::VerifiedSyncedPasskey]), SignInStep::SignedIn(_)));
}

/// A code by mail proves no factor (NIST SP 800-63B-4 section 3.1.3.1), so the user's own second factor is still required.
#[test]
fn sf3_a_sign_in_by_mail_stays_one_factor_and_asks_for_the_factor_of_the_user() {
    let alice = user("alice");
    let methods = &[Amr::Password, Amr::OneTimePassword, Amr::MailCode];
    let by_mail = SignInRequirement { methods, begin_by_mail: true, ..ONE_FACTOR };
    let begun = attempt().prove(&alice, Amr::MailCode, NOW);
    let expected = Authentication::by(Amr::MailCode, NOW);
    assert_eq!(step(&begun, &alice, &by_mail), SignInStep::SignedIn(expected));
    let own = SignInRequirement { own_factor: true, ..by_mail };
    assert_eq!(step(&begun, &alice, &own), SignInStep::Prove(vec![Amr::OneTimePassword]));
    let whole = begun.clone().prove(&alice, Amr::OneTimePassword, NOW);
    let SignInStep::SignedIn(signed_in) = step(&whole, &alice, &own) else { panic!("expected a sign-in") };
    assert_eq!((signed_in.acr(), signed_in.amr().contains(&"mfa")), (Acr::SingleFactor, false));
    let strong = SignInRequirement { class: Acr::MultiFactor, ..own };
    assert!(!matches!(step(&whole, &alice, &strong), SignInStep::SignedIn(_)), "a class is more than a wish");
    let with_password = attempt().prove(&alice, Amr::Password, NOW).prove(&alice, Amr::MailCode, NOW);
    assert_eq!(step(&with_password, &alice, &own), SignInStep::Prove(vec![Amr::OneTimePassword]));
}

#[test]
fn sf2_a_code_by_mail_begins_no_sign_in_where_that_is_off() {
    let alice = user("alice");
    let methods = &[Amr::Password, Amr::OneTimePassword, Amr::MailCode];
    let off = SignInRequirement { methods, ..ONE_FACTOR };
    let begun = attempt().prove(&alice, Amr::MailCode, NOW);
    assert_eq!(step(&begun, &alice, &off), SignInStep::Prove(vec![Amr::Password]));
    let standing = &[Proof { method: Amr::MailCode, at: NOW }];
    let of_session = SignInRequirement { standing, ..off };
    assert_eq!(step(&attempt(), &alice, &of_session), SignInStep::Prove(vec![Amr::Password]));
}

#[test]
fn a_sign_in_that_is_confirmed_by_mail_asks_for_the_code_unless_two_factors_are_proved() {
    let alice = user("alice");
    let methods = &[Amr::Password, Amr::OneTimePassword, Amr::MailCode];
    let confirmed = SignInRequirement { methods, confirm_by_mail: true, ..ONE_FACTOR };
    let begun = attempt().prove(&alice, Amr::Password, NOW);
    let next = vec![Amr::OneTimePassword, Amr::MailCode];
    assert_eq!(step(&begun, &alice, &confirmed), SignInStep::Prove(next));
    for (method, class) in [(Amr::MailCode, Acr::SingleFactor), (Amr::OneTimePassword, Acr::MultiFactor)] {
        let SignInStep::SignedIn(signed_in) =
            step(&begun.clone().prove(&alice, method, NOW), &alice, &confirmed)
        else {
            panic!("expected a sign-in")
        };
        assert_eq!(signed_in.acr(), class);
    }
}

/// A weak session is made stronger without entering the password again.
#[test]
fn a_standing_proof_counts_whatever_its_age_until_a_new_one_replaces_it() {
    let alice = user("alice");
    let old = Proof { method: Amr::Password, at: NOW.minus(Seconds(3_600)) };
    let requirement = SignInRequirement { standing: &[old], ..TWO_FACTORS };
    assert_eq!(step(&attempt(), &alice, &requirement), SignInStep::Prove(vec![Amr::OneTimePassword]));
    let proved = attempt().prove(&alice, Amr::OneTimePassword, NOW);
    let SignInStep::SignedIn(signed_in) = step(&proved, &alice, &requirement) else {
        panic!("expected to be signed in")
    };
    assert_eq!(signed_in.proofs, [old, Proof { method: Amr::OneTimePassword, at: NOW }]);
    assert_eq!((signed_in.began_at(), signed_in.auth_time), (Some(old.at), NOW));
    assert_eq!(signed_in.since(NOW.minus(Seconds(60))), None, "sf3: the fresh code renews no old password");
    assert_eq!(signed_in.since(old.at), Some(signed_in.clone()));
    let again = proved.prove(&alice, Amr::Password, NOW);
    let SignInStep::SignedIn(signed_in) = step(&again, &alice, &requirement) else {
        panic!("expected to be signed in")
    };
    assert_eq!(signed_in.began_at(), Some(NOW));
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
