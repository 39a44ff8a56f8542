//! RFC 6749 section 4.1.2.1: the client may use this endpoint at all.

use valetkey_types::ErrorCode;

use super::{CheckInput, CheckedParameters};
use crate::{Check, Reason, Refusal};

pub(super) fn check(input: &CheckInput<'_>, _: &mut CheckedParameters) -> Result<(), Refusal> {
    let grant_type = input.endpoint.grant_type();
    let got = if input.client.disabled {
        "a disabled client".to_owned()
    } else if !input.client.grant_types.iter().any(|grant| grant.as_str() == grant_type) {
        format!("a client without the grant {grant_type}")
    } else {
        return Ok(());
    };
    Err(Refusal::new(
        ErrorCode::UnauthorizedClient,
        "The client may not use this flow.",
        Reason::new(Check::Client, format!("an enabled client with the grant {grant_type}"), got),
    ))
}
