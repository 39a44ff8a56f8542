//! Which scope a client may get (RFC 6749 section 3.3). One rule for every endpoint that reads `scope`.

use valetkey_types::{ErrorCode, RawParams, Scope, ScopeError, parameter};

use crate::{Check, Reason, Refusal, metadata::STANDARD_SCOPES, record::Client};

/// Longest list of scope tokens that a description names, in bytes.
const LONGEST_NAMES: usize = 200;

/// Returns the scope of a request, `None` when it has none.
///
/// Tokens that this server does not know for the client are passed over: RFC 6749 section 3.3 allows it, OpenID Connect Core
/// section 3.1.2.1 asks for it, and the token answer says what was granted. A token with a meaning here that `allowed`
/// lacks is refused by name, so that no client works for weeks without something it counts on. So is a request with
/// nothing left. `groups` is passed over too: it got its meaning when clients asked for it already.
pub(crate) fn requested(
    params: &RawParams,
    client: &Client,
    allowed: &Scope,
) -> Result<Option<Scope>, Refusal> {
    let Some(text) = params.get(parameter::SCOPE) else { return Ok(None) };
    let scope: Scope = text.parse().map_err(|error| malformed(allowed, &error))?;
    let has_meaning = |token: &str| token != "groups" && STANDARD_SCOPES.contains(&token);
    let known = scope.keeping(|token| has_meaning(token) || client.scope.contains(token));
    let forbidden = known.difference(allowed);
    if !forbidden.is_empty() {
        return Err(refusal("The client may not have this scope", &forbidden, allowed, &scope));
    }
    if known.is_empty() {
        return Err(refusal("Nothing in this scope is known for the client", &scope, allowed, &scope));
    }
    Ok(Some(known))
}

/// `invalid_scope` that names tokens. They have only characters that `error_description` may have.
pub(crate) fn refusal(sentence: &str, named: &Scope, allowed: &Scope, got: &Scope) -> Refusal {
    let mut names = String::new();
    for token in named.tokens() {
        if names.len() + token.len() > LONGEST_NAMES {
            names.push_str(" and more");
            break;
        }
        names.push(' ');
        names.push_str(token);
    }
    Refusal::new(
        ErrorCode::InvalidScope,
        format!("{sentence}:{names}"),
        Reason::new(Check::Scope, allowed.to_string(), got.to_string()),
    )
}

fn malformed(allowed: &Scope, error: &ScopeError) -> Refusal {
    Refusal::new(
        ErrorCode::InvalidScope,
        "scope has characters that no scope has, or too many tokens.",
        Reason::new(Check::Scope, allowed.to_string(), error.to_string()),
    )
}
