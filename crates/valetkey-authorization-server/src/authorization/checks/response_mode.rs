//! OAuth 2.0 Multiple Response Types section 2.1: `response_mode` is one we speak.

use valetkey_types::{ErrorCode, ResponseMode, parameter};

use crate::{Reason, Refusal, authorization::BoundRequest};

pub(super) fn check(request: &BoundRequest) -> Result<(), Refusal> {
    match request.params.get(parameter::RESPONSE_MODE).map(str::parse::<ResponseMode>) {
        None | Some(Ok(_)) => Ok(()),
        Some(Err(seen)) => Err(Refusal::new(
            ErrorCode::InvalidRequest,
            "response_mode is not supported.",
            Reason::new(parameter::RESPONSE_MODE, "query or form_post", seen),
        )),
    }
}
