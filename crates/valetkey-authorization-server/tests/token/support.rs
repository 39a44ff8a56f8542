//! A client, a user, a code, a grant, and one token request to vary.

use std::{
    net::IpAddr,
    sync::{Arc, LazyLock},
};

use uuid::Uuid;
use valetkey_accounts::{Acr, Amr, User};
use valetkey_authorization_server::{
    Change, Decision, Lifetimes, Refusal,
    claim_map::ClaimMap,
    event::{EventKind, Occasion},
    facts::{AccessTokenFacts, CodeFacts, RefreshFacts, RoleMapFacts},
    record::{Grant, *},
    sealed::{AccessToken, AuthorizationCode, RefreshToken},
    token::*,
};
use valetkey_jose::Algorithm;
use valetkey_types::*;

pub(crate) const NOW: Timestamp = Timestamp(1_800_000_000);
pub(crate) const CALLBACK: &str = "https://app.example/callback";
pub(crate) const API: &str = "https://api.example";
pub(crate) const SECRET: &str = "the-secret-of-the-client";
pub(crate) const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
pub(crate) const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

/// A confidential client with code and refresh tokens.
pub(crate) fn client() -> Client {
    Client {
        tenant: TenantId::default(),
        id: ClientId::new("app"),
        name: "App".into(),
        secret_hash: Some(Sha256Hash::of(SECRET.as_bytes())),
        secret_rotation: Default::default(),
        authentication_methods: vec![
            ClientAuthenticationMethod::ClientSecretBasic,
            ClientAuthenticationMethod::ClientSecretPost,
        ],
        redirect_uris: vec![CALLBACK.into()],
        post_logout_redirect_uris: vec![],
        backchannel_logout_uri: None,
        scope: scope("openid profile email roles offline_access notes.read notes.write"),
        claim_places: ClaimPlaces::new(),
        grant_types: GrantType::ALL.to_vec(),
        audiences: vec![API.into(), "https://other.example".into()],
        access_token_format: AccessTokenFormat::Jwt,
        id_token_signed_response_alg: Algorithm::ES256,
        pkce: PkcePolicy::Required,
        require_pushed_authorization_requests: false,
        refresh_token_rotation: RefreshTokenRotation::Rotate,
        required_acr: valetkey_accounts::Acr::SingleFactor,
        sign_in: valetkey_authorization_server::record::SignInSwitches::OF_CLIENT,
        networks: Default::default(),
        access: Default::default(),
        consent: ConsentPolicy::Ask,
        client_uri: None,
        logo_uri: None,
        policy_uri: None,
        tos_uri: None,
        branding: Default::default(),
        roles: Vec::new(),
        disabled: false,
        created_at: NOW,
        revision: 1,
        unknown: Unknown::default(),
    }
}

pub(crate) fn public_client() -> Client {
    Client {
        id: ClientId::new("public-app"),
        secret_hash: None,
        authentication_methods: vec![ClientAuthenticationMethod::None],
        grant_types: vec![GrantType::AuthorizationCode, GrantType::RefreshToken],
        ..client()
    }
}

pub(crate) fn scope(text: &str) -> Scope {
    text.parse().unwrap()
}

pub(crate) fn user() -> User {
    let mut user = User::new(TenantId::default(), UserId::new("u-1"), "ada", NOW);
    user.email = Some("ada@example.org".into());
    user.name = Some("Ada Lovelace".into());
    user.roles = vec!["admin".into()];
    user
}

/// The identifier number `n`.
pub(crate) fn id(n: u8) -> Uuid {
    Uuid::from_u128(0xabcd_ef00 + u128::from(n))
}

pub(crate) fn fresh() -> Fresh {
    Fresh { access_token: id(100), refresh_token: id(101) }
}

pub(crate) fn code() -> AuthorizationCode {
    AuthorizationCode {
        grant_id: Uuid::from_u128(60),
        client_id: ClientId::new("app"),
        user_id: UserId::new("u-1"),
        session_id: Uuid::from_u128(70),
        redirect_uri: CALLBACK.into(),
        code_challenge: Some(CodeChallenge::parse(CHALLENGE, Some("S256")).unwrap()),
        scope: scope("openid profile notes.read"),
        audiences: vec![API.into()],
        nonce: Some("n-0".into()),
        authentication: authentication(),
        expires_at: NOW.plus(Seconds(60)),
        allowed_at_revision: None,
    }
}

/// What the edge opened and loaded for a request.
pub(crate) enum Facts {
    Code(Box<AuthorizationCode>, CodeFacts),
    RefreshToken(RefreshToken, Option<Box<RefreshFacts>>),
    NotOurs,
    Nothing,
}

/// A code that was not used yet.
pub(crate) fn unused(code: AuthorizationCode) -> Facts {
    with_user(code, Some(user()))
}

pub(crate) fn with_user(code: AuthorizationCode, user: Option<User>) -> Facts {
    Facts::Code(
        Box::new(code),
        CodeFacts { user: user.map(Box::new), consent: Some(consent()), ..code_facts() },
    )
}

/// What an unused code rests on, but for a consent.
pub(crate) fn code_facts() -> CodeFacts {
    CodeFacts {
        grant: None,
        user: Some(Box::new(user())),
        consent: None,
        session: Some(session()),
        ..CodeFacts::default()
    }
}

/// The session of [`code`].
pub(crate) fn session() -> Session {
    Session {
        tenant: TenantId::default(),
        id: code().session_id,
        verifier_hash: Sha256Hash::of(b"cookie"),
        sid: Uuid::from_u128(50),
        user_id: UserId::new("u-1"),
        authentication: authentication(),
        attempt: None,
        by_trusted_device: false,
        kept: false,
        device: None,
        address: None,
        expires_at: NOW.plus(Seconds::hours(1)),
        ended_at: None,
        continued_by: None,
    }
}

/// What the user allows the client: all that the code is for.
pub(crate) fn consent() -> Consent {
    Consent {
        tenant: TenantId::default(),
        user_id: UserId::new("u-1"),
        client_id: ClientId::new("app"),
        scope: scope("openid profile notes.read"),
        granted_at: NOW,
        revision: 3,
        unknown: Unknown::default(),
    }
}

/// A code that became a grant.
pub(crate) fn used(code: AuthorizationCode) -> Facts {
    Facts::Code(Box::new(code), CodeFacts { grant: Some(grant()), consent: Some(consent()), ..code_facts() })
}

pub(crate) fn grant() -> Grant {
    Grant {
        tenant: TenantId::default(),
        id: Uuid::from_u128(60),
        client_id: ClientId::new("app"),
        user_id: UserId::new("u-1"),
        sid: Uuid::from_u128(50),
        scope: scope("openid profile notes.read"),
        audiences: vec![API.into()],
        authentication: authentication(),
        created_at: NOW,
        expires_at: NOW.plus(Seconds::days(365)),
        revoked_at: None,
        redeemed_refresh_token: None,
    }
}

/// The refresh token `n` that follows `predecessor`.
pub(crate) fn refresh_token(n: u8, predecessor: Option<u8>) -> RefreshToken {
    RefreshToken {
        id: id(n),
        grant_id: grant().id,
        predecessor: predecessor.map(id),
        expires_at: NOW.plus(Seconds::days(30)),
    }
}

pub(crate) fn refresh_facts(grant: Grant) -> RefreshFacts {
    RefreshFacts { grant, user: Some(Box::new(user())), role_map: RoleMapFacts::default() }
}

pub(crate) fn opaque_access_token() -> AccessToken {
    AccessToken {
        id: id(100),
        grant_id: Some(grant().id),
        client_id: ClientId::new("app"),
        scope: scope("openid profile notes.read"),
        audiences: vec![API.into()],
        issued_at: NOW,
        expires_at: NOW.plus(Seconds(600)),
    }
}

/// The claims of a JWT access token that descends from [`grant`].
pub(crate) fn access_token_claims() -> AccessTokenClaims {
    AccessTokenClaims {
        iss: "https://id.example".into(),
        exp: NOW.plus(Seconds(600)),
        aud: vec![API.into()],
        sub: "u-1".into(),
        client_id: ClientId::new("app"),
        iat: NOW,
        jti: id(100).simple().to_string(),
        scope: scope("openid profile notes.read"),
        auth_time: Some(NOW),
        acr: Some(Acr::SingleFactor.as_str().to_owned()),
        amr: Some(vec!["pwd".to_owned()]),
        roles: None,
        groups: None,
        sid: None,
        grant_id: Some(grant().id.simple().to_string()),
        other: OtherClaims::new(),
    }
}

pub(crate) fn access_token_facts() -> AccessTokenFacts {
    AccessTokenFacts { grant: Some(grant()), user: Some(Box::new(user())), ..AccessTokenFacts::default() }
}

pub(crate) fn params(pairs: &[(&str, &str)]) -> RawParams {
    RawParams::parse(encode_form(pairs.iter().copied()).as_bytes()).unwrap()
}

/// A form with some parameters replaced; an empty value removes one.
pub(crate) fn changed<'a>(usual: &[(&'a str, &'a str)], changes: &[(&'a str, &'a str)]) -> RawParams {
    let mut pairs = usual.to_vec();
    for (name, value) in changes {
        pairs.retain(|(known, _)| known != name || *name == "resource");
        pairs.push((name, value));
    }
    params(&pairs)
}

/// The client, authenticated the way it is registered.
pub(crate) fn authenticated(client: Client) -> AuthenticatedClient {
    let presented = if client.is_public() { Presented::None } else { Presented::Basic(Secret::new(SECRET)) };
    let credentials = ClientCredentials { client_id: client.id.clone(), presented };
    authenticate(Some(Arc::new(client)), &credentials, NOW).unwrap()
}

/// Runs one request of an authenticated client through its grant.
pub(crate) fn ask(client: Client, params: &RawParams, facts: Facts) -> GrantDecision {
    ask_at(NOW, client, params, facts)
}

pub(crate) fn ask_at(now: Timestamp, client: Client, params: &RawParams, facts: Facts) -> GrantDecision {
    ask_under(Lifetimes::default(), now, client, params, facts)
}

pub(crate) fn ask_under(
    lifetimes: Lifetimes,
    now: Timestamp,
    client: Client,
    params: &RawParams,
    facts: Facts,
) -> GrantDecision {
    let client = authenticated(client);
    let (issuer, fresh) = (issuer(), fresh());
    let actor = Actor::Client { id: client.client().id.clone() };
    let occasion = occasion(&actor, now);
    let claim_map = ClaimMap::default();
    let context = Context {
        issuer: &issuer,
        lifetimes: &lifetimes,
        claim_map: &claim_map,
        now,
        fresh: &fresh,
        occasion: &occasion,
    };
    let request = GrantContext::new(&client, params, context);
    match (params.get("grant_type"), facts) {
        (Some("authorization_code"), Facts::Code(code, facts)) => {
            authorization_code::decide(&request, Some((&code, &facts)))
        }
        (Some("authorization_code"), Facts::NotOurs) => authorization_code::decide(&request, None),
        (Some("refresh_token"), Facts::RefreshToken(token, facts)) => {
            refresh_token::decide(&request, Some((&token, facts.as_deref())))
        }
        (Some("refresh_token"), Facts::NotOurs) => refresh_token::decide(&request, None),
        (Some("client_credentials"), Facts::Nothing) => client_credentials::decide(&request),
        (grant, _) => panic!("no facts for {grant:?}"),
    }
}

/// The origin of a request that somebody sends at this moment.
pub(crate) fn occasion(actor: &Actor, now: Timestamp) -> Occasion<'_> {
    static TENANT: LazyLock<TenantId> = LazyLock::new(TenantId::default);
    Occasion {
        tenant: &TENANT,
        actor,
        now,
        network_address: Some(IpAddr::from([192, 0, 2, 1])),
        reference: Some("7F3K-9QTM"),
        events_kept_for: Seconds::days(365),
        fresh_id: &|| id(200),
    }
}

pub(crate) fn issuer() -> Issuer {
    Issuer::parse("https://id.example").unwrap()
}

/// The event of these changes: the revocation of a grant and its event, and nothing else.
pub(crate) fn revocation_event(changes: &[Change], grant: Uuid, kind: &EventKind) -> Event {
    let [Change::RevokeGrant { id, .. }, Change::StoreEvent(event)] = changes else { panic!("{changes:?}") };
    assert_eq!((*id, &event.kind), (grant, kind));
    event.clone()
}

/// The refusal; fails on an answer with tokens. Nothing may be stored beside the changes in `allowed`.
pub(crate) fn refused(decision: Decision<Result<TokenPlan, Refusal>>) -> (ErrorCode, Vec<Change>) {
    match decision.answer {
        Ok(_) => panic!("tokens were issued"),
        Err(refusal) => (refusal.error, decision.changes),
    }
}

pub(crate) fn refused_without_changes(decision: Decision<Result<TokenPlan, Refusal>>) -> ErrorCode {
    let (error, changes) = refused(decision);
    assert!(changes.is_empty(), "a refusal changed something: {changes:?}");
    error
}

/// The claims of the JWT access token of an answer.
pub(crate) fn claims(plan: &TokenPlan) -> &AccessTokenClaims {
    match &plan.access_token {
        AccessTokenPlan::Jwt(claims) => claims,
        AccessTokenPlan::Opaque(_) => panic!("an opaque access token"),
    }
}

fn authentication() -> Authentication {
    Authentication::by(Amr::Password, NOW.minus(Seconds(5)))
}
