//! RFC 7636 section 4.4.1 and RFC 9700 section 2.1.1: a challenge with S256, required unless the client is marked otherwise.

use valetkey_types::{CodeChallenge, ErrorCode, parameter};

use super::{CheckInput, CheckedParameters};
use crate::{Check, Reason, Refusal, record::PkcePolicy};

pub(super) fn check(input: &CheckInput<'_>, checked: &mut CheckedParameters) -> Result<(), Refusal> {
    let method = input.params.get(parameter::CODE_CHALLENGE_METHOD);
    checked.code_challenge = match input.params.get(parameter::CODE_CHALLENGE) {
        Some(challenge) => Some(CodeChallenge::parse(challenge, method).map_err(|error| {
            refuse(
                "code_challenge must be 43 base64url characters with code_challenge_method=S256.",
                error.to_string(),
            )
        })?),
        None if method.is_some() => {
            let description = "code_challenge_method stands there without code_challenge.";
            return Err(refuse(description, "a method alone".to_owned()));
        }
        None if may_leave_out(input) => None,
        None => {
            let description = "This client must use PKCE: code_challenge is missing.";
            return Err(refuse(description, "nothing".to_owned()));
        }
    };
    Ok(())
}

fn may_leave_out(input: &CheckInput<'_>) -> bool {
    !input.client.is_public() && input.client.pkce == PkcePolicy::OpenidConnectCoreCompatible
}

fn refuse(description: &'static str, got: String) -> Refusal {
    let reason = Reason::new(Check::CodeChallenge, "a code_challenge with method S256", got);
    Refusal::new(ErrorCode::InvalidRequest, description, reason)
}
