//! `request_uri` that names no pushed request: request objects by reference (OpenID Connect Core section 6.2), and requests that should
//! have been pushed (RFC 9126 section 6). The reference to a pushed request was replaced by its parameters before the checks.

use valetkey_types::ErrorCode;

use super::{CheckInput, CheckedParameters, Endpoint};
use crate::{Check, Reason, Refusal};

pub(super) fn check(input: &CheckInput<'_>, _: &mut CheckedParameters) -> Result<(), Refusal> {
    if input.endpoint == Endpoint::Pushed {
        // RFC 9126 section 2.1.
        let description = "A pushed request has no request_uri.";
        return super::absent(input, Check::RequestUri, ErrorCode::InvalidRequest, description);
    }
    let description = "Request objects by reference are not supported.";
    super::absent(input, Check::RequestUri, ErrorCode::RequestUriNotSupported, description)?;
    if input.client.require_pushed_authorization_requests {
        let reason = Reason::new(Check::RequestUri, "a request_uri of a pushed request", "none");
        let description = "The client must push its authorization requests.";
        return Err(Refusal::new(ErrorCode::InvalidRequest, description, reason));
    }
    Ok(())
}
