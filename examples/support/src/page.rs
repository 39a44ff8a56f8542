//! A plain page: one style sheet, no script, nothing from elsewhere.

use axum::response::{Html, IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use valetkey_jose::digest::sha256;

const STYLE: &str = include_str!("style.css");

/// A page of an application.
pub struct Page {
    html: String,
    /// Where forms may lead, beside the application itself.
    form_target: Option<String>,
}

impl Page {
    /// `title` is text, `content` is HTML.
    pub fn new(title: &str, content: &str) -> Self {
        let title = escaped(title);
        let html = format!(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<style>{STYLE}</style>\n</head>\n\
             <body>\n<main>\n<h1>{title}</h1>\n{content}\n</main>\n</body>\n</html>\n"
        );
        Self { html, form_target: None }
    }

    /// Lets forms lead to this address as well: browsers ask that of a form that signs out at the provider.
    #[must_use]
    pub fn forms_lead_to(mut self, address: &str) -> Self {
        // `https://id.example/realms/one` becomes `https://id.example`.
        self.form_target = Some(address.splitn(4, '/').take(3).collect::<Vec<_>>().join("/"));
        self
    }
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        let style = STANDARD.encode(sha256(STYLE.as_bytes()));
        let target = self.form_target.unwrap_or_default();
        let policy = format!(
            "default-src 'none'; style-src 'sha256-{style}'; form-action 'self' {target}; frame-ancestors 'none'; \
             base-uri 'none'"
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

/// Text as it stands in HTML, in elements and in quoted attributes.
pub fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('"', "&quot;").replace('\'', "&#39;")
}
