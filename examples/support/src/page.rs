//! A plain page: one style sheet, no scripts, no external resources.

use axum::response::{Html, IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use valetkey_client::digest::sha256;

const STYLE: &str = include_str!("style.css");

/// A page of an application.
pub struct Page {
    html: String,
    /// Whether a form may redirect to other origins.
    forms_may_leave: bool,
}

impl Page {
    /// Creates a page. `title` is text, `content` is HTML.
    pub fn new(title: &str, content: &str) -> Self {
        let title = escaped(title);
        let html = format!(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<style>{STYLE}</style>\n</head>\n\
             <body>\n<main>\n<h1>{title}</h1>\n{content}\n</main>\n</body>\n</html>\n"
        );
        Self { html, forms_may_leave: false }
    }

    /// Removes `form-action` from the policy, for a form that signs out at the provider. Chromium compares every redirect
    /// after a form with it, and the provider may redirect to unknown addresses.
    #[must_use]
    pub fn forms_may_leave(mut self) -> Self {
        self.forms_may_leave = true;
        self
    }
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        let style = STANDARD.encode(sha256(STYLE.as_bytes()));
        let form_action = if self.forms_may_leave { "" } else { " form-action 'self';" };
        let policy = format!(
            "default-src 'none'; style-src 'sha256-{style}';{form_action} frame-ancestors 'none'; base-uri 'none'"
        );
        let headers = [
            ("content-security-policy", policy.as_str()),
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("cache-control", "no-store"),
        ];
        (headers, Html(self.html)).into_response()
    }
}

/// Escapes text for HTML elements and quoted attributes.
pub fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('"', "&quot;").replace('\'', "&#39;")
}
