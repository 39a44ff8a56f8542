//! Handles the callback from the provider.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use valetkey_client::{ClientError, PendingLogin, Problem};
use valetkey_jose::digest::sha256;
use valetkey_types::{RawParams, parameter};

use crate::answer::see_other;
use crate::error_page::{cancelled_page, error_page, expired_page};
use crate::login_cookie::{self, Intent};
use crate::step_up::is_strong_enough;
use crate::text::Text;
use crate::{Login, Provider, callbacks, link, sign_in};

/// Handles `GET /auth/{provider}`: finishes a login and always removes its cookie. If the login was already finished and a user
/// is signed in (for example after a reload), redirects to the front page.
pub(crate) async fn finish(
    State(login): State<Login>,
    Path(last): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let Some(provider) = login.provider_of_callback(&last) else {
        return error_page(StatusCode::NOT_FOUND, Text::NoSuchOption, None);
    };
    let params = match RawParams::parse(uri.query().unwrap_or_default().as_bytes()) {
        Ok(params) => params,
        Err(error) => {
            tracing::info!(%error, "callback refused");
            return error_page(StatusCode::BAD_REQUEST, Text::Failed, None);
        }
    };
    let Some(state) = params.get(parameter::STATE) else {
        tracing::info!("callback refused: it has no state");
        return expired_page(None);
    };
    let mut answer = match login_cookie::recall(login.cookies(), &login.0.keys, &headers, state) {
        Some((pending, intent, cookie)) => {
            let key = key_of(&[&provider.name, uri.query().unwrap_or_default(), &cookie]);
            let (login, provider) = (login.clone(), provider.clone());
            let (callbacks, now) = (login.0.callbacks.clone(), login.now());
            let params = params.clone();
            let conclude =
                async move { conclude(&login, &provider, &headers, &pending, &intent, &params).await };
            callbacks.once(key, now, conclude).await
        }
        None => of_no_login(&login, &headers).await,
    };
    login_cookie::forget(login.cookies(), answer.headers_mut(), state);
    answer
}

async fn of_no_login(login: &Login, headers: &HeaderMap) -> Response {
    match login.session(headers).await {
        Ok(Some(_)) => {
            tracing::info!(
                "callback of a finished login: the user is signed in, redirecting to the front page"
            );
            see_other(login.place(None).as_str())
        }
        _ => {
            tracing::info!("callback refused: this browser has no login with this state");
            expired_page(None)
        }
    }
}

/// Returns a digest of several texts. Different lists of texts have different digests.
fn key_of(texts: &[&str]) -> callbacks::Key {
    let mut bytes = Vec::new();
    for text in texts {
        bytes.extend_from_slice(&text.len().to_be_bytes());
        bytes.extend_from_slice(text.as_bytes());
    }
    sha256(&bytes)
}

/// Handles `POST /auth/{provider}` (OAuth 2.0 Form Post Response Mode section 2). Redirects to the same path with GET, because
/// browsers send no `SameSite=Lax` cookies with a cross-site form.
pub(crate) async fn bounce(State(login): State<Login>, Path(last): Path<String>, body: Bytes) -> Response {
    let Some(provider) = login.provider_of_callback(&last) else {
        return error_page(StatusCode::NOT_FOUND, Text::NoSuchOption, None);
    };
    match RawParams::parse(&body) {
        Ok(params) => {
            let (base_path, path) = (&login.0.look.base_path, provider.callback_path());
            see_other(&format!("{base_path}{path}?{}", params.to_form()))
        }
        Err(error) => {
            tracing::info!(%error, "posted callback refused");
            error_page(StatusCode::BAD_REQUEST, Text::Failed, None)
        }
    }
}

/// Returns the page for a login that failed.
pub(crate) fn failure(login: &Login, error: &ClientError, return_to: Option<&str>) -> Response {
    let own_path = return_to.and_then(|place| login.own_path(place));
    let own_path = own_path.as_deref();
    if error.is_cancelled() {
        tracing::info!(%error, "the user cancelled the login");
        return cancelled_page(own_path);
    }
    if error.is_temporary() || error.is_configuration() {
        tracing::warn!(%error, "login failed");
    } else {
        tracing::info!(%error, "login failed");
    }
    match error.problem() {
        _ if error.is_temporary() => error_page(StatusCode::SERVICE_UNAVAILABLE, Text::Unreachable, own_path),
        _ if error.is_configuration() => {
            // With an error code the provider has answered this login; without one, the callback had no effect.
            let answered = error.error_code().is_some();
            let status = if answered { StatusCode::BAD_REQUEST } else { StatusCode::INTERNAL_SERVER_ERROR };
            error_page(status, Text::Misconfigured, own_path)
        }
        Problem::Foreign(_) | Problem::TooLate { .. } => expired_page(own_path),
        _ => error_page(StatusCode::BAD_REQUEST, Text::Failed, own_path),
    }
}

/// Finishes the login, but only at the callback of the provider that the browser was sent to (RFC 9700 section 4.4.2).
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
        return expired_page(None);
    }
    let signed_in = match sign_in::finish(provider, pending, params).await {
        Ok(signed_in) => signed_in,
        Err(error) => return failure(login, &error, Some(&intent.return_to)),
    };
    if !is_strong_enough(&intent.acr_values, &signed_in.claims) {
        let (expected, got) = (&intent.acr_values, signed_in.claims.text("acr"));
        tracing::info!(%expected, got, "login refused: the provider's sign-in is too weak");
        return error_page(StatusCode::FORBIDDEN, Text::TooWeak, None);
    }
    match intent.link_to {
        Some(user_id) => {
            link::conclude(login, provider, headers, user_id, &signed_in, &intent.return_to).await
        }
        None => sign_in::conclude(login, provider, headers, signed_in, &intent.return_to).await,
    }
}
