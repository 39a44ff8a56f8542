//! The page that says why signing in did not work and leads back to the application.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use url::form_urlencoded::byte_serialize;

const POLICY: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// A page with a fixed sentence. The link begins a new login that ends at `return_to`.
pub(crate) fn error_page(status: StatusCode, sentence: &'static str, return_to: Option<&str>) -> Response {
    let login = match return_to {
        Some(place) => format!("/login?return_to={}", byte_serialize(place.as_bytes()).collect::<String>()),
        None => "/login".to_owned(),
    };
    let sentence = sentence.replace('\'', "&#39;");
    let page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Sign in</title>\n</head>\n\
         <body>\n<main>\n<h1>Signing in did not work</h1>\n<p>{sentence}</p>\n\
         <p><a id=\"try-again\" href=\"{login}\">Try again</a></p>\n\
         <p><a id=\"back\" href=\"/\">Back to the application</a></p>\n</main>\n</body>\n</html>\n"
    );
    let headers = [
        ("content-type", "text/html; charset=utf-8"),
        ("content-security-policy", POLICY),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "no-referrer"),
        ("cache-control", "no-store"),
    ];
    (status, headers, page).into_response()
}
