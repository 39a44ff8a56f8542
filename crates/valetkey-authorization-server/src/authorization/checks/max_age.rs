//! OpenID Connect Core section 3.1.2.1: `max_age` is a number of seconds, from 0.

use valetkey_types::{ErrorCode, Seconds, parameter};

use super::{CheckInput, CheckedParameters};
use crate::{Check, Reason, Refusal};

pub(super) fn check(input: &CheckInput<'_>, checked: &mut CheckedParameters) -> Result<(), Refusal> {
    let Some(value) = input.params.get(parameter::MAX_AGE) else { return Ok(()) };
    let digits = value.bytes().all(|b| b.is_ascii_digit());
    let seconds = value.parse::<i64>().ok().filter(|_| digits).ok_or_else(|| {
        Refusal::new(
            ErrorCode::InvalidRequest,
            "max_age must be a number of seconds.",
            Reason::new(Check::MaxAge, "a number of seconds from 0", value.to_owned()),
        )
    })?;
    checked.max_age = Some(Seconds(seconds));
    Ok(())
}
