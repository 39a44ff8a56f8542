//! `/logout`: the end session endpoint (OpenID Connect RP-Initiated Logout 1.0), and the page that asks.

use axum::{
    extract::{Request, State},
    response::Response,
};
use http::{StatusCode, header};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use valetkey_authorization_server::{
    authorization::Person,
    logout::{LogoutRequest, LogoutStep, logout_step},
    record::Client,
};
use valetkey_pages::{ErrorKind, LoggedOutPage, LogoutPage, ToldApplication, form_field};
use valetkey_types::{RawParams, parameter};

use super::{
    asked::{self, Asked},
    failure::{Failure, require_own_page, respond},
};
use crate::{
    Server, id_token_hint,
    request::{self, log_client_id},
    respond::{form_target, page, see_other},
    sign_out,
    visit::Visit,
};

/// What the page that asks carries to its answer.
#[derive(Serialize, Deserialize)]
struct Question {
    session: Uuid,
    return_uri: Option<String>,
    return_name: Option<String>,
}

const QUESTION: &str = "logout";

/// Serves an application's request, or the answer of the person who was asked.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = asked::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(Asked::ToSee(params)) => serve(&visit, &params).await,
        Ok(Asked::ToTake(params)) if params.get(form_field::CONTINUE).is_some() => {
            take_answer(&visit, &params).await
        }
        // Posted by another site, without our cookies; asked again with GET it comes with them.
        Ok(Asked::ToTake(params)) => {
            Ok(see_other(&format!("{}?{}", server.path("/logout"), params.to_form())))
        }
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

async fn serve(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    let server = visit.server;
    let request = LogoutRequest::parse(params);
    let bad_request = |reason| Failure::new(ErrorKind::BadRequest, reason);
    let hint =
        request.id_token_hint.as_deref().map(|token| id_token_hint::verify_hint(server, token)).transpose();
    let hint = hint.map_err(bad_request)?;
    let client = match request.client_id(hint.as_ref()).map_err(bad_request)? {
        Some(id) => {
            log_client_id(id.as_str());
            server.storage.client(&server.tenant, id).await?
        }
        None => None,
    };
    let facts = visit.session().await?;
    let person = Person::of(facts.as_ref(), visit.now);
    let step = logout_step(&request, hint.as_ref(), client.as_deref(), person).map_err(bad_request)?;
    let name = client.as_ref().map(|client| client.name.clone());
    let ui_locales = params.get(parameter::UI_LOCALES);
    match (step, person) {
        (LogoutStep::End { return_uri }, Some(person)) => {
            end(visit, person, return_uri, name, ui_locales).await
        }
        (LogoutStep::Confirm { return_uri }, Some(person)) => {
            ask(visit, person, return_uri, client.as_deref(), ui_locales)
        }
        (step, _) => Ok(left(visit, return_uri_of(step), name, Vec::new(), ui_locales)),
    }
}

fn ask(
    visit: &Visit<'_>,
    person: Person<'_>,
    return_uri: Option<String>,
    client: Option<&Client>,
    ui_locales: Option<&str>,
) -> Result<Response, Failure> {
    let name = client.map(|client| client.name.clone());
    let targets: Vec<String> = return_uri.as_deref().and_then(form_target).into_iter().collect();
    let question = Question { session: person.session.id, return_uri, return_name: name.clone() };
    let logout = LogoutPage {
        application_name: name,
        account_name: person.user.display_name().to_owned(),
        action: visit.server.path("/logout"),
        form_state: visit.seal(QUESTION, &question).ok_or(ErrorKind::BadRequest)?,
    };
    Ok(page(StatusCode::OK, request::language(visit.headers, ui_locales), &logout, &targets))
}

async fn take_answer(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    require_own_page(visit)?;
    let sealed = params.get(form_field::CONTINUE).ok_or(ErrorKind::BadRequest)?;
    let question: Question = visit.open(QUESTION, sealed)?;
    if params.get(form_field::DECISION) != Some("sign-out") {
        return Ok(see_other(&visit.server.path("/")));
    }
    let facts = visit.session().await?.filter(|facts| facts.session.id == question.session);
    match Person::of(facts.as_ref(), visit.now) {
        Some(person) => end(visit, person, question.return_uri, question.return_name, None).await,
        None => Ok(left(visit, question.return_uri, question.return_name, Vec::new(), None)),
    }
}

async fn end(
    visit: &Visit<'_>,
    person: Person<'_>,
    return_uri: Option<String>,
    return_name: Option<String>,
    ui_locales: Option<&str>,
) -> Result<Response, Failure> {
    let told = sign_out::end_session(visit.server, person).await?;
    let mut response = left(visit, return_uri, return_name, told, ui_locales);
    response.headers_mut().append(header::SET_COOKIE, visit.server.cookies.clear_session());
    Ok(response)
}

/// Back to the application when everybody it concerns was told; otherwise a page that says who was not.
fn left(
    visit: &Visit<'_>,
    return_uri: Option<String>,
    return_name: Option<String>,
    applications_told: Vec<ToldApplication>,
    ui_locales: Option<&str>,
) -> Response {
    let all_told = applications_told.iter().all(|application| application.told);
    if let Some(uri) = return_uri.as_deref().filter(|_| all_told) {
        return see_other(uri);
    }
    let sign_in_uri = visit.server.path("/login");
    let logged_out = LoggedOutPage { applications_told, return_uri, return_name, sign_in_uri };
    page(StatusCode::OK, request::language(visit.headers, ui_locales), &logged_out, &[])
}

fn return_uri_of(step: LogoutStep) -> Option<String> {
    match step {
        LogoutStep::Confirm { return_uri }
        | LogoutStep::End { return_uri }
        | LogoutStep::NothingToEnd { return_uri } => return_uri,
    }
}
