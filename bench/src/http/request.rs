//! Requests as the workloads send them.

use bytes::Bytes;
use http::{HeaderName, HeaderValue, Method, Request, header};
use http_body_util::Full;

const FORM: HeaderValue = HeaderValue::from_static("application/x-www-form-urlencoded");

/// A `GET` of a path with query. A path that is none becomes `/`, which no workload takes for an answer.
pub fn get(path: &str, headers: &[(HeaderName, &HeaderValue)]) -> Request<Full<Bytes>> {
    build(Method::GET, path, headers, Bytes::new())
}

/// A `POST` of a form.
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
