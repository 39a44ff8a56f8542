//! Recognises a token that somebody presents, and loads what it is judged by. Each kind lives in its own typed namespace: an
//! access token never passes for a refresh token, an ID token or a code for neither.

use valetkey_authorization_server::{
    access_token::PresentedAccessToken,
    facts::AccessTokenFacts,
    sealed::{AccessToken, RefreshToken},
    token::AccessTokenClaims,
};
use valetkey_jose::{AudienceRule, Expectation, TypExpectation, verify};
use valetkey_storage::StorageError;

use crate::Server;

/// The kind of a presented text. Other code decides whether it counts.
pub(super) enum Presented {
    /// An access token of ours.
    AccessToken(PresentedAccessToken),
    /// A refresh token of ours.
    RefreshToken(RefreshToken),
    /// Nothing of ours.
    Nothing,
}

/// Recognises a token of either kind. A token says itself what it is, so the hint is not needed (RFC 7009 section 2.1).
pub(super) fn recognise(server: &Server, token: &str) -> Presented {
    match access_token(server, token) {
        Some(presented) => Presented::AccessToken(presented),
        None => server
            .sealed_tokens
            .open(token, server.environment.now())
            .map_or(Presented::Nothing, Presented::RefreshToken),
    }
}

/// An access token; `None` for what can't be one: a broken seal, a bad signature, another issuer or class, other text.
pub(super) fn access_token(server: &Server, token: &str) -> Option<PresentedAccessToken> {
    // Three parts with dots between them are a JWT; a seal has none.
    let now = server.environment.now();
    let presented = if token.contains('.') {
        PresentedAccessToken::Jwt(Box::new(verified_claims(server, token)?))
    } else {
        PresentedAccessToken::Opaque(Box::new(server.sealed_tokens.open::<AccessToken>(token, now)?))
    };
    if !presented.has_possible_lifetime(&server.lifetimes, now) {
        tracing::warn!(
            client_id = ?presented.client_id().as_str(),
            "an access token was refused: it was issued before the database was restored, or lives longer than this server issues them"
        );
        return None;
    }
    Some(presented)
}

/// The facts about an access token, besides its client.
pub(super) async fn facts_of(
    server: &Server,
    presented: &PresentedAccessToken,
) -> Result<AccessTokenFacts, StorageError> {
    match presented.lookup(server.environment.now()) {
        Some(key) => {
            let mut facts = server.storage.access_token_facts(&server.tenant, key).await?;
            server.fill_role_map(&mut facts.role_map, facts.user.as_deref()).await?;
            Ok(facts)
        }
        None => Ok(AccessTokenFacts::default()),
    }
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
