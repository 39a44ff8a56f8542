//! RFC 8707 section 2: each `resource` is one the client may address; none means all of them.

use valetkey_types::{ErrorCode, parameter};

use crate::{Reason, Refusal, authorization::BoundRequest};

pub(super) fn check(request: &BoundRequest) -> Result<Vec<String>, Refusal> {
    let allowed = &request.client.audiences;
    let mut audiences: Vec<String> = Vec::new();
    for resource in request.params.get_all(parameter::RESOURCE) {
        if !allowed.iter().any(|known| known == resource) {
            return Err(Refusal::new(
                ErrorCode::InvalidTarget,
                "The client may not address this resource.",
                Reason::new(parameter::RESOURCE, allowed.join("\n"), resource.to_owned()),
            ));
        }
        if !audiences.iter().any(|known| known == resource) {
            audiences.push(resource.to_owned());
        }
    }
    Ok(if audiences.is_empty() { allowed.clone() } else { audiences })
}
