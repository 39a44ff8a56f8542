//! `/account/sign-out`: ends the session of this browser.

use axum::{
    extract::{Request, State},
    response::Response,
};
use http::{StatusCode, header};
use valetkey_authorization_server::{authorization::Person, interaction::AccountPage};
use valetkey_pages::LoggedOutPage;
use valetkey_types::RawParams;

use super::own_form;
use crate::{
    Server,
    endpoint::{
        failure::{Failure, respond},
        page_request,
    },
    provider_sign_in, request,
    respond::{Forms, page, see_other},
    sign_out::end_session,
    visit::Visit,
};

/// Ends the session.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(asked) => leave(&visit, asked.params()).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

/// Answers a form of a version with another address: the question whether to sign out.
pub async fn moved(State(server): State<Server>) -> Response {
    see_other(&server.path("/logout"))
}

async fn leave(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    let server = visit.server;
    let facts = match own_form(visit, params, AccountPage::Overview).await {
        Ok(facts) => facts,
        Err(failure) if failure.is_about_the_form() => return Ok(see_other(&server.path("/logout"))),
        Err(failure) => return Err(failure),
    };
    let person = Person { session: &facts.session, user: &facts.user };
    let provider = provider_sign_in::sign_out::offer(visit, person.session).await;
    let applications_told = end_session(visit, person).await?;
    let logged_out = LoggedOutPage {
        applications_told,
        return_uri: None,
        return_name: None,
        missing_return: None,
        provider,
        provider_failed: None,
        sign_in_uri: server.path("/login"),
    };
    let mut response =
        page(server, StatusCode::OK, request::language(visit.headers, None), &logged_out, Forms::None);
    response.headers_mut().append(header::SET_COOKIE, server.cookies.clear_session());
    Ok(response)
}
