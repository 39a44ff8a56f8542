//! `/login`: the sign-in page. It knows nothing of what follows: the interaction that waits goes on.

use axum::{
    extract::{Request, State},
    response::Response,
};
use http::StatusCode;
use valetkey_accounts::User;
use valetkey_authorization_server::{
    authorization::SignedInUser,
    interaction::{AccountPage, Interaction},
};
use valetkey_pages::{ErrorKind, LoginFailure, SignedInPage, form_field};
use valetkey_types::{RawParams, Secret};

use super::{
    failure::{Failure, require_own_page, respond},
    login_mail,
    page_request::{self, PageRequest},
    passkey_offer,
};
use crate::{
    Server,
    interaction::{Progress, SignInForm, continue_after, continue_interaction, store_proof},
    provider_sign_in, request,
    respond::{Forms, page, see_other},
    sign_in::{ProvenUser, authenticate},
    visit::Visit,
};

/// Shows the page, or looks at what was typed.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let mut visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(PageRequest::Get(params)) => see(&visit, &params).await,
        Ok(PageRequest::Post(params)) => sign_in(&mut visit, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

async fn see(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    let facts = visit.session().await?;
    if params.get(form_field::CONTINUE).is_some() {
        let mut form = SignInForm::load(visit, visit.interaction(params).await?).await?;
        form.notice = provider_sign_in::notice_of(visit, params);
        if let Some(chosen) = chosen_user(visit, &form.interaction).await? {
            return form.page(visit, StatusCode::OK, chosen.username, None);
        }
        return form.first_page(visit, facts.map(|facts| *facts.user));
    }
    if let Some(signed_in) = SignedInUser::of(facts.as_ref(), visit.now)
        && params.get(ANOTHER).is_none()
    {
        return Ok(signed_in_already(visit, signed_in.user));
    }
    let interaction = Interaction::account(AccountPage::Overview);
    SignInForm::load(visit, interaction).await?.first_page(visit, None)
}

/// Returns the user whom a visitor chose among the accounts of the browser: an attempt names the user, and nothing is proved yet.
async fn chosen_user(visit: &Visit<'_>, interaction: &Interaction) -> Result<Option<User>, Failure> {
    let attempt = interaction.attempt.as_ref().filter(|attempt| attempt.proofs.is_empty());
    match attempt.and_then(|attempt| attempt.user_id.as_ref()) {
        Some(id) => Ok(visit.server.storage.user(&visit.server.tenant, id).await?),
        None => Ok(None),
    }
}

/// Asks for the form although somebody is signed in.
const ANOTHER: &str = "another";

fn signed_in_already(visit: &Visit<'_>, user: &User) -> Response {
    let server = visit.server;
    let signed_in = SignedInPage {
        display_name: user.display_name().to_owned(),
        username: user.username.clone(),
        account_uri: server.path(AccountPage::Overview.path()),
        another_uri: server.path(&format!("/login?{ANOTHER}=1")),
    };
    page(server, StatusCode::OK, request::language(visit.headers, None), &signed_in, Forms::None)
}

async fn sign_in(visit: &mut Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    require_own_page(visit, params)?;
    let interaction = visit.interaction(params).await?;
    let elsewhere = match params.get(form_field::ACTION) {
        Some("cancel") => return continue_interaction(visit, interaction.cancelled()).await,
        Some("mail") => {
            let mut form = SignInForm::load(visit, interaction).await?;
            form.take_keep(visit, params);
            return login_mail::begin(visit, form.interaction, params).await;
        }
        Some("forgot") => Some("/forgot"),
        Some("sign-up") => Some("/signup"),
        _ => None,
    };
    if let Some(path) = elsewhere {
        return Ok(see_other(&visit.step(path, interaction).await?));
    }
    let mut form = SignInForm::load(visit, interaction).await?;
    form.take_keep(visit, params);
    let typed = params.get(form_field::USERNAME).map(str::to_owned);
    let password = params.get(form_field::PASSWORD).map(Secret::new);
    let (Some(typed), Some(password)) = (typed.clone(), password) else {
        let username = typed.unwrap_or_default();
        return form.page(visit, StatusCode::OK, username, Some(LoginFailure::Incomplete));
    };
    let sealed = params.get(form_field::CONTINUE).ok_or(ErrorKind::BadRequest)?;
    match authenticate(visit, sealed, &typed, password).await? {
        Ok(proven) => {
            let offers = passkey_offer::is_wanted(visit, proven.user(), &form.interaction, params);
            prove(visit, form, proven, offers).await
        }
        Err(failure) => {
            let status =
                if failure == LoginFailure::Busy { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::OK };
            form.page(visit, status, typed, Some(failure))
        }
    }
}

/// Adds the password to the attempt: the session begins, or the user has to prove more.
pub(super) async fn prove_password(
    visit: &mut Visit<'_>,
    form: SignInForm,
    proven: ProvenUser,
) -> Result<Response, Failure> {
    prove(visit, form, proven, false).await
}

/// [`prove_password`], with the offer of a passkey once the session has begun.
async fn prove(
    visit: &mut Visit<'_>,
    mut form: SignInForm,
    proven: ProvenUser,
    offers_passkey: bool,
) -> Result<Response, Failure> {
    match store_proof(visit, &mut form, proven).await? {
        Progress::SignedIn if offers_passkey => {
            Ok(see_other(&visit.step(passkey_offer::PATH, form.interaction).await?))
        }
        progress => continue_after(visit, form, progress).await,
    }
}
