//! `/accounts`: go on as the signed-in person, or as somebody else (`prompt=select_account`).

use axum::{
    extract::{Request, State},
    response::Response,
};
use http::StatusCode;
use valetkey_authorization_server::authorization::{Person, SignInReason};
use valetkey_pages::{AccountChooserPage, form_field};
use valetkey_types::{ClientId, RawParams, parameter};

use super::{
    failure::{Failure, require_own_page, respond},
    page_request::{self, PageRequest},
};
use crate::{
    Server,
    interaction::Waiting,
    request,
    respond::{Forms, page_for, see_other},
    visit::Visit,
};

/// Shows the page, or takes the answer.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(PageRequest::Get(params)) => ask(&visit, &params).await,
        Ok(PageRequest::Post(params)) => take_answer(&visit, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

async fn ask(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    let mut waiting = Waiting::open(visit, params).await?;
    let facts = visit.session().await?;
    let Some(person) = Person::of(facts.as_ref(), visit.now) else {
        return waiting.go_on(visit).await;
    };
    let params = waiting.params()?;
    let server = visit.server;
    let client = match params.get(parameter::CLIENT_ID) {
        Some(id) => server.storage.client(&server.tenant, &ClientId::new(id)).await?,
        None => None,
    };
    waiting.pending.asked_in = Some(person.session.id);
    let chooser = AccountChooserPage {
        application_name: client.as_ref().map(|client| client.name.clone()),
        action: server.path("/accounts"),
        form_state: visit.seal_interaction(&waiting.into())?,
        display_name: person.user.display_name().to_owned(),
        username: person.user.username.clone(),
        offer_cancel: true,
    };
    let language = request::language(visit.headers, params.get(parameter::UI_LOCALES));
    Ok(page_for(server, client.as_deref(), StatusCode::OK, language, &chooser, Forms::MayLeave))
}

async fn take_answer(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    require_own_page(visit, params)?;
    let mut waiting = Waiting::open(visit, params).await?;
    match params.get(form_field::DECISION) {
        Some("continue") => {
            waiting.pending.account_chosen_in = waiting.pending.asked_in;
            waiting.go_on(visit).await
        }
        Some("another") => {
            waiting.pending.sign_in_reason = Some(SignInReason::NoSession);
            Ok(see_other(&visit.step("/login", waiting.into()).await?))
        }
        _ => {
            waiting.pending.denied = true;
            waiting.go_on(visit).await
        }
    }
}
