//! `prompt`, `max_age`, hints and consent decide the next step.

use uuid::Uuid;
use valetkey_accounts::{Acr, Amr, Authentication, SignInAttempt, SignInStep, User};
use valetkey_authorization_server::{
    Lifetimes,
    authorization::*,
    facts::SessionFacts,
    networks::NetworkRules,
    record::{Client, ClientAccess, Consent, ConsentPolicy, SignInSwitches},
    role_map::RoleMap,
};
use valetkey_types::{ErrorCode, Issuer, Scope, Seconds, TenantId, Timestamp, Unknown, UserId};

use crate::support::*;

pub(crate) const PASSWORD_ONLY: SignInRules<'static> = SignInRules {
    methods: &[Amr::Password],
    required: Acr::SingleFactor,
    sign_in: SignInSwitches::OF_TENANT,
    networks: &NetworkRules::NONE,
    address: None,
};
pub(crate) const WITH_CODES: SignInRules<'static> = SignInRules {
    methods: &[Amr::Password, Amr::OneTimePassword],
    required: Acr::SingleFactor,
    sign_in: SignInSwitches::OF_TENANT,
    networks: &NetworkRules::NONE,
    address: None,
};
pub(crate) const MULTI: &str = "urn:valetkey:acr:multi-factor";
pub(crate) const SINGLE: &str = "urn:valetkey:acr:single-factor";
pub(crate) const RESISTANT: &str = "urn:valetkey:acr:phishing-resistant";

pub(crate) struct Situation {
    pub(crate) client: Client,
    pub(crate) facts: Option<SessionFacts>,
    pub(crate) consent: Option<Consent>,
    pub(crate) pending: PendingRequest,
    pub(crate) attempt: Option<SignInAttempt>,
    pub(crate) hinted: Option<UserId>,
    pub(crate) must_choose: bool,
    pub(crate) is_confirmed_device: bool,
    pub(crate) rules: SignInRules<'static>,
}

/// A user with a session from before the request, who allowed everything.
pub(crate) fn settled() -> Situation {
    let alice = user("alice");
    let session = session(&alice, NOW.minus(Seconds(600)));
    let scope: Scope = "openid profile email".parse().unwrap();
    let consent = Consent {
        tenant: TenantId::default(),
        user_id: alice.id.clone(),
        client_id: client().id,
        scope,
        granted_at: NOW,
        revision: 3,
        unknown: Unknown::default(),
    };
    Situation {
        client: client(),
        pending: PendingRequest::new(&params(&[])),
        facts: Some(SessionFacts { session, user: Box::new(alice) }),
        consent: Some(consent),
        attempt: None,
        hinted: None,
        must_choose: false,
        is_confirmed_device: false,
        rules: PASSWORD_ONLY,
    }
}

pub(crate) fn step(situation: &Situation, changes: &[(&str, &str)], now: Timestamp) -> NextStep {
    let request = checked_by(changes, situation.client.clone()).expect("good request");
    let signed_in = SignedInUser::of(situation.facts.as_ref(), now);
    let Situation { consent, pending, attempt, hinted, .. } = situation;
    let context = StepContext {
        signed_in,
        must_choose: situation.must_choose,
        is_confirmed_device: situation.is_confirmed_device,
        role_map: &RoleMap::default(),
        consent: consent.as_ref(),
        attempt: attempt.as_ref(),
        hinted: hinted.as_ref(),
        rules: situation.rules,
        terms: None,
        now,
    };
    next_step(request, pending, &context)
}

pub(crate) fn asks_to_sign_in(step: &NextStep, expected: SignInReason) -> bool {
    matches!(step, NextStep::SignIn { reason, .. } if *reason == expected)
}

pub(crate) fn refused(step: NextStep) -> ErrorCode {
    match step {
        NextStep::Refuse(refusal) => refusal.error,
        other => panic!("expected a refusal, got {other:?}"),
    }
}

#[test]
fn a_settled_request_gets_a_code_bound_to_everything() {
    let NextStep::Issue(ready) = step(&settled(), &[("nonce", "n")], NOW) else { panic!("expected a code") };
    let grant_id = Uuid::from_u128(8);
    let issued = issue(*ready, grant_id, &Lifetimes::default(), NOW);
    let code = issued.code.clone();
    let issuer = Issuer::parse("https://id.example").unwrap();
    let location = issued.respond(&issuer, "sealed".into()).location();
    assert_eq!(location, format!("{CALLBACK}?code=sealed&state=s&iss=https%3A%2F%2Fid.example"));
    assert_eq!((code.grant_id, &code.user_id), (grant_id, &settled().facts.unwrap().user.id));
    assert_eq!(code.client_id, client().id);
    assert_eq!(code.redirect_uri, CALLBACK);
    assert_eq!(code.code_challenge.as_ref().unwrap().as_str(), CHALLENGE);
    assert_eq!(code.nonce.as_deref(), Some("n"));
    assert_eq!(code.expires_at, NOW.plus(Seconds(60)));
}

#[test]
fn without_a_live_session_somebody_has_to_sign_in() {
    let nobody = Situation { facts: None, ..settled() };
    assert!(asks_to_sign_in(&step(&nobody, &[], NOW), SignInReason::NoSession));
    assert_eq!(refused(step(&nobody, &[("prompt", "none")], NOW)), ErrorCode::LoginRequired);
    let expired = NOW.plus(Seconds::hours(2));
    assert!(asks_to_sign_in(&step(&settled(), &[], expired), SignInReason::NoSession));
}

#[test]
fn without_an_active_session_an_account_of_the_browser_is_chosen() {
    let others = Situation { facts: None, must_choose: true, ..settled() };
    assert!(matches!(step(&others, &[], NOW), NextStep::ChooseAccount));
    assert_eq!(refused(step(&others, &[("prompt", "none")], NOW)), ErrorCode::AccountSelectionRequired);
    assert!(asks_to_sign_in(&step(&others, &[("prompt", "login")], NOW), SignInReason::NoSession));
}

#[test]
fn en6_a_user_without_access_gets_a_page_and_a_silent_request_the_error() {
    let mut situation = settled();
    situation.client.access = ClientAccess::Only { groups: vec![Uuid::from_u128(1)], users: Vec::new() };
    assert!(matches!(step(&situation, &[], NOW), NextStep::NoAccess(_)));
    assert_eq!(refused(step(&situation, &[("prompt", "none")], NOW)), ErrorCode::AccessDenied);
    let alice = situation.facts.as_ref().unwrap().user.id.clone();
    situation.client.access = ClientAccess::Only { groups: Vec::new(), users: vec![alice] };
    assert!(matches!(step(&situation, &[], NOW), NextStep::Issue(_)));
    let nobody = Situation { facts: None, ..situation };
    assert!(asks_to_sign_in(&step(&nobody, &[], NOW), SignInReason::NoSession), "before anybody signed in");
}

#[test]
fn rf3_a_disabled_person_has_no_session() {
    let mut situation = settled();
    let facts = situation.facts.take().unwrap();
    let user = Box::new(User { disabled: true, ..*facts.user });
    situation.facts = Some(SessionFacts { user, ..facts });
    assert!(matches!(step(&situation, &[], NOW), NextStep::SignIn { .. }));
}

#[test]
fn sf3_prompt_login_needs_a_sign_in_after_the_request_came() {
    let mut situation = settled();
    let login = [("prompt", "login")];
    assert!(asks_to_sign_in(&step(&situation, &login, NOW), SignInReason::PromptLogin));
    situation.attempt = Some(begun_by_an_attempt(&mut situation));
    assert!(matches!(step(&situation, &login, NOW), NextStep::Issue(_)));
}

/// A sign-in in another tab, for another application, is not the one that this application asked for.
#[test]
fn l_a_sign_in_for_something_else_does_not_satisfy_prompt_login() {
    let mut situation = settled();
    situation.facts.as_mut().unwrap().session.authentication = Authentication::by(Amr::Password, NOW);
    for changes in [&[("prompt", "login")][..], &[("prompt", "login"), ("max_age", "5")]] {
        for (attempt, began) in [(None, None), (None, Some(77)), (Some(99), None), (Some(99), Some(77))] {
            situation.attempt = attempt.map(|id| SignInAttempt::new(Uuid::from_u128(id)));
            situation.facts.as_mut().unwrap().session.attempt = began.map(Uuid::from_u128);
            let next = step(&situation, changes, NOW);
            assert!(asks_to_sign_in(&next, SignInReason::PromptLogin), "{changes:?} {next:?}");
        }
    }
    let next = step(&situation, &[("prompt", "select_account")], NOW);
    assert!(matches!(next, NextStep::ChooseAccount), "it chose no account either: {next:?}");
    let next = step(&situation, &[("max_age", "5")], NOW);
    assert!(matches!(next, NextStep::Issue(_)), "max_age asks for the time only: {next:?}");
}

/// An attempt of this request that began the session.
pub(crate) fn begun_by_an_attempt(situation: &mut Situation) -> SignInAttempt {
    let attempt = SignInAttempt::new(Uuid::from_u128(77));
    situation.facts.as_mut().unwrap().session.attempt = Some(attempt.id);
    attempt
}

pub(crate) fn session_of(situation: &Situation) -> Uuid {
    situation.facts.as_ref().unwrap().session.id
}

#[test]
fn a_sign_in_step_knows_who_must_prove_more() {
    let first = |situation: &Situation, changes: &[(&str, &str)]| match step(situation, changes, NOW) {
        NextStep::SignIn { step, .. } => step,
        other => panic!("expected a sign-in, got {other:?}"),
    };
    let password = SignInStep::Prove(vec![Amr::Password]);
    let nobody = Situation { facts: None, ..settled() };
    assert_eq!(first(&nobody, &[]), SignInStep::Identify);
    let hinted = Situation { hinted: Some(UserId::new("bob")), ..settled() };
    assert_eq!(first(&hinted, &[]), SignInStep::Identify, "somebody else is meant");
    let mut situation = settled();
    assert_eq!(first(&situation, &[("prompt", "login")]), password);
    assert_eq!(first(&situation, &[("max_age", "5")]), password);
    let bob = user("bob");
    let of_bob = SignInAttempt::new(Uuid::from_u128(99)).prove(&bob, Amr::Password, NOW);
    situation.attempt = Some(of_bob);
    assert_eq!(first(&situation, &[("prompt", "login")]), password, "bob's proof is not alice's");
}

#[test]
fn max_age_needs_a_fresh_sign_in() {
    for (max_age, fresh) in [("599", false), ("600", true), ("0", false), ("10000", true)] {
        let next = step(&settled(), &[("max_age", max_age)], NOW);
        assert_eq!(matches!(next, NextStep::Issue(_)), fresh, "max_age={max_age}");
    }
    let second_of_the_sign_in = NOW.minus(Seconds(600));
    for (max_age, fresh) in [("0", false), ("1", true)] {
        let next = step(&settled(), &[("max_age", max_age)], second_of_the_sign_in);
        assert_eq!(matches!(next, NextStep::Issue(_)), fresh, "max_age={max_age}");
    }
    let mut situation = settled();
    situation.attempt = Some(begun_by_an_attempt(&mut situation));
    assert!(matches!(step(&situation, &[("max_age", "0")], NOW), NextStep::Issue(_)), "no endless loop");
}

#[test]
fn an_id_token_hint_of_somebody_else_needs_that_somebody() {
    let situation = Situation { hinted: Some(UserId::new("bob")), ..settled() };
    assert!(asks_to_sign_in(&step(&situation, &[], NOW), SignInReason::DifferentPerson));
    assert_eq!(refused(step(&situation, &[("prompt", "none")], NOW)), ErrorCode::LoginRequired);
    let situation = Situation { hinted: Some(UserId::new("alice")), ..settled() };
    assert!(matches!(step(&situation, &[], NOW), NextStep::Issue(_)));
}

#[test]
fn select_account_is_asked_once() {
    let mut situation = settled();
    let select = [("prompt", "select_account")];
    assert!(matches!(step(&situation, &select, NOW), NextStep::ChooseAccount));
    situation.pending.account_chosen_in = Some(session_of(&situation));
    assert!(matches!(step(&situation, &select, NOW), NextStep::Issue(_)));
}

#[test]
fn consent_is_asked_for_what_is_new_and_counts_in_its_session_only() {
    let mut situation = Situation { consent: None, ..settled() };
    assert!(matches!(step(&situation, &[], NOW), NextStep::AskConsent));
    assert_eq!(refused(step(&situation, &[("prompt", "none")], NOW)), ErrorCode::ConsentRequired);
    let yes = allow(SignedInUser::of(situation.facts.as_ref(), NOW).unwrap(), None);
    situation.pending.allowed = Some(yes);
    assert_eq!(allowed_at_revision(&step(&situation, &[], NOW)), Some(0), "the code carries the yes");
    situation.facts.as_mut().unwrap().session.id = Uuid::from_u128(99);
    assert!(matches!(step(&situation, &[], NOW), NextStep::AskConsent), "somebody else signed in since");
    let wider = step(&settled(), &[("scope", "openid notes.read")], NOW);
    assert!(matches!(wider, NextStep::AskConsent));
    assert!(matches!(step(&settled(), &[("prompt", "consent")], NOW), NextStep::AskConsent));
}

/// What the code says about a yes that nobody remembers yet.
fn allowed_at_revision(step: &NextStep) -> Option<u64> {
    let NextStep::Issue(ready) = step else { panic!("expected a code, got {step:?}") };
    issue((**ready).clone(), Uuid::from_u128(8), &Lifetimes::default(), NOW).code.allowed_at_revision
}

/// Its page can be reloaded, and its address kept.
#[test]
fn a_yes_counts_until_the_consent_changes() {
    let mut situation = settled();
    let more = [("scope", "openid notes.read")];
    situation.pending.allowed =
        Some(allow(SignedInUser::of(situation.facts.as_ref(), NOW).unwrap(), situation.consent.as_ref()));
    assert_eq!(allowed_at_revision(&step(&situation, &more, NOW)), Some(3));
    assert_eq!(allowed_at_revision(&step(&situation, &[], NOW)), None, "all of it is remembered");
    assert_eq!(allowed_at_revision(&step(&situation, &[("prompt", "consent")], NOW)), None);
    let remembered = situation.consent.as_mut().unwrap();
    (remembered.revision, remembered.scope) = (4, Scope::default());
    for asked in [&more[..], &[], &[("prompt", "consent")]] {
        assert!(matches!(step(&situation, asked, NOW), NextStep::AskConsent), "withdrawn since: {asked:?}");
    }
}

#[test]
fn the_operators_own_application_does_not_ask() {
    let mut situation = Situation { consent: None, ..settled() };
    situation.client.consent = ConsentPolicy::Trusted;
    assert_eq!(allowed_at_revision(&step(&situation, &[], NOW)), None, "nobody said yes");
}

/// Any program on the device can open such a redirect URI, so trust in the client proves nothing (RFC 8252 section 8.6).
#[test]
fn m3_trust_does_not_count_for_a_client_that_others_can_stand_in_for() {
    for redirect_uri in ["http://127.0.0.1/cb", "http://localhost/cb", "com.example.app:/cb"] {
        let mut situation = Situation { consent: None, ..settled() };
        situation.client.consent = ConsentPolicy::Trusted;
        situation.client.redirect_uris = vec![redirect_uri.into()];
        let changes = [("redirect_uri", redirect_uri)];
        let silent = [("redirect_uri", redirect_uri), ("prompt", "none")];
        assert!(matches!(step(&situation, &silent, NOW), NextStep::Issue(_)), "its secret proves the client");
        situation.client.secret_hash = None;
        assert!(matches!(step(&situation, &changes, NOW), NextStep::AskConsent), "{redirect_uri}");
        assert_eq!(refused(step(&situation, &silent, NOW)), ErrorCode::ConsentRequired, "{redirect_uri}");
        situation.consent = settled().consent;
        assert_eq!(refused(step(&situation, &silent, NOW)), ErrorCode::ConsentRequired, "{redirect_uri}");
    }
    let mut on_the_web = Situation { consent: None, ..settled() };
    on_the_web.client.consent = ConsentPolicy::Trusted;
    on_the_web.client.secret_hash = None;
    assert!(
        matches!(step(&on_the_web, &[("prompt", "none")], NOW), NextStep::Issue(_)),
        "https is its own page"
    );
}

#[test]
fn a_public_client_on_the_device_is_asked_about_every_time() {
    let mut situation = settled();
    situation.client.secret_hash = None;
    situation.client.redirect_uris = vec!["http://127.0.0.1/cb".into()];
    let loopback = [("redirect_uri", "http://127.0.0.1:5000/cb")];
    assert!(matches!(step(&situation, &loopback, NOW), NextStep::AskConsent));
}

#[test]
fn a_refusal_of_the_person_goes_back_to_the_client() {
    let mut situation = settled();
    situation.pending.denied = true;
    assert_eq!(refused(step(&situation, &[], NOW)), ErrorCode::AccessDenied);
}
