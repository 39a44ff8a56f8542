//! Parameters from a query or a form body.

use axum::body::Body;
use http::{HeaderMap, StatusCode, Uri, header};
use http_body_util::{BodyExt as _, LengthLimitError};
use valetkey_authorization_server::{Check, Reason, Refusal};
use valetkey_pages::ErrorKind;
use valetkey_types::{ErrorCode, RawParams, RawParamsError, parameter};
use zeroize::Zeroize as _;

use super::log_client_id;

/// Why the parameters of a request can't be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RequestError {
    /// The body is not a form.
    #[error("expected the content type application/x-www-form-urlencoded, got {0:?}")]
    ContentType(String),
    /// The body is longer than the limit.
    #[error("the request body is too large")]
    TooLarge,
    /// The connection broke while the body came.
    #[error("the request body can't be read")]
    Broken,
    /// A parameter is repeated, or something of the kind.
    #[error(transparent)]
    Parameters(#[from] RawParamsError),
}

impl RequestError {
    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::ContentType(_) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Broken | Self::Parameters(_) => StatusCode::BAD_REQUEST,
        }
    }

    /// The kind of error page.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::TooLarge => ErrorKind::RequestTooLarge,
            _ => ErrorKind::BadRequest,
        }
    }

    /// Which check failed.
    pub fn reason(&self) -> Reason {
        match self {
            Self::ContentType(got) => {
                Reason::new(Check::ContentType, "application/x-www-form-urlencoded", got.clone())
            }
            Self::TooLarge => Reason::new(Check::Body, "a body within the limit", "a larger body"),
            Self::Broken => Reason::new(Check::Body, "a whole body", "a part of it"),
            Self::Parameters(error) => {
                Reason::new(Check::Parameters, "each parameter once", error.to_string())
            }
        }
    }

    /// The refusal for endpoints that answer in JSON: `invalid_request`.
    pub fn refusal(&self) -> Refusal {
        let description = match self {
            Self::ContentType(_) => "The body must be application/x-www-form-urlencoded.",
            Self::TooLarge => "The request body is too large.",
            Self::Broken => "The request body can't be read.",
            Self::Parameters(_) => "A parameter is repeated, or the parameters are not valid text.",
        };
        Refusal::new(ErrorCode::InvalidRequest, description, self.reason())
    }
}

/// Reads a form body (RFC 6749 appendix B). The router has limited its length already.
///
/// # Errors
/// [`RequestError`] for another content type, an oversize or broken body, and repeated parameters.
pub async fn read_form(headers: &HeaderMap, body: Body) -> Result<RawParams, RequestError> {
    let content_type = headers.get(header::CONTENT_TYPE).map(|value| value.to_str().unwrap_or("?"));
    let media_type = content_type.unwrap_or_default().split(';').next().unwrap_or_default().trim();
    if !media_type.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
        return Err(RequestError::ContentType(content_type.unwrap_or_default().chars().take(100).collect()));
    }
    let body = body.collect().await.map_err(|error| {
        if is_length_limit(&error) { RequestError::TooLarge } else { RequestError::Broken }
    })?;
    // A password is in it. Bytes that nobody else holds can be wiped.
    let body = body.to_bytes();
    let parsed = parse(&body);
    if let Ok(mut body) = body.try_into_mut() {
        body.as_mut().zeroize();
    }
    parsed
}

/// Reads the query of an address.
///
/// # Errors
/// [`RequestError::Parameters`] for repeated parameters and text that is not UTF-8.
pub fn read_query(uri: &Uri) -> Result<RawParams, RequestError> {
    parse(uri.query().unwrap_or_default().as_bytes())
}

/// Decodes parameters. The log names the client from here on, whatever becomes of the request.
fn parse(encoded: &[u8]) -> Result<RawParams, RequestError> {
    let params = RawParams::parse(encoded)?;
    if let Some(client_id) = params.get(parameter::CLIENT_ID) {
        log_client_id(client_id);
    }
    Ok(params)
}

/// Returns whether a body ended because it is longer than the limit.
pub(crate) fn is_length_limit(error: &axum::Error) -> bool {
    let mut source = Some(error as &dyn std::error::Error);
    while let Some(error) = source {
        if error.is::<LengthLimitError>() {
            return true;
        }
        source = error.source();
    }
    false
}
