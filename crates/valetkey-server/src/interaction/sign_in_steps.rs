//! The steps of a sign-in: the next step of an attempt, and the effect of a proof.

use std::time::Duration;

use axum::response::Response;
use http::StatusCode;
use valetkey_accounts::{
    Acr, Amr, FactorKind, Proof, SignInAttempt, SignInRequirement, SignInStep, User, sign_in_step,
};
use valetkey_authorization_server::{
    Change, Check, Reason, Refusal,
    authorization::{SignInReason, SignedInUser, standing_proofs},
    record::{Authentication, ConfirmByMail, MailPurpose, SecondFactors, TrustedDevice},
    session::CompletedSignIn,
};
use valetkey_pages::{
    AskMailFailure, ErrorKind, LoginFailure, SecondStepFailure, SecondStepPage, SecondStepWay, TrustBox,
};
use valetkey_storage::ApplyError;
use valetkey_types::{Seconds, parameter};

use super::{
    SignInForm,
    set_up_pages::{authenticator_page, passkey_page},
};
use crate::{
    endpoint::failure::Failure,
    mail_request::{MailRequest, ask_for_mail},
    passkey, request,
    respond::page_for,
    second_factors,
    sign_in::{ProvenUser, is_confirmed_device, start_session},
    trusted_devices,
    visit::Visit,
};

/// The page of the second step.
pub(super) const SECOND_STEP: &str = "/login/second";

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
    let (step, device) =
        on_trusted_device(visit, form, &attempt, proven.user(), step).await.map_err(ProofError::Failed)?;
    // A user who requested the deletion is asked first. Until the answer the attempt stays complete.
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
        start_session(visit, proven, sign_in, (form.present(), form.interaction.keep)).await?;
        form.interaction.attempt = Some(attempt.without_proofs());
        form.interaction.proved_at = None;
        return Ok(Progress::SignedIn);
    }
    form.interaction.attempt = Some(attempt);
    let spent = proven.into_spent();
    if !spent.is_empty() {
        let sends_mail = spent.iter().any(|change| matches!(change, Change::StoreDelivery(_)));
        visit.server.storage.apply(spent).await?;
        if sends_mail {
            visit.server.mail_waits().notify_one();
        }
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

/// Skips the user's own second factor on a trusted device. Returns the next step, with the device if it counted.
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

/// Returns the user of a complete attempt, if the user asked for the deletion of the account: a page asks if they keep it before a
/// session begins.
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
    let step = sign_in_step(Some(attempt), Some(user), &requirement, visit.now);
    before_adding(visit, form, Some(attempt), user, step)
}

/// A user who has none of the methods of a step adds one. Before that they prove the factors that they have, in this attempt: a
/// password alone, or a session of long ago, adds no factor to an account with two.
fn before_adding(
    visit: &Visit<'_>,
    form: &SignInForm,
    attempt: Option<&SignInAttempt>,
    user: &User,
    step: SignInStep,
) -> Result<SignInStep, Failure> {
    let adds = matches!(&step, SignInStep::Prove(methods) if ways_of(methods, user).is_empty());
    if !adds {
        return Ok(step);
    }
    let so_far = SignInRequirement { class: Acr::SingleFactor, ..required(visit, form, user)? };
    Ok(match sign_in_step(attempt, Some(user), &so_far, visit.now) {
        SignInStep::SignedIn(_) => step,
        first => first,
    })
}

/// Returns the requirement of the sign-in of this user.
fn required<'v>(
    visit: &'v Visit<'_>,
    form: &SignInForm,
    user: &User,
) -> Result<SignInRequirement<'v>, Failure> {
    let acr_values = form.params.get(parameter::ACR_VALUES);
    let (rules, client) = (visit.server.sign_in_rules(), form.client.as_deref());
    let refused = |refusal: Refusal| Failure::new(ErrorKind::AccessDenied, refusal.reason);
    let required = rules.required_of_sign_in(client, acr_values, user).map_err(refused)?;
    let confirm_by_mail = rules.confirms_by_mail(client, || is_confirmed_device(visit, user));
    // A user who can neither read a mail nor prove two factors is refused.
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

/// Returns the proofs of the user's session in this browser that count, where that session is to become stronger.
async fn standing(visit: &Visit<'_>, form: &SignInForm, user: &User) -> Result<Vec<Proof>, Failure> {
    if form.reason() != Some(SignInReason::TooWeak) {
        return Ok(Vec::new());
    }
    let facts = visit.account_of_user(&user.id).await?.map(|account| account.facts);
    let signed_in = SignedInUser::of(facts.as_ref(), visit.now);
    let max_age = form.params.get(parameter::MAX_AGE).and_then(|age| age.parse().ok()).map(Seconds);
    Ok(standing_proofs(form.reason(), signed_in.map(|signed_in| signed_in.session), max_age, visit.now))
}

/// Shows the page of a step: for a user who is known, and has proved a method that a sign-in begins with, the second step.
pub(crate) async fn show_step(
    visit: &Visit<'_>,
    mut form: SignInForm,
    step: SignInStep,
    user: Option<User>,
) -> Result<Response, Failure> {
    let Some(user) = user else { return form.first_page(visit, None) };
    let step = before_adding(visit, &form, form.interaction.attempt.as_ref(), &user, step)?;
    let SignInStep::Prove(methods) = step else { return form.first_page(visit, Some(user)) };
    if methods.contains(&Amr::Password) {
        return form.first_page(visit, Some(user));
    }
    let has_proofs =
        |attempt: &SignInAttempt| attempt.user_id.as_ref() == Some(&user.id) && !attempt.proofs.is_empty();
    if !form.interaction.attempt.as_ref().is_some_and(has_proofs) {
        let fresh = SignInAttempt::new(visit.server.environment.identifier());
        form.interaction.attempt = Some(SignInAttempt { user_id: Some(user.id.clone()), ..fresh });
    }
    let ways = ways_of(&methods, &user);
    if ways.is_empty() {
        return if methods.contains(&Amr::OneTimePassword) {
            authenticator_page(visit, &form, &user, &methods)
        } else if methods.iter().any(|method| method.is_passkey()) {
            passkey_page(visit, &form, &user, &methods, None)
        } else {
            form.first_page(visit, Some(user))
        };
    }
    let factors = second_factors::load(&*visit.server.storage, &user.tenant, &user.id).await?;
    let attempt = form.interaction.attempt.as_ref().map(|attempt| attempt.id);
    let is_used = |factors: &SecondFactors| factors.used_attempts.iter().any(|used| Some(used.id) == attempt);
    if factors.as_ref().is_some_and(is_used) {
        return start_over_sign_in(visit, form);
    }
    let last = factors.and_then(|factors| factors.last_used).map(way_of);
    let by_mail = form.mail.as_ref().map(|_| SecondStepWay::MailCode);
    let way = by_mail.or(last).filter(|way| ways.contains(way)).unwrap_or(ways[0]);
    second_step_page(visit, &form, &user, &methods, way, None).await
}

/// Returns the ways that a user has to do the second step, in the order to show. A method with a page adds its way here.
pub(crate) fn ways_of(methods: &[Amr], user: &User) -> Vec<SecondStepWay> {
    let can = |method| methods.contains(&method) && user.can_prove(method);
    let all = [
        // The tenant has all kinds of passkeys, or none.
        (Amr::VerifiedSyncedPasskey, SecondStepWay::Passkey),
        (Amr::OneTimePassword, SecondStepWay::Authenticator),
        (Amr::RecoveryCode, SecondStepWay::RecoveryCode),
        (Amr::MailCode, SecondStepWay::MailCode),
    ];
    all.into_iter().filter(|(method, _)| can(*method)).map(|(_, way)| way).collect()
}

fn way_of(kind: FactorKind) -> SecondStepWay {
    match kind {
        FactorKind::Authenticator => SecondStepWay::Authenticator,
        FactorKind::RecoveryCodes => SecondStepWay::RecoveryCode,
        FactorKind::Passkey => SecondStepWay::Passkey,
    }
}

/// Returns the page of the second step. `methods` are those that take the sign-in further.
pub(crate) async fn second_step_page(
    visit: &Visit<'_>,
    form: &SignInForm,
    user: &User,
    methods: &[Amr],
    way: SecondStepWay,
    failure: Option<SecondStepFailure>,
) -> Result<Response, Failure> {
    let attempt = form.interaction.attempt.as_ref().ok_or(ErrorKind::BadRequest)?.id;
    let passkey = match way {
        SecondStepWay::Passkey => Some(passkey::offer_second_step(visit, user, attempt, methods).await?),
        SecondStepWay::Authenticator | SecondStepWay::RecoveryCode | SecondStepWay::MailCode => None,
    };
    let form_state = visit.seal_interaction(&form.interaction)?;
    request::note_step(SECOND_STEP, &form_state);
    let second = SecondStepPage {
        application_name: form.client.as_ref().map(|client| client.name.clone()),
        action: visit.server.path(SECOND_STEP),
        form_state,
        account_name: user.display_name().to_owned(),
        way,
        passkey,
        other_ways: ways_of(methods, user).into_iter().filter(|other| *other != way).collect(),
        mail: form.mail.clone().filter(|_| way == SecondStepWay::MailCode),
        trust: trust_box(visit, form, user, way),
        failure,
        passkey_was_added: form.passkey_was_added,
        is_step_up: form.reason() == Some(SignInReason::TooWeak),
        offer_cancel: form.offers_cancel(),
    };
    let language = request::language(visit.headers, form.params.get(parameter::UI_LOCALES));
    Ok(page_for(visit.server, form.client.as_deref(), StatusCode::OK, language, &second, form.forms()))
}

/// Returns the box to trust the device, where it is offered: beside a code of the user. A passkey is no more work than a box.
fn trust_box(visit: &Visit<'_>, form: &SignInForm, user: &User, way: SecondStepWay) -> Option<TrustBox> {
    let is_code = matches!(way, SecondStepWay::Authenticator | SecondStepWay::RecoveryCode);
    let is_offered = is_code && trusted_devices::may_trust(visit, form, user);
    let lifetime = Duration::from_secs(trusted_devices::LIFETIME.0.unsigned_abs());
    is_offered.then_some(TrustBox { lifetime, is_checked: form.trusts_device })
}

/// Asks for the password again, because the earlier proofs no longer count.
pub(crate) fn start_over_sign_in(visit: &Visit<'_>, mut form: SignInForm) -> Result<Response, Failure> {
    form.interaction.attempt = None;
    form.page(visit, StatusCode::OK, String::new(), Some(LoginFailure::Expired))
}
