//! Builds the tokens of an admitted request.

use uuid::Uuid;
use valetkey_accounts::User;
use valetkey_types::IdTokenClaims;

use super::{AccessTokenClaims, AccessTokenPlan, Asked, TokenPlan, refresh_token::rotates};
use crate::{
    gate::Admission,
    record::{AccessTokenFormat, Grant},
    sealed::{AccessToken, RefreshToken},
};

/// Tokens on behalf of a person. The admission is the proof that client, person and scope passed the gate.
pub(super) fn for_person(
    asked: &Asked<'_>,
    admission: &Admission,
    grant: &Grant,
    user: &User,
    audiences: Vec<String>,
) -> TokenPlan {
    let scope = admission.scope();
    let mut claims = claims(asked, admission, audiences, Some(grant));
    claims.sub = grant.user_id.as_str().to_owned();
    claims.roles = scope.contains("roles").then(|| user.roles.clone());
    let mut plan = finish(asked, claims, Some(grant));
    plan.id_token = scope.contains("openid").then(|| id_token(asked, admission, grant, user));
    plan
}

/// An access token for the client itself.
pub(super) fn for_client(asked: &Asked<'_>, admission: &Admission, audiences: Vec<String>) -> TokenPlan {
    finish(asked, claims(asked, admission, audiences, None), None)
}

/// A fresh refresh token. One that rotates ends when nobody uses it; one that is kept ends with the
/// grant, because a use leaves no trace in it.
pub(super) fn refresh_token(asked: &Asked<'_>, grant: &Grant, predecessor: Option<Uuid>) -> RefreshToken {
    let idle_until = asked.moment.now.plus(asked.moment.policy.refresh_token_idle_lifetime);
    let expires_at = if rotates(asked.client) { idle_until.min(grant.expires_at) } else { grant.expires_at };
    RefreshToken { id: asked.moment.fresh.refresh_token, grant_id: grant.id, predecessor, expires_at }
}

fn claims(
    asked: &Asked<'_>,
    admission: &Admission,
    audiences: Vec<String>,
    grant: Option<&Grant>,
) -> AccessTokenClaims {
    let now = asked.moment.now;
    let lifetime_ends = now.plus(asked.moment.policy.access_token_lifetime);
    AccessTokenClaims {
        iss: asked.moment.issuer.as_str().to_owned(),
        exp: grant.map_or(lifetime_ends, |grant| lifetime_ends.min(grant.expires_at)),
        aud: audiences,
        sub: asked.client.id.as_str().to_owned(),
        client_id: asked.client.id.clone(),
        iat: now,
        jti: asked.moment.fresh.access_token.simple().to_string(),
        scope: admission.scope().clone(),
        auth_time: grant.map(|grant| grant.authentication.auth_time),
        acr: grant.map(|grant| grant.authentication.acr),
        amr: grant.map(|grant| grant.authentication.amr.clone()),
        roles: None,
        sid: grant.map(|grant| grant.sid.simple().to_string()),
        grant_id: grant.map(|grant| grant.id.simple().to_string()),
    }
}

fn finish(asked: &Asked<'_>, claims: AccessTokenClaims, grant: Option<&Grant>) -> TokenPlan {
    let scope = claims.scope.clone();
    let expires_in = claims.exp.since(asked.moment.now);
    let access_token = match asked.client.access_token_format {
        AccessTokenFormat::Jwt => AccessTokenPlan::Jwt(Box::new(claims)),
        AccessTokenFormat::Opaque => AccessTokenPlan::Opaque(Box::new(AccessToken {
            id: asked.moment.fresh.access_token,
            grant_id: grant.map(|grant| grant.id),
            client_id: claims.client_id,
            scope: claims.scope,
            audiences: claims.aud,
            issued_at: claims.iat,
            expires_at: claims.exp,
        })),
    };
    TokenPlan {
        access_token,
        id_token: None,
        id_token_algorithm: asked.client.id_token_signed_response_alg,
        refresh_token: None,
        scope,
        expires_in,
    }
}

/// OpenID Connect Core section 2. The nonce belongs to the first answer only and is set by the code grant.
fn id_token(asked: &Asked<'_>, admission: &Admission, grant: &Grant, user: &User) -> IdTokenClaims {
    let now = asked.moment.now;
    let client_id = asked.client.id.as_str();
    IdTokenClaims {
        iss: asked.moment.issuer.as_str().to_owned(),
        aud: client_id.to_owned(),
        exp: now.plus(asked.moment.policy.id_token_lifetime),
        iat: now,
        auth_time: grant.authentication.auth_time,
        nonce: None,
        acr: grant.authentication.acr.as_str().to_owned(),
        amr: grant.authentication.amr.iter().map(|method| method.as_str().to_owned()).collect(),
        azp: client_id.to_owned(),
        at_hash: None,
        sid: Some(grant.sid.simple().to_string()),
        user: user.claims(admission.scope()),
    }
}
