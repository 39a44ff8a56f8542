//! The introspection endpoint (RFC 7662): tells a confidential client about tokens it may know of.

use valetkey_types::{
    ErrorCode, IntrospectionResponse, Issuer, OtherClaims, RawParams, Timestamp, parameter, same_resource,
};

use crate::{
    Check, Lifetimes, Reason, Refusal,
    access_token::{LiveAccessToken, PresentedAccessToken},
    claim_map::ClaimMap,
    facts::{AccessTokenFacts, RefreshFacts},
    gate,
    record::{ClaimPlace, Client},
    role_map::Held,
    sealed::RefreshToken,
    token::{AuthenticatedClient, Position, position, required},
};

/// A client that may ask. Only [`Caller::admit`] makes one.
#[derive(Clone, Copy, Debug)]
pub struct Caller<'a>(&'a Client);

impl<'a> Caller<'a> {
    /// Admits a confidential client (RFC 7662 section 2.1). Error: `invalid_client` for a public one, which proves
    /// nothing by naming itself.
    pub fn admit(client: &'a AuthenticatedClient) -> Result<Self, Refusal> {
        if client.client().is_public() {
            return Err(Refusal::new(
                ErrorCode::InvalidClient,
                "Introspection needs a client that authenticates with a secret.",
                Reason::new(Check::Client, "a confidential client", "a public client"),
            ));
        }
        Ok(Self(client.client()))
    }

    /// Why this caller may not know of a token.
    fn refusal(&self, token: &LiveAccessToken<'_>) -> Inactive {
        let names_own = token.audiences.iter().any(|audience| self.0.audiences.contains(audience));
        if names_own && !self.0.grant_types.is_empty() { Inactive::NotAnApi } else { Inactive::OtherAudience }
    }

    /// Tokens issued to the caller itself, and tokens for the resource that the caller is: the audience holds its
    /// `client_id`, or, for a client that is registered for no grant and so only is an API, one of its audiences.
    fn may_know(&self, token: &LiveAccessToken<'_>) -> bool {
        let own_name = self.0.id.as_str();
        let is_api = self.0.grant_types.is_empty();
        let is_resource = |audience: &String| {
            let is_own = |own: &String| same_resource(own, audience);
            audience == own_name || (is_api && self.0.audiences.iter().any(is_own))
        };
        token.tenant == &self.0.tenant
            && (token.client_id == &self.0.id || token.audiences.iter().any(is_resource))
    }
}

/// The token of the request. Error: `invalid_request` when it is missing.
pub fn token(params: &RawParams) -> Result<&str, Refusal> {
    required(params, parameter::TOKEN)
}

/// Why an answer says that a token is inactive: for the log, because the caller is not to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Inactive {
    /// Not a token of this server, or one with a broken seal or signature.
    Unknown,
    /// Expired or revoked, or its grant, its user or its client is gone.
    Ended,
    /// It is for another API, and was issued to another client.
    OtherAudience,
    /// It may be for the caller, which is not registered as an API.
    NotAnApi,
}

impl Inactive {
    /// The expected value and the value that came.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Unknown => "expected a token of this server, got something else",
            Self::Ended => {
                "expected a live token, got one that has expired, was revoked, or whose grant, user or client is gone"
            }
            Self::OtherAudience => {
                "expected a token issued to this client or for its audience, got one for another audience"
            }
            Self::NotAnApi => {
                "expected an API, which has no grants, got a client with grants: it only sees tokens that were issued to \
                 it; register the API with valetkey client add --api"
            }
        }
    }
}

/// The answer that says nothing (RFC 7662 section 2.2): for dead, foreign and unknown tokens alike.
pub fn inactive() -> IntrospectionResponse {
    IntrospectionResponse::default()
}

/// The answer about an access token, or why it is [`inactive`]. `client` is the one that the token was issued to.
pub fn decide_access_token(
    caller: Caller<'_>,
    presented: &PresentedAccessToken,
    client: Option<&Client>,
    facts: &AccessTokenFacts,
    claim_map: &ClaimMap,
    issuer: &Issuer,
    now: Timestamp,
) -> Result<IntrospectionResponse, Inactive> {
    let token = presented.live(client, facts, now).ok_or(Inactive::Ended)?;
    if !caller.may_know(&token) {
        return Err(caller.refusal(&token));
    }
    let held = match token.user {
        Some(user) => Held::in_scope(&token.scope, user, &facts.role_map.map),
        None => client.map(Held::of_client).unwrap_or_default(),
    };
    let roles = client.filter(|_| token.scope.contains("roles")).map(|c| held.roles(c, token.audiences));
    let other = match (token.user, client) {
        (Some(user), Some(client)) => claim_map.claims(user, client, &token.scope, ClaimPlace::Introspection),
        _ => OtherClaims::new(),
    };
    Ok(IntrospectionResponse {
        active: true,
        other,
        roles,
        groups: (token.user.is_some() && token.scope.contains("groups")).then(|| held.groups().to_vec()),
        scope: Some(token.scope.to_string()),
        client_id: Some(token.client_id.to_string()),
        username: token.user.map(|user| user.username.clone()),
        token_type: Some("Bearer".to_owned()),
        exp: Some(token.expires_at.seconds()),
        iat: Some(token.issued_at.seconds()),
        sub: Some(token.user.map_or(token.client_id.as_str(), |user| user.id.as_str()).to_owned()),
        aud: Some(token.audiences.to_vec()),
        iss: Some(issuer.as_str().to_owned()),
        jti: Some(token.id.simple().to_string()),
    })
}

/// The answer about a refresh token, or why it is [`inactive`]: for the client it was issued to and nobody else.
pub fn decide_refresh_token(
    caller: Caller<'_>,
    token: &RefreshToken,
    facts: &RefreshFacts,
    issuer: &Issuer,
    lifetimes: &Lifetimes,
    now: Timestamp,
) -> Result<IntrospectionResponse, Inactive> {
    let RefreshFacts { grant, user, role_map } = facts;
    let active = now < token.expires_at
        && !token.outlives(grant)
        && position(token, grant) != Position::Superseded
        && grant.tenant == caller.0.tenant
        && lifetimes.counts(grant.created_at)
        && gate::grant_is_live(grant, caller.0, (user.as_deref(), &role_map.map), now);
    if !active {
        let foreign = grant.client_id != caller.0.id;
        return Err(if foreign { Inactive::OtherAudience } else { Inactive::Ended });
    }
    Ok(IntrospectionResponse {
        active: true,
        scope: Some(grant.scope.intersection(&caller.0.scope).to_string()),
        client_id: Some(grant.client_id.to_string()),
        username: user.as_ref().map(|user| user.username.clone()),
        exp: Some(token.expires_at.seconds()),
        sub: Some(grant.user_id.to_string()),
        iss: Some(issuer.as_str().to_owned()),
        ..IntrospectionResponse::default()
    })
}
