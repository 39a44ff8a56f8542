//! OpenID Connect Core section 3.1.2.6: parameters that a client must not believe to be honoured.

use valetkey_types::{ErrorCode, parameter};

use crate::{Reason, Refusal, authorization::BoundRequest};

const UNSUPPORTED: [(&str, ErrorCode, &str); 3] = [
    (parameter::REQUEST, ErrorCode::RequestNotSupported, "Request objects are not supported."),
    (
        parameter::REQUEST_URI,
        ErrorCode::RequestUriNotSupported,
        "Request objects by reference are not supported.",
    ),
    (
        parameter::REGISTRATION,
        ErrorCode::RegistrationNotSupported,
        "The registration parameter is not supported.",
    ),
];

pub(super) fn check(request: &BoundRequest) -> Result<(), Refusal> {
    match UNSUPPORTED.into_iter().find(|(name, _, _)| request.params.get(name).is_some()) {
        None => Ok(()),
        Some((name, error, description)) => {
            Err(Refusal::new(error, description, Reason::new(name, "no such parameter", "one")))
        }
    }
}
