//! Sign-out between this server and a provider: `/login/provider/NAME/backchannel-logout` accepts the logout token of a user
//! who signed out there, and `/logout/provider` sends the browser to the provider after a sign-out here.

use axum::{
    body::Body,
    extract::{Path, Request, State},
    response::Response,
};
use http::{HeaderValue, StatusCode, header};
use valetkey_types::{ErrorCode, ErrorResponse};

use super::{
    failure::respond,
    page_request::{self, PageRequest},
    storage_failure::apply_failure,
};
use crate::{Server, provider_sign_in::sign_out, request::read_form, respond, visit::Visit};

/// The member of the form (OpenID Connect Back-Channel Logout section 2.5).
const LOGOUT_TOKEN: &str = "logout_token";

/// Ends the sessions that a provider says have ended there.
pub async fn backchannel(
    State(server): State<Server>,
    Path(name): Path<String>,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    let params = match read_form(&parts.headers, body).await {
        Ok(params) => params,
        Err(error) => return with_status(respond::oauth_error(&error.refusal()), error.status()),
    };
    let Some(token) = params.get(LOGOUT_TOKEN) else { return refused("a logout_token is needed") };
    let visit = Visit::new(&server, &parts.headers);
    match sign_out::end_sessions(&visit, &name, token).await {
        Ok(true) => done(),
        Ok(false) => refused("the logout_token does not count here"),
        Err(error) => apply_failure(&error),
    }
}

/// Sends the browser to the provider that the page after a sign-out named.
pub async fn leave(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(PageRequest::Get(params) | PageRequest::Post(params)) => sign_out::leave(&visit, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

/// Answers with 200 and `no-store` (Back-Channel Logout section 2.8).
fn done() -> Response {
    let mut response = Response::new(Body::empty());
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Answers with 400. The details are in the log only.
fn refused(description: &str) -> Response {
    respond::json(StatusCode::BAD_REQUEST, &ErrorResponse::new(ErrorCode::InvalidRequest, description))
}

fn with_status(mut response: Response, status: StatusCode) -> Response {
    *response.status_mut() = status;
    response
}
