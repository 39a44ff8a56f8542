//! OpenID Connect Core section 3.1.2.1: `max_age` is a number of seconds, from 0.

use valetkey_types::{ErrorCode, Seconds, parameter};

use crate::{Reason, Refusal, authorization::BoundRequest};

pub(super) fn check(request: &BoundRequest) -> Result<Option<Seconds>, Refusal> {
    let Some(value) = request.params.get(parameter::MAX_AGE) else { return Ok(None) };
    let digits = value.bytes().all(|b| b.is_ascii_digit());
    match value.parse::<i64>() {
        Ok(seconds) if digits => Ok(Some(Seconds(seconds))),
        _ => Err(Refusal::new(
            ErrorCode::InvalidRequest,
            "max_age must be a number of seconds.",
            Reason::new(parameter::MAX_AGE, "a number of seconds from 0", value.to_owned()),
        )),
    }
}
