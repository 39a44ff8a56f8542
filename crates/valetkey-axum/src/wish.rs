//! Whether whoever asks wants a page.

use axum::http::header::ACCEPT;
use axum::http::request::Parts;

/// Browsers ask for `text/html`; programs don't.
pub(crate) fn wants_page(parts: &Parts) -> bool {
    let accept = parts.headers.get_all(ACCEPT).iter().filter_map(|value| value.to_str().ok());
    accept.flat_map(|value| value.split(',')).any(|range| range.trim().starts_with("text/html"))
}
