//! OpenID Connect Core section 6.2: request objects by reference. A pushed request never has one (RFC 9126 section 2.1).

use valetkey_types::ErrorCode;

use super::{CheckInput, CheckedParameters, Endpoint};
use crate::{Check, Refusal};

pub(super) fn check(input: &CheckInput<'_>, _: &mut CheckedParameters) -> Result<(), Refusal> {
    let error = match input.endpoint {
        Endpoint::Pushed => ErrorCode::InvalidRequest,
        _ => ErrorCode::RequestUriNotSupported,
    };
    super::absent(input, Check::RequestUri, error, "Request objects by reference are not supported.")
}
