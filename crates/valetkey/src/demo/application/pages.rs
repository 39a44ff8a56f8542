//! The application's pages and the files they link to.

use askama::Template;
use axum::{
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

/// For a visitor.
#[derive(Template)]
#[template(path = "application/signed_out.html")]
pub(super) struct SignedOut<'a> {
    pub(super) issuer: &'a str,
}

/// For somebody who is signed in.
#[derive(Template)]
#[template(path = "application/signed_in.html")]
pub(super) struct SignedIn<'a> {
    pub(super) name: &'a str,
    pub(super) api: &'a str,
    pub(super) form_token: &'a str,
    pub(super) claims: &'a [(String, String)],
}

/// The answer of the API.
#[derive(Template)]
#[template(path = "application/answer.html")]
pub(super) struct Answer<'a> {
    pub(super) address: &'a str,
    pub(super) is_good: bool,
    pub(super) status: u16,
    pub(super) answer: &'a str,
}

/// Something went wrong, and this is the way back.
#[derive(Template)]
#[template(path = "application/problem.html")]
pub(in crate::demo) struct Problem<'a> {
    pub(in crate::demo) text: &'a str,
}

/// A page as an answer.
pub(in crate::demo) fn page(status: StatusCode, template: &impl Template) -> Response {
    match template.render() {
        Ok(html) => {
            let html_type = (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
            (status, [html_type], html).into_response()
        }
        Err(error) => {
            tracing::error!(%error, "a page can't be rendered");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// The stylesheet.
pub(super) async fn stylesheet() -> Response {
    let style =
        concat!(include_str!("../../../assets/tokens.css"), include_str!("../../../assets/application.css"));
    file("text/css; charset=utf-8", style)
}

/// The picture in the tab and in the header.
pub(super) async fn icon() -> Response {
    file("image/svg+xml", include_str!("../../../assets/icon.svg"))
}

/// Adds to every answer what keeps pages safe. Forms may end at the issuer, because signing out leads there.
pub(super) fn secure(mut response: Response, issuer: &str) -> Response {
    let policy = format!(
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self' {issuer}; base-uri 'none'; \
         frame-ancestors 'none'"
    );
    let headers = response.headers_mut();
    let fixed: [(HeaderName, &'static str); 4] = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-store, no-cache"),
    ];
    for (name, value) in fixed {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(policy);
    }
    response
}

fn file(content_type: &'static str, content: &'static str) -> Response {
    ([(header::CONTENT_TYPE, content_type), (header::CACHE_CONTROL, "max-age=300")], content).into_response()
}
