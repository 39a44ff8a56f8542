//! RFC 6749 section 3.3: a scope that can be read, and nothing that the client may not ask for.

use valetkey_types::{ErrorCode, Scope, parameter};

use crate::{Reason, Refusal, authorization::BoundRequest};

pub(super) fn check(request: &BoundRequest) -> Result<Scope, Refusal> {
    let allowed = &request.client.scope;
    let refuse = |description, seen: String| {
        Refusal::new(ErrorCode::InvalidScope, description, Reason::new("scope", allowed.to_string(), seen))
    };
    let Some(value) = request.params.get(parameter::SCOPE) else {
        return Err(refuse("scope is missing.", "nothing".to_owned()));
    };
    let scope: Scope =
        value.parse().map_err(|_| refuse("scope has characters no scope has.", value.to_owned()))?;
    let excess = scope.difference(allowed);
    if scope.is_empty() || !excess.is_empty() {
        return Err(refuse("The client may not ask for this scope.", scope.to_string()));
    }
    Ok(scope)
}
