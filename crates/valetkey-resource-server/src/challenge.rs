//! The response to a refused request (RFC 6750 section 3, RFC 9449 section 7.1, RFC 9470 section 3).

use http::header::{CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use http::{HeaderValue, Response, StatusCode};
use valetkey_jose::{Algorithm, VerifyError};
use valetkey_types::ErrorCode;

use crate::TokenError;

/// The reason for refusing a request, without details that the caller may not see.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// The request has no access token.
    NoCredentials,
    /// The credentials are malformed or repeated.
    InvalidRequest,
    /// The token has expired.
    ExpiredToken,
    /// The token is not valid for this API.
    InvalidToken,
    /// The DPoP proof is missing, malformed, for another request or already used.
    InvalidProof,
    /// The token is valid, but its scope is insufficient. Contains the required scope.
    InsufficientScope(String),
    /// The token is valid, but the user's sign-in is too weak or too old for the request (RFC 9470).
    InsufficientUserAuthentication {
        /// The accepted classes, the best first, separated by spaces. Empty: any class.
        acr_values: String,
        /// The maximum age of the sign-in in seconds. `None`: any age.
        max_age: Option<u64>,
    },
    /// The issuer's keys or its introspection endpoint are not available now.
    KeysUnavailable,
}

/// Builds the complete response: status, `WWW-Authenticate`, and a small JSON body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Challenge {
    realm: String,
    refusal: Refusal,
    dpop: Option<OfferOfDpop>,
    /// The value of `WWW-Authenticate`, if it was made before.
    header: Option<HeaderValue>,
}

/// The DPoP part of the challenge.
#[derive(Clone, Debug, PartialEq, Eq)]
struct OfferOfDpop {
    algorithms: String,
    /// `true` if the refused request used DPoP.
    used: bool,
}

impl From<&TokenError> for Refusal {
    fn from(error: &TokenError) -> Self {
        match error {
            TokenError::Refused(VerifyError::Expired { .. }) => Self::ExpiredToken,
            TokenError::KeysUnavailable(_) | TokenError::IntrospectionUnavailable(_) => Self::KeysUnavailable,
            TokenError::Refused(_)
            | TokenError::Claim { .. }
            | TokenError::AnotherClass { .. }
            | TokenError::Inactive
            | TokenError::Confirmation(_) => Self::InvalidToken,
        }
    }
}

impl Challenge {
    /// Creates a challenge. The realm is the name of the API.
    pub fn new(realm: &str, refusal: Refusal) -> Self {
        Self { realm: realm.to_owned(), refusal, dpop: None, header: None }
    }

    /// Returns the same challenge with its header, which is then not made again for each response.
    pub(crate) fn with_made_header(self) -> Self {
        Self { header: self.header_value(), ..self }
    }

    /// Adds DPoP to the challenge, for an API that accepts DPoP with these algorithms. `used` is `true` if the refused request
    /// used DPoP.
    #[must_use]
    pub fn with_dpop(self, algorithms: &[Algorithm], used: bool) -> Self {
        let algorithms = algorithms.iter().map(|algorithm| algorithm.as_str()).collect::<Vec<_>>().join(" ");
        Self { dpop: Some(OfferOfDpop { algorithms, used }), header: None, ..self }
    }

    /// Returns the status code.
    pub fn status(&self) -> StatusCode {
        match self.refusal {
            Refusal::NoCredentials
            | Refusal::ExpiredToken
            | Refusal::InvalidToken
            | Refusal::InsufficientUserAuthentication { .. }
            | Refusal::InvalidProof => StatusCode::UNAUTHORIZED,
            Refusal::InvalidRequest => StatusCode::BAD_REQUEST,
            Refusal::InsufficientScope(_) => StatusCode::FORBIDDEN,
            Refusal::KeysUnavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// Returns the error code of RFC 6750 section 3.1; none for a request without credentials.
    pub fn error(&self) -> Option<ErrorCode> {
        match self.refusal {
            Refusal::NoCredentials => None,
            Refusal::InvalidRequest => Some(ErrorCode::InvalidRequest),
            Refusal::ExpiredToken | Refusal::InvalidToken => Some(ErrorCode::InvalidToken),
            Refusal::InvalidProof => Some(ErrorCode::InvalidDpopProof),
            Refusal::InsufficientScope(_) => Some(ErrorCode::InsufficientScope),
            Refusal::InsufficientUserAuthentication { .. } => Some(ErrorCode::InsufficientUserAuthentication),
            Refusal::KeysUnavailable => Some(ErrorCode::TemporarilyUnavailable),
        }
    }

    /// Returns a fixed sentence for the developer of the caller.
    pub fn description(&self) -> &'static str {
        match self.refusal {
            Refusal::NoCredentials => "",
            Refusal::InvalidRequest => "Send one Authorization header with the scheme Bearer and one token",
            Refusal::InvalidProof => {
                "Send one DPoP header with a fresh proof for this request and this access token"
            }
            Refusal::ExpiredToken => "The access token has expired",
            Refusal::InvalidToken => "The access token is not valid for this API",
            Refusal::InsufficientScope(_) => "The access token lacks a scope that this request needs",
            Refusal::InsufficientUserAuthentication { .. } => "A stronger or more recent sign-in is needed",
            Refusal::KeysUnavailable => "Access tokens can't be checked at the moment; try again later",
        }
    }

    /// Returns the value of `WWW-Authenticate`; `None` if another token would not help.
    pub fn header_value(&self) -> Option<HeaderValue> {
        if self.refusal == Refusal::KeysUnavailable {
            return None;
        }
        if self.header.is_some() {
            return self.header.clone();
        }
        let mut value = format!("realm=\"{}\"", quoted(&self.realm));
        if let Some(error) = self.error() {
            value += &format!(", error=\"{error}\", error_description=\"{}\"", self.description());
        }
        if let Refusal::InsufficientScope(scope) = &self.refusal {
            value += &format!(", scope=\"{}\"", quoted(scope));
        }
        if let Refusal::InsufficientUserAuthentication { acr_values, max_age } = &self.refusal {
            if !acr_values.is_empty() {
                value += &format!(", acr_values=\"{}\"", quoted(acr_values));
            }
            if let Some(seconds) = max_age {
                value += &format!(", max_age=\"{seconds}\"");
            }
        }
        let value = self.under_schemes(&value);
        // The text is printable ASCII here, so the fallback is never used.
        Some(HeaderValue::from_str(&value).unwrap_or(HeaderValue::from_static("Bearer")))
    }

    /// Returns the challenges. The error is added to the scheme of the request. A request without credentials gets all schemes.
    fn under_schemes(&self, parameters: &str) -> String {
        match &self.dpop {
            Some(dpop) if dpop.used => format!("DPoP {parameters}, algs=\"{}\"", dpop.algorithms),
            Some(dpop) if self.refusal == Refusal::NoCredentials => {
                format!("Bearer {parameters}, DPoP {parameters}, algs=\"{}\"", dpop.algorithms)
            }
            _ => format!("Bearer {parameters}"),
        }
    }

    /// Returns the complete response. Its body is empty for a request without credentials; otherwise it has `error` and
    /// `error_description`.
    pub fn into_response<B: From<String>>(self) -> Response<B> {
        let body = self.error().map(|error| {
            let body = serde_json::json!({
                "error": error.as_str(), "error_description": self.description(),
            });
            body.to_string()
        });
        let has_body = body.is_some();
        let mut response = Response::new(B::from(body.unwrap_or_default()));
        *response.status_mut() = self.status();
        let headers = response.headers_mut();
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if has_body {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        }
        match self.header_value() {
            Some(value) => headers.insert(WWW_AUTHENTICATE, value),
            None => headers.insert(RETRY_AFTER, HeaderValue::from_static("5")),
        };
        response
    }
}

/// Keeps only printable ASCII without quotation marks and backslashes, so that a value can't end its own quotes.
fn quoted(text: &str) -> String {
    text.chars().filter(|c| (' '..='~').contains(c) && !matches!(c, '"' | '\\')).collect()
}
