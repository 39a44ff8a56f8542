//! Reading `id_token_hint`: an ID token of ours, expired or not.

use serde::Deserialize;
use valetkey_authorization_server::{Check, Reason, Refusal, logout::IdTokenHint};
use valetkey_jose::{AudienceRule, Expectation, TypExpectation, verify};
use valetkey_types::{ClientId, ErrorCode, UserId};

use crate::Server;

#[derive(Deserialize)]
struct Claims {
    sub: String,
    aud: String,
    sid: Option<String>,
}

/// Verifies a hint (OpenID Connect RP-Initiated Logout section 2, Core section 3.1.2.1). It may have expired.
pub(crate) fn verify_hint(server: &Server, token: &str) -> Result<IdTokenHint, Reason> {
    let now = server.environment.now();
    let expectation = Expectation::new(TypExpectation::AbsentOr(&["JWT"]), AudienceRule::Unchecked, now)
        .issuer(server.issuer.as_str())
        .require(&["sub", "aud", "iat"])
        .check_expiry(false);
    let verified = verify::<Claims>(token, &server.keys.verifying_keys(), &expectation)
        .map_err(|error| Reason::new(Check::IdTokenHint, "an ID token of this issuer", error.to_string()))?;
    let Claims { sub, aud, sid } = verified.claims;
    Ok(IdTokenHint { subject: UserId::new(sub), client_id: ClientId::new(aud), sid })
}

/// Verifies the hint of an authorization request: it must have been issued to the client that sends it.
pub(crate) fn verify_for(
    server: &Server,
    token: Option<&str>,
    client_id: &ClientId,
) -> Result<Option<IdTokenHint>, Refusal> {
    let Some(token) = token else { return Ok(None) };
    let own = |hint: IdTokenHint| {
        let reason = || Reason::new(Check::IdTokenHint, client_id.to_string(), hint.client_id.to_string());
        if hint.client_id == *client_id { Ok(hint) } else { Err(reason()) }
    };
    let hint = verify_hint(server, token).and_then(own);
    hint.map(Some).map_err(|reason| {
        Refusal::new(
            ErrorCode::InvalidRequest,
            "id_token_hint is not an ID token issued to this client.",
            reason,
        )
    })
}
