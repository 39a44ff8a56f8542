//! RFC 6749 section 3.3: a scope that can be read and that the client may ask for, or the default.

use valetkey_types::{ErrorCode, Scope};

use super::{CheckInput, CheckedParameters};
use crate::{Check, Reason, Refusal, scope};

/// Scope that counts only where it is asked for by name: it turns the request into one of OpenID Connect (Core section
/// 3.1.2.1) or lets tokens outlive the session (section 11).
const NEVER_BY_DEFAULT: [&str; 2] = ["openid", "offline_access"];

pub(super) fn check(input: &CheckInput<'_>, checked: &mut CheckedParameters) -> Result<(), Refusal> {
    checked.scope = match scope::requested(input.params, input.client, &input.client.scope)? {
        Some(scope) => scope,
        None => default(input)?,
    };
    Ok(())
}

/// Returns the scope of a request without `scope`: everything the client is registered for, except those above.
fn default(input: &CheckInput<'_>) -> Result<Scope, Refusal> {
    let registered = &input.client.scope;
    let default = registered.keeping(|token| !NEVER_BY_DEFAULT.contains(&token));
    if default.is_empty() {
        let reason = Reason::new(Check::Scope, registered.to_string(), "nothing");
        return Err(Refusal::new(ErrorCode::InvalidScope, "scope is missing.", reason));
    }
    Ok(default)
}
