//! The userinfo endpoint (OpenID Connect Core section 5.3), a resource protected by RFC 6750.

use valetkey_accounts::User;
use valetkey_types::{ErrorCode, Scope, Secret, Timestamp, UserClaims};

use crate::{
    Check, Reason, Refusal,
    access_token::PresentedAccessToken,
    claim_map::{ClaimMap, without_standard},
    facts::AccessTokenFacts,
    record::{ClaimPlace, Client},
    role_map::Held,
};

/// Finds the access token of a request: in the `Authorization` header or as `access_token` of a form body (RFC 6750
/// sections 2.1 and 2.2). The query is not looked at: tokens in addresses end up in logs.
///
/// `None` when the request carries none. Error: `invalid_request` for two at once or a broken header.
pub fn presented_token(authorization: Option<&str>, body: Option<&str>) -> Result<Option<Secret>, Refusal> {
    let header = match authorization {
        None => None,
        Some(value) => {
            let (scheme, token) = value.split_once(' ').unwrap_or((value, ""));
            let token = token.trim();
            match scheme.eq_ignore_ascii_case("bearer") {
                true if token.is_empty() || token.contains(' ') => {
                    return Err(malformed("Bearer and one token", "another header"));
                }
                true => Some(token),
                false => None,
            }
        }
    };
    match (header, body) {
        (Some(_), Some(_)) => Err(malformed("one access token", "one in the header and one in the body")),
        (token, None) | (None, token) => Ok(token.map(Secret::new)),
    }
}

/// Returns the claims that the token's scope opens. `client` and `facts` are those that [`PresentedAccessToken::live`] wants.
///
/// Errors: `invalid_token` when the token does not count, `insufficient_scope` when it lacks `openid` or speaks for
/// no user.
pub fn decide(
    presented: &PresentedAccessToken,
    client: Option<&Client>,
    facts: &AccessTokenFacts,
    claim_map: &ClaimMap,
    now: Timestamp,
) -> Result<UserClaims, Refusal> {
    let token = presented.live(client, facts, now).ok_or_else(|| invalid_token("a dead or unknown token"))?;
    match (token.user, client) {
        (Some(user), Some(client)) if token.scope.contains("openid") => {
            let held = Held::in_scope(&token.scope, user, &facts.role_map.map);
            let context = ClaimContext { user, held: &held, client, scope: &token.scope, claim_map };
            Ok(claims_about(&context, ClaimPlace::Userinfo))
        }
        _ => Err(Refusal::new(
            ErrorCode::InsufficientScope,
            "The access token does not have the scope openid.",
            Reason::new(Check::Scope, "openid, on behalf of a user", token.scope.to_string()),
        )),
    }
}

/// The facts that determine the claims about a user.
#[derive(Clone, Copy, Debug)]
pub struct ClaimContext<'a> {
    /// The user.
    pub user: &'a User,
    /// The groups and roles of the user.
    pub held: &'a Held,
    /// The client that gets the claims.
    pub client: &'a Client,
    /// The scope that was granted.
    pub scope: &'a Scope,
    /// The attributes and scopes of the tenant.
    pub claim_map: &'a ClaimMap,
}

/// Returns the claims about a user that a scope opens to a client: those of the record ([`User::claims`]), `roles` and `groups`, and
/// those of attributes and of the operator's scopes that the client gets in this place: ID token or userinfo.
pub fn claims_about(context: &ClaimContext<'_>, place: ClaimPlace) -> UserClaims {
    let ClaimContext { user, held, client, scope, claim_map } = *context;
    UserClaims {
        roles: scope.contains("roles").then(|| held.roles_for(client)),
        groups: scope.contains("groups").then(|| held.groups().to_vec()),
        other: without_standard(claim_map.claims(user, client, scope, place), scope),
        ..user.claims(scope)
    }
}

/// `invalid_token` with one sentence for all causes; `got` goes to the log.
pub fn invalid_token(got: impl Into<std::borrow::Cow<'static, str>>) -> Refusal {
    Refusal::new(
        ErrorCode::InvalidToken,
        "The access token is malformed, expired or revoked.",
        Reason::new(Check::AccessToken, "a live access token of this issuer", got),
    )
}

fn malformed(expected: &'static str, got: &'static str) -> Refusal {
    Refusal::new(
        ErrorCode::InvalidRequest,
        "The request must carry exactly one access token.",
        Reason::new(Check::AccessToken, expected, got),
    )
}
