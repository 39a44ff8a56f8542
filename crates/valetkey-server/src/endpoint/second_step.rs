//! `/login/second`: the second step of a sign-in. `/login/authenticator` and `/login/add-passkey`: a user without a second factor adds
//! one, where one is required.

mod passkey;

use axum::{
    extract::{Request, State},
    response::Response,
};
use valetkey_accounts::{Amr, FactorKind, SignInStep, User};
use valetkey_authorization_server::{
    event::Actor,
    record::NoticeKind,
    second_factor::{add_authenticator, totp},
};
use valetkey_pages::{AskMailFailure, ErrorKind, LoginFailure, SecondStepFailure, SecondStepWay, form_field};
use valetkey_types::RawParams;

use super::{
    account::show_new_codes,
    failure::{Failure, require_own_page, respond},
    keep_account,
    page_request::{self, PageRequest},
};
use crate::{
    Server,
    interaction::{
        Progress, ProofError, SignInForm, address_of, ask_for_code, continue_after, continue_interaction,
        current_step, leaving_user, passkey_page, second_step_address, second_step_page, set_up_page,
        show_step, start_over_sign_in, store_proof, ways_of,
    },
    mail_proof::MailProof,
    mail_sign_in::{self, MailFailure},
    respond::see_other,
    second_factors,
    sign_in::{CodeFailure, ProvenUser, authenticate_code, begin_attempt},
    trusted_devices,
    visit::Visit,
};

pub use passkey::add as add_passkey;

/// The button that sends a code by mail.
const USE_MAIL: &str = "use-mail-code";

/// Maximum times that a code is judged, after another request changed the same records.
const TRIES: usize = 2;

/// Shows the page, or looks at what was typed.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let mut visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(PageRequest::Get(params)) => see(&visit, &params).await,
        Ok(PageRequest::Post(params)) => take_code(&mut visit, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

/// Takes the first code of a new authenticator app.
pub async fn set_up(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let mut visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(asked) => add(&mut visit, asked.params()).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

async fn see(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    let mut form = SignInForm::load(visit, visit.interaction(params).await?).await?;
    form.mail = mail_of(visit, params);
    form.passkey_was_added = passkey::was_added(visit, params);
    match current_step(visit, &form).await? {
        Some((user, methods)) => show_step(visit, form, SignInStep::Prove(methods), Some(user)).await,
        None if leaving_user(visit, &form).await?.is_some() => {
            Ok(see_other(&visit.step(keep_account::PATH, form.interaction).await?))
        }
        None => start_over_sign_in(visit, form),
    }
}

async fn take_code(visit: &mut Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    require_own_page(visit, params)?;
    let interaction = visit.interaction(params).await?;
    let action = params.get(form_field::ACTION).unwrap_or_default();
    if action == "cancel" {
        return continue_interaction(visit, interaction.cancelled()).await;
    }
    let mut form = SignInForm::load(visit, interaction).await?;
    form.mail = mail_of(visit, params);
    form.trusts_device = params.get(form_field::TRUST).is_some();
    if action == "restart" {
        return Ok(see_other(&visit.step("/login", form.restarted().interaction).await?));
    }
    let Some((user, methods)) = current_step(visit, &form).await? else {
        return start_over_sign_in(visit, form);
    };
    let ways = ways_of(&methods, &user);
    let named = |name: Option<&str>| name.and_then(SecondStepWay::named).filter(|way| ways.contains(way));
    if action == USE_MAIL && ways.contains(&SecondStepWay::MailCode) {
        return send_code(visit, form, &user, &methods).await;
    }
    if let Some(way) = named(action.strip_prefix("use-")) {
        return second_step_page(visit, &form, &user, &methods, way, None).await;
    }
    let Some(way) = named(params.get(form_field::WAY)) else {
        return show_step(visit, form, SignInStep::Prove(methods), Some(user)).await;
    };
    if way == SecondStepWay::Passkey {
        return passkey::take(visit, form, &user, &methods, params).await;
    }
    let failure = match judge(visit, form.clone(), &user, way, params).await? {
        Judged::Answer(response) => return Ok(*response),
        Judged::Failed(failure) => failure,
        Judged::MailGone => {
            form.mail = None;
            SecondStepFailure::WrongCode
        }
    };
    second_step_page(visit, &form, &user, &methods, way, Some(failure)).await
}

enum Judged {
    Answer(Box<Response>),
    Failed(SecondStepFailure),
    /// The code by mail does not count any more, so another mail is needed.
    MailGone,
}

/// Returns the sealed name of the mail whose code is asked for.
fn mail_of(visit: &Visit<'_>, params: &RawParams) -> Option<String> {
    let proof = MailProof::read(visit, params, &mail_sign_in::SECOND_STEP).ok()?;
    proof.and_then(|_| params.get(form_field::MAIL)).map(str::to_owned)
}

/// Sends a mail with a code, and shows the page that asks for it.
async fn send_code(
    visit: &Visit<'_>,
    form: SignInForm,
    user: &User,
    methods: &[Amr],
) -> Result<Response, Failure> {
    match ask_for_code(visit, &form, user).await? {
        Ok(next) => Ok(see_other(&next)),
        Err(AskMailFailure::TooManyMails { wait }) => {
            let failure = SecondStepFailure::TooManyMails { wait };
            second_step_page(visit, &form, user, methods, SecondStepWay::MailCode, Some(failure)).await
        }
        Err(_) => Err(ErrorKind::BadRequest.into()),
    }
}

async fn judge(
    visit: &mut Visit<'_>,
    mut form: SignInForm,
    user: &User,
    way: SecondStepWay,
    params: &RawParams,
) -> Result<Judged, Failure> {
    let code = params.get(form_field::CODE).unwrap_or_default();
    let sealed = params.get(form_field::CONTINUE).ok_or(ErrorKind::BadRequest)?;
    if code.trim().is_empty() {
        return Ok(Judged::Failed(SecondStepFailure::Incomplete));
    }
    if let Err(failure) = begin_attempt(visit, sealed, &user.username, Some(&user.username)) {
        return Ok(Judged::Failed(shown(failure)));
    }
    if way == SecondStepWay::MailCode {
        return judge_mail(visit, form, user, params).await;
    }
    let Some(attempt) = form.interaction.attempt.clone() else { return Err(ErrorKind::BadRequest.into()) };
    let trusts_device = form.trusts_device && trusted_devices::may_trust(visit, &form, user);
    for _ in 0..TRIES {
        let proven = match authenticate_code(visit, user, attempt.id, way, code).await? {
            Ok(proven) => proven.trusting_device(trusts_device),
            Err(CodeFailure::Refused(failure)) => return Ok(Judged::Failed(shown(failure))),
            Err(CodeFailure::AttemptUsed) => {
                return start_over_sign_in(visit, form).map(Box::new).map(Judged::Answer);
            }
        };
        form.interaction.attempt = Some(attempt.clone());
        match store_proof(visit, &mut form, proven).await {
            Ok(progress) => {
                let answer = continue_after(visit, form, progress).await?;
                return Ok(Judged::Answer(Box::new(answer)));
            }
            // Perhaps the code was used at the same moment: it is judged again.
            Err(ProofError::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(ErrorKind::Unavailable.into())
}

/// Judges a code by mail, after [`begin_attempt`].
async fn judge_mail(
    visit: &mut Visit<'_>,
    mut form: SignInForm,
    user: &User,
    params: &RawParams,
) -> Result<Judged, Failure> {
    let Some(proof) = MailProof::read(visit, params, &mail_sign_in::SECOND_STEP)? else {
        return Ok(Judged::MailGone);
    };
    let proven = match mail_sign_in::confirm(visit, user, &proof).await? {
        Ok(proven) => proven,
        Err(MailFailure::Gone) => return Ok(Judged::MailGone),
        Err(MailFailure::Refused(failure)) => return Ok(Judged::Failed(shown(failure))),
    };
    match store_proof(visit, &mut form, proven).await {
        Ok(progress) => {
            let answer = continue_after(visit, form, progress).await?;
            Ok(Judged::Answer(Box::new(answer)))
        }
        // Somebody used the code at the same moment.
        Err(ProofError::Conflict) => Ok(Judged::MailGone),
        Err(error) => Err(error.into()),
    }
}

/// Returns what the page says. A stopped factor looks like a wrong code.
fn shown(failure: LoginFailure) -> SecondStepFailure {
    match failure {
        LoginFailure::TooManyAttempts { wait } => SecondStepFailure::TooManyAttempts { wait },
        LoginFailure::Expired => SecondStepFailure::Expired,
        LoginFailure::WrongCredentials
        | LoginFailure::Passkey
        | LoginFailure::Incomplete
        | LoginFailure::Busy => SecondStepFailure::WrongCode,
    }
}

/// Adds the authenticator and goes on with the sign-in, past the page with the recovery codes.
async fn add(visit: &mut Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    require_own_page(visit, params)?;
    let interaction = visit.interaction(params).await?;
    if params.get(form_field::ACTION) == Some("cancel") {
        return continue_interaction(visit, interaction.cancelled()).await;
    }
    let mut form = SignInForm::load(visit, interaction).await?;
    let Some((user, methods)) = current_step(visit, &form).await? else {
        return start_over_sign_in(visit, form);
    };
    let is_wanted = methods.contains(&Amr::OneTimePassword) && ways_of(&methods, &user).is_empty();
    let attempt = form.interaction.attempt.as_ref().map(|attempt| attempt.id);
    if !is_wanted || user.has_factor(FactorKind::Authenticator) {
        return show_step(visit, form, SignInStep::Prove(methods), Some(user)).await;
    }
    if params.get(form_field::ACTION) == Some("use-passkey")
        && methods.iter().any(|method| method.is_passkey())
    {
        return passkey_page(visit, &form, &user, &methods, None);
    }
    let seed = second_factors::open_set_up(visit, &user, params)?;
    let typed = params.get(form_field::CODE).unwrap_or_default();
    let Some(fitting) = totp::first_fit(&*seed, typed, visit.now) else {
        let set_up = second_factors::set_up(visit, &user, &seed, "/login/authenticator", true)?;
        return set_up_page(visit, &form, &methods, set_up);
    };
    let server = visit.server;
    let factors = second_factors::load(&*server.storage, &user.tenant, &user.id).await?;
    let sealed = second_factors::seal_seed(server, &user, &*seed)?;
    let fresh = second_factors::fresh_codes(&*server.environment);
    let actor = Actor::User { id: user.id.clone() };
    let added = visit.occasion(&actor, |occasion| {
        add_authenticator(&user, factors, sealed, fitting, attempt, &fresh, occasion)
    });
    let about = NoticeKind::FactorAdded { name: second_factors::AUTHENTICATOR.to_owned() };
    let changes = added.changes.into_iter().chain(visit.notice(&user, about)).collect();
    let proven = ProvenUser::new(added.answer.user, Amr::OneTimePassword, changes);
    let progress = store_proof(visit, &mut form, proven).await?;
    let next = match progress {
        Progress::SignedIn => address_of(visit, form.interaction).await?,
        Progress::NeedsMore => second_step_address(visit, form).await?,
    };
    show_new_codes(visit, &user, added.answer.recovery_codes, next)
}
