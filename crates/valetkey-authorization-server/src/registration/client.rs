//! A new client (RFC 7591 section 2 names most fields).

use url::Url;
use valetkey_accounts::Acr;
use valetkey_jose::Algorithm;
use valetkey_types::{
    ClientAuthenticationMethod, ClientId, GrantType, RedirectUriError, Scope, Secret, TenantId, Timestamp,
    Unknown, is_loopback_host, validate_redirect_uri,
};

use super::fields::Fixed;
use crate::{
    branding::{Branding, BrandingError, check_branding},
    networks::NetworkRules,
    record::{
        AccessTokenFormat, ClaimPlaces, Client, ClientAccess, ConsentPolicy, PkcePolicy,
        RefreshTokenRotation, SecretRotation, Sha256Hash, SignInSwitches,
    },
};

/// The values of a registration.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, reason = "each field is the field of the same name of `Client`")]
pub struct NewClient {
    pub name: String,
    pub redirect_uris: Vec<String>,
    pub post_logout_redirect_uris: Vec<String>,
    pub backchannel_logout_uri: Option<String>,
    pub scope: Scope,
    pub claim_places: ClaimPlaces,
    pub grant_types: Vec<GrantType>,
    pub audiences: Vec<String>,
    pub access_token_format: AccessTokenFormat,
    pub id_token_signed_response_alg: Algorithm,
    pub pkce: PkcePolicy,
    pub require_pushed_authorization_requests: bool,
    pub refresh_token_rotation: RefreshTokenRotation,
    pub required_acr: Acr,
    pub sign_in: SignInSwitches,
    pub networks: NetworkRules,
    pub access: ClientAccess,
    pub consent: ConsentPolicy,
    pub client_uri: Option<String>,
    pub logo_uri: Option<String>,
    pub policy_uri: Option<String>,
    pub tos_uri: Option<String>,
    pub branding: Branding,
}

/// Why a client can't be registered. The text names the field, what was expected and what came.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClientRegistrationError {
    /// Empty, too long or with control characters.
    #[error("expected a name of 1 to {maximum} characters without control characters, got {0:?}", maximum = NewClient::LONGEST_NAME)]
    Name(String),
    /// A redirect URI, for login or after logout.
    #[error("{field}: {error}")]
    RedirectUri {
        /// Which list it stands in.
        field: &'static str,
        /// The problem.
        error: RedirectUriError,
    },
    /// The code grant has nowhere to send its answer.
    #[error("expected at least one redirect URI for the grant authorization_code, got none")]
    NoRedirectUri,
    /// A URI of another kind.
    #[error("expected {field} to be {expected}, got {got:?}")]
    Uri {
        /// The field.
        field: &'static str,
        /// The expected value.
        expected: &'static str,
        /// The value that came.
        got: String,
    },
    /// The client acts for itself but has no secret.
    #[error("expected a confidential client for the grant client_credentials, got a public one")]
    PublicClientCredentials,
    /// Tokens that are stolen from a public client would never be noticed.
    #[error("expected rotating refresh tokens for a public client, got kept ones")]
    PublicKeepsRefreshTokens,
    /// RFC 9700 section 2.1.1.
    #[error("expected PKCE to be required for a public client, got optional PKCE")]
    PublicWithoutPkce,
    /// Refreshing needs a first token.
    #[error("expected the grant authorization_code beside refresh_token, got refresh_token alone")]
    RefreshTokenAlone,
    /// Not an algorithm with a public key.
    #[error("expected an ID token algorithm with a public key, got {0}")]
    IdTokenAlgorithm(Algorithm),
    /// Too many claims with places of their own.
    #[error("expected at most {maximum} claims with places of their own, got {0}", maximum = NewClient::MOST_CLAIM_PLACES)]
    ClaimPlaces(usize),
    /// The look of the pages.
    #[error("branding.{0}")]
    Branding(#[from] BrandingError),
}

impl NewClient {
    /// The longest name in characters.
    pub const LONGEST_NAME: usize = 100;

    /// The most claims that a client gets in places of its own.
    pub const MOST_CLAIM_PLACES: usize = 100;

    /// Signs ID tokens where nothing else was said (OpenID Connect Dynamic Client Registration section 2). Not every
    /// library verifies another algorithm.
    pub const ID_TOKEN_ALGORITHM: Algorithm = Algorithm::RS256;

    /// The usual web application: code and refresh tokens, `openid profile email`, PKCE, JWT access tokens, ID tokens with
    /// RS256.
    pub fn web_application(name: impl Into<String>, redirect_uris: Vec<String>) -> Self {
        Self {
            name: name.into(),
            redirect_uris,
            post_logout_redirect_uris: Vec::new(),
            backchannel_logout_uri: None,
            scope: "openid profile email".parse().unwrap_or_default(),
            claim_places: ClaimPlaces::new(),
            grant_types: vec![GrantType::AuthorizationCode, GrantType::RefreshToken],
            audiences: Vec::new(),
            access_token_format: AccessTokenFormat::default(),
            id_token_signed_response_alg: NewClient::ID_TOKEN_ALGORITHM,
            pkce: PkcePolicy::default(),
            require_pushed_authorization_requests: false,
            refresh_token_rotation: RefreshTokenRotation::default(),
            required_acr: Acr::SingleFactor,
            sign_in: SignInSwitches::OF_CLIENT,
            networks: NetworkRules::NONE,
            access: ClientAccess::Everyone,
            consent: ConsentPolicy::default(),
            client_uri: None,
            logo_uri: None,
            policy_uri: None,
            tos_uri: None,
            branding: Branding::default(),
        }
    }
}

/// Judges a registration and makes the record. Without a secret the client is public.
pub fn new_client(
    tenant: TenantId,
    id: ClientId,
    secret: Option<&Secret>,
    new: NewClient,
    now: Timestamp,
) -> Result<Client, ClientRegistrationError> {
    let secret_hash = secret.map(|secret| Sha256Hash::of(secret.expose().as_bytes()));
    new_client_with_hash(tenant, id, secret_hash, new, now)
}

/// Judges a registration and makes the record, by the SHA-256 of the secret. Without one the client is public.
pub fn new_client_with_hash(
    tenant: TenantId,
    id: ClientId,
    secret_hash: Option<Sha256Hash>,
    new: NewClient,
    now: Timestamp,
) -> Result<Client, ClientRegistrationError> {
    check(&new, secret_hash.is_none())?;
    let authentication_methods = match secret_hash {
        Some(_) => {
            vec![ClientAuthenticationMethod::ClientSecretBasic, ClientAuthenticationMethod::ClientSecretPost]
        }
        None => vec![ClientAuthenticationMethod::None],
    };
    Ok(new.into_client(Fixed {
        tenant,
        id,
        secret_hash,
        secret_rotation: SecretRotation::default(),
        authentication_methods,
        roles: Vec::new(),
        disabled: false,
        created_at: now,
        revision: 0,
        unknown: Unknown::default(),
    }))
}

/// Judges every field, for a client with a secret or a public one.
pub(super) fn check(new: &NewClient, public: bool) -> Result<(), ClientRegistrationError> {
    check_name(&new.name)?;
    check_uris(new)?;
    check_branding(&new.branding)?;
    if new.claim_places.len() > NewClient::MOST_CLAIM_PLACES {
        return Err(ClientRegistrationError::ClaimPlaces(new.claim_places.len()));
    }
    check_grants(new, public)
}

fn check_name(name: &str) -> Result<(), ClientRegistrationError> {
    let fits = (1..=NewClient::LONGEST_NAME).contains(&name.chars().count());
    let blank = name.trim().is_empty() || name.chars().any(char::is_control);
    if fits && !blank { Ok(()) } else { Err(ClientRegistrationError::Name(name.chars().take(120).collect())) }
}

fn check_uris(new: &NewClient) -> Result<(), ClientRegistrationError> {
    for (field, uris) in
        [("redirect_uris", &new.redirect_uris), ("post_logout_redirect_uris", &new.post_logout_redirect_uris)]
    {
        for uri in uris {
            validate_redirect_uri(uri)
                .map_err(|error| ClientRegistrationError::RedirectUri { field, error })?;
        }
    }
    for audience in &new.audiences {
        // RFC 8707 section 2: an absolute URI without a fragment.
        let absolute = Url::parse(audience).is_ok() && !audience.contains('#') && !has_blank(audience);
        check_uri(absolute, "audiences", "absolute URIs without a fragment", audience)?;
    }
    let pages = [
        ("backchannel_logout_uri", &new.backchannel_logout_uri),
        ("client_uri", &new.client_uri),
        ("logo_uri", &new.logo_uri),
        ("policy_uri", &new.policy_uri),
        ("tos_uri", &new.tos_uri),
    ];
    for (field, uri) in pages {
        if let Some(uri) = uri {
            check_uri(
                is_web_address(uri),
                field,
                "an https address (http only on this machine) without a fragment",
                uri,
            )?;
        }
    }
    Ok(())
}

fn check_grants(new: &NewClient, public: bool) -> Result<(), ClientRegistrationError> {
    let has = |grant| new.grant_types.contains(&grant);
    if has(GrantType::AuthorizationCode) && new.redirect_uris.is_empty() {
        return Err(ClientRegistrationError::NoRedirectUri);
    }
    if has(GrantType::RefreshToken) && !has(GrantType::AuthorizationCode) {
        return Err(ClientRegistrationError::RefreshTokenAlone);
    }
    if new.id_token_signed_response_alg == Algorithm::HS256 {
        return Err(ClientRegistrationError::IdTokenAlgorithm(new.id_token_signed_response_alg));
    }
    if !public {
        return Ok(());
    }
    if has(GrantType::ClientCredentials) {
        return Err(ClientRegistrationError::PublicClientCredentials);
    }
    if new.refresh_token_rotation == RefreshTokenRotation::Keep {
        return Err(ClientRegistrationError::PublicKeepsRefreshTokens);
    }
    if new.pkce != PkcePolicy::Required {
        return Err(ClientRegistrationError::PublicWithoutPkce);
    }
    Ok(())
}

fn check_uri(
    holds: bool,
    field: &'static str,
    expected: &'static str,
    got: &str,
) -> Result<(), ClientRegistrationError> {
    if holds {
        return Ok(());
    }
    Err(ClientRegistrationError::Uri { field, expected, got: got.chars().take(200).collect() })
}

/// Returns whether this is an https address, or an http address of this machine, without a user and a fragment.
pub fn is_web_address(uri: &str) -> bool {
    let Ok(url) = Url::parse(uri) else { return false };
    let scheme = match url.scheme() {
        "https" => url.has_host(),
        "http" => url.host_str().is_some_and(is_loopback_host),
        _ => false,
    };
    let plain = url.username().is_empty() && url.password().is_none() && !uri.contains('#');
    scheme && plain && !has_blank(uri)
}

fn has_blank(uri: &str) -> bool {
    uri.chars().any(|c| c.is_whitespace() || c.is_control())
}
