//! Which resources an access token is for (RFC 8707).

use valetkey_types::{ErrorCode, RawParams, parameter, same_resource};

use super::GrantContext;
use crate::{Check, Reason, Refusal};

/// Returns the audience of a new access token: the `resource` parameters, each of which must be allowed; without any, all
/// that is allowed; and where nothing is, the issuer. What the client has lost since the grant is no longer allowed.
///
/// Error: `invalid_target` (RFC 8707 section 2).
pub fn select(request: &GrantContext<'_>, granted: &[String]) -> Result<Vec<String>, Refusal> {
    let registered = &request.client.audiences;
    let is_registered = |audience: &&String| registered.iter().any(|known| same_resource(known, audience));
    let allowed: Vec<String> = granted.iter().filter(is_registered).cloned().collect();
    let requested = requested(request.params, &allowed)?;
    if !requested.is_empty() {
        return Ok(requested);
    }
    if allowed.is_empty() { Ok(vec![request.context.issuer.as_str().to_owned()]) } else { Ok(allowed) }
}

/// Returns the `resource` parameters, each once and spelled as it is allowed: that is how the resource knows itself.
pub(crate) fn requested(params: &RawParams, allowed: &[String]) -> Result<Vec<String>, Refusal> {
    let mut resources: Vec<String> = Vec::new();
    for resource in params.get_all(parameter::RESOURCE) {
        let Some(known) = allowed.iter().find(|known| same_resource(known, resource)) else {
            let got: String = resource.chars().take(200).collect();
            return Err(Refusal::new(
                ErrorCode::InvalidTarget,
                "The access token may not be for this resource.",
                Reason::new(Check::Resource, allowed.join(" "), got),
            ));
        };
        if !resources.contains(known) {
            resources.push(known.clone());
        }
    }
    Ok(resources)
}
