//! Who signs in, and the session that follows.

use std::time::Duration;

use valetkey_accounts::{SignInDecision, SignInFailure, User, decide_sign_in, sign_in_name};
use valetkey_authorization_server::{
    Change,
    event::{Actor, EventKind},
    session::{self, CompletedSignIn, FreshSession},
};
use valetkey_pages::LoginFailure;
use valetkey_storage::{ApplyError, StorageError};
use valetkey_types::Secret;

use crate::{
    failure_counters::{FailureCounters, LoadedCounters},
    password_pool::Busy,
    refusals::{RefusalKind, SignInRefusal},
    request::{Caller, count_refusal, device_of},
    sign_out,
    visit::Visit,
};

/// A user who proved the password.
pub(crate) struct ProvenPassword {
    user: User,
    /// The counters to reset with the session.
    resets: Vec<Change>,
}

impl ProvenPassword {
    /// Returns the user.
    pub(crate) fn user(&self) -> &User {
        &self.user
    }
}

/// Compares name and password, within the limits of the address they come from and of the sealed form value they came
/// with. A refusal is one line in the log, with the address.
pub(crate) async fn authenticate(
    visit: &Visit<'_>,
    form_value: &str,
    typed: &str,
    password: Secret,
) -> Result<Result<ProvenPassword, LoginFailure>, ApplyError> {
    let caller = Caller::current();
    let (limits, network) = (visit.server.sign_in_limits(), caller.network());
    let name = sign_in_name(typed);
    let now = visit.server.environment.now_milliseconds();
    if !limits.use_form(form_value, now) {
        refuse(visit, &caller, SignInRefusal::FormUsedTooOften, &name, None);
        return Ok(Err(LoginFailure::Expired));
    }
    if let Err(wait) = limits.begin(network, now) {
        refuse(visit, &caller, SignInRefusal::TooManyFromAddress, &name, None);
        return Ok(Err(LoginFailure::TooManyAttempts { wait }));
    }
    let user = visit.server.storage.user_by_sign_in_name(&visit.server.tenant, &name).await?;
    let username = user.as_ref().map(|user| user.username.clone());
    let compared = compare(visit, &name, user, password).await?;
    if matches!(compared, Ok(_) | Err((SignInRefusal::Busy, _))) {
        limits.take_back(network);
    }
    Ok(compared.map_err(|(refusal, failure)| {
        refuse(visit, &caller, refusal, &name, username.as_deref());
        failure
    }))
}

/// Counts a refusal and writes the line that `docs/operating.md` promises to fail2ban: the address comes first, before
/// anything that was typed. A name that nobody has is hidden.
fn refuse(visit: &Visit<'_>, caller: &Caller, refusal: SignInRefusal, name: &str, username: Option<&str>) {
    count_refusal(RefusalKind::SignIn(refusal));
    let unknown = username.is_none().then(|| visit.server.sign_in_limits().unknown_name(name));
    tracing::info!(
        address = %caller,
        failure = %refusal.as_str(),
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
) -> Result<Result<ProvenPassword, (SignInRefusal, LoginFailure)>, ApplyError> {
    let server = visit.server;
    let hash = user.as_ref().and_then(|user| user.password_hash.clone());
    let matches = match server.password_pool.verify(password, hash).await {
        Ok(matches) => matches,
        Err(Busy) => return Ok(Err((SignInRefusal::Busy, LoginFailure::Busy))),
    };
    let devices = server.cookies.known_devices(visit.headers, visit.now);
    let device = user.as_ref().and_then(|user| devices.device_of(user, visit.now));
    // Read after the hash was computed: others may have guessed meanwhile.
    let counters = load_counters(visit, name, user.as_ref(), device).await?;
    match (decide_sign_in(user.as_ref(), &counters.deciding(), matches, visit.now), user.as_ref()) {
        (SignInDecision::SignedIn, Some(user)) => {
            Ok(Ok(ProvenPassword { user: user.clone(), resets: counters.reset() }))
        }
        (SignInDecision::SignedIn, None) => {
            Ok(Err((SignInRefusal::WrongCredentials, LoginFailure::WrongCredentials)))
        }
        (SignInDecision::Refused { failure, counts }, _) => {
            if counts {
                server.storage.apply(counters.count()).await?;
            }
            Ok(Err(shown(visit, failure, device.is_some())))
        }
    }
}

/// Reads the counters that decide about an attempt.
async fn load_counters<'a>(
    visit: &Visit<'a>,
    name: &str,
    user: Option<&User>,
    device: Option<&str>,
) -> Result<LoadedCounters<'a>, StorageError> {
    let (server, now) = (visit.server, visit.now);
    let (secret, tenant) = (&server.counter_secret, &server.tenant);
    let counters = match (user, device) {
        (Some(user), Some(device)) => FailureCounters::at_known_device(secret, tenant, user, device, now),
        _ => FailureCounters::at_unknown_device(secret, tenant, name, user, now),
    };
    counters.load(&*server.storage).await
}

/// Returns what the log and the page say. The page never tells a stopped password from a wrong one.
fn shown(visit: &Visit<'_>, failure: SignInFailure, is_known_device: bool) -> (SignInRefusal, LoginFailure) {
    match failure {
        SignInFailure::WrongCredentials => (SignInRefusal::WrongCredentials, LoginFailure::WrongCredentials),
        SignInFailure::PasswordStopped => (SignInRefusal::PasswordStopped, LoginFailure::WrongCredentials),
        SignInFailure::TooManyAttempts { next_at } => {
            let seconds = u64::try_from(next_at.since(visit.now).0).unwrap_or_default();
            let wait = Duration::from_secs(seconds);
            let refusal =
                if is_known_device { SignInRefusal::TooManyAtDevice } else { SignInRefusal::TooManyForName };
            (refusal, LoginFailure::TooManyAttempts { wait })
        }
    }
}

/// Starts a session under a fresh cookie. If another user was signed in here, that session ends, and its applications are told.
///
/// The browser becomes a known device of the user.
pub(crate) async fn start_session(
    visit: &mut Visit<'_>,
    proven: ProvenPassword,
    sign_in: CompletedSignIn,
) -> Result<(), ApplyError> {
    let (server, ProvenPassword { user, resets }) = (visit.server, proven);
    let before = visit.session().await?;
    let handle = server.environment.handle();
    let fresh = FreshSession {
        handle: &handle,
        sid: server.environment.identifier(),
        device: device_of(visit.headers),
        address: Caller::current().address().map(|address| address.to_string()),
    };
    let previous = before.as_ref().map(|facts| &facts.session);
    let decision = session::start(&user, previous, sign_in, fresh, &server.policy, visit.now);
    let actor = Actor::User { id: user.id.clone() };
    let event = visit.occasion(&actor, |occasion| occasion.about_user(EventKind::SignedIn, &user.id));
    let mut changes = decision.changes;
    changes.extend(resets);
    changes.push(Change::StoreEvent(event));
    match previous.filter(|session| session.user_id != user.id) {
        Some(ended) => drop(sign_out::end_with(visit, ended, changes).await?),
        None => server.storage.apply(changes).await?,
    }
    visit.begin_session(handle);
    visit.know_device(&user);
    Ok(())
}
