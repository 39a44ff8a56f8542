//! `/login/mail`: signs in with a link or a code from a mail. Opening the link does not use it up; pressing the button does. The link
//! works only in the browser that asked for it, so a link that an attacker sends signs no user in to the attacker's account.

use axum::{
    extract::{Request, State},
    response::Response,
};
use http::StatusCode;
use valetkey_authorization_server::{interaction::Interaction, record::MailPurpose};
use valetkey_pages::{
    AskMailFailure, AskMailKind, AskMailPage, ConfirmMailFailure, ConfirmMailKind, ConfirmMailPage,
    LoginFailure, MailResult, form_field,
};
use valetkey_types::{RawParams, parameter};

use super::{
    choose_password::{result, result_with, waiting_interaction},
    failure::{Failure, require_own_page, respond},
    forgot::interaction_of,
    page_request::{self, PageRequest},
};
use crate::{
    Server,
    interaction::{ProofError, SignInForm, continue_after, store_proof},
    mail_proof::MailProof,
    mail_request::{MailRequest, ask_for_mail},
    mail_sign_in::{MailFailure, PURPOSES, authenticate},
    request,
    respond::{page_for, see_other},
    sign_in::ProvenUser,
    visit::Visit,
};

const PATH: &str = "/login/mail";

/// Shows the page, asks for a mail, or takes a link or a code.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let mut visit = Visit::new(&server, &headers);
    let answer = match asked {
        _ if server.mail.is_none() => Ok(result(&visit, MailResult::MailOff, "/login")),
        Ok(PageRequest::Get(params)) => see(&visit, &params).await,
        Ok(PageRequest::Post(params)) => take(&mut visit, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

/// Asks for a mail with the name that the sign-in page sent. Without one, another page asks for it.
pub(super) async fn begin(
    visit: &Visit<'_>,
    interaction: Interaction,
    params: &RawParams,
) -> Result<Response, Failure> {
    let form = match allowed(visit, interaction).await? {
        Ok(form) => form,
        Err(elsewhere) => return Ok(elsewhere),
    };
    match params.get(form_field::USERNAME).filter(|name| !name.trim().is_empty()) {
        Some(name) => ask(visit, form, name).await,
        None => Ok(see_other(&visit.step(PATH, form.interaction).await?)),
    }
}

async fn see(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    if params.get(form_field::TOKEN).is_some() {
        return see_link(visit, params).await;
    }
    let form = match allowed(visit, interaction_of(visit, params).await?).await? {
        Ok(form) => form,
        Err(elsewhere) => return Ok(elsewhere),
    };
    match MailProof::read(visit, params, &PURPOSES)? {
        Some(proof) => code_page(visit, &form, params, &proof, None),
        None => ask_page(visit, form, "", None).await,
    }
}

async fn take(visit: &mut Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    require_own_page(visit, params)?;
    if let Some(token) = params.get(form_field::TOKEN) {
        return take_link(visit, params, token).await;
    }
    let interaction = interaction_of(visit, params).await?;
    match params.get(form_field::ACTION) {
        Some("again") => return Ok(see_other(&visit.step(PATH, interaction).await?)),
        Some("back") => return Ok(see_other(&visit.step("/login", interaction).await?)),
        _ => {}
    }
    let form = match allowed(visit, interaction).await? {
        Ok(form) => form,
        Err(elsewhere) => return Ok(elsewhere),
    };
    match MailProof::read(visit, params, &PURPOSES)? {
        Some(proof) => take_code(visit, form, params, &proof).await,
        None => {
            let name = params.get(form_field::NAME).unwrap_or_default();
            if name.trim().is_empty() {
                return ask_page(visit, form, "", Some(AskMailFailure::Incomplete)).await;
            }
            ask(visit, form, name).await
        }
    }
}

/// Returns the form of a sign-in that may begin with a mail; otherwise the redirect to the sign-in page.
async fn allowed(
    visit: &Visit<'_>,
    interaction: Interaction,
) -> Result<Result<SignInForm, Response>, Failure> {
    let form = SignInForm::load(visit, interaction).await?;
    if form.offers_mail(visit) {
        return Ok(Ok(form));
    }
    Ok(Err(see_other(&visit.step("/login", form.interaction).await?)))
}

async fn ask(visit: &Visit<'_>, form: SignInForm, name: &str) -> Result<Response, Failure> {
    let asked = MailRequest {
        purpose: MailPurpose::SignIn,
        name,
        user_id: None,
        interaction: Some(form.interaction.clone()),
        terms: None,
    };
    match ask_for_mail(visit, asked).await? {
        Ok(next) => Ok(see_other(&next)),
        Err(failure) => ask_page(visit, form, name, Some(failure)).await,
    }
}

async fn ask_page(
    visit: &Visit<'_>,
    form: SignInForm,
    name: &str,
    failure: Option<AskMailFailure>,
) -> Result<Response, Failure> {
    let server = visit.server;
    let ask = AskMailPage {
        kind: AskMailKind::SignIn,
        action: server.path(PATH),
        form_state: visit.seal_interaction(&form.interaction)?,
        name: name.to_owned(),
        terms: None,
        failure,
        sign_in_uri: visit.step("/login", form.interaction.clone()).await?,
    };
    let language = request::language(visit.headers, form.params.get(parameter::UI_LOCALES));
    Ok(page_for(server, form.client.as_deref(), StatusCode::OK, language, &ask, form.forms()))
}

/// Shows the page that asks for the code. It does not say if there is such a mail.
fn code_page(
    visit: &Visit<'_>,
    form: &SignInForm,
    params: &RawParams,
    proof: &MailProof,
    failure: Option<ConfirmMailFailure>,
) -> Result<Response, Failure> {
    let confirm = ConfirmMailPage {
        kind: ConfirmMailKind::SignIn,
        action: visit.server.path(PATH),
        form_state: visit.seal_interaction(&form.interaction)?,
        proof: proof.field(params),
        address: None,
        failure,
        offer_other_ways: true,
    };
    let language = request::language(visit.headers, form.params.get(parameter::UI_LOCALES));
    Ok(page_for(visit.server, form.client.as_deref(), StatusCode::OK, language, &confirm, form.forms()))
}

async fn take_code(
    visit: &mut Visit<'_>,
    form: SignInForm,
    params: &RawParams,
    proof: &MailProof,
) -> Result<Response, Failure> {
    if proof.is_incomplete() {
        return code_page(visit, &form, params, proof, Some(ConfirmMailFailure::WrongCode));
    }
    let form_value = params.get(form_field::CONTINUE).unwrap_or_default();
    match authenticate(visit, form_value, proof).await? {
        Ok(proven) => finish(visit, form, proven).await,
        Err(MailFailure::Gone) => gone(visit, form.interaction).await,
        Err(MailFailure::Refused(failure)) => code_page(visit, &form, params, proof, Some(shown(failure))),
    }
}

/// Shows the page of a link: a press of its button signs in.
async fn see_link(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    match open_link(visit, params).await? {
        Ok(link) => Ok(link_page(visit, params, link, None)),
        Err(page) => Ok(page),
    }
}

fn link_page(
    visit: &Visit<'_>,
    params: &RawParams,
    link: OpenedLink,
    failure: Option<ConfirmMailFailure>,
) -> Response {
    let OpenedLink { proof, address, form } = link;
    let confirm = ConfirmMailPage {
        kind: ConfirmMailKind::SignIn,
        action: visit.server.path(PATH),
        form_state: String::new(),
        proof: proof.field(params),
        address: Some(address),
        failure,
        offer_other_ways: false,
    };
    let language = request::language(visit.headers, form.params.get(parameter::UI_LOCALES));
    page_for(visit.server, form.client.as_deref(), StatusCode::OK, language, &confirm, form.forms())
}

async fn take_link(visit: &mut Visit<'_>, params: &RawParams, token: &str) -> Result<Response, Failure> {
    let link = match open_link(visit, params).await? {
        Ok(link) => link,
        Err(page) => return Ok(page),
    };
    match authenticate(visit, token, &link.proof).await? {
        Ok(proven) => finish(visit, link.form, proven).await,
        Err(MailFailure::Gone) => gone(visit, link.form.interaction).await,
        Err(MailFailure::Refused(failure)) => Ok(link_page(visit, params, link, Some(shown(failure)))),
    }
}

/// A valid link, opened in the browser that asked for it.
struct OpenedLink {
    proof: MailProof,
    address: String,
    form: SignInForm,
}

/// Opens a link without using it up. Returns the page to show instead where it does not count, or not in this browser.
async fn open_link(visit: &Visit<'_>, params: &RawParams) -> Result<Result<OpenedLink, Response>, Failure> {
    let Some(proof) = MailProof::read(visit, params, &PURPOSES)? else {
        return Ok(Err(result(visit, MailResult::LinkGone, PATH)));
    };
    let Ok(proven) = proof.look(visit, &PURPOSES).await? else {
        return Ok(Err(result(visit, MailResult::LinkGone, PATH)));
    };
    let sealed = proven.values.interaction.as_deref().unwrap_or_default();
    if !visit.was_sealed_here(sealed) {
        return Ok(Err(result(visit, MailResult::OtherBrowser, "/login")));
    }
    let form = waiting_interaction(visit, params, &proven).await?;
    if !form.offers_mail(visit) {
        return Ok(Err(see_other(&visit.step("/login", form.interaction).await?)));
    }
    Ok(Ok(OpenedLink { proof, address: proven.values.address, form }))
}

/// Adds the mail to the attempt: the session begins, or the user has to prove more.
async fn finish(
    visit: &mut Visit<'_>,
    mut form: SignInForm,
    proven: ProvenUser,
) -> Result<Response, Failure> {
    match store_proof(visit, &mut form, proven).await {
        Ok(progress) => continue_after(visit, form, progress).await,
        // Somebody used the link or the code at the same moment.
        Err(ProofError::Conflict) => gone(visit, form.interaction).await,
        Err(error) => Err(error.into()),
    }
}

/// Says that the link or code does not count any more. Another mail can be asked for, for the same sign-in.
async fn gone(visit: &Visit<'_>, interaction: Interaction) -> Result<Response, Failure> {
    let next = visit.step(PATH, interaction).await?;
    Ok(result_with(visit, MailResult::LinkGone, next))
}

fn shown(failure: LoginFailure) -> ConfirmMailFailure {
    match failure {
        LoginFailure::TooManyAttempts { wait } => ConfirmMailFailure::TooManyAttempts { wait },
        LoginFailure::Expired => ConfirmMailFailure::Expired,
        LoginFailure::WrongCredentials
        | LoginFailure::Passkey
        | LoginFailure::Incomplete
        | LoginFailure::Busy => ConfirmMailFailure::WrongCode,
    }
}
