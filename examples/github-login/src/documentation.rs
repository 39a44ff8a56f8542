//! The application's API: an OpenAPI document, and a page made from it. Without scripts and external resources.

use std::fmt::Write;
use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use example_support::{Page, escaped};
use serde_json::Value;

use crate::Application;

const DOCUMENT: &str = include_str!("openapi.json");

/// `GET /api/openapi.json`.
pub(crate) async fn document() -> Response {
    ([(header::CONTENT_TYPE, "application/json")], DOCUMENT).into_response()
}

/// `GET /api/docs`: the signed-in user, and the operations of the API.
pub(crate) async fn page(State(application): State<Arc<Application>>, headers: HeaderMap) -> Page {
    let who = match application.signed_in(&headers) {
        Some(user) => {
            let name = escaped(user.name.as_deref().unwrap_or(&user.subject));
            format!("<p id=\"signed-in-as\">Signed in as <strong>{name}</strong>.</p>")
        }
        None => {
            "<p><a class=\"button\" id=\"sign-in\" href=\"/api/v1/oauth/login\">Log in with GitHub</a></p>"
                .to_owned()
        }
    };
    let document: Value = serde_json::from_str(DOCUMENT).unwrap_or_default();
    let title = document.pointer("/info/title").and_then(Value::as_str).unwrap_or_default();
    Page::new(title, &format!("{who}{}", operations(&document)))
}

/// Returns a section for each operation, with its responses.
fn operations(document: &Value) -> String {
    let mut html = String::new();
    for (path, methods) in members(&document["paths"]) {
        for (method, operation) in members(methods) {
            let summary = escaped(operation["summary"].as_str().unwrap_or_default());
            let (method, path) = (escaped(&method.to_ascii_uppercase()), escaped(path));
            // Writing to a string does not fail.
            let _ = write!(html, "<section><h2><code>{method} {path}</code></h2><p>{summary}</p><dl>");
            for (status, answer) in members(&operation["responses"]) {
                let description = escaped(answer["description"].as_str().unwrap_or_default());
                let _ = write!(html, "<dt>{}</dt><dd>{description}</dd>", escaped(status));
            }
            html.push_str("</dl></section>");
        }
    }
    html.push_str(
        "<p class=\"quiet\">The same for programs: <a href=\"/api/openapi.json\">openapi.json</a></p>",
    );
    html
}

fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}
