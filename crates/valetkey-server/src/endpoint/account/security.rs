//! `/account/security`: how the user signs in, one row per method. Each action is a page of its own.

use axum::{
    extract::{Request, State},
    response::Response,
};
use valetkey_authorization_server::{facts::SessionFacts, interaction::AccountPage};
use valetkey_pages::{AccountSecurityPage, SecurityRow};
use valetkey_types::RawParams;

use super::{menu, notice_of, password, show, signed_in};
use crate::{
    Server,
    endpoint::{
        failure::{Failure, respond},
        page_request,
    },
    visit::Visit,
};

/// Returns the rows in the order of the page. A new way to sign in adds one line here.
async fn rows(visit: &Visit<'_>, facts: &SessionFacts) -> Result<Vec<SecurityRow>, Failure> {
    Ok(vec![
        password::row(visit, &facts.user),
        // Passkeys, the authenticator app, recovery codes and linked accounts go here.
    ])
}

/// Shows the rows.
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
    let facts = signed_in(visit, AccountPage::Security).await?;
    let security = AccountSecurityPage {
        menu: menu(visit, &facts, AccountPage::Security, notice_of(visit, params))?,
        rows: rows(visit, &facts).await?,
    };
    Ok(show(visit, &security))
}
