//! Which resources an access token is for (RFC 8707).

use valetkey_types::{ErrorCode, RawParams, parameter};

use super::Asked;
use crate::{Reason, Refusal};

/// The audience of a new access token: the `resource` parameters, each of which must be allowed; without any, all that
/// is allowed; and where nothing is, the issuer. What the client has lost since the grant is no longer allowed.
///
/// Error: `invalid_target` (RFC 8707 section 2).
pub(super) fn select(asked: &Asked<'_>, granted: &[String]) -> Result<Vec<String>, Refusal> {
    let registered = &asked.client.audiences;
    let allowed: Vec<String> =
        granted.iter().filter(|audience| registered.contains(audience)).cloned().collect();
    let requested = requested(asked.params);
    if let Some(foreign) = requested.iter().find(|resource| !allowed.contains(resource)) {
        let seen: String = foreign.chars().take(200).collect();
        return Err(Refusal::new(
            ErrorCode::InvalidTarget,
            "The access token may not be for this resource.",
            Reason::new("resource", allowed.join(" "), seen),
        ));
    }
    if !requested.is_empty() {
        return Ok(requested);
    }
    if allowed.is_empty() { Ok(vec![asked.moment.issuer.as_str().to_owned()]) } else { Ok(allowed) }
}

fn requested(params: &RawParams) -> Vec<String> {
    let mut resources: Vec<String> = Vec::new();
    for resource in params.get_all(parameter::RESOURCE) {
        if !resources.iter().any(|known| known == resource) {
            resources.push(resource.to_owned());
        }
    }
    resources
}
