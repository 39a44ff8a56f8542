//! The HTML pages. They work without JavaScript.

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use valetkey_jose::digest::sha256;

use crate::simulated_user::SimulatedUser;

/// The page that asks the user to allow or deny a sign-in.
#[derive(Debug, Template)]
#[template(path = "consent.html")]
pub(crate) struct Consent<'a> {
    pub(crate) provider: &'a str,
    pub(crate) problem: Option<&'a str>,
    pub(crate) client_id: &'a str,
    pub(crate) scope: &'a str,
    pub(crate) redirect_uri: &'a str,
    pub(crate) asks_user_code: bool,
    pub(crate) user_code: &'a str,
    pub(crate) users: Vec<(&'static str, &'static str, bool)>,
}

/// The page that sends the response by a cross-site POST (OAuth 2.0 Form Post Response Mode section 2).
#[derive(Debug, Template)]
#[template(path = "form_post.html")]
pub(crate) struct FormPost<'a> {
    pub(crate) action: &'a str,
    pub(crate) fields: &'a [(String, String)],
    pub(crate) nonce: &'a str,
}

/// A page with a message.
#[derive(Debug, Template)]
#[template(path = "message.html")]
pub(crate) struct Message<'a> {
    pub(crate) title: &'a str,
    pub(crate) lines: &'a [String],
}

/// Returns the users to choose from.
pub(crate) fn users(chosen: SimulatedUser) -> Vec<(&'static str, &'static str, bool)> {
    SimulatedUser::ALL.into_iter().map(|user| (user.name(), user.display_name(), user == chosen)).collect()
}

/// Makes a response with the page. `script_nonce` allows the script of a page, if it has one.
pub(crate) fn respond(status: StatusCode, page: &impl Template, script_nonce: Option<&str>) -> Response {
    let Ok(html) = page.render() else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    let script = script_nonce.map(|nonce| format!("; script-src 'nonce-{nonce}'")).unwrap_or_default();
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; frame-ancestors 'none'{script}",
        style_digest(&html)
    );
    let mut response = (status, Html(html)).into_response();
    let headers = response.headers_mut();
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // With the policy `no-referrer`, a browser would send no `Origin` with the form post, unlike with a real provider.
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("strict-origin"));
    response
}

/// Returns the hash of the style sheet for the Content-Security-Policy.
fn style_digest(html: &str) -> String {
    let style = html.split_once("<style>").and_then(|(_, rest)| rest.split_once("</style>"));
    STANDARD.encode(sha256(style.map_or("", |(style, _)| style).as_bytes()))
}
