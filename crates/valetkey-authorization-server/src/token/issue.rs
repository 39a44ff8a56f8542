//! Builds the tokens of an admitted request, for the grants of this crate and for others.

use uuid::Uuid;
use valetkey_accounts::User;
use valetkey_types::{IdTokenClaims, OtherClaims};

use super::{AccessTokenClaims, AccessTokenPlan, GrantContext, TokenPlan, refresh_token::rotates};
use crate::{
    facts::RoleMapFacts,
    gate::Admission,
    record::{AccessTokenFormat, Authentication, ClaimPlace, Grant},
    role_map::Held,
    sealed::{AccessToken, RefreshToken},
    userinfo::{ClaimContext, claims_about},
};

/// Returns tokens on behalf of a user. The admission is the proof that client, user and scope passed the gate.
pub fn for_user(
    request: &GrantContext<'_>,
    admission: &Admission,
    grant: &Grant,
    user: &User,
    role_map: &RoleMapFacts,
    audiences: Vec<String>,
) -> TokenPlan {
    let scope = admission.scope();
    let held = Held::in_scope(scope, user, &role_map.map);
    let mut claims = claims(request, admission, audiences, Some(grant));
    claims.sub = grant.user_id.as_str().to_owned();
    claims.roles = scope.contains("roles").then(|| held.roles(request.client, &claims.aud));
    claims.groups = scope.contains("groups").then(|| held.groups().to_vec());
    claims.other = request.context.claim_map.claims(user, request.client, scope, ClaimPlace::AccessToken);
    let mut plan = finish(request, claims, Some(grant));
    plan.id_token = scope.contains("openid").then(|| id_token(request, admission, grant, (user, &held)));
    plan
}

/// Returns an access token for the client itself.
pub fn for_client(request: &GrantContext<'_>, admission: &Admission, audiences: Vec<String>) -> TokenPlan {
    let mut claims = claims(request, admission, audiences, None);
    let roles = || Held::of_client(request.client).roles(request.client, &claims.aud);
    claims.roles = admission.scope().contains("roles").then(roles);
    finish(request, claims, None)
}

/// Returns a fresh refresh token. One that rotates ends when nobody uses it; one that is kept ends with the
/// grant, because a use leaves no trace in it.
pub fn refresh_token(request: &GrantContext<'_>, grant: &Grant, predecessor: Option<Uuid>) -> RefreshToken {
    let idle_until = request.context.now.plus(request.context.lifetimes.refresh_token_idle);
    let expires_at =
        if rotates(request.client) { idle_until.min(grant.expires_at) } else { grant.expires_at };
    RefreshToken { id: request.context.fresh.refresh_token, grant_id: grant.id, predecessor, expires_at }
}

fn claims(
    request: &GrantContext<'_>,
    admission: &Admission,
    audiences: Vec<String>,
    grant: Option<&Grant>,
) -> AccessTokenClaims {
    let now = request.context.now;
    let lifetime_ends = now.plus(request.context.lifetimes.access_token);
    AccessTokenClaims {
        iss: request.context.issuer.as_str().to_owned(),
        exp: grant.map_or(lifetime_ends, |grant| lifetime_ends.min(grant.expires_at)),
        aud: audiences,
        sub: request.client.id.as_str().to_owned(),
        client_id: request.client.id.clone(),
        iat: now,
        jti: request.context.fresh.access_token.simple().to_string(),
        scope: admission.scope().clone(),
        auth_time: grant.map(|grant| grant.authentication.auth_time),
        acr: grant.map(|grant| grant.authentication.acr().as_str().to_owned()),
        amr: grant.map(|grant| amr(&grant.authentication)),
        roles: None,
        groups: None,
        sid: grant.map(|grant| grant.sid.simple().to_string()),
        grant_id: grant.map(|grant| grant.id.simple().to_string()),
        other: OtherClaims::new(),
    }
}

fn finish(request: &GrantContext<'_>, claims: AccessTokenClaims, grant: Option<&Grant>) -> TokenPlan {
    let scope = claims.scope.clone();
    let expires_in = claims.exp.since(request.context.now);
    let access_token = match request.client.access_token_format {
        AccessTokenFormat::Jwt => AccessTokenPlan::Jwt(Box::new(claims)),
        AccessTokenFormat::Opaque => AccessTokenPlan::Opaque(Box::new(AccessToken {
            id: request.context.fresh.access_token,
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
        id_token_algorithm: request.client.id_token_signed_response_alg,
        refresh_token: None,
        scope,
        expires_in,
    }
}

/// OpenID Connect Core section 2. The nonce belongs to the first answer only and is set by the code grant.
fn id_token(
    request: &GrantContext<'_>,
    admission: &Admission,
    grant: &Grant,
    (user, held): (&User, &Held),
) -> IdTokenClaims {
    let now = request.context.now;
    let client_id = request.client.id.as_str();
    let about = ClaimContext {
        user,
        held,
        client: request.client,
        scope: admission.scope(),
        claim_map: request.context.claim_map,
    };
    IdTokenClaims {
        iss: request.context.issuer.as_str().to_owned(),
        aud: client_id.to_owned(),
        exp: now.plus(request.context.lifetimes.id_token),
        iat: now,
        auth_time: grant.authentication.auth_time,
        nonce: None,
        acr: grant.authentication.acr().as_str().to_owned(),
        amr: amr(&grant.authentication),
        azp: client_id.to_owned(),
        at_hash: None,
        sid: Some(grant.sid.simple().to_string()),
        user: claims_about(&about, ClaimPlace::IdToken),
    }
}

fn amr(authentication: &Authentication) -> Vec<String> {
    authentication.amr().into_iter().map(str::to_owned).collect()
}
