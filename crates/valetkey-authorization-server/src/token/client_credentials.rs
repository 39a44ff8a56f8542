//! `client_credentials` (RFC 6749 section 4.4): a confidential client acts for itself.

use valetkey_types::{ErrorCode, GrantType, Scope};

use super::{GrantContext, GrantDecision, TokenPlan, audience, issue};
use crate::{Check, Decision, Reason, Refusal, gate, metadata::STANDARD_SCOPES, scope};

/// Issues an access token to the client itself: no user, no refresh token, no ID token.
pub fn decide(request: &GrantContext<'_>) -> GrantDecision {
    Decision::without_changes(plan(request))
}

fn plan(request: &GrantContext<'_>) -> Result<TokenPlan, Refusal> {
    if request.client.is_public() {
        return Err(Refusal::new(
            ErrorCode::UnauthorizedClient,
            "A public client can't act for itself.",
            Reason::new(Check::Client, "a confidential client", "a public client"),
        ));
    }
    let admission =
        gate::admit_client(request.client, &GrantType::ClientCredentials, &requested_scope(request)?)?;
    let audiences = audience::select(request, &request.client.audiences)?;
    Ok(issue::for_client(request, &admission, audiences))
}

/// The scope asked for, or everything the client has; without what speaks about a user, as all standard scope does, but for the
/// roles of a client that has some.
fn requested_scope(request: &GrantContext<'_>) -> Result<Scope, Refusal> {
    let own = request.client.scope.keeping(|token| {
        !STANDARD_SCOPES.contains(&token) || token == "roles" && !request.client.roles.is_empty()
    });
    let requested = scope::requested(request.params, request.client, &own)?;
    Ok(requested.unwrap_or(own))
}
