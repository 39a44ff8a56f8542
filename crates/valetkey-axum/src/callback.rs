//! The browser comes back from the issuer.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use valetkey_client::{ClientError, PendingLogin, Problem};
use valetkey_types::{Handle, RawParams, parameter};

use crate::answer::see_other;
use crate::builder::CALLBACK_PATH;
use crate::error_page::error_page;
use crate::session::{COOKIE, Session, seal_handle};
use crate::{Login, login_cookie};

const NOT_CURRENT: &str =
    "This sign-in is no longer current, or it was started in another browser. Please start again.";
const NOT_STARTED: &str = "The sign-in could not be finished. Please try again.";

/// `GET /auth/callback`: finishes a login. Its cookie goes, whatever happens.
pub(crate) async fn finish(State(login): State<Login>, uri: Uri, headers: HeaderMap) -> Response {
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
        Some((pending, return_to)) => conclude(&login, &headers, &pending, &return_to, &params).await,
        None => {
            tracing::info!("callback refused: this browser has no login with this state");
            error_page(StatusCode::BAD_REQUEST, NOT_CURRENT, None)
        }
    };
    login_cookie::forget(style, answer.headers_mut(), state);
    answer
}

/// `POST /auth/callback`: a form that another site made the browser post carries no Lax cookies, so the browser is sent to the
/// same place by GET, which does (OAuth 2.0 Form Post Response Mode section 2).
pub(crate) async fn bounce(body: Bytes) -> Response {
    match RawParams::parse(&body) {
        Ok(params) => see_other(&format!("{CALLBACK_PATH}?{}", params.to_form())),
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
    let own_path =
        return_to.and_then(|url| url.strip_prefix(login.0.base_url.as_str())).map(|path| format!("/{path}"));
    error_page(status, error.public_text(), own_path.as_deref())
}

async fn conclude(
    login: &Login,
    headers: &HeaderMap,
    pending: &PendingLogin,
    return_to: &str,
    params: &RawParams,
) -> Response {
    let session = match sign_in(login, pending, params).await {
        Ok(session) => session,
        Err(error) => return failure(login, &error, Some(return_to)),
    };
    match start_session(login, headers, &session.0, &session.1).await {
        Ok(cookie) => {
            let mut answer = see_other(return_to);
            login.0.cookies.set(answer.headers_mut(), COOKIE, &cookie, login.0.session_lifetime);
            answer
        }
        Err(error) => {
            tracing::error!(%error, "a session could not be stored");
            error_page(
                StatusCode::SERVICE_UNAVAILABLE,
                "The session could not be stored. Please try again.",
                None,
            )
        }
    }
}

/// The new session. Where the ID token says nothing about the person but who it is, userinfo is asked.
async fn sign_in(
    login: &Login,
    pending: &PendingLogin,
    params: &RawParams,
) -> Result<(Session, Handle), ClientError> {
    let client = &login.0.client;
    let finished = client.finish(pending, params).await?;
    let mut claims = finished.id_token.claims().clone();
    let says_nothing = ["name", "preferred_username", "email"].iter().all(|name| claims.get(name).is_none());
    if says_nothing && client.metadata().await?.userinfo_endpoint.is_some() {
        match client.userinfo(&finished.tokens.access_token, finished.id_token.subject()).await {
            Ok(more) => claims.extend_missing(more),
            Err(error) if matches!(error.problem(), Problem::Mismatch { .. }) => return Err(error),
            Err(error) => tracing::warn!(%error, "the login goes on without userinfo"),
        }
    }
    let now = client.now();
    let expires_at = now.plus(login.0.session_lifetime);
    Ok(Session::start(&finished.id_token, claims, finished.tokens, now, expires_at))
}

/// Stores the session and gives the value of its cookie. Sessions this browser had before end: no handle survives a login.
async fn start_session(
    login: &Login,
    headers: &HeaderMap,
    session: &Session,
    handle: &Handle,
) -> Result<String, Box<dyn std::error::Error + Send + Sync>> {
    if let Some(old) = login.session(headers).await? {
        login.0.store.remove(old.id).await?;
    }
    login.0.store.remove_expired(login.0.client.now()).await?;
    login.0.store.insert(session.store(&login.0.keys)?).await?;
    Ok(seal_handle(&login.0.keys, handle)?)
}
