//! The discovery document (OpenID Connect Discovery section 3, RFC 8414 section 2), derived from what is switched on.

use valetkey_accounts::{Acr, Amr};
use valetkey_jose::Algorithm;
use valetkey_types::{
    ClientAuthenticationMethod, GrantType, Issuer, Prompt, ResponseMode, UserClaims,
    metadata::ProviderMetadata,
};

use crate::claim_map::ClaimMap;

/// The paths of the endpoints below the issuer.
pub mod path {
    /// The authorization endpoint.
    pub const AUTHORIZATION: &str = "/authorize";
    /// Pushed authorization requests.
    pub const PUSHED_AUTHORIZATION: &str = "/par";
    /// The token endpoint.
    pub const TOKEN: &str = "/token";
    /// The introspection endpoint.
    pub const INTROSPECTION: &str = "/introspect";
    /// The revocation endpoint.
    pub const REVOCATION: &str = "/revoke";
    /// The userinfo endpoint.
    pub const USERINFO: &str = "/userinfo";
    /// The key set.
    pub const JWKS: &str = "/jwks";
    /// RP-initiated logout.
    pub const END_SESSION: &str = "/logout";
}

/// The scope tokens with a meaning of their own here; all of them speak about a user. Clients may have further ones
/// for their resources.
pub const STANDARD_SCOPES: [&str; 8] =
    ["openid", "profile", "email", "address", "phone", "roles", "groups", "offline_access"];

/// The optional capabilities of this server.
#[derive(Clone, Debug)]
pub struct Capabilities<'a> {
    /// The grants of the token endpoint.
    pub grant_types: Vec<GrantType>,
    /// The algorithms of the key policy. A key that is slow to make may not exist yet.
    pub signing_algorithms: Vec<Algorithm>,
    /// The methods that users can sign in with.
    pub sign_in_methods: Vec<Amr>,
    /// The attributes and scopes of the tenant.
    pub claim_map: &'a ClaimMap,
    /// The languages of the pages, as BCP 47 tags.
    pub ui_locales: Vec<String>,
}

/// The discovery document. Nothing stands here that is not parsed.
pub fn provider_metadata(issuer: &Issuer, capabilities: &Capabilities<'_>) -> ProviderMetadata {
    let endpoint = |path: &str| issuer.join(path);
    let all_methods = words(ClientAuthenticationMethod::ALL.iter().map(|method| method.as_str()));
    let secret_methods = words(
        ClientAuthenticationMethod::ALL
            .iter()
            .filter(|method| **method != ClientAuthenticationMethod::None)
            .map(|method| method.as_str()),
    );
    ProviderMetadata {
        issuer: issuer.as_str().to_owned(),
        authorization_endpoint: endpoint(path::AUTHORIZATION),
        token_endpoint: endpoint(path::TOKEN),
        jwks_uri: endpoint(path::JWKS),
        userinfo_endpoint: Some(endpoint(path::USERINFO)),
        revocation_endpoint: Some(endpoint(path::REVOCATION)),
        introspection_endpoint: Some(endpoint(path::INTROSPECTION)),
        end_session_endpoint: Some(endpoint(path::END_SESSION)),
        pushed_authorization_request_endpoint: Some(endpoint(path::PUSHED_AUTHORIZATION)),
        scopes_supported: scopes(capabilities.claim_map),
        claims_supported: claims(capabilities.claim_map),
        response_types_supported: words(["code"]),
        response_modes_supported: words(ResponseMode::ALL.iter().map(|mode| mode.as_str())),
        grant_types_supported: words(capabilities.grant_types.iter().map(GrantType::as_str)),
        subject_types_supported: words(["public"]),
        acr_values_supported: words(Acr::reached_by(&capabilities.sign_in_methods).map(Acr::as_str)),
        prompt_values_supported: words(Prompt::ALL.iter().map(|prompt| prompt.as_str())),
        id_token_signing_alg_values_supported: words(
            capabilities.signing_algorithms.iter().map(|a| a.as_str()),
        ),
        token_endpoint_auth_methods_supported: all_methods.clone(),
        revocation_endpoint_auth_methods_supported: all_methods,
        introspection_endpoint_auth_methods_supported: secret_methods,
        code_challenge_methods_supported: words(["S256"]),
        require_pushed_authorization_requests: Some(false),
        ui_locales_supported: capabilities.ui_locales.clone(),
        authorization_response_iss_parameter_supported: true,
        backchannel_logout_supported: true,
        backchannel_logout_session_supported: true,
        claims_parameter_supported: false,
        request_parameter_supported: false,
        request_uri_parameter_supported: false,
        ..ProviderMetadata::default()
    }
}

/// The claims of an ID token that are not about its user.
const PROTOCOL_CLAIMS: [&str; 11] =
    ["iss", "aud", "exp", "iat", "auth_time", "nonce", "acr", "amr", "azp", "at_hash", "sid"];

/// The standard scopes, and those of the operator.
fn scopes(map: &ClaimMap) -> Vec<String> {
    let own = map.scopes().iter().map(|scope| scope.name.as_str());
    words(STANDARD_SCOPES.into_iter().chain(own.filter(|scope| !STANDARD_SCOPES.contains(scope))))
}

/// The standard claims, and those of attributes that some scope opens.
fn claims(map: &ClaimMap) -> Vec<String> {
    let own = map.attributes().iter().filter_map(|attribute| attribute.claim.as_deref());
    let own =
        own.filter(|claim| map.attribute_in(claim).is_some() && map.scopes_with(claim).next().is_some());
    words(PROTOCOL_CLAIMS.iter().chain(UserClaims::NAMES).copied().chain(own))
}

fn words<'a>(words: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    words.into_iter().map(str::to_owned).collect()
}
