//! A client, a user and a request to vary.

use std::sync::Arc;

use uuid::Uuid;
use valetkey_accounts::{Amr, User};
use valetkey_authorization_server::{Refusal, authorization::*, record::*};
use valetkey_jose::Algorithm;
use valetkey_types::*;

pub(crate) const NOW: Timestamp = Timestamp(1_800_000_000);
pub(crate) const CALLBACK: &str = "https://app.example/callback";
pub(crate) const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

pub(crate) fn client() -> Client {
    Client {
        tenant: TenantId::default(),
        id: ClientId::new("app"),
        name: "App".into(),
        secret_hash: Some(Sha256Hash::of(b"secret")),
        secret_rotation: Default::default(),
        authentication_methods: vec![ClientAuthenticationMethod::ClientSecretBasic],
        redirect_uris: vec![CALLBACK.into()],
        post_logout_redirect_uris: vec!["https://app.example/bye".into()],
        backchannel_logout_uri: None,
        scope: "openid profile email offline_access notes.read".parse().unwrap(),
        claim_places: Default::default(),
        grant_types: vec![GrantType::AuthorizationCode, GrantType::RefreshToken],
        audiences: vec!["https://api.example".into(), "https://other.example".into()],
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

pub(crate) fn user(name: &str) -> User {
    User::new(TenantId::default(), UserId::new(name), name, NOW)
}

pub(crate) fn session(user: &User, auth_time: Timestamp) -> Session {
    Session {
        tenant: TenantId::default(),
        id: Uuid::from_u128(1),
        verifier_hash: Sha256Hash::of(b"cookie"),
        sid: Uuid::from_u128(2),
        user_id: user.id.clone(),
        authentication: Authentication::by(Amr::Password, auth_time),
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

/// A good request with some parameters replaced; an empty value removes one.
pub(crate) fn params(changes: &[(&str, &str)]) -> RawParams {
    let mut pairs = vec![
        ("client_id", "app"),
        ("redirect_uri", CALLBACK),
        ("response_type", "code"),
        ("scope", "openid profile"),
        ("state", "s"),
        ("code_challenge", CHALLENGE),
        ("code_challenge_method", "S256"),
    ];
    for (name, value) in changes {
        pairs.retain(|(known, _)| known != name || *name == "resource");
        pairs.push((name, value));
    }
    RawParams::parse(encode_form(pairs).as_bytes()).unwrap()
}

pub(crate) fn bind(params: RawParams, client: Client) -> Result<BoundRequest, BindRefusal> {
    bind_client(AuthorizationRequest::parse(params)?, Some(Arc::new(client)))
}

pub(crate) fn checked_by(changes: &[(&str, &str)], client: Client) -> Result<CheckedRequest, Refusal> {
    check(bind(params(changes), client).expect("the request binds"))
}

pub(crate) fn checked(changes: &[(&str, &str)]) -> Result<CheckedRequest, Refusal> {
    checked_by(changes, client())
}
