//! `/account/security/password`: the change of the password. `/.well-known/change-password` leads there.

use axum::{
    extract::{Request, State},
    response::Response,
};
use http::{StatusCode, header};
use valetkey_accounts::{PasswordError, PasswordHash, PasswordParameters, PasswordRefusal, User};
use valetkey_authorization_server::{
    Change, account::change_password, authorization::SignedInUser, event::Actor, facts::SessionFacts,
    interaction::AccountPage, record::NoticeKind,
};
use valetkey_pages::{
    AccountNotice, AccountPasswordPage, ErrorKind, LoginFailure, PasswordFailure, RowValue, SecurityRow,
    form_field,
};
use valetkey_storage::directory;
use valetkey_types::{RawParams, Secret};

use super::{is_fresh, menu, notice_of, own_form, redirect_with_notice, require_fresh, show, signed_in};
use crate::{
    PasswordPool, Server,
    endpoint::{
        choose_password::{words_of, words_of_service},
        failure::{Failure, respond},
        page_request::{self, PageRequest},
    },
    password_pool::HashError,
    respond::see_other,
    sign_in::{authenticate, is_confirmed_device},
    sign_out::end_all_with,
    visit::Visit,
};

const PAGE: AccountPage = AccountPage::Password;

/// Shows the form, or changes the password.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let mut visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(PageRequest::Get(params)) => see(&visit, &params).await,
        Ok(PageRequest::Post(params)) => change(&mut visit, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

/// Leads password managers to the form (W3C "A Well-Known URL for Changing Passwords").
pub async fn well_known(State(server): State<Server>) -> Response {
    see_other(&server.path(PAGE.path()))
}

/// Returns the row of the security page.
pub(super) fn row(visit: &Visit<'_>, user: &User) -> SecurityRow {
    let (value, action) = match user.password_hash {
        Some(_) => ("security-password-set", "security-password-change"),
        None => ("security-password-none", "security-password-add"),
    };
    SecurityRow {
        title: "security-password",
        value: RowValue::Message(value),
        action: Some((action, visit.server.path(PAGE.path()))),
    }
}

async fn see(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    let facts = signed_in(visit, PAGE).await?;
    require_proof(visit, &facts).await?;
    form(visit, &facts, notice_of(visit, params), None)
}

/// The current password is a proof. Without one, the sign-in must be fresh.
async fn require_proof(visit: &Visit<'_>, facts: &SessionFacts) -> Result<(), Failure> {
    match facts.user.password_hash {
        Some(_) => Ok(()),
        None => require_fresh(visit, facts, PAGE).await,
    }
}

fn form(
    visit: &Visit<'_>,
    facts: &SessionFacts,
    notice: Option<AccountNotice>,
    failure: Option<PasswordFailure>,
) -> Result<Response, Failure> {
    let has_password = facts.user.password_hash.is_some();
    let page = AccountPasswordPage {
        menu: menu(visit, facts, PAGE, notice)?,
        username: facts.user.username.clone(),
        has_password,
        asks_current: has_password && !is_fresh(&facts.session, visit.now),
        minimum_length: visit.server.accounts.password_rule.minimum_length,
        failure,
        action: visit.server.path(PAGE.path()),
        back_uri: visit.server.path(PAGE.section().path()),
    };
    let mut response = show(visit, &page);
    if failure == Some(PasswordFailure::Busy) {
        *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
        response.headers_mut().insert(header::RETRY_AFTER, PasswordPool::RETRY_AFTER_SECONDS.into());
    }
    Ok(response)
}

async fn change(visit: &mut Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    let facts = own_form(visit, params, PAGE).await?;
    require_proof(visit, &facts).await?;
    let checked = match new_password(visit, &facts.user, params) {
        Ok(new) => match prove_current(visit, &facts, params).await? {
            Ok(()) => hash(visit, new).await?,
            Err(failure) => Err(failure),
        },
        Err(failure) => Err(failure),
    };
    match checked {
        Ok(hash) => store(visit, &facts, hash).await,
        Err(failure) => form(visit, &facts, None, Some(failure)),
    }
}

fn new_password(visit: &Visit<'_>, user: &User, params: &RawParams) -> Result<Secret, PasswordFailure> {
    let (new, again) = (params.get(form_field::NEW_PASSWORD), params.get(form_field::NEW_PASSWORD_AGAIN));
    let (Some(new), Some(again)) = (new, again) else { return Err(PasswordFailure::Missing) };
    if new != again {
        return Err(PasswordFailure::Different);
    }
    let rule = visit.server.accounts.password_rule;
    let words: Vec<&str> = words_of_service(visit.server).chain(words_of(user)).collect();
    rule.check(new, &words).map_err(|refusal| match refusal {
        PasswordRefusal::TooShort { .. } | PasswordRefusal::Password(PasswordError::TooShort(_)) => {
            PasswordFailure::TooShort
        }
        PasswordRefusal::Password(PasswordError::TooLong(_)) => {
            PasswordFailure::TooLong { maximum: PasswordParameters::MAXIMUM_LENGTH }
        }
        PasswordRefusal::Password(PasswordError::NotText | PasswordError::Parameters) => {
            PasswordFailure::NotText
        }
        PasswordRefusal::LikeAccount | PasswordRefusal::Password(PasswordError::Common) => {
            PasswordFailure::Common
        }
    })?;
    Ok(Secret::new(new))
}

/// Compares the current password, within the limits of a sign-in. After a fresh sign-in nobody is asked for it.
async fn prove_current(
    visit: &Visit<'_>,
    facts: &SessionFacts,
    params: &RawParams,
) -> Result<Result<(), PasswordFailure>, Failure> {
    if is_fresh(&facts.session, visit.now) {
        return Ok(Ok(()));
    }
    let Some(current) = params.get(form_field::CURRENT_PASSWORD) else {
        return Ok(Err(PasswordFailure::WrongCurrent));
    };
    let form_value = params.get(form_field::FORM_STATE).ok_or(ErrorKind::BadRequest)?;
    let user = &facts.user;
    Ok(match authenticate(visit, form_value, &user.username, Secret::new(current)).await? {
        Ok(proven) if proven.user().id == user.id => Ok(()),
        Ok(_)
        | Err(
            LoginFailure::WrongCredentials
            | LoginFailure::Passkey
            | LoginFailure::Incomplete
            | LoginFailure::Expired,
        ) => Err(PasswordFailure::WrongCurrent),
        Err(LoginFailure::TooManyAttempts { wait }) => Err(PasswordFailure::TooManyAttempts { wait }),
        Err(LoginFailure::Busy) => Err(PasswordFailure::Busy),
    })
}

async fn hash(visit: &Visit<'_>, new: Secret) -> Result<Result<PasswordHash, PasswordFailure>, Failure> {
    match visit.server.password_pool.hash(new).await {
        Ok(hash) => Ok(Ok(hash)),
        Err(HashError::Busy(_)) => Ok(Err(PasswordFailure::Busy)),
        Err(HashError::Breached) => Ok(Err(PasswordFailure::Breached)),
        Err(HashError::Password(error)) => {
            tracing::error!(%error, "a checked password can't be hashed");
            Err(ErrorKind::ServerError.into())
        }
    }
}

/// Stores the password. This session goes on under another identifier, and every other one ends.
async fn store(visit: &mut Visit<'_>, facts: &SessionFacts, hash: PasswordHash) -> Result<Response, Failure> {
    let (server, user) = (visit.server, &facts.user);
    let sessions = directory::sessions_of_user(&*server.storage, &server.tenant, &user.id).await?;
    let grants = directory::grants_of_user(&*server.storage, &server.tenant, &user.id).await?;
    let (sid, now) = (facts.session.sid, visit.now);
    let others: Vec<_> =
        sessions.into_iter().filter(|session| session.sid != sid && session.is_live(now)).collect();
    let handle = server.environment.handle();
    let signed_in = SignedInUser { session: &facts.session, user };
    let actor = Actor::User { id: user.id.clone() };
    let decision =
        visit.occasion(&actor, |occasion| change_password(signed_in, hash, &grants, &handle, occasion));
    let (after, _) = decision.answer;
    let mut changes = decision.changes;
    // A link that somebody asked for before sets no other password.
    let (tenant, user_id) = (server.tenant.clone(), user.id.clone());
    changes.push(Change::RemoveMailChallengesOfUser { tenant, user_id });
    changes.extend(visit.notice(user, NoticeKind::PasswordChanged));
    end_all_with(visit, &others, changes).await?;
    server.mail_waits().notify_one();
    visit.begin_session(handle, &facts.session);
    // The cookie that came is about the old password.
    let was_confirmed = is_confirmed_device(visit, user);
    visit.know_device(&after, was_confirmed);
    Ok(redirect_with_notice(visit, PAGE.section(), &AccountNotice::PasswordChanged))
}
