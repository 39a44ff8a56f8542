//! The login with GitHub.

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use example_support::Failure;
use valetkey_client::{AuthorizationOptions, RawParams};

use crate::Application;

/// `GET /api/v1/oauth/login`: redirects to GitHub.
pub(crate) async fn login(State(application): State<Arc<Application>>) -> Result<Response, Failure> {
    let options = AuthorizationOptions::default().parameter("allow_signup", "true");
    let request = application.github.authorization_request(options).await?;
    let remember = application.login_cookie.remember(&request.pending)?;
    Ok((remember, Redirect::to(&request.url)).into_response())
}

/// `GET /api/v1/oauth/code`: the callback. Checks the state, exchanges the code, requests the user's identity.
pub(crate) async fn code(
    State(application): State<Arc<Application>>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let pending = application.login_cookie.recall(&headers).ok_or(Failure::NotBegun)?;
    let params = RawParams::parse(query.unwrap_or_default().as_bytes())?;
    let login = application.github.finish_plain(&pending, &params).await?;
    let user = application.github.identify(&login).await?;
    let signed_in = application.signed_in_cookie.of(&user, application.github.now())?;
    Ok((application.login_cookie.forget(), signed_in, Redirect::to("/api/docs")).into_response())
}
