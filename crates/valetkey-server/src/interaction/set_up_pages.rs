//! The pages on which a user adds a factor during a sign-in.

use axum::response::Response;
use http::StatusCode;
use valetkey_accounts::{Amr, User};
use valetkey_pages::{AuthenticatorSetUp, ErrorKind, PasskeyFailure, SignInPasskeyPage, SignInSetUpPage};
use valetkey_types::parameter;

use super::{SignInForm, sign_in_steps::SECOND_STEP};
use crate::{endpoint::failure::Failure, passkey, request, respond::page_for, second_factors, visit::Visit};

/// Returns the page that asks for a new authenticator app during a sign-in.
pub(crate) fn authenticator_page(
    visit: &Visit<'_>,
    form: &SignInForm,
    user: &User,
    methods: &[Amr],
) -> Result<Response, Failure> {
    let seed = second_factors::fresh_seed(&*visit.server.environment);
    let set_up = second_factors::set_up(visit, user, &seed, "/login/authenticator", false)?;
    set_up_page(visit, form, methods, set_up)
}

/// Returns the page that asks for an authenticator app during a sign-in.
pub(crate) fn set_up_page(
    visit: &Visit<'_>,
    form: &SignInForm,
    methods: &[Amr],
    set_up: AuthenticatorSetUp,
) -> Result<Response, Failure> {
    let form_state = visit.seal_interaction(&form.interaction)?;
    request::note_step(SECOND_STEP, &form_state);
    let set_up = SignInSetUpPage {
        application_name: form.client.as_ref().map(|client| client.name.clone()),
        form_state,
        set_up,
        offer_passkey: methods.iter().any(|method| method.is_passkey()),
        offer_cancel: form.offers_cancel(),
    };
    let language = request::language(visit.headers, form.params.get(parameter::UI_LOCALES));
    Ok(page_for(visit.server, form.client.as_deref(), StatusCode::OK, language, &set_up, form.forms()))
}

/// Returns the page that asks for a new passkey during a sign-in, by a user who has none.
pub(crate) fn passkey_page(
    visit: &Visit<'_>,
    form: &SignInForm,
    user: &User,
    methods: &[Amr],
    failure: Option<PasskeyFailure>,
) -> Result<Response, Failure> {
    let attempt = form.interaction.attempt.as_ref().ok_or(ErrorKind::BadRequest)?.id;
    let form_state = visit.seal_interaction(&form.interaction)?;
    request::note_step(SECOND_STEP, &form_state);
    let page = SignInPasskeyPage {
        application_name: form.client.as_ref().map(|client| client.name.clone()),
        form_state,
        account_name: user.display_name().to_owned(),
        addition: passkey::addition(visit, user, attempt, &[]).ok_or(ErrorKind::ServerError)?,
        action: visit.server.path("/login/add-passkey"),
        failure,
        offer_authenticator: methods.contains(&Amr::OneTimePassword),
        offer_cancel: form.offers_cancel(),
    };
    let language = request::language(visit.headers, form.params.get(parameter::UI_LOCALES));
    Ok(page_for(visit.server, form.client.as_deref(), StatusCode::OK, language, &page, form.forms()))
}
