//! Headers that every answer carries.

use http::{HeaderMap, HeaderName, HeaderValue, header};

use crate::Server;

const ALWAYS: [(HeaderName, &str); 4] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
];

/// Adds them, and a policy that allows nothing where the endpoint has not set its own.
pub(super) fn add_security_headers(server: &Server, headers: &mut HeaderMap) {
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    unless_set(headers, header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'");
    unless_set(headers, header::CACHE_CONTROL, "no-store");
    if server.issuer.is_https() {
        unless_set(headers, header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
}

fn unless_set(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    if !headers.contains_key(&name) {
        headers.insert(name, HeaderValue::from_static(value));
    }
}
