//! Ending a session here and at the issuer.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use url::form_urlencoded;
use valetkey_client::revocation::TokenKind;
use valetkey_jose::digest::constant_time_eq;

use crate::Login;
use crate::answer::see_other;
use crate::error_page::error_page;
use crate::session::{COOKIE, Session};

/// The name of the form field that proves the form is ours.
pub(crate) const FORM_TOKEN: &str = "form_token";

/// `POST /logout`: only our own pages may end a session. Without a session there is nothing to protect.
pub(crate) async fn log_out(State(login): State<Login>, headers: HeaderMap, body: Bytes) -> Response {
    if !is_same_origin(&login, &headers) {
        tracing::info!("logout refused: the form comes from another origin");
        return error_page(StatusCode::FORBIDDEN, "Please sign out on a page of this application.", None);
    }
    let session = match login.session(&headers).await {
        Ok(session) => session,
        Err(error) => {
            tracing::error!(%error, "logout failed");
            return error_page(
                StatusCode::SERVICE_UNAVAILABLE,
                "Signing out did not work. Please try again.",
                None,
            );
        }
    };
    let front_page = login.place(None);
    let mut answer = match session {
        Some(session) if !has_form_token(&session, &body) => {
            tracing::info!("logout refused: the form token is missing or foreign");
            return error_page(StatusCode::FORBIDDEN, "Please sign out on a page of this application.", None);
        }
        Some(session) => match end(&login, &session).await {
            Ok(url) => see_other(&url),
            Err(answer) => return answer,
        },
        None => see_other(front_page.as_str()),
    };
    login.0.cookies.remove(answer.headers_mut(), COOKIE);
    answer
}

/// Ends the session, revokes its refresh token, and gives the address to go to.
async fn end(login: &Login, session: &Session) -> Result<String, Response> {
    if let Err(error) = login.0.store.remove(session.id).await {
        tracing::error!(%error, "logout failed");
        return Err(error_page(
            StatusCode::SERVICE_UNAVAILABLE,
            "Signing out did not work. Please try again.",
            None,
        ));
    }
    let (client, front_page) = (&login.0.client, login.place(None));
    if let Some(token) = &session.refresh_token
        && let Err(error) = client.revoke(token, TokenKind::RefreshToken).await
    {
        tracing::warn!(%error, "the session ended, its refresh token was not revoked");
    }
    match client.end_session_url(session.id_token.as_ref(), Some(front_page.as_str())).await {
        Ok(Some(url)) => Ok(url),
        Ok(None) => Ok(front_page.into()),
        Err(error) => {
            tracing::warn!(%error, "the session ended here but not at the issuer");
            Ok(front_page.into())
        }
    }
}

/// What browsers say about where a form comes from must not contradict us; a client that says nothing still needs the token.
/// `Origin: null` is what a page without referrer sends, and then `Sec-Fetch-Site` must vouch for it.
fn is_same_origin(login: &Login, headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let own_origin = login.0.base_url.origin().ascii_serialization();
    let vouched = match text("sec-fetch-site") {
        Some(site) if site != "same-origin" => return false,
        site => site.is_some(),
    };
    text("origin").is_none_or(|origin| origin == own_origin || (origin == "null" && vouched))
}

fn has_form_token(session: &Session, body: &[u8]) -> bool {
    let expected = session.form_token.expose().as_bytes();
    form_urlencoded::parse(body)
        .any(|(name, value)| name == FORM_TOKEN && constant_time_eq(value.as_bytes(), expected))
}
