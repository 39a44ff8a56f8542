//! Passkeys at the second step: the response of the browser, and a new passkey where one is required.

use axum::{
    extract::{Request, State},
    response::Response,
};
use valetkey_accounts::{Amr, SignInStep, User};
use valetkey_authorization_server::{
    Change, event::Actor, passkey::add as decide_addition, record::NoticeKind, second_factor::use_passkey,
};
use valetkey_pages::{ErrorKind, PasskeyFailure, SecondStepFailure, SecondStepWay, form_field};
use valetkey_storage::ApplyError;
use valetkey_types::{RawParams, Seconds, encode_form};

use super::continue_after;
use crate::{
    Server,
    endpoint::{
        failure::{Failure, require_own_page, respond},
        page_request,
    },
    interaction::{
        ProofError, SignInForm, authenticator_page, continue_interaction, current_step, passkey_page,
        second_step_page, show_step, start_over_sign_in, store_proof, ways_of,
    },
    passkey::{self, Ceremony, open_second_step, requires_verification},
    respond::see_other,
    second_factors,
    visit::Visit,
};

/// The parameter and the purpose of the sealed word that a passkey was added.
const ADDED: &str = "passkey-added";
/// How long the address says so.
const ADDED_LIFETIME: Seconds = Seconds::minutes(5);

/// Judges the response of the browser, and goes on with the sign-in.
pub(super) async fn take(
    visit: &mut Visit<'_>,
    form: SignInForm,
    user: &User,
    methods: &[Amr],
    params: &RawParams,
) -> Result<Response, Failure> {
    let attempt = form.interaction.attempt.as_ref().ok_or(ErrorKind::BadRequest)?.id;
    let (storage, tenant) = (&*visit.server.storage, &visit.server.tenant);
    let factors = second_factors::load(storage, tenant, &user.id).await?;
    let Ok(factors) = use_passkey(user, factors, attempt, visit.now) else {
        return start_over_sign_in(visit, form);
    };
    let sealed = params.get(form_field::CHALLENGE).unwrap_or_default();
    if !open_second_step(visit, user, attempt, sealed) {
        return refused_page(visit, &form, user, methods).await;
    }
    let response = params.get(form_field::RESPONSE).unwrap_or_default();
    let requires_verification = requires_verification(methods);
    let ceremony = Ceremony { sealed, user: Some(user), requires_verification };
    let Ok(proven) = passkey::authenticate(visit, ceremony, response).await? else {
        return refused_page(visit, &form, user, methods).await;
    };
    let proven = proven.spending(Change::PutSecondFactors(Box::new(factors))).completing(visit).await?;
    let mut going_on = form.clone();
    match store_proof(visit, &mut going_on, proven).await {
        Ok(progress) => continue_after(visit, going_on, &progress).await,
        // The challenge or the counter of the passkey was used meanwhile, or another second step was made: the response came twice.
        Err(ProofError::Conflict) => refused_page(visit, &form, user, methods).await,
        Err(error) => Err(error.into()),
    }
}

async fn refused_page(
    visit: &Visit<'_>,
    form: &SignInForm,
    user: &User,
    methods: &[Amr],
) -> Result<Response, Failure> {
    let failure = Some(SecondStepFailure::Passkey);
    second_step_page(visit, form, user, methods, SecondStepWay::Passkey, failure).await
}

/// `/login/add-passkey`: takes the first passkey of a user.
pub async fn add(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(asked) => add_first(&visit, asked.params()).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

/// Adds the passkey. It proves nothing yet: without an attestation nothing in a registration is signed. So the sign-in goes on with
/// using it.
async fn add_first(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    require_own_page(visit, params)?;
    let interaction = visit.interaction(params).await?;
    let action = params.get(form_field::ACTION);
    if action == Some("cancel") {
        return continue_interaction(visit, interaction.cancelled()).await;
    }
    let mut form = SignInForm::load(visit, interaction).await?;
    let Some((user, methods)) = current_step(visit, &form).await? else {
        return start_over_sign_in(visit, form);
    };
    let is_wanted = methods.iter().any(|method| method.is_passkey()) && ways_of(&methods, &user).is_empty();
    if !is_wanted {
        return show_step(visit, form, SignInStep::Prove(methods), Some(user)).await;
    }
    if action == Some("use-authenticator") && methods.contains(&Amr::OneTimePassword) {
        return authenticator_page(visit, &form, &user, &methods);
    }
    let attempt = form.interaction.attempt.as_mut().ok_or(ErrorKind::BadRequest)?;
    if let Some(failure) = store_passkey(visit, &user, attempt.id, params).await? {
        return passkey_page(visit, &form, &user, &methods, Some(failure));
    }
    // The attempt may have taken a code before this, and takes one second step only.
    attempt.id = visit.server.environment.identifier();
    let mut address = visit.step("/login/second", form.interaction).await?;
    if let Some(sealed) = visit.seal_for(ADDED_LIFETIME, ADDED, &()) {
        address = format!("{address}&{}", encode_form([(ADDED, sealed.as_str())]));
    }
    Ok(see_other(&address))
}

/// Stores the passkey with its event and its mail; returns what the page says where the response proves none.
async fn store_passkey(
    visit: &Visit<'_>,
    user: &User,
    attempt: uuid::Uuid,
    params: &RawParams,
) -> Result<Option<PasskeyFailure>, Failure> {
    let (new, challenge) = match passkey::verified(visit, user, attempt, params) {
        Ok(verified) => verified,
        Err(failure) => return Ok(Some(failure)),
    };
    let actor = Actor::User { id: user.id.clone() };
    let decision = visit.occasion(&actor, |occasion| decide_addition(user, new, &[], challenge, occasion));
    let Ok(decision) = decision else { return Ok(Some(PasskeyFailure::NotVerified)) };
    let about = NoticeKind::FactorAdded { name: decision.answer.name };
    let told = second_factors::notice_of(visit, user, about);
    match visit.server.storage.apply(decision.changes.into_iter().chain(told).collect()).await {
        Ok(()) => Ok(None),
        // The challenge was used, the credential is registered, or the user was edited meanwhile.
        Err(ApplyError::Conflict { .. }) => Ok(Some(PasskeyFailure::NotVerified)),
        Err(error) => Err(error.into()),
    }
}

/// Whether the address of the page says that a passkey was just added.
pub(super) fn was_added(visit: &Visit<'_>, params: &RawParams) -> bool {
    params.get(ADDED).is_some_and(|sealed| visit.open::<()>(ADDED, sealed).is_ok())
}
