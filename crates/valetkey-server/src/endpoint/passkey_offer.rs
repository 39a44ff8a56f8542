//! `/login/passkey-offer`: offers a passkey after a sign-in with a password, where the browser can make one by itself. Whatever the
//! user answers, and whatever fails, the way goes on to the application.

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
    passkey::add,
    passkey::decline_offer,
    record::NoticeKind,
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
    second_factors,
    visit::Visit,
};

/// The path of the page.
pub(crate) const PATH: &str = "/login/passkey-offer";

/// What the script of the sign-in page says of a browser that can make a passkey by itself.
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

/// Whether a sign-in with the form of the sign-in page leads to the offer: the browser can make passkeys by itself, and the user may
/// be offered one. Passkeys that browsers make by themselves attest no model. A user who proves again who they are, or goes to a
/// certain page of the account, wants nothing else now.
pub(super) fn is_wanted(
    visit: &Visit<'_>,
    user: &User,
    interaction: &Interaction,
    params: &RawParams,
) -> bool {
    let signs_in = match &interaction.purpose {
        Purpose::Authorize(pending) => pending.sign_in_reason == Some(SignInReason::NoSession),
        Purpose::Account { page, .. } => *page == AccountPage::Overview,
        Purpose::SignOut(_) => false,
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
            _ => add_passkey(visit, &facts, params).await?,
        }
    }
    continue_interaction(visit, interaction).await
}

async fn decline(visit: &Visit<'_>, user: &User) -> Result<(), Failure> {
    let actor = Actor::User { id: user.id.clone() };
    let changes = visit.occasion(&actor, |occasion| decline_offer(user, occasion));
    pass_conflict(visit.server.storage.apply(changes).await)
}

/// Adds the passkey, if the response proves one.
async fn add_passkey(visit: &Visit<'_>, facts: &SessionFacts, params: &RawParams) -> Result<(), Failure> {
    let user = &facts.user;
    let Ok((new, challenge)) = passkey::verified(visit, user, facts.session.sid, params) else {
        return Ok(());
    };
    let actor = Actor::User { id: user.id.clone() };
    let Ok(decision) = visit.occasion(&actor, |occasion| add(user, new, &[], challenge, occasion)) else {
        return Ok(());
    };
    let about = NoticeKind::FactorAdded { name: decision.answer.name };
    let told = second_factors::notice_of(visit, user, about);
    pass_conflict(visit.server.storage.apply(decision.changes.into_iter().chain(told).collect()).await)
}

/// A form that was sent twice, or a user who was edited meanwhile, keeps nobody from the application.
fn pass_conflict(applied: Result<(), ApplyError>) -> Result<(), Failure> {
    match applied {
        Ok(()) | Err(ApplyError::Conflict { .. }) => Ok(()),
        Err(error) => Err(error.into()),
    }
}
