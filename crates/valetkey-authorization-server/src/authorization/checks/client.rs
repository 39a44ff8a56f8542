//! RFC 6749 section 4.1.2.1: the client may use this endpoint at all.

use valetkey_types::{ErrorCode, GrantType};

use crate::{Reason, Refusal, authorization::BoundRequest};

pub(super) fn check(request: &BoundRequest) -> Result<(), Refusal> {
    let client = &request.client;
    let seen = if client.disabled {
        "a disabled client"
    } else if !client.grant_types.contains(&GrantType::AuthorizationCode) {
        "a client without the grant authorization_code"
    } else {
        return Ok(());
    };
    Err(Refusal::new(
        ErrorCode::UnauthorizedClient,
        "The client may not use the authorization code flow.",
        Reason::new("client", "an enabled client with the grant authorization_code", seen),
    ))
}
