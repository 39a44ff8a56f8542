//! `/accounts`: go on as the signed-in person, or as somebody else (`prompt=select_account`).

use axum::{
    extract::{Request, State},
    response::Response,
};
use http::StatusCode;
use valetkey_authorization_server::authorization::{LogInReason, PendingRequest, Person};
use valetkey_pages::{AccountChooserPage, ErrorKind, form_field};
use valetkey_types::{ClientId, RawParams, parameter};

use super::{
    asked::{self, Asked},
    authorization::{go_on, waiting_params},
    failure::{Failure, require_own_page, respond},
};
use crate::{
    Server, request,
    respond::{Forms, page, see_other},
    visit::Visit,
};

/// Shows the page, or takes the answer.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = asked::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(Asked::ToSee(params)) => ask(&visit, &params).await,
        Ok(Asked::ToTake(params)) => take_answer(&visit, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

async fn ask(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    let pending = open(visit, params)?;
    let facts = visit.session().await?;
    let Some(person) = Person::of(facts.as_ref(), visit.now) else {
        return go_on(visit, pending).await;
    };
    let params = waiting_params(&pending)?;
    let server = visit.server;
    let client = match params.get(parameter::CLIENT_ID) {
        Some(id) => server.storage.client(&server.tenant, &ClientId::new(id)).await?,
        None => None,
    };
    let pending = PendingRequest { asked_in: Some(person.session.id), ..pending };
    let chooser = AccountChooserPage {
        application_name: client.map(|client| client.name.clone()),
        action: server.path("/accounts"),
        form_state: visit.seal_interaction(Some(&pending)).ok_or(ErrorKind::BadRequest)?,
        display_name: person.user.display_name().to_owned(),
        username: person.user.username.clone(),
        offer_cancel: true,
    };
    let language = request::language(visit.headers, params.get(parameter::UI_LOCALES));
    Ok(page(server, StatusCode::OK, language, &chooser, Forms::MayLeave))
}

async fn take_answer(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    require_own_page(visit, params)?;
    let pending = open(visit, params)?;
    match params.get(form_field::DECISION) {
        Some("continue") => {
            let account_chosen_in = pending.asked_in;
            go_on(visit, PendingRequest { account_chosen_in, ..pending }).await
        }
        Some("another") => {
            let another = PendingRequest { log_in_reason: Some(LogInReason::NoSession), ..pending };
            Ok(see_other(&visit.step("/login", &another)))
        }
        _ => go_on(visit, PendingRequest { denied: true, ..pending }).await,
    }
}

fn open(visit: &Visit<'_>, params: &RawParams) -> Result<PendingRequest, Failure> {
    let sealed = params.get(form_field::CONTINUE).ok_or(ErrorKind::BadRequest)?;
    Ok(visit.open_interaction(sealed)?.pending.ok_or(ErrorKind::BadRequest)?)
}
