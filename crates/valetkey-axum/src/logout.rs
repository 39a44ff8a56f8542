//! Ends a session here and at the issuer.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use valetkey_client::revocation::TokenKind;
use valetkey_jose::digest::random_token;

use crate::Login;
use crate::answer::see_other;
use crate::error_page::sign_out_page;
use crate::own_form::{has_form_token, is_same_origin};
use crate::session::{COOKIE, Session};
use crate::text::Text;

/// Handles `POST /logout`. Only our own pages may end a session. Without a session nothing is checked, because nothing changes.
pub(crate) async fn log_out(State(login): State<Login>, headers: HeaderMap, body: Bytes) -> Response {
    if !is_same_origin(&login, &headers) {
        tracing::info!("logout refused: the form comes from another origin");
        return sign_out_page(StatusCode::FORBIDDEN, Text::SignOutHere);
    }
    let session = match login.session(&headers).await {
        Ok(session) => session,
        Err(error) => {
            tracing::error!(%error, "logout failed");
            return sign_out_page(StatusCode::SERVICE_UNAVAILABLE, Text::SignOutFailed);
        }
    };
    let front_page = login.place(None);
    let mut answer = match session {
        Some(session) if !has_form_token(&session, &body) => {
            tracing::info!("logout refused: the form token is missing or belongs to another session");
            return sign_out_page(StatusCode::FORBIDDEN, Text::SignOutHere);
        }
        Some(session) => match end(&login, &session).await {
            Ok(url) => see_other(&url),
            Err(answer) => return answer,
        },
        None => see_other(front_page.as_str()),
    };
    login.cookies().remove(answer.headers_mut(), COOKIE);
    answer
}

/// Ends the session, revokes its refresh token, and returns the URL to redirect to.
async fn end(login: &Login, session: &Session) -> Result<String, Response> {
    if let Err(error) = login.0.sessions.end(session.id, login.now()).await {
        tracing::error!(%error, "logout failed");
        return Err(sign_out_page(StatusCode::SERVICE_UNAVAILABLE, Text::SignOutFailed));
    }
    let front_page = login.place(None);
    // Every session has a configured provider.
    let Some(client) = login.client_of(&session.provider) else { return Ok(front_page.into()) };
    let tokens = session.tokens.as_ref();
    if let Some(token) = tokens.and_then(|tokens| tokens.refresh_token.as_ref())
        && let Err(error) = client.revoke(token, TokenKind::RefreshToken).await
    {
        tracing::warn!(%error, "the session ended, but its refresh token was not revoked");
    }
    // Without this hint the issuer identifies the application by its client_id and may ask the user.
    let hint = tokens.and_then(|tokens| tokens.id_token.as_ref());
    // Some issuers require a state. We do not compare it, because the front page needs no protection.
    let state = random_token();
    match client.end_session_url(hint, Some(front_page.as_str()), Some(&state)).await {
        Ok(Some(url)) => Ok(url),
        Ok(None) => Ok(front_page.into()),
        Err(error) => {
            tracing::warn!(%error, "the session ended here but not at the issuer");
            Ok(front_page.into())
        }
    }
}
