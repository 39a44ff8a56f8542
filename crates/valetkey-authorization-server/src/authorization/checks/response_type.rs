//! RFC 6749 section 3.1.1: `response_type` is there and is `code`.

use valetkey_types::{ErrorCode, ResponseType, parameter};

use super::{CheckInput, CheckedParameters};
use crate::{Check, Reason, Refusal};

pub(super) fn check(input: &CheckInput<'_>, _: &mut CheckedParameters) -> Result<(), Refusal> {
    let (error, description, got) = match input.params.get(parameter::RESPONSE_TYPE) {
        None => (ErrorCode::InvalidRequest, "response_type is missing.", "nothing".to_owned()),
        Some(value) => match value.parse::<ResponseType>() {
            Ok(ResponseType::Code) => return Ok(()),
            Err(other) => {
                (ErrorCode::UnsupportedResponseType, "Only response_type=code is supported.", other)
            }
        },
    };
    Err(Refusal::new(error, description, Reason::new(Check::ResponseType, "code", got)))
}
