//! `/forgot`: asks for a mail with which a user chooses a new password.

use axum::{
    extract::{Request, State},
    response::Response,
};
use http::StatusCode;
use valetkey_authorization_server::{
    interaction::{AccountPage, Interaction},
    record::MailPurpose,
};
use valetkey_pages::{AskMailFailure, AskMailKind, AskMailPage, MailResult, form_field};
use valetkey_types::RawParams;

use super::{
    choose_password::result,
    failure::{Failure, require_own_page, respond},
    page_request::{self, PageRequest},
};
use crate::{
    Server,
    mail_request::{MailRequest, ask_for_mail},
    request,
    respond::{Forms, page, see_other},
    visit::Visit,
};

/// Shows the page, or takes the name.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        _ if server.mail.is_none() => Ok(result(&visit, MailResult::MailOff, "/login")),
        Ok(PageRequest::Get(params)) => see(&visit, &params).await,
        Ok(PageRequest::Post(params)) => ask(&visit, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

async fn see(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    let interaction = interaction_of(visit, params).await?;
    show(visit, &interaction, "", None)
}

async fn ask(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    require_own_page(visit, params)?;
    let interaction = interaction_of(visit, params).await?;
    let name = params.get(form_field::NAME).unwrap_or_default();
    if name.trim().is_empty() {
        return show(visit, &interaction, "", Some(AskMailFailure::Incomplete));
    }
    let asked = MailRequest {
        purpose: MailPurpose::ResetPassword,
        name,
        user_id: None,
        interaction: Some(interaction.clone()),
        terms: None,
    };
    match ask_for_mail(visit, asked).await? {
        Ok(next) => Ok(see_other(&next)),
        Err(failure) => show(visit, &interaction, name, Some(failure)),
    }
}

/// Returns the interaction that waits; without one, the user goes to their account.
pub(super) async fn interaction_of(visit: &Visit<'_>, params: &RawParams) -> Result<Interaction, Failure> {
    match params.get(form_field::CONTINUE) {
        Some(_) => visit.interaction(params).await,
        None => Ok(Interaction::account(AccountPage::Overview)),
    }
}

fn show(
    visit: &Visit<'_>,
    interaction: &Interaction,
    name: &str,
    failure: Option<AskMailFailure>,
) -> Result<Response, Failure> {
    let server = visit.server;
    let ask = AskMailPage {
        kind: AskMailKind::Forgot,
        action: server.path("/forgot"),
        form_state: visit.seal_interaction(interaction)?,
        name: name.to_owned(),
        terms: None,
        failure,
        sign_in_uri: server.path("/login"),
    };
    let language = request::language(visit.headers, None);
    Ok(page(server, StatusCode::OK, language, &ask, Forms::StayHere))
}
