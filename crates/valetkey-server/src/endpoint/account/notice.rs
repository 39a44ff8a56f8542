//! The notice after a change: sealed in the address that the browser is redirected to, so that no link can fake one.

use axum::response::Response;
use valetkey_authorization_server::interaction::AccountPage;
use valetkey_pages::AccountNotice;
use valetkey_types::{RawParams, Seconds, encode_form};

use crate::{respond::see_other, visit::Visit};

/// The purpose of the sealed notice.
const NOTICE: &str = "account-notice";
/// The parameter that carries it.
const DONE: &str = "done";
/// How long the address shows the notice. Later it is the plain page.
const LIFETIME: Seconds = Seconds(60);

/// Redirects to a page, which says what was just done.
pub(crate) fn redirect_with_notice(visit: &Visit<'_>, page: AccountPage, notice: &AccountNotice) -> Response {
    let path = visit.server.path(page.path());
    match visit.seal_for(LIFETIME, NOTICE, notice) {
        Some(sealed) => see_other(&format!("{path}?{}", encode_form([(DONE, sealed.as_str())]))),
        None => see_other(&path),
    }
}

/// Returns the notice that a request carries.
pub(crate) fn notice_of(visit: &Visit<'_>, params: &RawParams) -> Option<AccountNotice> {
    visit.open(NOTICE, params.get(DONE)?).ok()
}
