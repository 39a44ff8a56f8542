//! Who signs in, and the session that follows.

use std::time::Duration;

use valetkey_accounts::{
    Amr, SignInDecision, SignInFailure, SignInFailures, User, decide_sign_in, sign_in_name,
};
use valetkey_authorization_server::{
    Change,
    event::{Actor, EventKind},
    session,
};
use valetkey_pages::LoginFailure;
use valetkey_storage::ApplyError;
use valetkey_types::{Secret, Timestamp};

use crate::{password_pool::Busy, request::Caller, sign_out, visit::Visit};

/// Compares name and password, within the limits of the address they come from and of the sealed form value they came
/// with. A refusal is one line in the log, with the address.
pub(crate) async fn authenticate(
    visit: &Visit<'_>,
    form_value: &str,
    typed: &str,
    password: Secret,
) -> Result<Result<User, LoginFailure>, ApplyError> {
    let caller = Caller::current();
    let (limits, network) = (visit.server.sign_in_limits(), caller.network());
    let name = sign_in_name(typed);
    let now = visit.server.environment.now_milliseconds();
    if !limits.use_form(form_value, now) {
        log_refusal(visit, &caller, "form_used_too_often", &name, None);
        return Ok(Err(LoginFailure::Expired));
    }
    if let Err(wait) = limits.begin(network, now) {
        log_refusal(visit, &caller, "too_many_from_address", &name, None);
        return Ok(Err(LoginFailure::TooManyAttempts { wait }));
    }
    let user = visit.server.storage.user_by_sign_in_name(&visit.server.tenant, &name).await?;
    let username = user.as_ref().map(|user| user.username.clone());
    let compared = compare(visit, &name, user, password).await?;
    if matches!(compared, Ok(_) | Err(LoginFailure::Busy)) {
        limits.take_back(network);
    }
    if let Err(failure) = &compared {
        let failure = match failure {
            LoginFailure::Busy => "busy",
            LoginFailure::TooManyAttempts { .. } => "too_many_for_name",
            _ => "wrong_credentials",
        };
        log_refusal(visit, &caller, failure, &name, username.as_deref());
    }
    Ok(compared)
}

/// The line that `docs/operating.md` promises to fail2ban: the address comes first, before anything that was typed. A name
/// that nobody has is hidden.
fn log_refusal(visit: &Visit<'_>, caller: &Caller, failure: &str, name: &str, username: Option<&str>) {
    let unknown = username.is_none().then(|| visit.server.sign_in_limits().unknown_name(name));
    tracing::info!(
        address = %caller,
        failure = %failure,
        user = username,
        unknown_name = unknown.as_deref(),
        "sign-in refused"
    );
}

/// Compares a password. Unknown names take the same way, the same work and the same pauses as known ones.
async fn compare(
    visit: &Visit<'_>,
    name: &str,
    user: Option<User>,
    password: Secret,
) -> Result<Result<User, LoginFailure>, ApplyError> {
    let server = visit.server;
    let failures = match &user {
        Some(user) => user.sign_in_failures,
        None => server.unknown_names.failures(&server.tenant, name),
    };
    let hash = user.as_ref().and_then(|user| user.password_hash.clone());
    let matches = match server.password_pool.verify(password, hash).await {
        Ok(matches) => matches,
        Err(Busy) => return Ok(Err(LoginFailure::Busy)),
    };
    // Others may have guessed while the hash was computed: what counts is the counter now.
    let failures = match &user {
        Some(user) => {
            server.storage.user(&server.tenant, &user.id).await?.map_or(failures, |now| now.sign_in_failures)
        }
        None => failures,
    };
    match (decide_sign_in(user.as_ref(), failures, matches, visit.now), user) {
        (SignInDecision::SignedIn, Some(user)) => Ok(Ok(forgive(visit, user, failures).await?)),
        (SignInDecision::Refused { failure, counts }, user) => {
            if counts {
                count(visit, name, user.as_ref()).await?;
            }
            Ok(Err(match failure {
                SignInFailure::WrongCredentials => LoginFailure::WrongCredentials,
                SignInFailure::TooManyAttempts => {
                    LoginFailure::TooManyAttempts { wait: rest_of_pause(failures, visit.now) }
                }
            }))
        }
        (SignInDecision::SignedIn, None) => Ok(Err(LoginFailure::WrongCredentials)),
    }
}

/// Returns how long the pause still lasts.
fn rest_of_pause(failures: SignInFailures, now: Timestamp) -> Duration {
    let seconds = failures.next_attempt_at().map_or(0, |moment| moment.seconds() - now.seconds());
    Duration::from_secs(u64::try_from(seconds).unwrap_or_default())
}

/// The right password clears the counter, unless a wrong one came at the same time: that one stays counted.
async fn forgive(visit: &Visit<'_>, user: User, expected: SignInFailures) -> Result<User, ApplyError> {
    if expected == SignInFailures::default() {
        return Ok(user);
    }
    let reset =
        Change::ResetSignInFailures { tenant: user.tenant.clone(), user_id: user.id.clone(), expected };
    match visit.server.storage.apply(vec![reset]).await {
        Ok(()) | Err(ApplyError::Conflict { .. }) => Ok(user),
        Err(error) => Err(error),
    }
}

async fn count(visit: &Visit<'_>, name: &str, user: Option<&User>) -> Result<(), ApplyError> {
    let Some(user) = user else {
        visit.server.unknown_names.count(&visit.server.tenant, name, visit.now);
        return Ok(());
    };
    let count =
        Change::CountSignInFailure { tenant: user.tenant.clone(), user_id: user.id.clone(), at: visit.now };
    visit.server.storage.apply(vec![count]).await
}

/// Starts a session under a fresh cookie. If another user was signed in here, that session ends, and its applications are told.
pub(crate) async fn start_session(visit: &mut Visit<'_>, user: &User) -> Result<(), ApplyError> {
    let server = visit.server;
    let before = visit.session().await?;
    let handle = server.environment.handle();
    let fresh_sid = server.environment.identifier();
    let previous = before.as_ref().map(|facts| &facts.session);
    let decision =
        session::start(user, previous, &[Amr::Password], &handle, fresh_sid, &server.policy, visit.now);
    let actor = Actor::User { id: user.id.clone() };
    let event = visit.occasion(&actor, |occasion| occasion.about_user(EventKind::SignedIn, &user.id));
    let mut changes = decision.changes;
    changes.push(Change::StoreEvent(event));
    match previous.filter(|session| session.user_id != user.id) {
        Some(ended) => drop(sign_out::end_with(visit, ended, changes).await?),
        None => server.storage.apply(changes).await?,
    }
    visit.begin_session(handle);
    Ok(())
}
