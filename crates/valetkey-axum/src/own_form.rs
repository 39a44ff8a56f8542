//! Checks that a submitted form is from our own pages.

use axum::http::HeaderMap;
use url::form_urlencoded;
use valetkey_jose::digest::constant_time_eq;

use crate::Login;
use crate::session::Session;

/// The name of the form field with the form token.
pub(crate) const FORM_TOKEN: &str = "form_token";

/// Checks the request headers that tell where a form comes from. A client without these headers still needs the form token. Pages
/// without a referrer send `Origin: null`; then `Sec-Fetch-Site` must be `same-origin`.
pub(crate) fn is_same_origin(login: &Login, headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let own_origin = login.0.base_url.origin().ascii_serialization();
    let vouched = match text("sec-fetch-site") {
        Some(site) if site != "same-origin" => return false,
        site => site.is_some(),
    };
    text("origin").is_none_or(|origin| origin == own_origin || (origin == "null" && vouched))
}

/// Returns whether the form contains the form token of this session.
pub(crate) fn has_form_token(session: &Session, body: &[u8]) -> bool {
    let expected = session.form_token.expose().as_bytes();
    form_urlencoded::parse(body)
        .any(|(name, value)| name == FORM_TOKEN && constant_time_eq(value.as_bytes(), expected))
}

/// Returns a field of the form.
pub(crate) fn field(body: &[u8], name: &str) -> Option<String> {
    form_urlencoded::parse(body).find(|(known, _)| known == name).map(|(_, value)| value.into_owned())
}
