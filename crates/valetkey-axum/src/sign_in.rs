//! Turns a successful login into a session.

use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use valetkey_client::{Claims, ClientError, PendingLogin, Tokens};
use valetkey_types::RawParams;

use crate::admission::admit;
use crate::answer::see_other;
use crate::error_page::error_page;
use crate::session::{COOKIE, Session};
use crate::text::Text;
use crate::{Login, Provider};

/// A successful login.
pub(crate) struct SignedIn {
    pub(crate) provider: String,
    pub(crate) issuer: String,
    pub(crate) subject: String,
    pub(crate) sid: Option<String>,
    pub(crate) claims: Claims,
    pub(crate) scope: String,
    pub(crate) tokens: Tokens,
}

type AnyError = Box<dyn std::error::Error + Send + Sync>;

/// Finishes the login and identifies the user.
pub(crate) async fn finish(
    provider: &Provider,
    pending: &PendingLogin,
    params: &RawParams,
) -> Result<SignedIn, ClientError> {
    let client = &provider.client;
    let finished = client.finish_plain(pending, params).await?;
    let identified = client.identify(&finished).await?;
    let tokens = finished.tokens;
    Ok(SignedIn {
        provider: provider.name.clone(),
        issuer: identified.issuer,
        subject: identified.subject,
        sid: finished.id_token.as_ref().and_then(|id_token| id_token.sid()).map(str::to_owned),
        claims: identified.claims,
        // A response without a scope means that the requested scope was granted (RFC 6749 section 5.1).
        scope: tokens.scope.as_ref().unwrap_or(client.scope()).to_string(),
        tokens,
    })
}

/// Starts the session and redirects the browser to its destination.
pub(crate) async fn conclude(
    login: &Login,
    provider: &Provider,
    headers: &HeaderMap,
    signed_in: SignedIn,
    return_to: &str,
) -> Response {
    match start_session(login, provider, headers, signed_in).await {
        Ok(cookie) => {
            let mut answer = see_other(return_to);
            login.cookies().set(answer.headers_mut(), COOKIE, &cookie, login.0.session_lifetime);
            answer
        }
        Err(error) => {
            tracing::error!(%error, "a session could not be stored");
            let own_path = login.own_path(return_to);
            error_page(StatusCode::SERVICE_UNAVAILABLE, Text::SessionNotStored, own_path.as_deref())
        }
    }
}

/// Stores the session and returns the value of its cookie. Ends earlier sessions of this browser, so no old handle stays valid.
async fn start_session(
    login: &Login,
    provider: &Provider,
    headers: &HeaderMap,
    signed_in: SignedIn,
) -> Result<String, AnyError> {
    let now = login.now();
    let user_id = match &login.0.users {
        Some(users) => Some(admit(users.as_ref(), provider, &signed_in, now).await?.id),
        None => None,
    };
    let expires_at = now.plus(login.0.session_lifetime);
    let (session, handle) = Session::start(signed_in, user_id, now, expires_at);
    if let Some(old) = login.session(headers).await? {
        login.0.sessions.end(old.id, now).await?;
    }
    Ok(login.0.sessions.begin(session, &handle, provider, now).await?)
}
