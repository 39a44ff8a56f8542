//! OpenID Connect Core section 3.1.2.1: `prompt` holds known values, and `none` stands alone.

use valetkey_types::{ErrorCode, PromptSet, parameter};

use crate::{Reason, Refusal, authorization::BoundRequest};

pub(super) fn check(request: &BoundRequest) -> Result<PromptSet, Refusal> {
    let Some(value) = request.params.get(parameter::PROMPT) else { return Ok(PromptSet::default()) };
    value.parse::<PromptSet>().map_err(|_| {
        Refusal::new(
            ErrorCode::InvalidRequest,
            "prompt must be none alone, or some of login, consent and select_account.",
            Reason::new(parameter::PROMPT, "none, or some of login consent select_account", value.to_owned()),
        )
    })
}
