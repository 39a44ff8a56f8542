//! The introspection endpoint (RFC 7662).

use serde_json::{Map, Value};
use valetkey_fetch::{HttpRequest, HttpResponse};
use valetkey_types::{Scope, Secret, Timestamp, parameter};

use crate::revocation::TokenKind;
use crate::token::error_answer;
use crate::{ClientAuthentication, Problem};

/// The introspection response. It has no members for an inactive token.
#[derive(Clone, Debug, PartialEq)]
pub enum Introspection {
    /// The token is valid now.
    Active(ActiveToken),
    /// The token is unknown, expired, revoked, or not for this client.
    Inactive,
}

/// A valid token (RFC 7662 section 2.2).
#[derive(Clone, Debug, PartialEq)]
pub struct ActiveToken(Map<String, Value>);

impl ActiveToken {
    /// Returns the user, or the client if there is no user.
    pub fn subject(&self) -> Option<&str> {
        self.text("sub")
    }

    /// Returns the client that got the token.
    pub fn client_id(&self) -> Option<&str> {
        self.text("client_id")
    }

    /// Returns the scope of the token; empty if the issuer does not return one.
    pub fn scope(&self) -> Scope {
        self.text("scope").and_then(|scope| scope.parse().ok()).unwrap_or_default()
    }

    /// Returns the expiry.
    pub fn expires(&self) -> Option<Timestamp> {
        self.0.get("exp").and_then(Value::as_i64).map(Timestamp)
    }

    /// Returns a member by its name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).and_then(Value::as_str)
    }
}

/// Makes the introspection request (RFC 7662 section 2.1).
pub fn introspection_request(
    introspection_endpoint: &str,
    authentication: &ClientAuthentication,
    token: &Secret,
    kind: TokenKind,
) -> HttpRequest {
    let parameters = [(parameter::TOKEN, token.expose()), (parameter::TOKEN_TYPE_HINT, kind.hint())];
    authentication.post_form(introspection_endpoint, &parameters)
}

/// Validates the response. A token with a past `exp` is inactive, whatever the response says. `iss`, if present, must be the
/// issuer.
///
/// # Errors
/// [`Problem::Refused`], [`Problem::Status`] or [`Problem::Body`] for a failure, [`Problem::Claim`] if `active` is not a boolean,
/// [`Problem::Mismatch`] for another issuer.
pub fn check_introspection(
    response: &HttpResponse,
    issuer: &str,
    now: Timestamp,
) -> Result<Introspection, Problem> {
    if response.status != 200 {
        return Err(error_answer(response, 200));
    }
    let members = response.object()?;
    match members.get("active") {
        Some(Value::Bool(true)) => {}
        Some(Value::Bool(false)) => return Ok(Introspection::Inactive),
        _ => return Err(Problem::Claim { claim: "active", expected: "true or false" }),
    }
    match members.get("iss") {
        Some(seen) if seen.as_str() != Some(issuer) => {
            return Err(Problem::mismatch("iss", issuer, seen.as_str().unwrap_or("not a text")));
        }
        _ => {}
    }
    let token = ActiveToken(members);
    match token.expires() {
        Some(expires) if now >= expires => Ok(Introspection::Inactive),
        _ => Ok(Introspection::Active(token)),
    }
}
