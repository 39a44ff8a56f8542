//! OpenID Connect Core section 3.1.2.1: `prompt` holds known values, and `none` stands alone.

use valetkey_types::{ErrorCode, PromptSet, parameter};

use super::{CheckInput, CheckedParameters};
use crate::{Check, Reason, Refusal};

pub(super) fn check(input: &CheckInput<'_>, checked: &mut CheckedParameters) -> Result<(), Refusal> {
    let Some(value) = input.params.get(parameter::PROMPT) else { return Ok(()) };
    checked.prompt = value.parse::<PromptSet>().map_err(|_| {
        Refusal::new(
            ErrorCode::InvalidRequest,
            "prompt must be none alone, or some of login, consent and select_account.",
            Reason::new(Check::Prompt, "none, or some of login consent select_account", value.to_owned()),
        )
    })?;
    Ok(())
}
