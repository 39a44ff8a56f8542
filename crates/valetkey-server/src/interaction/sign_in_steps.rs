//! The steps of a sign-in: what an attempt needs next, and what becomes of a proof.

use axum::response::Response;
use http::StatusCode;
use valetkey_accounts::{
    Acr, Amr, FactorKind, Proof, SignInAttempt, SignInRequirement, SignInStep, User, sign_in_step,
};
use valetkey_authorization_server::{
    authorization::{Person, SignInReason, standing_proofs},
    record::SecondFactors,
    session::CompletedSignIn,
};
use valetkey_pages::{
    AuthenticatorSetUp, ErrorKind, LoginFailure, SecondStepFailure, SecondStepPage, SecondStepWay,
    SignInSetUpPage,
};
use valetkey_storage::ApplyError;
use valetkey_types::{Seconds, parameter};

use super::SignInForm;
use crate::{
    endpoint::failure::Failure,
    request,
    respond::page_for,
    second_factors,
    sign_in::{ProvenUser, start_session},
    visit::Visit,
};

/// The result of a proof.
pub(crate) enum Progress {
    /// A session began.
    SignedIn,
    /// The user has to prove more.
    NeedsMore,
}

/// Why a proof was not stored.
pub(crate) enum ProofError {
    /// Somebody changed the same records. A code may have been used meanwhile, so it is judged again.
    Conflict,
    /// Any other failure.
    Failed(Failure),
}

impl From<ProofError> for Failure {
    fn from(error: ProofError) -> Self {
        match error {
            ProofError::Conflict => ErrorKind::Unavailable.into(),
            ProofError::Failed(failure) => failure,
        }
    }
}

impl From<ApplyError> for ProofError {
    fn from(error: ApplyError) -> Self {
        match error {
            ApplyError::Conflict { .. } => Self::Conflict,
            other => Self::Failed(other.into()),
        }
    }
}

/// Adds a proof to the attempt of a form, and begins the session if that is enough. What the proof uses up is stored in any case.
pub(crate) async fn store_proof(
    visit: &mut Visit<'_>,
    form: &mut SignInForm,
    mut proven: ProvenUser,
) -> Result<Progress, ProofError> {
    let attempt = form.interaction.attempt.take();
    let attempt = attempt.unwrap_or_else(|| SignInAttempt::new(visit.server.environment.identifier()));
    let attempt = attempt.prove(proven.user(), proven.method(), visit.now);
    proven.note_provider(attempt.id, &mut form.interaction.proved_at);
    let step = step_of(visit, form, &attempt, proven.user()).await.map_err(ProofError::Failed)?;
    if let SignInStep::SignedIn(authentication) = step {
        let sign_in = CompletedSignIn { attempt: attempt.id, authentication };
        // After a conflict the attempt is as it was.
        form.interaction.attempt = Some(attempt.clone());
        start_session(visit, proven, sign_in).await?;
        form.interaction.attempt = Some(attempt.without_proofs());
        form.interaction.proved_at = None;
        return Ok(Progress::SignedIn);
    }
    form.interaction.attempt = Some(attempt);
    let spent = proven.into_spent();
    if !spent.is_empty() {
        visit.server.storage.apply(spent).await?;
    }
    Ok(Progress::NeedsMore)
}

/// Returns the user of the attempt that a form carries, with the step that comes next; `None` where the sign-in has to start
/// over: its proofs are too old, or the session that it would make stronger is another one by now.
pub(crate) async fn current_step(
    visit: &Visit<'_>,
    form: &SignInForm,
) -> Result<Option<(User, Vec<Amr>)>, Failure> {
    let Some(attempt) = &form.interaction.attempt else { return Ok(None) };
    let Some(user_id) = &attempt.user_id else { return Ok(None) };
    let Some(user) = visit.server.storage.user(&visit.server.tenant, user_id).await? else { return Ok(None) };
    match step_of(visit, form, attempt, &user).await? {
        SignInStep::Prove(methods) if !methods.contains(&Amr::Password) => Ok(Some((user, methods))),
        // An attempt that is complete begins its session when it becomes so, and not here: this is a copy of its form.
        _ => Ok(None),
    }
}

async fn step_of(
    visit: &Visit<'_>,
    form: &SignInForm,
    attempt: &SignInAttempt,
    user: &User,
) -> Result<SignInStep, Failure> {
    let standing = standing(visit, form, user).await?;
    let class = class_for(visit, form, user)?;
    let rules = visit.server.sign_in_rules();
    let requirement = SignInRequirement { class, standing: &standing, ..rules.one_factor() };
    Ok(sign_in_step(Some(attempt), Some(user), &requirement, visit.now))
}

/// Returns the class that this user must reach.
fn class_for(visit: &Visit<'_>, form: &SignInForm, user: &User) -> Result<Acr, Failure> {
    let acr_values = form.params.get(parameter::ACR_VALUES);
    let class = visit.server.sign_in_rules().required_of_sign_in(form.client.as_deref(), acr_values, user);
    class.map_err(|refusal| Failure::new(ErrorKind::AccessDenied, refusal.reason))
}

/// Returns the proofs of the browser's session that count, where that session is to become stronger.
async fn standing(visit: &Visit<'_>, form: &SignInForm, user: &User) -> Result<Vec<Proof>, Failure> {
    if form.reason() != Some(SignInReason::TooWeak) {
        return Ok(Vec::new());
    }
    let facts = visit.session().await?;
    let person = Person::of(facts.as_ref(), visit.now).filter(|person| person.user.id == user.id);
    let max_age = form.params.get(parameter::MAX_AGE).and_then(|age| age.parse().ok()).map(Seconds);
    Ok(standing_proofs(form.reason(), person.map(|person| person.session), max_age, visit.now))
}

/// Shows the page of a step: for a user who is known, and has proved a method that a sign-in begins with, the second step.
pub(crate) async fn show_step(
    visit: &Visit<'_>,
    mut form: SignInForm,
    step: &SignInStep,
    user: Option<User>,
) -> Result<Response, Failure> {
    let (SignInStep::Prove(methods), Some(user)) = (step, user.clone()) else {
        return form.first_page(visit, user);
    };
    if methods.contains(&Amr::Password) {
        return form.first_page(visit, Some(user));
    }
    let has_proofs =
        |attempt: &SignInAttempt| attempt.user_id.as_ref() == Some(&user.id) && !attempt.proofs.is_empty();
    if !form.interaction.attempt.as_ref().is_some_and(has_proofs) {
        let fresh = SignInAttempt::new(visit.server.environment.identifier());
        form.interaction.attempt = Some(SignInAttempt { user_id: Some(user.id.clone()), ..fresh });
    }
    let ways = ways_of(methods, &user);
    if !ways.is_empty() {
        let factors = second_factors::load(&*visit.server.storage, &user.tenant, &user.id).await?;
        let attempt = form.interaction.attempt.as_ref().map(|attempt| attempt.id);
        let is_used =
            |factors: &SecondFactors| factors.used_attempts.iter().any(|used| Some(used.id) == attempt);
        if factors.as_ref().is_some_and(is_used) {
            return start_over_sign_in(visit, form);
        }
        let last = factors.and_then(|factors| factors.last_used).and_then(way_of);
        let way = last.filter(|way| ways.contains(way)).unwrap_or(ways[0]);
        return second_step_page(visit, &form, &user, &ways, way, None);
    }
    if methods.contains(&Amr::OneTimePassword) && begins_now(visit, &form) {
        let seed = second_factors::fresh_seed(&*visit.server.environment);
        let set_up = second_factors::set_up(visit, &user, &seed, "/login/authenticator", false)?;
        return set_up_page(visit, &form, set_up);
    }
    // Nobody adds a factor with nothing but a session of long ago: the password comes first.
    form.interaction.attempt = None;
    form.first_page(visit, Some(user))
}

/// Whether the attempt itself proved a method that a sign-in may begin with.
fn begins_now(visit: &Visit<'_>, form: &SignInForm) -> bool {
    let proofs = form.interaction.attempt.as_ref().map_or(&[][..], |attempt| &attempt.proofs);
    proofs.iter().any(|proof| {
        proof.method.begins_a_sign_in() && visit.now.since(proof.at) <= SignInRequirement::PROOF_LIFETIME
    })
}

/// Returns the ways that a user has to do the second step, in the order to show. A method with a page adds its way here.
pub(crate) fn ways_of(methods: &[Amr], user: &User) -> Vec<SecondStepWay> {
    let can = |method| methods.contains(&method) && user.can_prove(method);
    let all = [
        (Amr::OneTimePassword, SecondStepWay::Authenticator),
        (Amr::RecoveryCode, SecondStepWay::RecoveryCode),
    ];
    all.into_iter().filter(|(method, _)| can(*method)).map(|(_, way)| way).collect()
}

fn way_of(kind: FactorKind) -> Option<SecondStepWay> {
    match kind {
        FactorKind::Authenticator => Some(SecondStepWay::Authenticator),
        FactorKind::RecoveryCodes => Some(SecondStepWay::RecoveryCode),
        FactorKind::Passkey => None,
    }
}

/// Returns the page of the second step.
pub(crate) fn second_step_page(
    visit: &Visit<'_>,
    form: &SignInForm,
    user: &User,
    ways: &[SecondStepWay],
    way: SecondStepWay,
    failure: Option<SecondStepFailure>,
) -> Result<Response, Failure> {
    let form_state = visit.seal_interaction(&form.interaction)?;
    request::note_step("/login/second", &form_state);
    let second = SecondStepPage {
        application_name: form.client.as_ref().map(|client| client.name.clone()),
        action: visit.server.path("/login/second"),
        form_state,
        account_name: user.display_name().to_owned(),
        way,
        other_ways: ways.iter().copied().filter(|other| *other != way).collect(),
        failure,
        is_step_up: form.reason() == Some(SignInReason::TooWeak),
        offer_cancel: form.offers_cancel(),
    };
    let language = request::language(visit.headers, form.params.get(parameter::UI_LOCALES));
    Ok(page_for(visit.server, form.client.as_deref(), StatusCode::OK, language, &second, form.forms()))
}

/// Returns the page that asks for an authenticator app during a sign-in.
pub(crate) fn set_up_page(
    visit: &Visit<'_>,
    form: &SignInForm,
    set_up: AuthenticatorSetUp,
) -> Result<Response, Failure> {
    let form_state = visit.seal_interaction(&form.interaction)?;
    request::note_step("/login/second", &form_state);
    let set_up = SignInSetUpPage {
        application_name: form.client.as_ref().map(|client| client.name.clone()),
        form_state,
        set_up,
        offer_cancel: form.offers_cancel(),
    };
    let language = request::language(visit.headers, form.params.get(parameter::UI_LOCALES));
    Ok(page_for(visit.server, form.client.as_deref(), StatusCode::OK, language, &set_up, form.forms()))
}

/// Asks for the password again, because the earlier proofs no longer count.
pub(crate) fn start_over_sign_in(visit: &Visit<'_>, mut form: SignInForm) -> Result<Response, Failure> {
    form.interaction.attempt = None;
    form.page(visit, StatusCode::OK, String::new(), Some(LoginFailure::Expired))
}
