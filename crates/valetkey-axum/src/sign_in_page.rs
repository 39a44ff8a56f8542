//! The page with the ways to sign in, and the question before a login that another site began.

use axum::http::StatusCode;
use axum::response::Response;

use crate::Provider;
use crate::page::{escaped, leading_to, page};

/// The ways to sign in, as links.
pub(crate) fn choice_page(providers: &[Provider], return_to: Option<&str>) -> Response {
    let items: String =
        providers.iter().map(|provider| format!("<li>{}</li>\n", link(provider, return_to))).collect();
    page(StatusCode::OK, "Sign in", &format!("<ul>\n{items}</ul>\n{BACK}"))
}

/// Asks whether to sign in.
pub(crate) fn ask_page(provider: &Provider, return_to: Option<&str>) -> Response {
    let link = link(provider, return_to);
    let content = format!(
        "<p>Another site sent you here to sign in. Go on only if you want to.</p>\n<p>{link}</p>\n{BACK}"
    );
    page(StatusCode::OK, "Sign in?", &content)
}

const BACK: &str = "<p><a id=\"back\" href=\"/\">Back to the application</a></p>\n";

fn link(provider: &Provider, return_to: Option<&str>) -> String {
    let (name, shown) = (&provider.name, escaped(provider.shown()));
    let address = leading_to(&provider.login_path(), return_to);
    format!("<a class=\"way\" id=\"sign-in-{name}\" href=\"{address}\">Sign in with {shown}</a>")
}
