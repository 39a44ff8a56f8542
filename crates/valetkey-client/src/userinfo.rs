//! The userinfo endpoint (OpenID Connect Core section 5.3).

use serde_json::{Map, Value};
use valetkey_fetch::{HttpRequest, HttpResponse};
use valetkey_types::Secret;

use crate::token::error_answer;
use crate::{Claims, Problem};

/// Asks for the claims about the person the access token speaks for.
pub fn userinfo_request(userinfo_endpoint: &str, access_token: &Secret) -> HttpRequest {
    let value = format!("Bearer {}", access_token.expose());
    HttpRequest::get(userinfo_endpoint).with_header("authorization", value)
}

/// Judges the answer. Its `sub` must be the one of the ID token (section 5.3.2), else the claims are about somebody else.
///
/// # Errors
/// [`Problem::Mismatch`] for another `sub`, [`Problem::Refused`] or [`Problem::Status`] for a failure, [`Problem::Body`].
pub fn judge_userinfo(response: &HttpResponse, subject: &str) -> Result<Claims, Problem> {
    if response.status != 200 {
        return Err(error_answer(response, 200));
    }
    let claims = Claims::new(response.json::<Map<String, Value>>()?);
    match claims.text("sub") {
        Some(sub) if sub == subject => Ok(claims),
        Some(sub) => Err(Problem::mismatch("sub", subject, sub)),
        None => Err(Problem::Missing("the claim sub")),
    }
}
