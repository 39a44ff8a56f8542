//! `/signup`: users create an account themselves, where the configuration allows it. The address is proved before there is an
//! account.

use axum::{
    extract::{Request, State},
    response::Response,
};
use http::StatusCode;
use valetkey_accounts::MailAddress;
use valetkey_administration::joining;
use valetkey_authorization_server::{interaction::Interaction, record::MailPurpose};
use valetkey_pages::{
    AskMailFailure, AskMailKind, AskMailPage, ChoosePasswordKind, MailResult, TermsToAccept, form_field,
};
use valetkey_types::RawParams;

use super::{
    choose_password::{Chooser, result},
    failure::{Failure, require_own_page, respond},
    forgot::interaction_of,
    join::{Join, join},
    page_request::{self, PageRequest},
};
use crate::{
    Server,
    mail_request::{MailRequest, ask_for_mail},
    request,
    respond::{Forms, page, see_other},
    visit::Visit,
};

const CHOOSER: Chooser = Chooser {
    kind: ChoosePasswordKind::Register,
    purpose: MailPurpose::Register,
    asks_for_name: true,
    again: Some("/signup"),
};

/// Shows the page that asks for an address, or takes one.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        _ if !is_on(&server) => Ok(result(&visit, MailResult::SignUpOff, "/login")),
        Ok(PageRequest::Get(params)) => see(&visit, &params).await,
        Ok(PageRequest::Post(params)) => ask(&visit, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

/// Shows the page on which the registration ends, or makes the account.
pub async fn finish(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let mut visit = Visit::new(&server, &headers);
    let answer = match asked {
        // A link from before registration was switched off makes no account.
        _ if !is_on(&server) => Ok(result(&visit, MailResult::SignUpOff, "/login")),
        Ok(PageRequest::Get(params)) => CHOOSER.see(&visit, &params).await,
        Ok(PageRequest::Post(params)) => register(&mut visit, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

fn is_on(server: &Server) -> bool {
    server.accounts.registration.enabled && server.mail.is_some()
}

async fn see(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    let interaction = interaction_of(visit, params).await?;
    show(visit, &interaction, "", None)
}

async fn ask(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    require_own_page(visit, params)?;
    let interaction = interaction_of(visit, params).await?;
    let typed = params.get(form_field::NAME).unwrap_or_default();
    let accepted = params.get(form_field::TERMS).is_some();
    let address = match judge(visit.server, typed, accepted) {
        Ok(address) => address,
        Err(failure) => return show(visit, &interaction, typed, Some(failure)),
    };
    let asked = MailRequest {
        purpose: MailPurpose::Register,
        name: address.as_str(),
        user_id: None,
        interaction: Some(interaction.clone()),
        terms: visit.server.accounts.registration.terms_version.clone(),
    };
    match ask_for_mail(visit, asked).await? {
        Ok(next) => Ok(see_other(&next)),
        Err(failure) => show(visit, &interaction, typed, Some(failure)),
    }
}

/// Judges an address by the settings. Whether somebody has it is not looked at.
fn judge(server: &Server, typed: &str, accepted_terms: bool) -> Result<MailAddress, AskMailFailure> {
    if typed.trim().is_empty() {
        return Err(AskMailFailure::Incomplete);
    }
    let settings = &server.accounts.registration;
    let address = MailAddress::parse(typed).map_err(|_| AskMailFailure::NotAnAddress)?;
    if !settings.domains.is_empty() && !address.is_of(&settings.domains) {
        return Err(AskMailFailure::DomainNotAllowed);
    }
    if settings.reserved().contains(address.as_str()) {
        return Err(AskMailFailure::Reserved);
    }
    if settings.terms_version.is_some() && !accepted_terms {
        return Err(AskMailFailure::TermsNotAccepted);
    }
    Ok(address)
}

fn show(
    visit: &Visit<'_>,
    interaction: &Interaction,
    name: &str,
    failure: Option<AskMailFailure>,
) -> Result<Response, Failure> {
    let server = visit.server;
    let settings = &server.accounts.registration;
    let ask = AskMailPage {
        kind: AskMailKind::SignUp,
        action: server.path("/signup"),
        form_state: visit.seal_interaction(interaction)?,
        name: name.to_owned(),
        terms: settings.terms_version.as_ref().map(|_| TermsToAccept { uri: settings.terms_uri.clone() }),
        failure,
        sign_in_uri: server.path("/login"),
    };
    let language = request::language(visit.headers, None);
    Ok(page(server, StatusCode::OK, language, &ask, Forms::StayHere))
}

async fn register(visit: &mut Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    let chosen = match CHOOSER.choose(visit, params).await? {
        Ok(chosen) => chosen,
        Err(page) => return Ok(page),
    };
    let settings = &visit.server.accounts.registration;
    let (domains, reserved) = (&settings.domains, settings.reserved());
    let address = MailAddress::parse(&chosen.proven.values.address);
    // The rule may have changed since the mail was sent.
    let may_register = |address: &MailAddress| {
        (domains.is_empty() || address.is_of(domains)) && !reserved.contains(address.as_str())
    };
    if !address.is_ok_and(|address| may_register(&address)) {
        return Ok(CHOOSER.gone(visit));
    }
    let terms = chosen.proven.values.terms.clone();
    let join_as = Join {
        chooser: CHOOSER,
        chosen,
        decide: &|id, new, occasion| joining::register(id, new, terms.as_deref(), occasion),
    };
    join(visit, params, join_as).await
}
