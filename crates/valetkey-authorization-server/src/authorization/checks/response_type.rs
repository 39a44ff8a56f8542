//! RFC 6749 section 3.1.1: `response_type` is there and is `code`.

use valetkey_types::{ErrorCode, ResponseType, parameter};

use crate::{Reason, Refusal, authorization::BoundRequest};

pub(super) fn check(request: &BoundRequest) -> Result<ResponseType, Refusal> {
    let (error, description, seen) = match request.params.get(parameter::RESPONSE_TYPE) {
        None => (ErrorCode::InvalidRequest, "response_type is missing.", "nothing".to_owned()),
        Some(value) => match value.parse() {
            Ok(response_type) => return Ok(response_type),
            Err(other) => {
                (ErrorCode::UnsupportedResponseType, "Only response_type=code is supported.", other)
            }
        },
    };
    Err(Refusal::new(error, description, Reason::new(parameter::RESPONSE_TYPE, "code", seen)))
}
