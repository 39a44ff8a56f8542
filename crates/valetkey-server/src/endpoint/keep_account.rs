//! `/login/keep`: asks users who asked for the deletion of their account if they keep it, once they have proved who they are. Their
//! session begins after that.

use axum::{
    extract::{Request, State},
    response::Response,
};
use uuid::Uuid;
use valetkey_accounts::{SignInRequirement, User};
use valetkey_administration::deletion;
use valetkey_authorization_server::{
    Change,
    event::Actor,
    interaction::Purpose,
    record::{Authentication, NoticeKind, UsedChallenge},
    session::CompletedSignIn,
};
use valetkey_pages::{ErrorKind, KeepAccountPage, Moment, form_field};
use valetkey_storage::ApplyError;
use valetkey_types::{RawParams, parameter};

use super::{
    failure::{Failure, require_own_page, respond},
    page_request::{self, PageRequest},
};
use crate::{
    Server,
    interaction::{SignInForm, continue_interaction, leaving_user, start_over_sign_in},
    request,
    respond::{page_for, see_other},
    sign_in::{ProvenUser, start_session},
    visit::Visit,
};

/// The path of the page.
pub(crate) const PATH: &str = "/login/keep";

/// Asks, or takes the answer.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let mut visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(PageRequest::Get(params)) => see(&visit, &params).await,
        Ok(PageRequest::Post(params)) => decide(&mut visit, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

async fn see(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    let form = SignInForm::load(visit, visit.interaction(params).await?).await?;
    match leaving_user(visit, &form).await? {
        Some((user, _)) => ask(visit, &form, &user),
        None => start_over_sign_in(visit, form),
    }
}

fn ask(visit: &Visit<'_>, form: &SignInForm, user: &User) -> Result<Response, Failure> {
    let at = user.deletion_at.unwrap_or(visit.now);
    let form_state = visit.seal_interaction(&form.interaction)?;
    request::note_step(PATH, &form_state);
    let keep = KeepAccountPage {
        application_name: form.client.as_ref().map(|client| client.name.clone()),
        account_name: user.display_name().to_owned(),
        day: Moment { at: at.seconds(), now: visit.now.seconds() },
        action: visit.server.path(PATH),
        form_state,
    };
    let language = request::language(visit.headers, form.params.get(parameter::UI_LOCALES));
    let status = http::StatusCode::OK;
    Ok(page_for(visit.server, form.client.as_deref(), status, language, &keep, form.forms()))
}

async fn decide(visit: &mut Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    require_own_page(visit, params)?;
    let form = SignInForm::load(visit, visit.interaction(params).await?).await?;
    let Some((user, authentication)) = leaving_user(visit, &form).await? else {
        return start_over_sign_in(visit, form);
    };
    match params.get(form_field::ACTION) {
        Some("keep") => keep(visit, form, user, authentication).await,
        Some("delete") => go(visit, form).await,
        _ => Err(ErrorKind::BadRequest.into()),
    }
}

/// Returns the change that makes the answer of an attempt count once. The form stays in the history of the browser, and must not begin
/// a session later.
fn use_up(visit: &Visit<'_>, attempt: Uuid) -> Change {
    let expires_at = visit.now.plus(SignInRequirement::PROOF_LIFETIME);
    Change::UseChallenge(UsedChallenge { tenant: visit.server.tenant.clone(), id: attempt, expires_at })
}

/// Leaves the deletion as it is. The application gets `access_denied`.
async fn go(visit: &Visit<'_>, mut form: SignInForm) -> Result<Response, Failure> {
    let attempt = form.interaction.attempt.take().ok_or(ErrorKind::BadRequest)?;
    match visit.server.storage.apply(vec![use_up(visit, attempt.id)]).await {
        // The question was answered before.
        Ok(()) | Err(ApplyError::Conflict { .. }) => {}
        Err(error) => return Err(error.into()),
    }
    match form.interaction.purpose {
        Purpose::Authorize(_) => continue_interaction(visit, form.interaction.cancelled()).await,
        Purpose::Account { .. } | Purpose::Administration { .. } | Purpose::SignOut(_) => {
            Ok(see_other(&visit.server.path("/")))
        }
    }
}

/// Keeps the account and begins the session, in one commit.
async fn keep(
    visit: &mut Visit<'_>,
    mut form: SignInForm,
    user: User,
    authentication: Authentication,
) -> Result<Response, Failure> {
    let actor = Actor::User { id: user.id.clone() };
    let kept = visit.occasion(&actor, |occasion| deletion::cancel(&user, occasion));
    let notice = visit.notice(&user, NoticeKind::DeletionCancelled);
    let attempt = form.interaction.attempt.take().ok_or(ErrorKind::BadRequest)?;
    let changes = [use_up(visit, attempt.id)].into_iter().chain(kept.changes).chain(notice).collect();
    let method = authentication.proofs.last().ok_or(ErrorKind::BadRequest)?.method;
    let mut proven = ProvenUser::new(kept.answer, method, changes).completing(visit).await?;
    proven.note_provider(attempt.id, &mut form.interaction.proved_at);
    let sign_in = CompletedSignIn { attempt: attempt.id, authentication, by_trusted_device: false };
    match start_session(visit, proven, sign_in, (form.present(), form.interaction.keep)).await {
        Ok(()) => {}
        // The question was answered before, or the user was removed.
        Err(ApplyError::Conflict { .. }) => return start_over_sign_in(visit, form),
        Err(error) => return Err(error.into()),
    }
    form.interaction.attempt = Some(attempt.without_proofs());
    continue_interaction(visit, form.interaction).await
}
