//! Error pages with the reason and a link back to the application.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::page::{Page, PageKind, leading_to};
use crate::text::Text;

/// Returns the page for a failed sign-in. Its link starts a new sign-in that returns to `return_to`.
pub(crate) fn error_page(status: StatusCode, sentence: Text, return_to: Option<&str>) -> Response {
    again(PageKind::Failed, status, Text::FailedHeading, sentence, return_to)
}

/// Returns the page for a sign-in that took too long, was already finished, or belongs to another browser.
pub(crate) fn expired_page(return_to: Option<&str>) -> Response {
    let status = StatusCode::BAD_REQUEST;
    again(PageKind::Expired, status, Text::ExpiredHeading, Text::Expired, return_to)
}

/// Returns the page for a user who cancelled at the provider. This is no failure.
pub(crate) fn cancelled_page(return_to: Option<&str>) -> Response {
    again(PageKind::Cancelled, StatusCode::OK, Text::CancelledHeading, Text::Cancelled, return_to)
}

/// Returns the page for a failed sign-out.
pub(crate) fn sign_out_page(status: StatusCode, sentence: Text) -> Response {
    Page::new(PageKind::SignOut, status, Text::SignOutHeading)
        .saying(sentence)
        .with_way_back()
        .into_response()
}

/// Returns the page for a signed-in user without the required permission.
pub(crate) fn forbidden_page() -> Response {
    let page = Page::new(PageKind::Forbidden, StatusCode::FORBIDDEN, Text::ForbiddenHeading);
    page.saying(Text::Forbidden).with_way_back().into_response()
}

/// Returns the page for a failed linking or unlinking of an identity.
pub(crate) fn link_page(status: StatusCode, sentence: Text) -> Response {
    Page::new(PageKind::Link, status, Text::LinkHeading).saying(sentence).with_way_back().into_response()
}

fn again(
    kind: PageKind,
    status: StatusCode,
    heading: Text,
    sentence: Text,
    return_to: Option<&str>,
) -> Response {
    Page::new(kind, status, heading)
        .saying(sentence)
        .with_link("try-again", leading_to("/login", return_to), Text::TryAgain)
        .with_way_back()
        .into_response()
}
