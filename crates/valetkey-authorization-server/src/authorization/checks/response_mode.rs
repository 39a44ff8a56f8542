//! OAuth 2.0 Multiple Response Types section 2.1: `response_mode` is one we speak.

use valetkey_types::{ErrorCode, ResponseMode, parameter};

use super::{CheckInput, CheckedParameters};
use crate::{Check, Reason, Refusal};

pub(super) fn check(input: &CheckInput<'_>, _: &mut CheckedParameters) -> Result<(), Refusal> {
    match input.params.get(parameter::RESPONSE_MODE).map(str::parse::<ResponseMode>) {
        None | Some(Ok(_)) => Ok(()),
        Some(Err(got)) => Err(Refusal::new(
            ErrorCode::InvalidRequest,
            "response_mode is not supported.",
            Reason::new(Check::ResponseMode, "query or form_post", got),
        )),
    }
}
