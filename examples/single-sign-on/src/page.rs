//! A plain page.

use axum::response::{Html, IntoResponse, Response};

/// A page of an application.
pub(crate) struct Page {
    html: String,
    /// The form that signs out leads to the provider, so the policy must name it.
    issuer: String,
}

impl Page {
    /// `content` is HTML.
    pub(crate) fn new(title: &str, content: String, issuer: &str) -> Self {
        let html = format!(
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title>\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"></head>\
             <body><h1>{title}</h1>{content}</body></html>"
        );
        Self { html, issuer: issuer.to_owned() }
    }
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        // `https://id.example/realms/one` becomes `https://id.example`.
        let origin = self.issuer.splitn(4, '/').take(3).collect::<Vec<_>>().join("/");
        let policy = format!(
            "default-src 'none'; form-action 'self' {origin}; frame-ancestors 'none'; base-uri 'none'"
        );
        ([("content-security-policy", policy)], Html(self.html)).into_response()
    }
}

/// Text as it stands in HTML.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
