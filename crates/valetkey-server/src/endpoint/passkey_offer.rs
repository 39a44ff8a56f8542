//! `/login/passkey-offer`: offers a passkey after a sign-in with a password, where the browser can create one by itself. After any
//! answer, and after any failure, the sign-in goes on to the application.

use axum::{
    extract::{Request, State},
    response::Response,
};
use http::StatusCode;
use valetkey_accounts::User;
use valetkey_authorization_server::{
    authorization::SignInReason,
    event::Actor,
    facts::SessionFacts,
    interaction::{AccountPage, Interaction, Purpose},
    passkey::decline_offer,
};
use valetkey_pages::{PasskeyOfferPage, form_field};
use valetkey_storage::ApplyError;
use valetkey_types::{RawParams, parameter};

use super::{
    account::is_fresh,
    failure::{Failure, require_own_page, respond},
    page_request::{self, PageRequest},
};
use crate::{
    Server,
    interaction::{SignInForm, continue_interaction},
    passkey, request,
    respond::page_for,
    visit::Visit,
};

/// The path of the page.
pub(crate) const PATH: &str = "/login/passkey-offer";

/// The value that the script of the sign-in page sends from a browser that can create a passkey by itself.
const CONDITIONAL_CREATE: &str = "conditional-create";

/// Shows the offer, or takes the answer.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(PageRequest::Get(params)) => see(&visit, &params).await,
        Ok(PageRequest::Post(params)) => take(&visit, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

/// Returns whether a sign-in with the form of the sign-in page leads to the offer: the browser can create passkeys by itself, and the
/// user may be offered one. Passkeys that browsers create by themselves attest no model. A user who proves again who they are, or
/// opens a page of the account other than the overview, gets no offer.
pub(super) fn is_wanted(
    visit: &Visit<'_>,
    user: &User,
    interaction: &Interaction,
    params: &RawParams,
) -> bool {
    let signs_in = match &interaction.purpose {
        Purpose::Authorize(pending) => pending.sign_in_reason == Some(SignInReason::NoSession),
        Purpose::Account { page, .. } => *page == AccountPage::Overview,
        Purpose::Administration { .. } | Purpose::SignOut(_) => false,
    };
    signs_in
        && params.get(form_field::PASSKEY_OFFER) == Some(CONDITIONAL_CREATE)
        && visit.server.relying_party().is_some()
        && visit.server.attestation_policy().is_none()
        && user.may_be_offered_passkey()
        && interaction.link.is_none()
        && !interaction.is_confirmation()
}

async fn see(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    let interaction = visit.interaction(params).await?;
    let Some(facts) = entitled(visit, &interaction).await? else {
        return continue_interaction(visit, interaction).await;
    };
    let Some(addition) = passkey::addition(visit, &facts.user, facts.session.sid, &[]) else {
        return continue_interaction(visit, interaction).await;
    };
    let form = SignInForm::load(visit, interaction).await?;
    let form_state = visit.seal_interaction(&form.interaction)?;
    request::note_step(PATH, &form_state);
    let page = PasskeyOfferPage {
        application_name: form.client.as_ref().map(|client| client.name.clone()),
        form_state,
        addition,
        action: visit.server.path(PATH),
    };
    let language = request::language(visit.headers, form.params.get(parameter::UI_LOCALES));
    Ok(page_for(visit.server, form.client.as_deref(), StatusCode::OK, language, &page, form.forms()))
}

/// Returns the session of the user who may answer: it began with this sign-in, a few minutes ago. Without it nothing is offered and
/// nothing is stored, and the interaction goes on.
async fn entitled(visit: &Visit<'_>, interaction: &Interaction) -> Result<Option<SessionFacts>, Failure> {
    let attempt = interaction.attempt.as_ref().map(|attempt| attempt.id);
    let facts = visit.session().await?.filter(|facts| {
        visit.is_live(facts)
            && facts.session.attempt.is_some()
            && facts.session.attempt == attempt
            && is_fresh(&facts.session, visit.now)
            && facts.user.may_be_offered_passkey()
    });
    Ok(facts)
}

async fn take(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    require_own_page(visit, params)?;
    let interaction = visit.interaction(params).await?;
    if let Some(facts) = entitled(visit, &interaction).await? {
        match params.get(form_field::ACTION) {
            Some("not-now") => decline(visit, &facts.user).await?,
            _ => passkey::register(visit, &facts.user, facts.session.sid, &[], params).await.map(drop)?,
        }
    }
    continue_interaction(visit, interaction).await
}

async fn decline(visit: &Visit<'_>, user: &User) -> Result<(), Failure> {
    let actor = Actor::User { id: user.id.clone() };
    let changes = visit.occasion(&actor, |occasion| decline_offer(user, occasion));
    match visit.server.storage.apply(changes).await {
        // The form was sent twice, or the user was edited meanwhile: the sign-in goes on all the same.
        Ok(()) | Err(ApplyError::Conflict { .. }) => Ok(()),
        Err(error) => Err(error.into()),
    }
}
