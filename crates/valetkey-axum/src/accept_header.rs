//! The `Accept` header.

use axum::http::header::ACCEPT;
use axum::http::request::Parts;

/// Returns whether the caller is a browser. Browsers accept `text/html`; programs usually do not.
pub(crate) fn wants_page(parts: &Parts) -> bool {
    let accept = parts.headers.get_all(ACCEPT).iter().filter_map(|value| value.to_str().ok());
    accept.flat_map(|value| value.split(',')).any(|range| range.trim().starts_with("text/html"))
}
