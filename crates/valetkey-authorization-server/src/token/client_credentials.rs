//! `client_credentials` (RFC 6749 section 4.4): a confidential client acts for itself.

use valetkey_types::{ErrorCode, GrantType, RawParams, Scope, parameter};

use super::{Asked, Facts, Grant, Lookup, TokenPlan, audience, issue};
use crate::{Decision, Reason, Refusal, gate, metadata::STANDARD_SCOPES};

/// Issues an access token to the client itself: no person, no refresh token, no ID token.
pub(super) struct ClientCredentialsGrant;

impl Grant for ClientCredentialsGrant {
    fn grant_type(&self) -> GrantType {
        GrantType::ClientCredentials
    }

    fn lookup<'a>(&self, _params: &'a RawParams) -> Result<Lookup<'a>, Refusal> {
        Ok(Lookup::Nothing)
    }

    fn decide(&self, asked: &Asked<'_>, _facts: Facts) -> Decision<Result<TokenPlan, Refusal>> {
        Decision::without_changes(issue(asked))
    }
}

fn issue(asked: &Asked<'_>) -> Result<TokenPlan, Refusal> {
    if asked.client.is_public() {
        return Err(Refusal::new(
            ErrorCode::UnauthorizedClient,
            "A public client can't act for itself.",
            Reason::new("client", "a confidential client", "a public client"),
        ));
    }
    let scope = scope(asked)?;
    let admission = gate::admit_client(asked.client, GrantType::ClientCredentials, &scope)?;
    let audiences = audience::select(asked, &asked.client.audiences)?;
    Ok(issue::for_client(asked, &admission, audiences))
}

/// The scope asked for, or everything the client has; without what speaks about a person.
fn scope(asked: &Asked<'_>) -> Result<Scope, Refusal> {
    // The standard scope tokens all speak about a person.
    let own = |token: &str| !STANDARD_SCOPES.contains(&token);
    let Some(text) = asked.params.get(parameter::SCOPE) else {
        return Ok(asked.client.scope.keeping(own));
    };
    let refused = |seen: String| {
        let expected = asked.client.scope.keeping(own).to_string();
        Refusal::new(
            ErrorCode::InvalidScope,
            "The scope is malformed or not for a client that acts for itself.",
            Reason::new("scope", expected, seen),
        )
    };
    let scope: Scope =
        text.parse().map_err(|error: valetkey_types::ScopeError| refused(error.to_string()))?;
    if scope.tokens().all(own) { Ok(scope) } else { Err(refused(scope.to_string())) }
}
