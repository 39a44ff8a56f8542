//! The page with the ways to sign in, and the confirmation of a login that another site started.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::Provider;
use crate::page::{Page, PageKind, leading_to};
use crate::text::Text;

/// Returns the page with the ways to sign in, as links.
pub(crate) fn choice_page(providers: &[Provider], return_to: Option<&str>) -> Response {
    let page = Page::new(PageKind::Choose, StatusCode::OK, Text::SignIn);
    let page = providers.iter().fold(page, |page, provider| with_link_to(page, provider, return_to));
    page.with_way_back().into_response()
}

/// Returns the page that asks whether to sign in.
pub(crate) fn ask_page(provider: &Provider, return_to: Option<&str>) -> Response {
    let page =
        Page::new(PageKind::Confirm, StatusCode::OK, Text::SignInQuestion).saying(Text::SentByAnotherSite);
    with_link_to(page, provider, return_to).with_way_back().into_response()
}

fn with_link_to(page: Page, provider: &Provider, return_to: Option<&str>) -> Page {
    let path = leading_to(&provider.login_path(), return_to);
    page.with_provider_link(&provider.name, path, provider.shown())
}
