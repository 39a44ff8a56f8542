//! Who signs in, with which proof, and the session that follows.

mod begin;

use std::time::Duration;

use uuid::Uuid;
use valetkey_accounts::{Amr, SignInDecision, SignInFailure, User, decide_sign_in, sign_in_name};
use valetkey_authorization_server::{
    Change,
    event::{Actor, EventKind},
    provider_sign_in::{ProvedAtProvider, ProviderAccount},
    record::{NoticeKind, SecondFactors},
    second_factor::{CodeRefusal, TypedCode, UsedCode, use_code},
};
use valetkey_pages::{LoginFailure, SecondStepWay};
use valetkey_storage::{ApplyError, StorageError};
use valetkey_types::Secret;

pub(crate) use begin::{Present, start_session};

use crate::{
    endpoint::failure::Failure,
    failure_counters::{FailureCounters, LoadedCounters},
    password_pool::Busy,
    refusals::{RefusalKind, SignInRefusal},
    request::{Caller, count_refusal},
    second_factors,
    visit::Visit,
};

/// A user who proved a method, and what to store with it.
pub(crate) struct ProvenUser {
    user: User,
    method: Amr,
    /// The changes that use the proof up. They are stored even if no session begins.
    spent: Vec<Change>,
    /// The counters to reset with the session: one factor alone resets nothing (EN2).
    resets: Vec<Change>,
    /// Whether the user gets a mail about an unknown browser. A user who just chose the password gets a mail about that instead.
    tells_new_device: bool,
    /// Whether the browser becomes a trusted device with the session.
    trusts_device: bool,
    /// The account at a provider that was the proof, for the session that follows.
    proved_at: Option<ProvedAtProvider>,
}

impl ProvenUser {
    /// Returns a user who proved a method that uses up what these changes store.
    pub(crate) fn new(user: User, method: Amr, spent: Vec<Change>) -> Self {
        Self {
            user,
            method,
            spent,
            resets: Vec::new(),
            tells_new_device: true,
            trusts_device: false,
            proved_at: None,
        }
    }

    /// Returns the same with the changes that reset the counters of failures.
    pub(crate) fn with_resets(self, resets: Vec<Change>) -> Self {
        Self { resets, ..self }
    }

    /// Returns the same for a user who trusts the browser from now on, or not.
    pub(crate) fn trusting_device(self, trusts_device: bool) -> Self {
        Self { trusts_device, ..self }
    }

    /// Returns the same with another change that the proof makes.
    pub(crate) fn spending(mut self, change: Change) -> Self {
        self.spent.push(change);
        self
    }

    /// Returns a user who signed in with an account at a provider. The attempt is not known yet.
    pub(crate) fn at_provider(
        user: User,
        spent: Vec<Change>,
        account: &ProviderAccount,
        sid: Option<&str>,
    ) -> Self {
        let proved_at = Some(account.proved(Uuid::nil(), &user, sid));
        Self { proved_at, ..Self::new(user, Amr::Provider, spent) }
    }

    /// Stores the provider account of this proof in `noted`, or takes that of an earlier proof of the attempt from there.
    pub(crate) fn note_provider(&mut self, attempt: Uuid, noted: &mut Option<ProvedAtProvider>) {
        if let Some(proved) = self.proved_at.take() {
            *noted = Some(ProvedAtProvider { attempt, ..proved });
        }
        self.proved_at.clone_from(noted);
    }

    /// Returns a user who just chose the password, which proves one factor.
    pub(crate) fn who_chose_password(user: User) -> Self {
        Self { tells_new_device: false, ..Self::new(user, Amr::Password, Vec::new()) }
    }

    /// Returns the user.
    pub(crate) fn user(&self) -> &User {
        &self.user
    }

    /// Returns the method.
    pub(crate) fn method(&self) -> Amr {
        self.method
    }

    /// Returns the user for a sign-in that this proof completes: with the session, the counters of failed sign-ins are reset.
    pub(crate) async fn completing(mut self, visit: &Visit<'_>) -> Result<Self, StorageError> {
        let devices = visit.server.cookies.known_devices(visit.headers, visit.now);
        let device = devices.device_of(&self.user, visit.now);
        let name = sign_in_name(&self.user.username);
        self.resets = load_counters(visit, &name, Some(&self.user), device).await?.reset();
        Ok(self)
    }

    /// Returns what to store where no session begins yet.
    pub(crate) fn into_spent(self) -> Vec<Change> {
        self.spent
    }
}

/// Why a code does not count.
pub(crate) enum CodeFailure {
    /// As a password.
    Refused(LoginFailure),
    /// The sign-in attempt was completed with a code before: it starts over.
    AttemptUsed,
}

/// Compares name and password, within the limits of the address they come from and of the sealed form value they came
/// with. A refusal is one line in the log, with the address.
pub(crate) async fn authenticate(
    visit: &Visit<'_>,
    form_value: &str,
    typed: &str,
    password: Secret,
) -> Result<Result<ProvenUser, LoginFailure>, ApplyError> {
    let caller = Caller::current();
    let (limits, network) = (visit.server.sign_in_limits(), caller.network());
    let name = sign_in_name(typed);
    if let Err(failure) = begin_attempt(visit, form_value, &name, None) {
        return Ok(Err(failure));
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

/// Counts an attempt of any factor, before it is looked at: of the sealed form value and of the address that it came from.
///
/// # Errors
/// What the page says when there were too many.
pub(crate) fn begin_attempt(
    visit: &Visit<'_>,
    form_value: &str,
    name: &str,
    username: Option<&str>,
) -> Result<(), LoginFailure> {
    let caller = Caller::current();
    let (limits, now) = (visit.server.sign_in_limits(), visit.server.environment.now_milliseconds());
    if !limits.use_form(form_value, now) {
        refuse(visit, &caller, SignInRefusal::FormUsedTooOften, name, username);
        return Err(LoginFailure::Expired);
    }
    limits.begin(caller.network(), now).map_err(|wait| {
        refuse(visit, &caller, SignInRefusal::TooManyFromAddress, name, username);
        LoginFailure::TooManyAttempts { wait }
    })
}

/// Judges a code for the second step, after [`begin_attempt`]. Wrong codes count in the same counters as wrong passwords, and
/// wait for the same pauses (EN2).
pub(crate) async fn authenticate_code(
    visit: &Visit<'_>,
    user: &User,
    attempt: Uuid,
    way: SecondStepWay,
    code: &str,
) -> Result<Result<ProvenUser, CodeFailure>, Failure> {
    let (server, name) = (visit.server, sign_in_name(&user.username));
    let factors = second_factors::load(&*server.storage, &user.tenant, &user.id).await?;
    let judged = match &factors {
        Some(factors) => judge_code(visit, factors, attempt, way, code)?,
        None => Err(CodeRefusal::Wrong),
    };
    if matches!(judged, Err(CodeRefusal::AttemptUsed)) {
        return Ok(Err(CodeFailure::AttemptUsed));
    }
    let settled = settle(visit, &name, Some(user), judged.is_ok()).await?;
    Ok(match (settled, judged) {
        (Ok(resets), Ok(used)) => {
            let spent = spend_code(visit, user, used.method, used.factors);
            Ok(ProvenUser::new(user.clone(), used.method, spent).with_resets(resets))
        }
        (Err(failure), _) => Err(CodeFailure::Refused(failure)),
        (Ok(_), Err(_)) => Err(CodeFailure::Refused(LoginFailure::WrongCredentials)),
    })
}

/// Decides about a code that was compared: it counts unless the pause after wrong ones is not over. A wrong one is counted. Where
/// nobody has the name, the work is the same.
///
/// Returns the changes that reset the counters, to be stored with the session.
pub(crate) async fn settle(
    visit: &Visit<'_>,
    name: &str,
    user: Option<&User>,
    is_right: bool,
) -> Result<Result<Vec<Change>, LoginFailure>, ApplyError> {
    let (server, caller) = (visit.server, Caller::current());
    let devices = server.cookies.known_devices(visit.headers, visit.now);
    let device = user.and_then(|user| devices.device_of(user, visit.now));
    let counters = load_counters(visit, name, user, device).await?;
    let SignInDecision::Refused { failure, counts } =
        decide_sign_in(user, &counters.deciding(), is_right, visit.now)
    else {
        server.sign_in_limits().take_back(caller.network());
        return Ok(Ok(counters.reset()));
    };
    if counts {
        server.storage.apply(counters.count()).await?;
    }
    let (refusal, failure) = shown(visit, failure, device.is_some());
    let is_wrong = refusal == SignInRefusal::WrongCredentials;
    let refusal = if is_wrong { SignInRefusal::WrongCode } else { refusal };
    refuse(visit, &caller, refusal, name, user.map(|user| user.username.as_str()));
    Ok(Err(failure))
}

fn judge_code(
    visit: &Visit<'_>,
    factors: &SecondFactors,
    attempt: Uuid,
    way: SecondStepWay,
    code: &str,
) -> Result<Result<UsedCode, CodeRefusal>, Failure> {
    let seed = match way {
        SecondStepWay::Authenticator => second_factors::open_seed(visit.server, factors)?,
        SecondStepWay::RecoveryCode | SecondStepWay::MailCode | SecondStepWay::Passkey => None,
    };
    let typed = match (way, &seed) {
        (SecondStepWay::Authenticator, Some(seed)) => TypedCode::Authenticator { code, seed },
        (SecondStepWay::Authenticator, None) | (SecondStepWay::Passkey, _) => {
            return Ok(Err(CodeRefusal::Wrong));
        }
        (SecondStepWay::RecoveryCode, _) => TypedCode::Recovery(code),
        (SecondStepWay::MailCode, _) => return Ok(Err(CodeRefusal::Wrong)),
    };
    Ok(use_code(factors, attempt, typed, visit.now))
}

/// Returns what a code uses up. A recovery code leaves an event, and the user gets a mail about it.
fn spend_code(visit: &Visit<'_>, user: &User, method: Amr, factors: SecondFactors) -> Vec<Change> {
    let mut spent = vec![Change::PutSecondFactors(Box::new(factors))];
    if method == Amr::RecoveryCode {
        let actor = Actor::User { id: user.id.clone() };
        let event =
            visit.occasion(&actor, |occasion| occasion.about_user(EventKind::RecoveryCodeUsed, &user.id));
        spent.push(Change::StoreEvent(event));
        spent.extend(visit.notice(user, NoticeKind::RecoveryCodeUsed));
    }
    spent
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

/// Refuses a passkey. Nothing was typed.
pub(crate) fn refuse_passkey(refusal: SignInRefusal, username: Option<&str>) {
    count_refusal(RefusalKind::SignIn(refusal));
    tracing::info!(
        address = %Caller::current(),
        failure = %refusal.as_str(),
        user = username,
        "sign-in refused"
    );
}

/// Compares a password. Unknown names take the same way, the same work and the same pauses as known ones.
async fn compare(
    visit: &Visit<'_>,
    name: &str,
    user: Option<User>,
    password: Secret,
) -> Result<Result<ProvenUser, (SignInRefusal, LoginFailure)>, ApplyError> {
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
            let resets = counters.reset();
            Ok(Ok(ProvenUser { resets, ..ProvenUser::new(user.clone(), Amr::Password, Vec::new()) }))
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

/// Returns whether the user confirmed a sign-in with this browser before, by a code by mail or a second factor, and has the same
/// password still.
pub(crate) fn is_confirmed_device(visit: &Visit<'_>, user: &User) -> bool {
    visit.server.cookies.known_devices(visit.headers, visit.now).is_confirmed_by(user, visit.now)
}

/// Returns whether the user signed in with this browser before, and has the same password still.
pub(crate) fn is_known_device(visit: &Visit<'_>, user: &User) -> bool {
    let devices = visit.server.cookies.known_devices(visit.headers, visit.now);
    devices.device_of(user, visit.now).is_some()
}
