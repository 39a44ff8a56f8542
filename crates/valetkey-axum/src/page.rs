//! The frame of the few small pages of this crate: one small style sheet in the page, no script and no image.

use std::sync::LazyLock;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use url::form_urlencoded::byte_serialize;
use valetkey_jose::digest::sha256;

const STYLE: &str = include_str!("page.css");

/// Lets the one style sheet in, by its hash (Content Security Policy Level 3 section 6.7.3.3).
static POLICY: LazyLock<String> = LazyLock::new(|| {
    let hash = STANDARD.encode(sha256(STYLE.as_bytes()));
    format!(
        "default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
});

/// A page. `heading` and `content` are HTML.
pub(crate) fn page(status: StatusCode, heading: &str, content: &str) -> Response {
    let page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{heading}</title>\n\
         <style>{STYLE}</style>\n</head>\n\
         <body>\n<main>\n<h1>{heading}</h1>\n{content}</main>\n</body>\n</html>\n"
    );
    let headers = [
        ("content-type", "text/html; charset=utf-8"),
        ("content-security-policy", POLICY.as_str()),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "no-referrer"),
        ("cache-control", "no-store"),
    ];
    (status, headers, page).into_response()
}

/// A path of the login that leads on to a place afterwards.
pub(crate) fn leading_to(path: &str, return_to: Option<&str>) -> String {
    match return_to {
        Some(place) => {
            format!("{path}?return_to={}", byte_serialize(place.as_bytes()).collect::<String>())
        }
        None => path.to_owned(),
    }
}

/// A text as HTML, for element contents and quoted attributes.
pub(crate) fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            other => html.push(other),
        }
    }
    html
}
