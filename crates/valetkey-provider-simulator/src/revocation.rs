//! Token revocation (RFC 7009 section 2).

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::client_authentication::{authenticate, without_credentials};
use crate::comparison::compare_names;
use crate::refusal::Refusal;
use crate::seen_request::SeenRequest;
use crate::server::Server;
use crate::state::Login;

/// Revokes a token. An unknown token is not an error (RFC 7009 section 2.2).
pub(crate) fn handle(server: &Server, places: &[usize], request: &SeenRequest) -> Response {
    let place = places.first().copied().unwrap_or_default();
    let simulated = &server.providers[place];
    revoke(server, place, request).unwrap_or_else(|refusal| {
        server.complain(simulated.display_name(), "revocation request", &refusal.complaint);
        refusal.token_answer(simulated)
    })
}

fn revoke(server: &Server, place: usize, request: &SeenRequest) -> Result<Response, Refusal> {
    let simulated = &server.providers[place];
    if request.method != "POST" || request.media_type() != "application/x-www-form-urlencoded" {
        return Err(Refusal::new("invalid_request", "expected a POST of a form, got something else"));
    }
    let parameters = request.body_pairs();
    let client = authenticate(server, simulated, request, &parameters, false)?;
    let mut rest = without_credentials(simulated, &parameters);
    rest.retain(|(name, _)| name != "token_type_hint");
    let complaints = compare_names(&["token"], &rest);
    let Some((_, token)) = rest.first().filter(|_| complaints.is_empty()) else {
        return Err(Refusal::new("invalid_request", complaints.join("; ")));
    };
    let mut state = server.state();
    let is_own = |login: &Login| login.client_id == client.client_id;
    if state.access_tokens.get(token).is_some_and(|access| is_own(&access.login)) {
        state.access_tokens.remove(token);
    }
    if state.refresh_tokens.get(token).is_some_and(is_own) {
        state.refresh_tokens.remove(token);
    }
    Ok(StatusCode::OK.into_response())
}
