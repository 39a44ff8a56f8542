//! `/`: the user's own page: who they are, which applications have access, and the way out.

use axum::{
    extract::{Request, State},
    response::Response,
};
use http::{StatusCode, header};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use valetkey_authorization_server::{
    authorization::{Person, withdraw as withdraw_consent},
    event::Actor,
    facts::SessionFacts,
};
use valetkey_pages::{
    AccountNotice, AccountPage, AuthorizedApplication, ErrorKind, LoggedOutPage, ScopeLine, WelcomePage,
    form_field,
};
use valetkey_storage::{
    StorageError,
    directory::{ClientWithAccess, clients_with_access},
};
use valetkey_types::{ClientId, RawParams, Seconds, UserId, encode_form};

use super::{
    failure::{Failure, require_own_page, respond},
    page_request::{self, PageRequest},
};
use crate::{
    Server, request,
    respond::{Forms, page, see_other},
    sign_out::end_session,
    visit::Visit,
};

/// Binds the forms of the page to the session it was shown in.
#[derive(Serialize, Deserialize)]
struct FormState {
    session: Uuid,
}

const FORM: &str = "account";

/// What was just done, sealed in the address of the page that says so.
#[derive(Serialize, Deserialize)]
struct Withdrawn {
    client_id: ClientId,
    name: String,
}

const WITHDRAWN: &str = "account-withdrawn";
/// The parameter that carries it.
const DONE: &str = "done";
/// How long the address shows the notice. Later it is the plain page.
const NOTICE_LIFETIME: Seconds = Seconds(60);

/// The page, or a welcome for somebody who is not signed in.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let withdrawn = match &asked {
        Ok(PageRequest::Get(params)) => {
            params.get(DONE).and_then(|sealed| visit.open(WITHDRAWN, sealed).ok())
        }
        _ => None,
    };
    respond(&visit, show(&visit, withdrawn).await)
}

/// Takes an application's access away.
pub async fn withdraw(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(PageRequest::Get(params) | PageRequest::Post(params)) => take_access_away(&visit, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

/// Ends the session.
pub async fn sign_out(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(PageRequest::Get(params) | PageRequest::Post(params)) => leave(&visit, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

async fn show(visit: &Visit<'_>, withdrawn: Option<Withdrawn>) -> Result<Response, Failure> {
    let server = visit.server;
    let language = request::language(visit.headers, None);
    let facts = visit.session().await?;
    let Some(person) = Person::of(facts.as_ref(), visit.now) else {
        let welcome = WelcomePage { sign_in_uri: server.path("/login") };
        return Ok(page(server, StatusCode::OK, language, &welcome, Forms::None));
    };
    let applications: Vec<_> = with_access(visit, &person.user.id)
        .await?
        .into_iter()
        .map(|ClientWithAccess { client, scope }| AuthorizedApplication {
            client_id: client.id.as_str().to_owned(),
            name: client.name.clone(),
            uri: client.client_uri.clone(),
            scopes: scope.tokens().map(ScopeLine::new).collect(),
        })
        .collect();
    // Allowed again meanwhile: the notice would be wrong.
    let has_access = |id: &ClientId| applications.iter().any(|one| one.client_id == id.as_str());
    let notice = withdrawn.filter(|withdrawn| !has_access(&withdrawn.client_id));
    let notice = notice.map(|withdrawn| AccountNotice::AccessWithdrawn(withdrawn.name));
    let account = AccountPage {
        display_name: person.user.display_name().to_owned(),
        username: person.user.username.clone(),
        email: person.user.email.clone(),
        email_verified: person.user.email_verified,
        applications,
        notice,
        withdraw_action: server.path("/withdraw"),
        sign_out_action: server.path("/sign-out"),
        form_state: visit
            .seal(FORM, &FormState { session: person.session.id })
            .ok_or(ErrorKind::ServerError)?,
    };
    Ok(page(server, StatusCode::OK, language, &account, Forms::StayHere))
}

async fn with_access(visit: &Visit<'_>, user: &UserId) -> Result<Vec<ClientWithAccess>, StorageError> {
    let server = visit.server;
    let (storage, tenant, policy) = (&server.storage, &server.tenant, &server.policy);
    clients_with_access(&**storage, tenant, user, visit.now, policy.nothing_before).await
}

async fn take_access_away(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    let server = visit.server;
    let Some(facts) = own_form(visit, params).await? else { return Ok(see_other(&server.path("/"))) };
    let client_id = ClientId::new(params.get(form_field::CLIENT_ID).ok_or(ErrorKind::BadRequest)?);
    let name = server.storage.client(&server.tenant, &client_id).await?.map(|client| client.name.clone());
    let with_access = self::with_access(visit, &facts.user.id).await?;
    // A second press finds nothing to withdraw, and stores no event.
    if with_access.iter().any(|one| one.client.id == client_id) {
        let actor = Actor::User { id: facts.user.id.clone() };
        let decision =
            visit.occasion(&actor, |occasion| withdraw_consent(&facts.user.id, &client_id, occasion));
        server.storage.apply(decision.changes).await?;
    }
    let done = name.map(|name| Withdrawn { client_id, name });
    let sealed = done.and_then(|done| visit.seal_for(NOTICE_LIFETIME, WITHDRAWN, &done));
    let query =
        sealed.map(|sealed| format!("?{}", encode_form([(DONE, sealed.as_str())]))).unwrap_or_default();
    Ok(see_other(&server.path(&format!("/{query}"))))
}

async fn leave(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    let server = visit.server;
    let facts = match own_form(visit, params).await {
        Ok(facts) => facts,
        Err(failure) if failure.is_about_the_form() => return Ok(see_other(&server.path("/logout"))),
        Err(failure) => return Err(failure),
    };
    let Some(person) = Person::of(facts.as_ref(), visit.now) else { return Ok(see_other(&server.path("/"))) };
    let applications_told = end_session(visit, person).await?;
    let logged_out = LoggedOutPage {
        applications_told,
        return_uri: None,
        return_name: None,
        missing_return: None,
        sign_in_uri: server.path("/login"),
    };
    let mut response =
        page(server, StatusCode::OK, request::language(visit.headers, None), &logged_out, Forms::None);
    response.headers_mut().append(header::SET_COOKIE, server.cookies.clear_session());
    Ok(response)
}

/// The session, if the form comes from our own page and was shown in this session.
async fn own_form(visit: &Visit<'_>, params: &RawParams) -> Result<Option<SessionFacts>, Failure> {
    require_own_page(visit, params)?;
    let sealed = params.get(form_field::FORM_STATE).ok_or(ErrorKind::BadRequest)?;
    let form: FormState = visit.open(FORM, sealed)?;
    Ok(visit.session().await?.filter(|facts| facts.session.id == form.session))
}
