//! Whether a form that came is one of our own pages'.

use axum::http::HeaderMap;
use url::form_urlencoded;
use valetkey_jose::digest::constant_time_eq;

use crate::Login;
use crate::session::Session;

/// The name of the form field that proves the form is ours.
pub(crate) const FORM_TOKEN: &str = "form_token";

/// What browsers say about where a form comes from must not contradict us; a client that says nothing still needs the token.
/// `Origin: null` is what a page without referrer sends, and then `Sec-Fetch-Site` must vouch for it.
pub(crate) fn is_same_origin(login: &Login, headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let own_origin = login.0.base_url.origin().ascii_serialization();
    let vouched = match text("sec-fetch-site") {
        Some(site) if site != "same-origin" => return false,
        site => site.is_some(),
    };
    text("origin").is_none_or(|origin| origin == own_origin || (origin == "null" && vouched))
}

/// Whether the form has the token of this session.
pub(crate) fn has_form_token(session: &Session, body: &[u8]) -> bool {
    let expected = session.form_token.expose().as_bytes();
    form_urlencoded::parse(body)
        .any(|(name, value)| name == FORM_TOKEN && constant_time_eq(value.as_bytes(), expected))
}

/// A field of the form.
pub(crate) fn field(body: &[u8], name: &str) -> Option<String> {
    form_urlencoded::parse(body).find(|(known, _)| known == name).map(|(_, value)| value.into_owned())
}
