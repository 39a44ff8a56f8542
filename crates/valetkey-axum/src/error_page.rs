//! The pages that say why something did not work and lead back to the application.

use axum::http::StatusCode;
use axum::response::Response;

use crate::page::{escaped, leading_to, page};

const BACK: &str = "<p><a id=\"back\" href=\"/\">Back to the application</a></p>\n";

/// A page with a fixed sentence. The link begins a new login that ends at `return_to`.
pub(crate) fn error_page(status: StatusCode, sentence: &'static str, return_to: Option<&str>) -> Response {
    let (sentence, login) = (escaped(sentence), leading_to("/login", return_to));
    let content = format!(
        "<p>{sentence}</p>\n<p><a class=\"way\" id=\"try-again\" href=\"{login}\">Try again</a></p>\n{BACK}"
    );
    page(status, "Signing in did not work", &content)
}

/// A page for a person who is signed in and may not do something.
pub(crate) fn refusal_page(status: StatusCode, heading: &'static str, sentence: &'static str) -> Response {
    page(status, &escaped(heading), &format!("<p>{}</p>\n{BACK}", escaped(sentence)))
}
