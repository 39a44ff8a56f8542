//! The code grant: CP1, CP2, CP4, CP7 and reuse.

use valetkey_authorization_server::{
    Change, Lifetimes, event::EventKind, facts::CodeFacts, record::*, sealed::AuthorizationCode, token::*,
};
use valetkey_types::*;

use crate::support::*;

fn form(changes: &[(&str, &str)]) -> RawParams {
    let usual = [("grant_type", "authorization_code"), ("code", "sealed"), ("code_verifier", VERIFIER)];
    changed(&usual, changes)
}

#[test]
fn a_right_code_gives_every_token_and_becomes_a_grant() {
    let decision = ask(client(), &form(&[("redirect_uri", CALLBACK)]), unused(code()));
    let plan = decision.answer.unwrap();

    let access = claims(&plan);
    assert_eq!((access.iss.as_str(), access.sub.as_str()), ("https://id.example", "u-1"));
    assert_eq!((access.iat, access.exp), (NOW, NOW.plus(Seconds(600))));
    assert_eq!(access.aud, [API]);
    assert_eq!(access.jti, fresh().access_token.simple().to_string());
    assert_eq!(access.grant_id, Some(code().grant_id.simple().to_string()));
    assert_eq!(access.scope, scope("openid profile notes.read"));
    assert_eq!(access.acr.as_deref(), Some("urn:valetkey:acr:single-factor"));
    assert_eq!(access.amr, Some(vec!["pwd".to_owned()]));
    assert_eq!(access.roles, None, "roles without the scope roles");
    assert_eq!(plan.expires_in, Seconds(600));

    let id_token = plan.id_token.unwrap();
    assert_eq!(
        (id_token.aud.as_str(), id_token.azp.as_str(), id_token.user.sub.as_str()),
        ("app", "app", "u-1")
    );
    assert_eq!(id_token.nonce.as_deref(), Some("n-0"));
    assert_eq!(id_token.auth_time, NOW.minus(Seconds(5)));
    assert_eq!(id_token.sid, Some(session().sid.simple().to_string()));
    assert_eq!(id_token.user.name.as_deref(), Some("Ada Lovelace"));
    assert_eq!(id_token.user.email, None, "email without the scope email");

    let [Change::RequireSession { .. }, Change::StoreGrant(grant)] = decision.changes.as_slice() else {
        panic!("{:?}", decision.changes)
    };
    assert_eq!((grant.id, &grant.scope), (code().grant_id, &code().scope));
    assert_eq!((grant.revoked_at, grant.redeemed_refresh_token), (None, None));
    let token = plan.refresh_token.unwrap();
    assert_eq!((token.id, token.grant_id, token.predecessor), (fresh().refresh_token, grant.id, None));
    assert_eq!(token.expires_at, NOW.plus(Seconds::days(30)));
}

#[test]
fn what_was_withdrawn_is_not_given_by_a_code_that_was_on_its_way() {
    let with = |allowed: Option<&str>, client: Client| {
        let consent = allowed.map(|allowed| Consent { scope: scope(allowed), ..consent() });
        let facts = CodeFacts { consent, ..code_facts() };
        ask(client, &form(&[]), Facts::Code(Box::new(code()), facts))
    };
    for allowed in [None, Some(""), Some("openid profile"), Some("notes.write")] {
        let decision = with(allowed, client());
        let refusal = decision.answer.unwrap_err();
        assert_eq!(refusal.error, ErrorCode::InvalidGrant, "{allowed:?}: {refusal}");
        assert!(decision.changes.is_empty(), "the code stays unused: {:?}", decision.changes);
    }
    assert!(with(Some("openid profile notes.read notes.write"), client()).answer.is_ok(), "more is allowed");
    let trusted = Client { consent: ConsentPolicy::Trusted, ..client() };
    assert!(with(None, trusted.clone()).answer.is_ok(), "nobody was asked");
    // M3: on a device nobody knows which program asks, so the user must have said yes.
    let on_a_device = Client {
        secret_hash: None,
        authentication_methods: vec![ClientAuthenticationMethod::None],
        ..trusted
    };
    let code = AuthorizationCode { redirect_uri: "http://127.0.0.1:5000/cb".into(), ..code() };
    let facts = code_facts();
    let decision = ask(on_a_device, &form(&[]), Facts::Code(Box::new(code), facts));
    assert_eq!(refused_without_changes(decision), ErrorCode::InvalidGrant);
}

/// What the user just allowed is remembered with the grant, in one list: no grant without its consent, and no other way
/// round.
#[test]
fn what_was_just_allowed_is_remembered_with_the_grant() {
    let ask_with = |revision: u64, before: Option<Consent>, client: Client| {
        let code = AuthorizationCode { allowed_at_revision: Some(revision), ..code() };
        let facts = CodeFacts { consent: before, ..code_facts() };
        ask(client, &form(&[]), Facts::Code(Box::new(code), facts))
    };
    let other = || Consent { scope: scope("openid email"), ..consent() };
    let everything = "openid email profile notes.read";
    let trusted = Client { consent: ConsentPolicy::Trusted, ..client() };
    for (before, client, expected, revision) in [
        (None, client(), "openid profile notes.read", 0),
        (Some(other()), client(), everything, 3),
        (Some(Consent { scope: Scope::default(), ..consent() }), client(), "openid profile notes.read", 3),
        (Some(other()), trusted, everything, 3),
    ] {
        let decision = ask_with(Consent::revision_of(before.as_ref()), before.clone(), client);
        let [
            Change::RememberConsent(remembered),
            Change::StoreEvent(event),
            Change::RequireSession { .. },
            Change::StoreGrant(_),
        ] = decision.changes.as_slice()
        else {
            panic!("{:?}", decision.changes)
        };
        assert_eq!((&event.kind, &event.subject), (&EventKind::ConsentGiven, &Some(code().user_id)));
        assert_eq!(event.actor, Actor::User { id: code().user_id });
        assert_eq!(
            (&event.client_id, &event.network_address),
            (&Some(code().client_id), &None),
            "the client's"
        );
        let before = before.map(|consent| consent.scope.to_string()).unwrap_or_default();
        assert_eq!(
            (&event.changed[0].before, &event.changed[0].after),
            (&before, &remembered.scope.to_string())
        );
        assert_eq!((remembered.scope.clone(), remembered.revision), (scope(expected), revision));
        assert_eq!((&remembered.user_id, &remembered.client_id), (&code().user_id, &code().client_id));
        assert!(decision.answer.is_ok());
    }
    // Somebody widened it since: nothing is left to remember. Withdrawn since: the yes is gone with it.
    let decision = ask_with(2, Some(consent()), client());
    assert!(
        matches!(decision.changes.as_slice(), [Change::RequireSession { .. }, Change::StoreGrant(_)]),
        "{:?}",
        decision.changes
    );
    for (seen, before) in [(0, Some(other())), (2, Some(other())), (4, Some(other())), (1, None)] {
        assert_eq!(refused_without_changes(ask_with(seen, before, client())), ErrorCode::InvalidGrant);
    }
}

/// The grant tells a second use of the code, so it may not be forgotten while the code could be used.
#[test]
fn a_grant_lives_at_least_as_long_as_its_code() {
    let lifetimes = Lifetimes { grant: Seconds(10), ..Lifetimes::default() };
    let decision = ask_under(lifetimes, NOW, client(), &form(&[]), unused(code()));
    let [Change::RequireSession { .. }, Change::StoreGrant(grant)] = decision.changes.as_slice() else {
        panic!("{:?}", decision.changes)
    };
    assert_eq!(grant.expires_at, code().expires_at);
}

#[test]
fn no_refresh_token_without_its_grant_and_no_id_token_without_openid() {
    let mut plain = client();
    plain.grant_types = vec![GrantType::AuthorizationCode];
    let mut bare = code();
    bare.scope = scope("notes.read");
    let decision = ask(plain, &form(&[]), unused(bare));
    let plan = decision.answer.unwrap();
    assert!(plan.refresh_token.is_none() && plan.id_token.is_none());
}

#[test]
fn an_opaque_access_token_names_its_grant() {
    let mut opaque = client();
    opaque.access_token_format = AccessTokenFormat::Opaque;
    let decision = ask(opaque, &form(&[]), unused(code()));
    let AccessTokenPlan::Opaque(token) = decision.answer.unwrap().access_token else { panic!("a JWT") };
    assert_eq!(*token, opaque_access_token());
}

/// CP1: a code of client A in the hands of B, whatever else is right.
#[test]
fn cp1_a_code_works_for_its_client_only() {
    let mut other = client();
    other.id = ClientId::new("other");
    for thief in [other, public_client()] {
        for redirect_uri in ["", CALLBACK, "https://thief.example/callback"] {
            for verifier in [VERIFIER, ""] {
                let form = form(&[("redirect_uri", redirect_uri), ("code_verifier", verifier)]);
                let decision = ask(thief.clone(), &form, unused(code()));
                assert_eq!(refused_without_changes(decision), ErrorCode::InvalidGrant, "{redirect_uri:?}");
            }
        }
    }
}

#[test]
fn cp1_a_redirect_uri_that_is_sent_must_be_that_of_the_request() {
    for uri in
        ["https://app.example/callback/", "https://app.example/Callback", "https://app.example/callback?x=1"]
    {
        let decision = ask(client(), &form(&[("redirect_uri", uri)]), unused(code()));
        assert_eq!(refused_without_changes(decision), ErrorCode::InvalidGrant, "{uri}");
    }
}

/// CP2: challenge × verifier. Only two cells of the table give tokens.
#[test]
fn cp2_pkce_matrix() {
    let short = &VERIFIER[..42];
    let long = "a".repeat(129);
    let verifiers = [
        "",
        VERIFIER,
        CHALLENGE,
        "wrong-wrong-wrong-wrong-wrong-wrong-wrong-wrong",
        short,
        &long,
        "ü-not-ascii",
    ];
    let mut compatible = client();
    compatible.pkce = PkcePolicy::OpenidConnectCoreCompatible;
    let mut public_compatible = public_client();
    public_compatible.pkce = PkcePolicy::OpenidConnectCoreCompatible;
    for (row, client) in [client(), compatible, public_client(), public_compatible].into_iter().enumerate() {
        for with_challenge in [true, false] {
            for verifier in verifiers {
                let mut code = code();
                code.client_id = client.id.clone();
                code.code_challenge = code.code_challenge.filter(|_| with_challenge);
                let decision = ask(client.clone(), &form(&[("code_verifier", verifier)]), unused(code));
                let may_pass =
                    if with_challenge { verifier == VERIFIER } else { verifier.is_empty() && row == 1 };
                if may_pass {
                    assert!(decision.answer.is_ok(), "row {row}, challenge {with_challenge}, {verifier:?}");
                } else {
                    let error = refused_without_changes(decision);
                    assert_eq!(error, ErrorCode::InvalidGrant, "row {row}, {with_challenge}, {verifier:?}");
                }
            }
        }
    }
}

/// The plain method does not exist: a challenge that equals the verifier proves nothing.
#[test]
fn cp2_a_plain_challenge_is_no_challenge() {
    let mut plain = code();
    plain.code_challenge = Some(CodeChallenge::parse(VERIFIER, Some("S256")).unwrap());
    assert_eq!(refused_without_changes(ask(client(), &form(&[]), unused(plain))), ErrorCode::InvalidGrant);
}

#[test]
fn a_used_code_revokes_what_its_first_use_issued() {
    let mut other = client();
    other.id = ClientId::new("other");
    for (client, now) in [(client(), NOW), (other, NOW), (client(), NOW.plus(Seconds::days(1)))] {
        let (error, changes) = refused(ask_at(now, client, &form(&[]), used(code())));
        assert_eq!(error, ErrorCode::InvalidGrant);
        let event = revocation_event(&changes, code().grant_id, &EventKind::GrantReuseDetected);
        assert_eq!((event.actor, event.network_address.as_deref()), (Actor::Server, Some("192.0.2.1")));
    }
}

/// M5: an old address in a log or a browser history is no kill switch.
#[test]
fn m5_an_expired_used_code_revokes_only_for_the_client_that_can_redeem_it() {
    let later = NOW.plus(Seconds(60));
    let mut other = client();
    other.id = ClientId::new("other");
    let wrong = [("code_verifier", "wrong-wrong-wrong-wrong-wrong-wrong-wrong-wrong")];
    for (client, changes) in [
        (other, &[][..]),
        (public_client(), &[][..]),
        (client(), &[("code_verifier", "")][..]),
        (client(), &wrong[..]),
    ] {
        let decision = ask_at(later, client, &form(changes), used(code()));
        assert_eq!(refused_without_changes(decision), ErrorCode::InvalidGrant, "{changes:?}");
    }
    let (_, changes) = refused(ask_at(later, client(), &form(&[]), used(code())));
    revocation_event(&changes, code().grant_id, &EventKind::GrantReuseDetected);
}

/// H2: whoever has the encryption key can seal a code, and can't make it last.
#[test]
fn h2_a_code_that_lives_longer_than_codes_live_is_refused() {
    for (lifetime, passes) in
        [(60, true), (120, true), (121, false), (365 * 86_400, false), (i64::MAX, false)]
    {
        let mut code = code();
        code.expires_at = NOW.plus(Seconds(lifetime));
        let decision = ask(client(), &form(&[]), unused(code));
        assert_eq!(decision.answer.is_ok(), passes, "{lifetime}");
        assert!(passes || decision.changes.is_empty());
    }
}

#[test]
fn a_code_ends_at_its_second() {
    let last = ask_at(NOW.plus(Seconds(59)), client(), &form(&[]), unused(code()));
    assert!(last.answer.is_ok());
    let late = ask_at(NOW.plus(Seconds(60)), client(), &form(&[]), unused(code()));
    assert_eq!(refused_without_changes(late), ErrorCode::InvalidGrant);
}

#[test]
fn a_client_registered_anew_under_an_identifier_inherits_no_code() {
    let anew = Client { created_at: NOW.plus(Seconds(1)), ..client() };
    let later = |client| ask_at(NOW.plus(Seconds(5)), client, &form(&[]), unused(code()));
    assert_eq!(refused_without_changes(later(anew)), ErrorCode::InvalidGrant);
    assert!(later(client()).answer.is_ok());
}

/// CP7: what does not open is no code; nothing is revoked for it.
#[test]
fn cp7_what_does_not_open_is_a_miss() {
    assert_eq!(refused_without_changes(ask(client(), &form(&[]), Facts::NotOurs)), ErrorCode::InvalidGrant);
}

/// SC1: the gate stands before this door too.
#[test]
fn sc1_gone_people_and_narrowed_clients() {
    let gone = with_user(code(), None);
    assert_eq!(refused_without_changes(ask(client(), &form(&[]), gone)), ErrorCode::InvalidGrant);
    let mut disabled = user();
    disabled.disabled = true;
    let facts = with_user(code(), Some(disabled));
    assert_eq!(refused_without_changes(ask(client(), &form(&[]), facts)), ErrorCode::InvalidGrant);
    let mut somebody = user();
    somebody.id = UserId::new("u-2");
    let facts = with_user(code(), Some(somebody));
    assert_eq!(refused_without_changes(ask(client(), &form(&[]), facts)), ErrorCode::InvalidGrant);

    let mut without_grant = client();
    without_grant.grant_types = vec![GrantType::ClientCredentials];
    let decision = ask(without_grant, &form(&[]), unused(code()));
    assert_eq!(refused_without_changes(decision), ErrorCode::UnauthorizedClient);

    let mut narrowed = client();
    narrowed.scope = scope("openid");
    let plan = ask(narrowed, &form(&[]), unused(code())).answer.unwrap();
    assert_eq!(plan.scope, scope("openid"));
}

#[test]
fn all_causes_read_the_same_from_outside() {
    let mut expired = code();
    expired.expires_at = NOW;
    let texts: Vec<_> = [Facts::NotOurs, used(code()), unused(expired)]
        .into_iter()
        .map(|facts| ask(client(), &form(&[]), facts).answer.unwrap_err().description)
        .collect();
    assert!(texts.windows(2).all(|pair| pair[0] == pair[1]), "{texts:?}");
}

/// M6, RF3: what a session began ends with it, also what is still on its way.
#[test]
fn m6_a_code_is_refused_unless_its_session_counts() {
    let with = |session: Option<Session>| {
        let facts = CodeFacts { consent: Some(consent()), session, ..code_facts() };
        ask(client(), &form(&[]), Facts::Code(Box::new(code()), facts))
    };
    let ended = Session { ended_at: Some(NOW), ..session() };
    let continued = Session { continued_by: Some(id(9)), ..ended.clone() };
    let expired = Session { expires_at: NOW, ..session() };
    let of_somebody = Session { user_id: UserId::new("u-2"), ..session() };
    for session in [None, Some(ended), Some(continued), Some(expired), Some(of_somebody)] {
        let refused = with(session.clone());
        assert_eq!(refused_without_changes(refused), ErrorCode::InvalidGrant, "{session:?}");
    }
    let last_second = Session { expires_at: NOW.plus(Seconds(1)), ..session() };
    assert!(with(Some(last_second)).answer.is_ok());
}

/// The user signed in again: the grant belongs to the session as it goes on, with the sign-in of the code.
#[test]
fn m6_a_code_of_a_session_that_goes_on_is_redeemed_while_that_lasts() {
    let authentication = Authentication { auth_time: NOW, ..session().authentication };
    let next = Session { id: id(9), authentication, ..session() };
    let facts = CodeFacts { consent: Some(consent()), session: Some(next), ..code_facts() };
    let decision = ask(client(), &form(&[]), Facts::Code(Box::new(code()), facts));
    let [Change::RequireSession { id: required, .. }, Change::StoreGrant(grant)] =
        decision.changes.as_slice()
    else {
        panic!("{:?}", decision.changes)
    };
    assert_eq!((*required, grant.sid), (id(9), session().sid));
    assert_eq!(grant.authentication, code().authentication);
}

/// Nobody learns from an error what became of the session, and a used code revokes its grant as ever.
#[test]
fn m6_a_used_code_revokes_its_grant_after_the_session_too() {
    let facts = CodeFacts { grant: Some(grant()), session: None, ..code_facts() };
    let (_, changes) = refused(ask(client(), &form(&[]), Facts::Code(Box::new(code()), facts)));
    revocation_event(&changes, code().grant_id, &EventKind::GrantReuseDetected);
}

/// M10: a backup has sessions that ended since, and does not know which codes were used.
#[test]
fn m10_a_code_of_a_session_from_before_a_restore_is_refused() {
    let ask_since = |nothing_before| {
        let lifetimes = Lifetimes { nothing_before, ..Lifetimes::default() };
        ask_under(lifetimes, NOW, client(), &form(&[]), unused(code()))
    };
    let signed_in = session().authentication.auth_time;
    assert!(ask_since(None).answer.is_ok() && ask_since(Some(signed_in)).answer.is_ok());
    let refused = refused_without_changes(ask_since(Some(signed_in.plus(Seconds(1)))));
    assert_eq!(refused, ErrorCode::InvalidGrant);
}
