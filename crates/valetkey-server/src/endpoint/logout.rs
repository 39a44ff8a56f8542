//! `/logout`: the end session endpoint (OpenID Connect RP-Initiated Logout 1.0), and the page that asks.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    response::Response,
};
use http::{StatusCode, header};
use valetkey_authorization_server::{
    Reason,
    authorization::Person,
    interaction::{AccountPage, Interaction, Purpose, SignOut, WayBack},
    logout::{IdTokenHint, LogoutDecision, LogoutRequest, LogoutStep, logout_step},
    record::Client,
};
use valetkey_pages::{
    LoggedOutPage, LogoutPage, MissingReturn, ProviderSignOut, ToldApplication, form_field,
};
use valetkey_storage::StorageError;
use valetkey_types::{ErrorCode, RawParams, parameter};

use super::{
    failure::{Failure, require_own_page, respond},
    page_request::{self, PageRequest, Posted, posted},
};
use crate::{
    Server, id_token_hint, provider_sign_in,
    request::{self, log_client_id, request_id},
    respond::{Forms, developer_details, page, see_other},
    sign_out,
    visit::Visit,
};

/// Serves an application's request, or the answer of the person who was asked.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(PageRequest::Get(params)) => serve(&visit, &params).await,
        Ok(PageRequest::Post(params)) if params.get(form_field::CONTINUE).is_some() => {
            take_answer(&visit, &params).await
        }
        Ok(PageRequest::Post(params)) => match posted(&visit, "/logout", params) {
            Posted::Serve(params) => serve(&visit, &params).await,
            Posted::Again(answer) => Ok(answer),
        },
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

async fn serve(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    let server = visit.server;
    let request = LogoutRequest::parse(params);
    let asked_by = AskedBy::find(visit, &request).await?;
    let client = asked_by.client.as_deref();
    let facts = visit.session().await?;
    let person = Person::of(facts.as_ref(), visit.now);
    let LogoutDecision { step, missing_return } =
        logout_step(&request, asked_by.hint.as_ref(), client, person);
    // The reason why client or hint is unknown says more than that they are unknown.
    let missing_return = missing_return.map(|reason| asked_by.problem.clone().unwrap_or(reason));
    if let Some(reason) = missing_return.as_ref().or(asked_by.problem.as_ref()) {
        log_left_out(reason);
    }
    let missing = missing_return.map(|reason| MissingReturn {
        reference: request_id(visit.headers).to_owned(),
        developer: Some(developer_details(server, ErrorCode::InvalidRequest, &reason)),
    });
    let ui_locales = params.get(parameter::UI_LOCALES);
    let name = client.map(|client| client.name.clone());
    let is_missing = missing.is_some();
    let way_back = |return_uri| WayBack { return_uri, return_name: name.clone(), is_missing };
    match (step, person) {
        (LogoutStep::End { return_uri }, Some(person)) => {
            end(visit, person, way_back(return_uri), missing, ui_locales).await
        }
        (LogoutStep::Confirm { return_uri }, Some(person)) => {
            ask(visit, person, way_back(return_uri), missing, ui_locales)
        }
        (step, _) => {
            let provider = AtProvider {
                failed: provider_sign_in::sign_out::failure_of(visit, params),
                ..AtProvider::default()
            };
            Ok(left(visit, way_back(return_uri_of(step)), missing, provider, Vec::new(), ui_locales))
        }
    }
}

/// The client, as far as it is proven. Unverified values are not used, and signing out goes on without them
/// (RP-Initiated Logout section 4).
#[derive(Default)]
struct AskedBy {
    hint: Option<IdTokenHint>,
    client: Option<Arc<Client>>,
    /// Why the hint or the client is not used.
    problem: Option<Reason>,
}

impl AskedBy {
    async fn find(visit: &Visit<'_>, request: &LogoutRequest) -> Result<Self, StorageError> {
        let server = visit.server;
        let verified =
            request.id_token_hint.as_deref().map(|token| id_token_hint::verify_hint(server, token));
        let (hint, problem) = match verified.transpose() {
            Ok(hint) => (hint, None),
            Err(problem) => (None, Some(problem)),
        };
        let id = match request.client_id(hint.as_ref()) {
            Ok(id) => id.cloned(),
            Err(problem) => return Ok(Self { problem: Some(problem), ..Self::default() }),
        };
        let client = match id {
            Some(id) => {
                log_client_id(id.as_str());
                server.storage.client(&server.tenant, &id).await?
            }
            None => None,
        };
        Ok(Self { hint, client, problem })
    }
}

fn log_left_out(reason: &Reason) {
    tracing::info!(
        check = reason.check.as_str(),
        expected = &*reason.expected,
        got = &*reason.got,
        "sign-out goes on without a part of the request"
    );
}

fn ask(
    visit: &Visit<'_>,
    person: Person<'_>,
    way_back: WayBack,
    missing_return: Option<MissingReturn>,
    ui_locales: Option<&str>,
) -> Result<Response, Failure> {
    let forms = if way_back.return_uri.is_some() { Forms::MayLeave } else { Forms::StayHere };
    let application_name = way_back.return_name.clone();
    let question = SignOut { session: person.session.id, way_back };
    let logout = LogoutPage {
        application_name,
        account_name: person.user.display_name().to_owned(),
        missing_return,
        action: visit.server.path("/logout"),
        form_state: visit.seal_interaction(&Interaction::new(Purpose::SignOut(question)))?,
    };
    let language = request::language(visit.headers, ui_locales);
    Ok(page(visit.server, StatusCode::OK, language, &logout, forms))
}

async fn take_answer(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    let server = visit.server;
    let is_ours = require_own_page(visit, params).is_ok();
    let purpose =
        visit.interaction(params).await.ok().filter(|_| is_ours).map(|interaction| interaction.purpose);
    let Some(Purpose::SignOut(SignOut { session, way_back })) = purpose else {
        // The page was open for too long, or is not ours. The question is asked again: signing out is never refused.
        return Ok(see_other(&server.path("/logout")));
    };
    if params.get(form_field::DECISION) != Some("sign-out") {
        return Ok(see_other(&server.path(AccountPage::Overview.path())));
    }
    let facts = visit.session().await?.filter(|facts| facts.session.id == session);
    match Person::of(facts.as_ref(), visit.now) {
        Some(person) => end(visit, person, way_back, None, None).await,
        None => Ok(left(visit, way_back, None, AtProvider::default(), Vec::new(), None)),
    }
}

async fn end(
    visit: &Visit<'_>,
    person: Person<'_>,
    way_back: WayBack,
    missing_return: Option<MissingReturn>,
    ui_locales: Option<&str>,
) -> Result<Response, Failure> {
    let offer = provider_sign_in::sign_out::offer(visit, person.session).await;
    let told = sign_out::end_session(visit, person).await?;
    let provider = AtProvider { offer, failed: None };
    let mut response = left(visit, way_back, missing_return, provider, told, ui_locales);
    response.headers_mut().append(header::SET_COOKIE, visit.server.cookies.clear_session());
    Ok(response)
}

/// The session at the provider that the session here came from.
#[derive(Default)]
struct AtProvider {
    offer: Option<ProviderSignOut>,
    failed: Option<String>,
}

/// Back to the application when everybody it concerns was told, and there is nothing to offer; otherwise a page.
fn left(
    visit: &Visit<'_>,
    way_back: WayBack,
    missing_return: Option<MissingReturn>,
    provider: AtProvider,
    applications_told: Vec<ToldApplication>,
    ui_locales: Option<&str>,
) -> Response {
    let WayBack { return_uri, return_name, is_missing } = way_back;
    let all_told = applications_told.iter().all(|application| application.told);
    if let Some(uri) = return_uri.as_deref().filter(|_| all_told && provider.offer.is_none()) {
        return see_other(uri);
    }
    let reference = || request_id(visit.headers).to_owned();
    let missing_return = missing_return
        .or_else(|| is_missing.then(|| MissingReturn { reference: reference(), developer: None }));
    let logged_out = LoggedOutPage {
        applications_told,
        return_uri,
        return_name,
        missing_return,
        provider: provider.offer,
        provider_failed: provider.failed,
        sign_in_uri: visit.server.path("/login"),
    };
    let language = request::language(visit.headers, ui_locales);
    page(visit.server, StatusCode::OK, language, &logged_out, Forms::None)
}

fn return_uri_of(step: LogoutStep) -> Option<String> {
    match step {
        LogoutStep::Confirm { return_uri }
        | LogoutStep::End { return_uri }
        | LogoutStep::NothingToEnd { return_uri } => return_uri,
    }
}
