//! Finds what stands behind a token that somebody presents. Each kind lives in its own typed namespace: an access
//! token never passes for a refresh token, an ID token or a code for neither.

use valetkey_authorization_server::{
    access_token::PresentedAccessToken,
    facts::{AccessTokenFacts, RefreshFacts},
    token::AccessTokenClaims,
};
use valetkey_jose::{AudienceRule, Expectation, TypExpectation, verify};
use valetkey_storage::StorageError;
use valetkey_types::Handle;

use crate::Server;

/// What stands behind a token.
pub(super) enum Found {
    /// An access token with its facts; whether it counts is decided elsewhere.
    AccessToken(PresentedAccessToken, AccessTokenFacts),
    /// A refresh token whose selector is known.
    RefreshToken(Handle, RefreshFacts),
    /// Nothing of ours.
    Nothing,
}

/// Looks for a token of either kind. One look finds both, so the hint is not needed: it never decides what is found (RFC
/// 7009 section 2.1).
pub(super) async fn find(server: &Server, token: &str) -> Result<Found, StorageError> {
    let Ok(handle) = token.parse::<Handle>() else {
        let found = find_access_token(server, token).await?;
        return Ok(found.map_or(Found::Nothing, |(presented, facts)| Found::AccessToken(presented, facts)));
    };
    let facts = server.storage.handle_facts(&server.tenant, handle.selector()).await?;
    Ok(match (facts.access_token, facts.refresh_token) {
        (facts @ AccessTokenFacts { token: Some(_), .. }, _) => {
            Found::AccessToken(PresentedAccessToken::Opaque(handle), facts)
        }
        (_, Some(facts)) => Found::RefreshToken(handle, facts),
        (_, None) => Found::Nothing,
    })
}

/// The facts of an access token; `None` for what can't be one: a bad signature, another issuer or class, other text.
pub(super) async fn find_access_token(
    server: &Server,
    token: &str,
) -> Result<Option<(PresentedAccessToken, AccessTokenFacts)>, StorageError> {
    let presented = match token.parse::<Handle>() {
        Ok(handle) => PresentedAccessToken::Opaque(handle),
        Err(_) => match verified_claims(server, token) {
            Some(claims) => PresentedAccessToken::Jwt(Box::new(claims)),
            None => return Ok(None),
        },
    };
    let Some(key) = presented.key() else { return Ok(None) };
    let facts = server.storage.access_token_facts(&server.tenant, &key).await?;
    Ok(Some((presented, facts)))
}

/// RFC 9068 section 4, with our own keys. The audience is judged by the endpoint.
fn verified_claims(server: &Server, token: &str) -> Option<AccessTokenClaims> {
    let typ = TypExpectation::Exactly(&["at+jwt"]);
    let expectation = Expectation::new(typ, AudienceRule::Unchecked, server.environment.now())
        .issuer(server.issuer.as_str())
        .require(&["exp", "iat", "sub", "aud", "client_id", "jti"]);
    match verify::<AccessTokenClaims>(token, &server.keys.verifying_keys(), &expectation) {
        Ok(verified) => Some(verified.claims),
        Err(error) => {
            tracing::info!(%error, "not an access token of ours");
            None
        }
    }
}
