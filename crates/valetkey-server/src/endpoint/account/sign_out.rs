//! `/account/sign-out`: ends the session of this browser.

use axum::{
    extract::{Request, State},
    response::Response,
};
use valetkey_authorization_server::interaction::AccountPage;
use valetkey_types::RawParams;

use super::own_form;
use crate::{
    Server,
    endpoint::{
        failure::{Failure, respond},
        logout::sign_out_here,
        page_request,
    },
    respond::see_other,
    visit::Visit,
};

/// Ends the session.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let mut visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(asked) => leave(&mut visit, asked.params()).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

/// Answers a form of a version with another address: the question whether to sign out.
pub async fn moved(State(server): State<Server>) -> Response {
    see_other(&server.path("/logout"))
}

async fn leave(visit: &mut Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    match own_form(visit, params, AccountPage::Overview).await {
        Ok(facts) => sign_out_here(visit, &[facts.session]).await,
        Err(failure) if failure.is_about_the_form() => Ok(see_other(&visit.server.path("/logout"))),
        Err(failure) => Err(failure),
    }
}
