//! `/admin/applications/ID/try`: starts a sign-in as the application. The answer comes to `…/try/callback`.

use axum::{
    extract::{Path, Request, State},
    response::Response,
};
use valetkey_administration::permission::{Area, Permission};
use valetkey_authorization_server::{
    authorization::PendingRequest,
    interaction::{ConsolePage, Interaction, Purpose},
    record::Client,
    trial::Trial,
};
use valetkey_jose::digest::{base64url, pkce_s256};
use valetkey_pages::{ConsoleSection, ConsoleTryPage, ErrorKind, TryPrompt, form_field};
use valetkey_types::{ClientId, RawParams, encode_form, parameter};

use super::{
    access::{Entered, enter, enter_with_form},
    answer::{Answer, respond},
    menu_below, path, show,
};
use crate::{
    Server,
    administration::trial,
    endpoint::page_request::{self, PageRequest},
    respond::see_other,
    visit::Visit,
};

/// The permission of a trial.
pub(super) const WRITE: Permission = Permission::write(Area::Clients);

/// Asks for the parameters of a trial, or starts it.
pub async fn handle(State(server): State<Server>, Path(id): Path<String>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let id = ClientId::new(id);
    let answer = match asked {
        Ok(PageRequest::Get(_)) => see(&visit, &id).await,
        Ok(PageRequest::Post(params)) => start(&visit, &id, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

/// Returns the page of the trial of an application.
pub(super) fn page_of(id: &ClientId) -> ConsolePage {
    path::page_of(path::TRY, id.as_str())
}

async fn see(visit: &Visit<'_>, id: &ClientId) -> Answer {
    let entered = enter(visit, &page_of(id), Some(WRITE)).await?;
    let client = trial::client(&entered.context(visit, None), id).await?;
    let question = ConsoleTryPage {
        menu: menu_below(visit, &entered, ConsoleSection::Applications, None)?,
        scopes: client.scope.tokens().map(str::to_owned).collect(),
        name: client.name,
        redirect_uris: client.redirect_uris,
        action: visit.server.path(page_of(id).path()),
        back_uri: visit.server.path(path::page_of(path::APPLICATION, id.as_str()).path()),
    };
    Ok(show(visit, &question))
}

async fn start(visit: &Visit<'_>, id: &ClientId, params: &RawParams) -> Answer {
    let entered = enter_with_form(visit, params, &page_of(id), WRITE).await?;
    let context = entered.context(visit, None);
    let client = trial::client(&context, id).await?;
    let (request, code_verifier) = request(visit, &client, params)?;
    trial::announce(&context, id).await?;
    let trial = trial_of(&entered, code_verifier);
    let pending = PendingRequest { trial: Some(trial), ..PendingRequest::new(&request) };
    let interaction = Interaction::new(Purpose::Authorize(pending));
    Ok(see_other(&visit.step("/authorize", interaction).await?))
}

fn trial_of(entered: &Entered, code_verifier: String) -> Trial {
    Trial { administrator: entered.facts.user.id.clone(), code_verifier }
}

/// Returns the authorization request, as the application would send it to one of its redirect URIs, with its PKCE verifier.
fn request(visit: &Visit<'_>, client: &Client, form: &RawParams) -> Result<(RawParams, String), ErrorKind> {
    let chosen = form.get(form_field::REDIRECT_URI).ok_or(ErrorKind::BadRequest)?;
    // Another one is no mistake of the form.
    if !client.redirect_uris.iter().any(|known| known == chosen) {
        return Err(ErrorKind::BadRequest);
    }
    let tokens: Vec<&str> =
        client.scope.tokens().filter(|token| form.get(&format!("scope:{token}")).is_some()).collect();
    let scope = tokens.join(" ");
    // An empty value is as good as none.
    let prompt = form.get(form_field::PROMPT).unwrap_or_default();
    let prompt = TryPrompt::named(prompt).ok_or(ErrorKind::BadRequest)?;
    let [state, nonce, code_verifier] = std::array::from_fn(|_| fresh(visit));
    let challenge = pkce_s256(&code_verifier);
    let mut parameters = vec![
        (parameter::RESPONSE_TYPE, "code"),
        (parameter::CLIENT_ID, client.id.as_str()),
        (parameter::REDIRECT_URI, chosen),
        (parameter::SCOPE, scope.as_str()),
        (parameter::STATE, state.as_str()),
        (parameter::CODE_CHALLENGE, challenge.as_str()),
        (parameter::CODE_CHALLENGE_METHOD, "S256"),
    ];
    if tokens.contains(&"openid") {
        parameters.push((parameter::NONCE, nonce.as_str()));
    }
    if let Some(prompt) = prompt.value() {
        parameters.push((parameter::PROMPT, prompt));
    }
    parameters.retain(|(_, value)| !value.is_empty());
    let request = RawParams::parse(encode_form(parameters).as_bytes()).map_err(|_| ErrorKind::BadRequest)?;
    Ok((request, code_verifier))
}

/// Returns 256 fresh random bits as text.
fn fresh(visit: &Visit<'_>) -> String {
    let mut random = [0; 32];
    visit.server.environment.fill_random(&mut random);
    base64url(&random)
}
