//! Redirects.

use axum::{body::Body, response::Response};
use http::{HeaderValue, StatusCode, header};

/// 303 See Other: the browser fetches `location` with GET, whatever it sent before (RFC 9700 section 4.12).
///
/// A location with a byte outside visible ASCII is a fault of ours and answered with 500.
pub fn see_other(location: &str) -> Response {
    let mut response = Response::new(Body::empty());
    let visible = !location.is_empty() && location.bytes().all(|byte| byte.is_ascii_graphic());
    let value = if visible { HeaderValue::from_str(location).ok() } else { None };
    match value {
        Some(value) => {
            *response.status_mut() = StatusCode::SEE_OTHER;
            response.headers_mut().insert(header::LOCATION, value);
        }
        None => {
            tracing::error!("a redirect was dropped: its location is not visible ASCII");
            *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        }
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_redirect_is_303_and_not_stored() {
        let response = see_other("https://notes.example/callback?code=a");
        assert_eq!(response.status(), 303);
        assert_eq!(response.headers()[header::LOCATION], "https://notes.example/callback?code=a");
        assert_eq!(response.headers()[header::CACHE_CONTROL], "no-store");
    }

    #[test]
    fn hd6_a_location_cannot_carry_a_second_header() {
        for location in ["", "https://a/\r\nset-cookie: x=y", "https://a/ b", "https://a/\u{e4}", "\0"] {
            let response = see_other(location);
            assert_eq!(response.status(), 500, "{location:?}");
            assert!(response.headers().get(header::LOCATION).is_none());
        }
    }
}
