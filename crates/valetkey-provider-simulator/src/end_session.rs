//! Sign-out: redirects back to the application (OpenID Connect RP-Initiated Logout section 3).

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use valetkey_providers::Deviation;
use valetkey_types::encode_form;

use crate::page::{Message, respond};
use crate::seen_request::SeenRequest;
use crate::simulated_provider::SimulatedProvider;

/// Redirects to the address in the request. Its parameter has the provider's name.
pub(crate) fn handle(simulated: &SimulatedProvider, request: &SeenRequest) -> Response {
    let own = simulated.preset().deviations.iter().find_map(|deviation| match deviation {
        Deviation::LogoutParameters { return_to, .. } => Some(return_to.as_str()),
        _ => None,
    });
    let parameters = if request.method == "POST" { request.body_pairs() } else { request.query_pairs() };
    let value =
        |name: &str| parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    let Some(address) = value(own.unwrap_or("post_logout_redirect_uri")) else {
        let lines = [format!("You are signed out of {}.", simulated.display_name())];
        return respond(StatusCode::OK, &Message { title: "Signed out", lines: &lines }, None);
    };
    let state = value("state").map(|state| encode_form([("state", state)]));
    let joint = if address.contains('?') { '&' } else { '?' };
    let location = state.map_or_else(|| address.to_owned(), |state| format!("{address}{joint}{state}"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response()
}
