//! The introspection endpoint (RFC 7662): what the issuer knows about a token.

use serde_json::{Map, Value};
use valetkey_fetch::{HttpRequest, HttpResponse};
use valetkey_types::{Scope, Secret, Timestamp, parameter};

use crate::revocation::TokenKind;
use crate::token::error_answer;
use crate::{ClientAuthentication, Problem};

/// What the issuer says about a token. One that is not active has nothing else to say.
#[derive(Clone, Debug, PartialEq)]
pub enum Introspection {
    /// Good now.
    Active(ActiveToken),
    /// Unknown, expired, revoked, or none of this client's business.
    Inactive,
}

/// A token that is good now (RFC 7662 section 2.2).
#[derive(Clone, Debug, PartialEq)]
pub struct ActiveToken(Map<String, Value>);

impl ActiveToken {
    /// The user, or the client where there is no user.
    pub fn subject(&self) -> Option<&str> {
        self.text("sub")
    }

    /// The client the token was given to.
    pub fn client_id(&self) -> Option<&str> {
        self.text("client_id")
    }

    /// What the token allows; empty if the issuer does not say.
    pub fn scope(&self) -> Scope {
        self.text("scope").and_then(|scope| scope.parse().ok()).unwrap_or_default()
    }

    /// When it ends.
    pub fn expires(&self) -> Option<Timestamp> {
        self.0.get("exp").and_then(Value::as_i64).map(Timestamp)
    }

    /// A member by its name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).and_then(Value::as_str)
    }
}

/// Asks about a token (RFC 7662 section 2.1).
pub fn introspection_request(
    introspection_endpoint: &str,
    authentication: &ClientAuthentication,
    token: &Secret,
    kind: TokenKind,
) -> HttpRequest {
    let parameters = [(parameter::TOKEN, token.expose()), (parameter::TOKEN_TYPE_HINT, kind.hint())];
    authentication.post_form(introspection_endpoint, &parameters)
}

/// Validates the response. A token whose `exp` is over is not active, whatever the answer says; `iss`, where it is there, must be
/// the issuer.
///
/// # Errors
/// [`Problem::Refused`], [`Problem::Status`] or [`Problem::Body`] for a failure, [`Problem::Claim`] if `active` is no truth value,
/// [`Problem::Mismatch`] for another issuer.
pub fn judge_introspection(
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
