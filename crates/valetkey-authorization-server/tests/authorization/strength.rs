//! The required strength of a sign-in.

use valetkey_accounts::{Acr, Amr, Authentication, FactorKind, PasswordHash, Proof, SignInStep, User};
use valetkey_authorization_server::{
    authorization::*,
    networks::NetworkRules,
    record::{ConfirmByMail, SignInSwitches},
};
use valetkey_types::{ErrorCode, Seconds};

use crate::{next_step::*, support::*};

/// A user with an authenticator whose session has these proofs, each so many seconds old.
fn with_proofs(proofs: &[(Amr, i64)]) -> Situation {
    let mut situation = Situation { rules: WITH_CODES, ..settled() };
    let facts = situation.facts.as_mut().unwrap();
    let proof = |(method, age): &(Amr, i64)| Proof { method: *method, at: NOW.minus(Seconds(*age)) };
    facts.session.authentication = Authentication::of(proofs.iter().map(proof).collect()).unwrap();
    *facts.user = facts.user.as_ref().clone().with_factor(FactorKind::Authenticator);
    facts.user.password_hash = Some(PasswordHash::from_phc("$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$aGFzaA"));
    situation
}

fn next_methods(step: &NextStep) -> &[Amr] {
    match step {
        NextStep::SignIn { step: SignInStep::Prove(methods), .. } => methods,
        other => panic!("expected a proof to make, got {other:?}"),
    }
}

#[test]
fn sf3_a_session_that_is_too_weak_goes_to_the_second_step_only() {
    let weak = with_proofs(&[(Amr::Password, 600)]);
    let asked = [("acr_values", MULTI)];
    let next = step(&weak, &asked, NOW);
    assert!(asks_to_sign_in(&next, SignInReason::TooWeak));
    assert_eq!(next_methods(&next), [Amr::OneTimePassword]);
    assert_eq!(refused(step(&weak, &[asked[0], ("prompt", "none")], NOW)), ErrorCode::LoginRequired);
    let strong = with_proofs(&[(Amr::Password, 600), (Amr::OneTimePassword, 5)]);
    assert!(matches!(step(&strong, &asked, NOW), NextStep::Issue(_)));
    assert!(matches!(step(&weak, &[("acr_values", SINGLE)], NOW), NextStep::Issue(_)));
    assert!(matches!(step(&weak, &[], NOW), NextStep::Issue(_)), "a session is as strong as it was");
}

#[test]
fn sf3_an_attempt_that_began_a_weak_session_does_not_make_it_strong() {
    let mut weak = with_proofs(&[(Amr::Password, 0)]);
    weak.attempt = Some(begun_by_an_attempt(&mut weak));
    assert!(asks_to_sign_in(&step(&weak, &[("acr_values", MULTI)], NOW), SignInReason::TooWeak));
    let both = [("acr_values", MULTI), ("prompt", "login")];
    assert!(asks_to_sign_in(&step(&weak, &both, NOW), SignInReason::TooWeak), "the sign-in itself counts");
}

#[test]
fn sf3_max_age_counts_for_each_method() {
    let asked = |max_age| [("acr_values", MULTI), ("max_age", max_age)];
    let old_password = with_proofs(&[(Amr::Password, 600), (Amr::OneTimePassword, 5)]);
    let next = step(&old_password, &asked("60"), NOW);
    assert!(asks_to_sign_in(&next, SignInReason::TooLongAgo), "a fresh code renews no old password");
    assert_eq!(next_methods(&next), [Amr::Password]);
    assert!(asks_to_sign_in(&step(&old_password, &[("max_age", "60")], NOW), SignInReason::TooLongAgo));
    let old_code = with_proofs(&[(Amr::Password, 5), (Amr::OneTimePassword, 600)]);
    let next = step(&old_code, &asked("60"), NOW);
    assert!(asks_to_sign_in(&next, SignInReason::TooWeak));
    assert_eq!(next_methods(&next), [Amr::OneTimePassword], "the fresh password stands");
    assert!(matches!(step(&old_code, &[("max_age", "60")], NOW), NextStep::Issue(_)));
    assert!(matches!(step(&old_code, &asked("600"), NOW), NextStep::Issue(_)));
}

#[test]
fn acr_values_are_taken_in_their_order_as_far_as_they_can_be_met() {
    let weak = with_proofs(&[(Amr::Password, 5)]);
    let asks = |values: &str| step(&weak, &[("acr_values", values)], NOW);
    let is_too_weak = |values: &str| asks_to_sign_in(&asks(values), SignInReason::TooWeak);
    assert!(is_too_weak(&format!("{MULTI} {SINGLE}")));
    assert!(is_too_weak(&format!("{RESISTANT} phr {MULTI}")), "the first that the user can prove");
    for met in [format!("{SINGLE} {MULTI}"), "phr".to_owned(), String::from("  ")] {
        assert!(matches!(asks(&met), NextStep::Issue(_)), "{met}");
    }
    assert_eq!(refused(asks(RESISTANT)), ErrorCode::UnmetAuthenticationRequirements);
    let nobody = Situation { facts: None, rules: WITH_CODES, ..settled() };
    let silent = [("acr_values", RESISTANT), ("prompt", "none")];
    assert_eq!(refused(step(&nobody, &silent, NOW)), ErrorCode::UnmetAuthenticationRequirements);
}

#[test]
fn en6_the_tenant_and_the_client_each_require_what_they_say() {
    let mut weak = with_proofs(&[(Amr::Password, 5)]);
    weak.client.required_acr = Acr::MultiFactor;
    for changes in [&[][..], &[("acr_values", SINGLE)]] {
        assert!(asks_to_sign_in(&step(&weak, changes, NOW), SignInReason::TooWeak), "{changes:?}");
    }
    let mut weak = with_proofs(&[(Amr::Password, 5)]);
    weak.rules.required = Acr::MultiFactor;
    assert!(asks_to_sign_in(&step(&weak, &[], NOW), SignInReason::TooWeak));
    weak.rules.required = Acr::PhishingResistant;
    assert_eq!(refused(step(&weak, &[], NOW)), ErrorCode::UnmetAuthenticationRequirements);
}

#[test]
fn sf3_a_session_by_mail_counts_where_tenant_and_client_take_one() {
    let mut by_mail = with_proofs(&[(Amr::MailCode, 5)]);
    assert!(asks_to_sign_in(&step(&by_mail, &[], NOW), SignInReason::TooWeak), "the tenant takes none");
    by_mail.rules.sign_in.mail_sign_in = true;
    assert!(matches!(step(&by_mail, &[], NOW), NextStep::Issue(_)));
    by_mail.client.sign_in.mail_sign_in = false;
    assert!(asks_to_sign_in(&step(&by_mail, &[], NOW), SignInReason::TooWeak), "the client takes none");
    assert_eq!(refused(step(&by_mail, &[("prompt", "none")], NOW)), ErrorCode::LoginRequired);
    let mut with_password = with_proofs(&[(Amr::MailCode, 5), (Amr::Password, 5)]);
    with_password.client.sign_in.mail_sign_in = false;
    assert!(matches!(step(&with_password, &[], NOW), NextStep::Issue(_)));
    let mut old_password = with_proofs(&[(Amr::Password, 600), (Amr::MailCode, 5)]);
    old_password.rules.sign_in.mail_sign_in = true;
    let max_age = [("max_age", "60")];
    assert!(matches!(step(&old_password, &max_age, NOW), NextStep::Issue(_)));
    old_password.client.sign_in.mail_sign_in = false;
    let next = step(&old_password, &max_age, NOW);
    assert!(asks_to_sign_in(&next, SignInReason::TooWeak), "only the mail is fresh enough");
}

#[test]
fn sf3_a_session_without_the_users_own_factor_counts_where_trusted_devices_do() {
    let mut trusted = with_proofs(&[(Amr::Password, 5)]);
    trusted.facts.as_mut().unwrap().session.by_trusted_device = true;
    assert!(matches!(step(&trusted, &[], NOW), NextStep::Issue(_)));
    let strict = |edit: fn(&mut Situation)| {
        let mut situation = with_proofs(&[(Amr::Password, 5)]);
        situation.facts.as_mut().unwrap().session.by_trusted_device = true;
        edit(&mut situation);
        situation
    };
    for (what, situation) in [
        ("the client", strict(|situation| situation.client.sign_in.trusted_devices = false)),
        ("the tenant", strict(|situation| situation.rules.sign_in.trusted_devices = false)),
        ("by mail", strict(|situation| situation.client.sign_in.confirm_by_mail = ConfirmByMail::Always)),
    ] {
        let next = step(&situation, &[], NOW);
        assert!(asks_to_sign_in(&next, SignInReason::TooWeak), "{what}: {next:?}");
        assert_eq!(next_methods(&next), [Amr::OneTimePassword], "{what}: the password stands");
        assert_eq!(refused(step(&situation, &[("prompt", "none")], NOW)), ErrorCode::LoginRequired, "{what}");
    }
    let mut both_steps = with_proofs(&[(Amr::Password, 5), (Amr::OneTimePassword, 5)]);
    both_steps.client.sign_in.trusted_devices = false;
    assert!(matches!(step(&both_steps, &[], NOW), NextStep::Issue(_)));
    let mut without_factor = strict(|situation| situation.client.sign_in.trusted_devices = false);
    without_factor.facts.as_mut().unwrap().user.factors.clear();
    assert!(matches!(step(&without_factor, &[], NOW), NextStep::Issue(_)), "there is nothing to ask for");
}

#[test]
fn sf3_a_client_that_confirms_each_sign_in_by_mail_takes_no_session_without_it() {
    const WITH_MAIL: SignInRules<'static> =
        SignInRules { methods: &[Amr::Password, Amr::MailCode], ..PASSWORD_ONLY };
    let session_of = |proofs: &[(Amr, i64)]| {
        let mut situation = with_proofs(proofs);
        situation.facts.as_mut().unwrap().user.factors.clear();
        situation.rules = WITH_MAIL;
        situation.client.sign_in.confirm_by_mail = ConfirmByMail::Always;
        situation
    };
    let next = step(&session_of(&[(Amr::Password, 5)]), &[], NOW);
    assert!(asks_to_sign_in(&next, SignInReason::TooWeak), "{next:?}");
    assert_eq!(next_methods(&next), [Amr::MailCode]);
    let confirmed = session_of(&[(Amr::Password, 5), (Amr::MailCode, 5)]);
    assert!(matches!(step(&confirmed, &[], NOW), NextStep::Issue(_)));
    let next = step(&session_of(&[(Amr::Password, 5), (Amr::MailCode, 600)]), &[("max_age", "60")], NOW);
    assert!(asks_to_sign_in(&next, SignInReason::TooWeak), "the code is older than max_age: {next:?}");
    // A session that was begun at another application, which did not ask.
    let mut new_device = session_of(&[(Amr::Password, 5)]);
    new_device.client.sign_in.confirm_by_mail = ConfirmByMail::NewDevice;
    let next = step(&new_device, &[], NOW);
    assert!(asks_to_sign_in(&next, SignInReason::TooWeak), "{next:?}");
    assert_eq!(next_methods(&next), [Amr::MailCode]);
    assert_eq!(refused(step(&new_device, &[("prompt", "none")], NOW)), ErrorCode::LoginRequired);
    new_device.is_confirmed_device = true;
    assert!(matches!(step(&new_device, &[], NOW), NextStep::Issue(_)));
    new_device.client.sign_in.confirm_by_mail = ConfirmByMail::Always;
    let next = step(&new_device, &[], NOW);
    assert!(asks_to_sign_in(&next, SignInReason::TooWeak), "each sign-in, on each device: {next:?}");
}

#[test]
fn a_user_without_a_passkey_adds_one_where_nothing_else_is_strong_enough() {
    let rules = SignInRules {
        methods: &[Amr::Password, Amr::VerifiedSyncedPasskey],
        required: Acr::SingleFactor,
        sign_in: SignInSwitches::OF_TENANT,
        networks: &NetworkRules::NONE,
        address: None,
    };
    let class = |user| rules.required_of_session(None, Some(RESISTANT), user);
    let (alice, bob) = (user("alice"), user("bob").with_factor(FactorKind::Passkey));
    assert_eq!(class(Some(&alice)).unwrap(), Acr::PhishingResistant);
    assert_eq!(class(Some(&bob)).unwrap(), Acr::PhishingResistant);
    assert_eq!(class(None).unwrap(), Acr::PhishingResistant, "nobody knows yet who signs in");
    let hash = PasswordHash::from_phc("$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$aGFzaA");
    let alice = User { password_hash: Some(hash), ..alice };
    let class = rules.required_of_session(None, Some(&format!("{RESISTANT} {SINGLE}")), Some(&alice));
    assert_eq!(class.unwrap(), Acr::SingleFactor, "what the user can prove comes first");
}

#[test]
fn a_sign_in_asks_for_the_factors_that_the_user_has() {
    let asks = |user: &User| {
        let required = WITH_CODES.required_of_sign_in(None, None, user).unwrap();
        assert_eq!(required.class, Acr::SingleFactor);
        required.own_factor
    };
    let alice = user("alice");
    assert!(!asks(&alice));
    assert!(asks(&alice.clone().with_factor(FactorKind::Authenticator)));
    assert!(asks(&alice.clone().with_factor(FactorKind::RecoveryCodes)));
    assert!(!asks(&alice.with_factor(FactorKind::Passkey)), "it is not asked for");
}
