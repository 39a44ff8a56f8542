//! `/accounts`: the accounts of this browser. An application's request goes on with the chosen one (`prompt=select_account`);
//! without a request the chosen account becomes the active one, or signs out.

use axum::{
    extract::{Request, State},
    response::Response,
};
use http::StatusCode;
use valetkey_accounts::SignInAttempt;
use valetkey_authorization_server::{
    interaction::{AccountPage, Interaction, Purpose, WayBack},
    record::Session,
};
use valetkey_pages::{AccountChooserPage, ChooserAccount, ErrorKind, form_field};
use valetkey_types::{RawParams, parameter};

use super::{
    failure::{Failure, require_own_page, respond},
    logout::{SIGN_OUT_ALL, live_sessions, sign_out_all, sign_out_here},
    page_request::{self, PageRequest},
};
use crate::{
    Server,
    interaction::{SignInForm, continue_interaction},
    request,
    respond::{page_for, see_other},
    visit::{BrowserAccount, Visit},
};

/// Shows the page, or takes the answer.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let mut visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(PageRequest::Get(params)) => ask(&visit, &params).await,
        Ok(PageRequest::Post(params)) => take_answer(&mut visit, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

async fn ask(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    let server = visit.server;
    let interaction = match params.get(form_field::CONTINUE) {
        Some(_) => own_interaction(visit, params).await?,
        None => Interaction::account(AccountPage::Overview),
    };
    let accounts = visit.accounts().await?;
    if !accounts.iter().any(|account| account.is_live) {
        return match interaction.purpose {
            Purpose::Authorize(_) => continue_interaction(visit, interaction).await,
            _ => Ok(see_other(&visit.step("/login", interaction).await?)),
        };
    }
    let is_request = interaction.pending().is_some();
    let form = SignInForm::load(visit, interaction).await?;
    let client = form.client.as_deref();
    let chooser = AccountChooserPage {
        application_name: client.map(|client| client.name.clone()),
        action: server.path("/accounts"),
        form_state: visit.seal_interaction(&form.interaction)?,
        accounts: accounts.iter().map(row).collect(),
        offer_cancel: is_request,
        offer_sign_out: !is_request,
    };
    let language = request::language(visit.headers, form.params.get(parameter::UI_LOCALES));
    Ok(page_for(server, client, StatusCode::OK, language, &chooser, form.forms()))
}

/// Returns the request or the page of the account that waits for the choice. A question of another page is none.
async fn own_interaction(visit: &Visit<'_>, params: &RawParams) -> Result<Interaction, Failure> {
    let interaction = visit.interaction(params).await?;
    match interaction.purpose {
        Purpose::SignOut(_) => Err(ErrorKind::BadRequest.into()),
        _ if interaction.is_confirmation() => Err(ErrorKind::BadRequest.into()),
        Purpose::Authorize(_) | Purpose::Account { .. } | Purpose::Administration { .. } => Ok(interaction),
    }
}

fn row(account: &BrowserAccount) -> ChooserAccount {
    let user = &account.facts.user;
    ChooserAccount {
        id: name_of(&account.facts.session),
        display_name: user.display_name().to_owned(),
        username: user.username.clone(),
        is_signed_in: account.is_live,
    }
}

/// Returns the name of a session in a form. It stays when the user signs in again.
fn name_of(session: &Session) -> String {
    session.sid.simple().to_string()
}

async fn take_answer(visit: &mut Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    require_own_page(visit, params)?;
    let interaction = own_interaction(visit, params).await?;
    if let Some(name) = params.get(form_field::ACCOUNT) {
        return choose(visit, interaction, name).await;
    }
    if let Some(name) = params.get(form_field::SIGN_OUT) {
        let mut ended = live_sessions(visit).await?;
        ended.retain(|session| name_of(session) == name);
        return sign_out_here(visit, &ended).await;
    }
    match params.get(form_field::DECISION) {
        Some("another") => {
            let form = SignInForm::load(visit, interaction).await?.restarted();
            Ok(see_other(&visit.step("/login", form.interaction).await?))
        }
        Some("choose") => {
            let path = if visit.accounts().await?.len() > 1 { "/accounts" } else { "/login" };
            let form = SignInForm::load(visit, interaction).await?.restarted();
            Ok(see_other(&visit.step(path, form.interaction).await?))
        }
        Some(SIGN_OUT_ALL) => sign_out_all(visit, WayBack::default()).await,
        _ => continue_interaction(visit, interaction.cancelled()).await,
    }
}

/// Makes an account the active one and goes on. An account that is signed out has to sign in first; one that is gone from this
/// browser settles nothing.
async fn choose(
    visit: &mut Visit<'_>,
    mut interaction: Interaction,
    name: &str,
) -> Result<Response, Failure> {
    let accounts = visit.accounts().await?;
    let Some(chosen) = accounts.iter().find(|account| name_of(&account.facts.session) == name) else {
        return continue_interaction(visit, interaction).await;
    };
    if !chosen.is_live {
        let form = SignInForm::load(visit, interaction).await?.restarted();
        let fresh = SignInAttempt::new(visit.server.environment.identifier());
        let attempt = SignInAttempt { user_id: Some(chosen.facts.user.id.clone()), ..fresh };
        let interaction = Interaction { attempt: Some(attempt), ..form.interaction };
        return Ok(see_other(&visit.step("/login", interaction).await?));
    }
    visit.switch_to(chosen, &accounts);
    if let Purpose::Authorize(pending) = &mut interaction.purpose {
        pending.account_chosen_in = Some(chosen.facts.session.id);
    }
    continue_interaction(visit, interaction).await
}
