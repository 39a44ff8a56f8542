//! The files the pages link to.

use axum::{body::Body, response::Response};
use http::{HeaderValue, header};
use valetkey_pages::Asset;

/// The file, to be kept for a year: another content has another path.
pub fn answer(asset: &'static Asset) -> Response {
    let mut response = Response::new(Body::from(asset.bytes));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.content_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    response
}
