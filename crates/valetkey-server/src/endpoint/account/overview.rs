//! `/account`: the overview. `/`: leads there, or welcomes a visitor.

use axum::{
    extract::{Request, State},
    response::Response,
};
use http::StatusCode;
use valetkey_accounts::User;
use valetkey_administration::permission::Authority;
use valetkey_authorization_server::interaction::{AccountPage, ConsolePage};
use valetkey_pages::{AccountOverviewPage, WelcomePage};
use valetkey_storage::StorageError;
use valetkey_types::RawParams;

use super::{menu, notice_of, show, signed_in};
use crate::{
    Server,
    endpoint::{
        failure::{Failure, respond},
        page_request,
    },
    request,
    respond::{Forms, page, see_other},
    visit::Visit,
};

/// Leads a signed-in user to the account, and welcomes a visitor.
pub async fn root(State(server): State<Server>, request: Request) -> Response {
    let (headers, _) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    respond(&visit, start(&visit).await)
}

async fn start(visit: &Visit<'_>) -> Result<Response, Failure> {
    let server = visit.server;
    let is_active = visit.session().await?.is_some_and(|facts| visit.is_live(&facts));
    if is_active || visit.has_other_live_account().await? {
        return Ok(see_other(&server.path(AccountPage::Overview.path())));
    }
    let welcome = WelcomePage { sign_in_uri: server.path("/login") };
    Ok(page(server, StatusCode::OK, request::language(visit.headers, None), &welcome, Forms::None))
}

/// Shows the overview.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(asked) => see(&visit, asked.params()).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

async fn see(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    let facts = signed_in(visit, AccountPage::Overview).await?;
    let overview = AccountOverviewPage {
        menu: menu(visit, &facts, AccountPage::Overview, notice_of(visit, params))?,
        username: facts.user.username.clone(),
        email: facts.user.email.clone(),
        email_verified: facts.user.email_verified,
        console_uri: console(visit, &facts.user).await?,
    };
    Ok(show(visit, &overview))
}

/// Returns the path of the console for a user with a permission. Reads nothing for a user without groups and roles.
async fn console(visit: &Visit<'_>, user: &User) -> Result<Option<String>, StorageError> {
    if user.groups.is_empty() && user.granted_roles.is_empty() {
        return Ok(None);
    }
    let map = visit.server.role_map().await?;
    let is_administrator = !Authority::of_user(user, &map).is_empty();
    Ok(is_administrator.then(|| visit.server.path(ConsolePage::default().path())))
}
