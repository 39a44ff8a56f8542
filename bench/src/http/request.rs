//! The requests of the workloads.

use bytes::Bytes;
use http::{HeaderName, HeaderValue, Method, Request, header};
use http_body_util::Full;

const FORM: HeaderValue = HeaderValue::from_static("application/x-www-form-urlencoded");

/// Makes a `GET` request. Replaces an invalid path by `/`; no workload accepts the response to that.
pub fn get(path: &str, headers: &[(HeaderName, &HeaderValue)]) -> Request<Full<Bytes>> {
    build(Method::GET, path, headers, Bytes::new())
}

/// Makes a `POST` request with a form.
pub fn form(path: &str, headers: &[(HeaderName, &HeaderValue)], body: String) -> Request<Full<Bytes>> {
    let mut request = build(Method::POST, path, headers, Bytes::from(body));
    request.headers_mut().insert(header::CONTENT_TYPE, FORM);
    request
}

fn build(
    method: Method,
    path: &str,
    headers: &[(HeaderName, &HeaderValue)],
    body: Bytes,
) -> Request<Full<Bytes>> {
    let mut request = Request::new(Full::new(body));
    *request.method_mut() = method;
    if let Ok(uri) = path.parse() {
        *request.uri_mut() = uri;
    }
    for (name, value) in headers {
        request.headers_mut().insert(name, (*value).clone());
    }
    request
}
