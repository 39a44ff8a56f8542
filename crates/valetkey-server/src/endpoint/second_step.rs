//! `/login/second`: the second step of a sign-in. `/login/authenticator`: a user without a second factor adds an authenticator app,
//! where one is required.

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
use valetkey_pages::{ErrorKind, LoginFailure, SecondStepFailure, SecondStepWay, form_field};
use valetkey_types::RawParams;

use super::{
    account::show_new_codes,
    failure::{Failure, require_own_page, respond},
    page_request::{self, PageRequest},
};
use crate::{
    Server,
    interaction::{
        Progress, ProofError, SignInForm, address_of, continue_interaction, current_step, second_step_page,
        set_up_page, show_step, start_over_sign_in, store_proof, ways_of,
    },
    respond::see_other,
    second_factors,
    sign_in::{CodeFailure, ProvenUser, authenticate_code, begin_attempt},
    visit::Visit,
};

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
    let form = SignInForm::load(visit, visit.interaction(params).await?).await?;
    match current_step(visit, &form).await? {
        Some((user, methods)) => show_step(visit, form, &SignInStep::Prove(methods), Some(user)).await,
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
    let form = SignInForm::load(visit, interaction).await?;
    if action == "restart" {
        return Ok(see_other(&visit.step("/login", form.restarted().interaction).await?));
    }
    let Some((user, methods)) = current_step(visit, &form).await? else {
        return start_over_sign_in(visit, form);
    };
    let ways = ways_of(&methods, &user);
    let named = |name: Option<&str>| name.and_then(SecondStepWay::named).filter(|way| ways.contains(way));
    if let Some(way) = named(action.strip_prefix("use-")) {
        return second_step_page(visit, &form, &user, &ways, way, None);
    }
    let Some(way) = named(params.get(form_field::WAY)) else {
        return show_step(visit, form, &SignInStep::Prove(methods), Some(user)).await;
    };
    let code = params.get(form_field::CODE).unwrap_or_default();
    let sealed = params.get(form_field::CONTINUE).ok_or(ErrorKind::BadRequest)?;
    let failure = match judge(visit, form.clone(), &user, way, code, sealed).await? {
        Judged::Answer(response) => return Ok(*response),
        Judged::Failed(failure) => failure,
    };
    second_step_page(visit, &form, &user, &ways, way, Some(failure))
}

enum Judged {
    Answer(Box<Response>),
    Failed(SecondStepFailure),
}

async fn judge(
    visit: &mut Visit<'_>,
    mut form: SignInForm,
    user: &User,
    way: SecondStepWay,
    code: &str,
    sealed: &str,
) -> Result<Judged, Failure> {
    if code.trim().is_empty() {
        return Ok(Judged::Failed(SecondStepFailure::Incomplete));
    }
    if let Err(failure) = begin_attempt(visit, sealed, &user.username, Some(&user.username)) {
        return Ok(Judged::Failed(shown(failure)));
    }
    let Some(attempt) = form.interaction.attempt.clone() else { return Err(ErrorKind::BadRequest.into()) };
    for _ in 0..TRIES {
        let proven = match authenticate_code(visit, user, attempt.id, way, code).await? {
            Ok(proven) => proven,
            Err(CodeFailure::Refused(failure)) => return Ok(Judged::Failed(shown(failure))),
            Err(CodeFailure::AttemptUsed) => {
                return start_over_sign_in(visit, form).map(Box::new).map(Judged::Answer);
            }
        };
        form.interaction.attempt = Some(attempt.clone());
        match store_proof(visit, &mut form, proven).await {
            Ok(progress) => {
                let answer = continue_after(visit, form, &progress).await?;
                return Ok(Judged::Answer(Box::new(answer)));
            }
            // Perhaps the code was used at the same moment: it is judged again.
            Err(ProofError::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(ErrorKind::Unavailable.into())
}

async fn continue_after(
    visit: &Visit<'_>,
    form: SignInForm,
    progress: &Progress,
) -> Result<Response, Failure> {
    match progress {
        Progress::SignedIn => continue_interaction(visit, form.interaction).await,
        Progress::NeedsMore => Ok(see_other(&visit.step("/login/second", form.interaction).await?)),
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
        return show_step(visit, form, &SignInStep::Prove(methods), Some(user)).await;
    }
    let seed = second_factors::open_set_up(visit, &user, params)?;
    let typed = params.get(form_field::CODE).unwrap_or_default();
    let Some(fitting) = totp::first_fit(&*seed, typed, visit.now) else {
        let set_up = second_factors::set_up(visit, &user, &seed, "/login/authenticator", true)?;
        return set_up_page(visit, &form, set_up);
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
    let changes = added.changes.into_iter().chain(second_factors::notice_of(visit, &user, about)).collect();
    let proven = ProvenUser::new(added.answer.user, Amr::OneTimePassword, changes);
    let progress = store_proof(visit, &mut form, proven).await?;
    let next = match progress {
        Progress::SignedIn => address_of(visit, form.interaction).await?,
        Progress::NeedsMore => visit.step("/login/second", form.interaction).await?,
    };
    show_new_codes(visit, &user, added.answer.recovery_codes, next)
}
