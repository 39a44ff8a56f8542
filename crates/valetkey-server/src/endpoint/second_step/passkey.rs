//! Passkeys at the second step: the response of the browser, and a new passkey where one is required.

use axum::{
    extract::{Request, State},
    response::Response,
};
use valetkey_accounts::{Amr, SignInStep, User};
use valetkey_authorization_server::{Change, second_factor::use_passkey};
use valetkey_pages::{ErrorKind, SecondStepFailure, SecondStepWay, form_field};
use valetkey_types::{RawParams, Seconds, encode_form};

use crate::{
    Server,
    endpoint::{
        failure::{Failure, require_own_page, respond},
        page_request,
    },
    interaction::{
        ProofError, SignInForm, authenticator_page, continue_after, continue_interaction, current_step,
        passkey_page, second_step_page, show_step, start_over_sign_in, store_proof, ways_of,
    },
    passkey::{self, Ceremony, open_second_step, requires_verification},
    respond::see_other,
    second_factors,
    visit::Visit,
};

/// The parameter that says that a passkey was added, and the purpose of its seal.
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
        Ok(progress) => continue_after(visit, going_on, progress).await,
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
    if let Err(failure) = passkey::register(visit, &user, attempt.id, &[], params).await? {
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

/// Returns whether the address of the page says that a passkey was just added.
pub(super) fn was_added(visit: &Visit<'_>, params: &RawParams) -> bool {
    params.get(ADDED).is_some_and(|sealed| visit.open::<()>(ADDED, sealed).is_ok())
}
