//! RFC 7636 section 4.4.1 and RFC 9700 section 2.1.1: a challenge with S256, required unless the client is marked otherwise.

use valetkey_types::{CodeChallenge, ErrorCode, parameter};

use crate::{Reason, Refusal, authorization::BoundRequest, record::PkcePolicy};

pub(super) fn check(request: &BoundRequest) -> Result<Option<CodeChallenge>, Refusal> {
    let method = request.params.get(parameter::CODE_CHALLENGE_METHOD);
    match request.params.get(parameter::CODE_CHALLENGE) {
        Some(challenge) => CodeChallenge::parse(challenge, method).map(Some).map_err(|error| {
            refuse(
                "code_challenge must be 43 base64url characters with code_challenge_method=S256.",
                error.to_string(),
            )
        }),
        None if method.is_some() => Err(refuse(
            "code_challenge_method stands there without code_challenge.",
            "a method alone".to_owned(),
        )),
        None if may_leave_out(request) => Ok(None),
        None => Err(refuse("This client must use PKCE: code_challenge is missing.", "nothing".to_owned())),
    }
}

fn may_leave_out(request: &BoundRequest) -> bool {
    !request.client.is_public() && request.client.pkce == PkcePolicy::OpenidConnectCoreCompatible
}

fn refuse(description: &'static str, seen: String) -> Refusal {
    let reason = Reason::new(parameter::CODE_CHALLENGE, "a code_challenge with method S256", seen);
    Refusal::new(ErrorCode::InvalidRequest, description, reason)
}
