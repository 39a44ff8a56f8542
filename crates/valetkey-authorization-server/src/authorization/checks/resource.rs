//! RFC 8707 section 2: each `resource` is one the client may address; none means all of them.

use super::{CheckInput, CheckedParameters};
use crate::{Refusal, token::audience};

pub(super) fn check(input: &CheckInput<'_>, checked: &mut CheckedParameters) -> Result<(), Refusal> {
    let allowed = &input.client.audiences;
    let requested = audience::requested(input.params, allowed)?;
    checked.audiences = if requested.is_empty() { allowed.clone() } else { requested };
    Ok(())
}
