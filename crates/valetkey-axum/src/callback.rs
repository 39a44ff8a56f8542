//! The browser comes back from the issuer.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use valetkey_client::{ClientError, PendingLogin, Problem};
use valetkey_types::{RawParams, parameter};

use crate::answer::see_other;
use crate::error_page::error_page;
use crate::login_cookie::{self, Intent};
use crate::{Login, Provider, link, sign_in};

pub(crate) const NOT_CURRENT: &str =
    "This sign-in is no longer current, or it was started in another browser. Please start again.";
const NOT_STARTED: &str = "The sign-in could not be finished. Please try again.";

const NO_SUCH_WAY: &str = "There is no such way to sign in here.";

/// `GET /auth/{provider}`: finishes a login. Its cookie goes, whatever happens.
pub(crate) async fn finish(
    State(login): State<Login>,
    Path(last): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let Some(provider) = login.provider_of_callback(&last) else {
        return error_page(StatusCode::NOT_FOUND, NO_SUCH_WAY, None);
    };
    let params = match RawParams::parse(uri.query().unwrap_or_default().as_bytes()) {
        Ok(params) => params,
        Err(error) => {
            tracing::info!(%error, "callback refused");
            return error_page(StatusCode::BAD_REQUEST, NOT_STARTED, None);
        }
    };
    let Some(state) = params.get(parameter::STATE) else {
        tracing::info!("callback refused: it has no state");
        return error_page(StatusCode::BAD_REQUEST, NOT_CURRENT, None);
    };
    let (style, keys) = (login.0.cookies, &login.0.keys);
    let mut answer = match login_cookie::recall(style, keys, &headers, state) {
        Some((pending, intent)) => conclude(&login, provider, &headers, &pending, &intent, &params).await,
        None => {
            tracing::info!("callback refused: this browser has no login with this state");
            error_page(StatusCode::BAD_REQUEST, NOT_CURRENT, None)
        }
    };
    login_cookie::forget(style, answer.headers_mut(), state);
    answer
}

/// `POST /auth/{provider}`: a form that another site made the browser post carries no Lax cookies, so the browser is sent to the
/// same place by GET, which does (OAuth 2.0 Form Post Response Mode section 2).
pub(crate) async fn bounce(State(login): State<Login>, Path(last): Path<String>, body: Bytes) -> Response {
    let Some(provider) = login.provider_of_callback(&last) else {
        return error_page(StatusCode::NOT_FOUND, NO_SUCH_WAY, None);
    };
    match RawParams::parse(&body) {
        Ok(params) => see_other(&format!("{}?{}", provider.callback_path(), params.to_form())),
        Err(error) => {
            tracing::info!(%error, "posted callback refused");
            error_page(StatusCode::BAD_REQUEST, NOT_STARTED, None)
        }
    }
}

/// The page for a login that failed.
pub(crate) fn failure(login: &Login, error: &ClientError, return_to: Option<&str>) -> Response {
    if error.is_temporary() {
        tracing::warn!(%error, "login failed");
    } else {
        tracing::info!(%error, "login failed");
    }
    let status = match error.problem() {
        Problem::Configuration(_) | Problem::NoEndpoint(_) => StatusCode::INTERNAL_SERVER_ERROR,
        _ if error.is_temporary() => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::BAD_REQUEST,
    };
    let own_path = return_to.and_then(|place| login.own_path(place));
    error_page(status, error.public_text(), own_path.as_deref())
}

/// The answer counts only for the provider that the browser was sent to: each has a callback of its own (RFC 9700 section 4.4.2).
async fn conclude(
    login: &Login,
    provider: &Provider,
    headers: &HeaderMap,
    pending: &PendingLogin,
    intent: &Intent,
    params: &RawParams,
) -> Response {
    if intent.provider != provider.name {
        tracing::info!(expected = %intent.provider, seen = %provider.name, "callback refused: it is another provider's");
        return error_page(StatusCode::BAD_REQUEST, NOT_CURRENT, None);
    }
    let signed_in = match sign_in::finish(provider, pending, params).await {
        Ok(signed_in) => signed_in,
        Err(error) => return failure(login, &error, Some(&intent.return_to)),
    };
    match intent.link_to {
        Some(person) => link::conclude(login, provider, headers, person, &signed_in, &intent.return_to).await,
        None => sign_in::conclude(login, provider, headers, signed_in, &intent.return_to).await,
    }
}
