//! HTML answers.

use axum::{body::Body, response::Response};
use http::{HeaderValue, StatusCode, header};
use valetkey_authorization_server::record::Client;
use valetkey_pages::{Frame, Language, Page};

use super::{Forms, content_security_policy};
use crate::{Server, request};

/// Lynx knows `no-cache` only, and only at the end. Without it Lynx shows the devices or accounts of a minute ago.
const NEVER_KEPT: &str = "no-store, no-cache";

/// Returns a page as an answer. `forms` says where the answers to its forms may lead.
pub fn page(
    server: &Server,
    status: StatusCode,
    language: Language,
    page: &impl Page,
    forms: Forms,
) -> Response {
    page_for(server, None, status, language, page, forms)
}

/// Returns a page of a sign-in for a client as an answer: it may look like the application.
pub fn page_for(
    server: &Server,
    client: Option<&Client>,
    status: StatusCode,
    language: Language,
    page: &impl Page,
    forms: Forms,
) -> Response {
    let base_path = server.issuer.path();
    let of_client = client.and_then(|client| server.brand.of_client(client, &server.issuer));
    let brand = of_client.as_ref().unwrap_or_else(|| server.brand.page());
    let address = request::page_address().map(|address| server.path(&address));
    let frame = Frame::new(language, &base_path).with_brand(brand).at(address.as_deref());
    let html = page.render(&frame);
    let mut response = Response::new(Body::from(html));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(language.tag()));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(NEVER_KEPT));
    headers.insert(header::CONTENT_SECURITY_POLICY, content_security_policy(page, forms));
    response
}
