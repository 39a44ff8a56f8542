//! The steps of a sign-in: what an attempt needs next, and what becomes of a proof.

use std::time::Duration;

use axum::response::Response;
use http::StatusCode;
use valetkey_accounts::{
    Amr, FactorKind, Proof, SignInAttempt, SignInRequirement, SignInStep, User, sign_in_step,
};
use valetkey_authorization_server::{
    Check, Reason, Refusal,
    authorization::{Person, SignInReason, standing_proofs},
    record::{Authentication, ConfirmByMail, MailPurpose, SecondFactors, TrustedDevice},
    session::CompletedSignIn,
};
use valetkey_pages::{
    AskMailFailure, AuthenticatorSetUp, ErrorKind, LoginFailure, SecondStepFailure, SecondStepPage,
    SecondStepWay, SignInSetUpPage, TrustBox,
};
use valetkey_storage::ApplyError;
use valetkey_types::{Seconds, parameter};

use super::SignInForm;
use crate::{
    endpoint::failure::Failure,
    mail_request::{MailRequest, ask_for_mail},
    request,
    respond::page_for,
    second_factors,
    sign_in::{ProvenUser, is_known_device, start_session},
    trusted_devices,
    visit::Visit,
};

/// The page of the second step.
const SECOND_STEP: &str = "/login/second";

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
    proven: ProvenUser,
) -> Result<Progress, ProofError> {
    let attempt = form.interaction.attempt.take();
    let attempt = attempt.unwrap_or_else(|| SignInAttempt::new(visit.server.environment.identifier()));
    let attempt = attempt.prove(proven.user(), proven.method(), visit.now);
    let step = step_of(visit, form, &attempt, proven.user()).await.map_err(ProofError::Failed)?;
    let (step, device) =
        on_trusted_device(visit, form, &attempt, proven.user(), step).await.map_err(ProofError::Failed)?;
    // Of a user who is leaving, the attempt stays complete until they say whether they keep the account.
    if let SignInStep::SignedIn(authentication) = step
        && proven.user().deletion_at.is_none()
    {
        let by_trusted_device = device.is_some();
        let sign_in = CompletedSignIn { attempt: attempt.id, authentication, by_trusted_device };
        // After a conflict the attempt is as it was.
        form.interaction.attempt = Some(attempt.clone());
        let proven = match device {
            Some(device) => proven.spending(trusted_devices::use_now(visit, device)),
            None => proven,
        };
        start_session(visit, proven, sign_in).await?;
        form.interaction.attempt = Some(attempt.without_proofs());
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
    let Some((attempt, user)) = user_of_attempt(visit, form).await? else { return Ok(None) };
    match step_of(visit, form, attempt, &user).await? {
        SignInStep::Prove(methods) if !methods.contains(&Amr::Password) => Ok(Some((user, methods))),
        // An attempt that is complete begins its session when it becomes so, and not here: this is a copy of its form.
        _ => Ok(None),
    }
}

/// Leaves the user's own second factor out on a trusted device. Returns the device with the step that comes then.
async fn on_trusted_device(
    visit: &Visit<'_>,
    form: &SignInForm,
    attempt: &SignInAttempt,
    user: &User,
    step: SignInStep,
) -> Result<(SignInStep, Option<TrustedDevice>), Failure> {
    let required = required(visit, form, user)?;
    let may_be_left_out = matches!(step, SignInStep::Prove(_)) && required.own_factor;
    if !may_be_left_out || !trusted_devices::may_trust(visit, form, user) {
        return Ok((step, None));
    }
    let without = sign_in_step(
        Some(attempt),
        Some(user),
        &SignInRequirement { own_factor: false, ..required },
        visit.now,
    );
    if !matches!(without, SignInStep::SignedIn(_)) {
        return Ok((step, None));
    }
    match trusted_devices::find(visit, user).await? {
        Some(device) => Ok((without, Some(device))),
        None => Ok((step, None)),
    }
}

/// Returns the user of an attempt that is complete, who asked for the deletion of the account: whether they keep it is asked
/// before a session begins.
pub(crate) async fn leaving_user(
    visit: &Visit<'_>,
    form: &SignInForm,
) -> Result<Option<(User, Authentication)>, Failure> {
    let Some((attempt, user)) = user_of_attempt(visit, form).await? else { return Ok(None) };
    if user.deletion_at.is_none() {
        return Ok(None);
    }
    match step_of(visit, form, attempt, &user).await? {
        SignInStep::SignedIn(authentication) => Ok(Some((user, authentication))),
        SignInStep::Identify | SignInStep::Prove(_) => Ok(None),
    }
}

async fn user_of_attempt<'a>(
    visit: &Visit<'_>,
    form: &'a SignInForm,
) -> Result<Option<(&'a SignInAttempt, User)>, Failure> {
    let Some(attempt) = &form.interaction.attempt else { return Ok(None) };
    let Some(user_id) = &attempt.user_id else { return Ok(None) };
    let user = visit.server.storage.user(&visit.server.tenant, user_id).await?;
    Ok(user.map(|user| (attempt, user)))
}

async fn step_of(
    visit: &Visit<'_>,
    form: &SignInForm,
    attempt: &SignInAttempt,
    user: &User,
) -> Result<SignInStep, Failure> {
    let standing = standing(visit, form, user).await?;
    let requirement = SignInRequirement { standing: &standing, ..required(visit, form, user)? };
    Ok(sign_in_step(Some(attempt), Some(user), &requirement, visit.now))
}

/// Returns what the sign-in of this user must prove.
fn required(
    visit: &Visit<'_>,
    form: &SignInForm,
    user: &User,
) -> Result<SignInRequirement<'static>, Failure> {
    let acr_values = form.params.get(parameter::ACR_VALUES);
    let (rules, client) = (visit.server.sign_in_rules(), form.client.as_deref());
    let refused = |refusal: Refusal| Failure::new(ErrorKind::AccessDenied, refusal.reason);
    let required = rules.required_of_sign_in(client, acr_values, user).map_err(refused)?;
    let confirm_by_mail = match rules.switches(client).confirm_by_mail {
        ConfirmByMail::Never => false,
        ConfirmByMail::NewDevice => !is_known_device(visit, user),
        ConfirmByMail::Always => true,
    };
    // Who can neither read a mail nor prove two factors is not let in without.
    let can_confirm = rules.methods.contains(&Amr::MailCode) && user.can_prove(Amr::MailCode)
        || user.wants_second_factor()
        || user.has_factor(FactorKind::Passkey);
    if confirm_by_mail && !can_confirm {
        let reason = Reason::new(
            Check::User,
            "a user who can confirm the sign-in by mail",
            "no verified address, or no mail server",
        );
        return Err(Failure::new(ErrorKind::AccessDenied, reason));
    }
    Ok(SignInRequirement { confirm_by_mail, ..required })
}

/// Returns the address of the second step. Where a code by mail is the only way, the mail is sent at once.
pub(crate) async fn second_step_address(visit: &Visit<'_>, form: SignInForm) -> Result<String, Failure> {
    let switches = visit.server.sign_in_rules().switches(form.client.as_deref());
    if switches.confirm_by_mail != ConfirmByMail::Never
        && let Some((user, methods)) = current_step(visit, &form).await?
        && ways_of(&methods, &user) == [SecondStepWay::MailCode]
        && let Ok(address) = ask_for_code(visit, &form, &user).await?
    {
        return Ok(address);
    }
    visit.step(SECOND_STEP, form.interaction).await
}

/// Asks for the mail with the code of the second step. Returns the address of the page that asks for the code.
pub(crate) async fn ask_for_code(
    visit: &Visit<'_>,
    form: &SignInForm,
    user: &User,
) -> Result<Result<String, AskMailFailure>, Failure> {
    let asked = MailRequest {
        purpose: MailPurpose::SecondStep,
        name: &user.username,
        user_id: Some(user.id.clone()),
        interaction: Some(form.interaction.clone()),
        terms: None,
    };
    ask_for_mail(visit, asked).await
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
        let by_mail = form.mail.as_ref().map(|_| SecondStepWay::MailCode);
        let way = by_mail.or(last).filter(|way| ways.contains(way)).unwrap_or(ways[0]);
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
        (Amr::MailCode, SecondStepWay::MailCode),
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
    request::note_step(SECOND_STEP, &form_state);
    let second = SecondStepPage {
        application_name: form.client.as_ref().map(|client| client.name.clone()),
        action: visit.server.path(SECOND_STEP),
        form_state,
        account_name: user.display_name().to_owned(),
        way,
        other_ways: ways.iter().copied().filter(|other| *other != way).collect(),
        mail: form.mail.clone().filter(|_| way == SecondStepWay::MailCode),
        trust: trust_box(visit, form, user, way),
        failure,
        is_step_up: form.reason() == Some(SignInReason::TooWeak),
        offer_cancel: form.offers_cancel(),
    };
    let language = request::language(visit.headers, form.params.get(parameter::UI_LOCALES));
    Ok(page_for(visit.server, form.client.as_deref(), StatusCode::OK, language, &second, form.forms()))
}

/// Returns the box to trust the device, where it is offered: beside a factor of the user.
fn trust_box(visit: &Visit<'_>, form: &SignInForm, user: &User, way: SecondStepWay) -> Option<TrustBox> {
    let is_offered = way != SecondStepWay::MailCode && trusted_devices::may_trust(visit, form, user);
    let lifetime = Duration::from_secs(trusted_devices::LIFETIME.0.unsigned_abs());
    is_offered.then_some(TrustBox { lifetime, is_checked: form.trusts_device })
}

/// Returns the page that asks for an authenticator app during a sign-in.
pub(crate) fn set_up_page(
    visit: &Visit<'_>,
    form: &SignInForm,
    set_up: AuthenticatorSetUp,
) -> Result<Response, Failure> {
    let form_state = visit.seal_interaction(&form.interaction)?;
    request::note_step(SECOND_STEP, &form_state);
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
