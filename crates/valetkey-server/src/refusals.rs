//! Refusals, counted by the hour and kind. They are counted in memory and stored once a minute, so that a flood of refusals
//! does not become a flood of commits. A program that is killed loses the last minute.

use std::{
    collections::HashMap,
    fmt,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU32, AtomicU64, Ordering},
    },
    time::Duration,
};

use tokio::time::sleep;
use valetkey_authorization_server::{
    Change, Check,
    record::{Counter, CounterKey},
};
use valetkey_storage::{
    ApplyError, Listing, Match, Storage, StorageError,
    directory::{self, Page},
    record::COUNTER,
};
use valetkey_types::{Seconds, TenantId, Timestamp};

use crate::Server;

/// The start of the kind of these counters; behind it stand `sign_in` or `check` and a word.
const KIND: &str = "refused ";

/// How long the counts of an hour are kept.
const KEPT_FOR: Seconds = Seconds::days(30);

const HOUR: i64 = 3_600;
const PAUSE: Duration = Duration::from_secs(60);

/// Why a sign-in was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SignInRefusal {
    /// A form value was posted too often.
    FormUsedTooOften,
    /// Too many failures of one network.
    TooManyFromAddress,
    /// The password checks are at their limit.
    Busy,
    /// The pause of a name is not over.
    TooManyForName,
    /// The pause of a known device is not over.
    TooManyAtDevice,
    /// After too many failures the password does not count.
    PasswordStopped,
    /// A wrong password, or a name without one.
    WrongCredentials,
    /// A wrong code at the second step, after the right password.
    WrongCode,
    /// An unknown passkey, or an invalid response.
    WrongPasskey,
    /// The signature counter of a passkey went back.
    PasskeyCloneSuspected,
}

impl SignInRefusal {
    const ALL: [Self; 10] = [
        Self::FormUsedTooOften,
        Self::TooManyFromAddress,
        Self::Busy,
        Self::TooManyForName,
        Self::TooManyAtDevice,
        Self::PasswordStopped,
        Self::WrongCredentials,
        Self::WrongCode,
        Self::WrongPasskey,
        Self::PasskeyCloneSuspected,
    ];

    /// Returns the word for logs and counters.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::FormUsedTooOften => "form_used_too_often",
            Self::TooManyFromAddress => "too_many_from_address",
            Self::Busy => "busy",
            Self::TooManyForName => "too_many_for_name",
            Self::TooManyAtDevice => "too_many_at_device",
            Self::PasswordStopped => "password_stopped",
            Self::WrongCredentials => "wrong_credentials",
            Self::WrongCode => "wrong_code",
            Self::WrongPasskey => "wrong_passkey",
            Self::PasskeyCloneSuspected => "passkey_clone_suspected",
        }
    }
}

/// The reason of a refusal: each hour has at most one counter for each of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RefusalKind {
    /// A sign-in.
    SignIn(SignInRefusal),
    /// A check of a request; `client_authentication` is one of them.
    Check(Check),
}

impl RefusalKind {
    fn all() -> impl Iterator<Item = Self> {
        let checks = Check::ALL.iter().copied().map(Self::Check);
        SignInRefusal::ALL.into_iter().map(Self::SignIn).chain(checks)
    }
}

impl fmt::Display for RefusalKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SignIn(refusal) => write!(formatter, "sign_in {}", refusal.as_str()),
            Self::Check(check) => write!(formatter, "check {check}"),
        }
    }
}

/// The refusals of one tenant that are not stored yet. Each also counts in the totals of the process.
#[derive(Debug)]
pub(crate) struct Refusals {
    unstored: Vec<(RefusalKind, AtomicU32)>,
    totals: Arc<Totals>,
}

/// The refusals of all tenants since the start of the process, one counter for each kind, in the order of [`RefusalKind::all`].
#[derive(Debug)]
struct Totals(Vec<AtomicU64>);

impl Default for Totals {
    fn default() -> Self {
        Self(RefusalKind::all().map(|_| AtomicU64::new(0)).collect())
    }
}

impl Refusals {
    fn new(totals: Arc<Totals>) -> Self {
        Self { unstored: RefusalKind::all().map(|kind| (kind, AtomicU32::new(0))).collect(), totals }
    }

    /// Counts one.
    pub(crate) fn count(&self, kind: RefusalKind) {
        for ((_, counter), total) in
            self.unstored.iter().zip(&self.totals.0).filter(|((of, _), _)| *of == kind)
        {
            counter.fetch_add(1, Ordering::Relaxed);
            total.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Takes back what could not be stored.
    fn add_unstored(&self, kind: RefusalKind, count: u32) {
        for (_, counter) in self.unstored.iter().filter(|(of, _)| *of == kind) {
            counter.fetch_add(count, Ordering::Relaxed);
        }
    }

    /// Returns what was counted since the last time.
    fn take(&self) -> Vec<(RefusalKind, u32)> {
        let taken = self.unstored.iter().map(|(kind, counter)| (*kind, counter.swap(0, Ordering::Relaxed)));
        taken.filter(|(_, count)| *count > 0).collect()
    }
}

/// The refusals of all tenants that are not stored yet.
#[derive(Debug, Default)]
pub(crate) struct UnstoredRefusals {
    tenants: Mutex<HashMap<TenantId, Arc<Refusals>>>,
    totals: Arc<Totals>,
}

impl UnstoredRefusals {
    /// Returns those of a tenant.
    pub(crate) fn of(&self, tenant: &TenantId) -> Arc<Refusals> {
        let new = || Arc::new(Refusals::new(Arc::clone(&self.totals)));
        Arc::clone(self.lock().entry(tenant.clone()).or_insert_with(new))
    }

    /// Returns the refusals of all tenants since the start of the process, stored ones included.
    pub(crate) fn totals(&self) -> Vec<(RefusalKind, u64)> {
        let counts = self.totals.0.iter().map(|total| total.load(Ordering::Relaxed));
        RefusalKind::all().zip(counts).collect()
    }

    /// Returns what was counted since the last time, and forgets tenants that are not in memory any more.
    fn take(&self) -> Vec<(TenantId, RefusalKind, u32)> {
        let mut taken = Vec::new();
        self.lock().retain(|tenant, refusals| {
            taken.extend(refusals.take().into_iter().map(|(kind, count)| (tenant.clone(), kind, count)));
            Arc::strong_count(refusals) > 1
        });
        taken
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<TenantId, Arc<Refusals>>> {
        self.tenants.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Stores refusals once a minute until the future is dropped. Run it as a task beside the listener.
pub async fn keep(server: Server) {
    loop {
        sleep(PAUSE).await;
        store(&server).await;
    }
}

/// Stores the refusals of all tenants since the last time, in one commit; no commit where there were none. If the database does not
/// answer, they are stored with the next ones.
pub async fn store(server: &Server) {
    let taken = server.unstored_refusals().take();
    if taken.is_empty() {
        return;
    }
    if let Err(error) = add(server, &taken).await {
        tracing::warn!(%error, "refusals could not be counted; trying again later");
        for (tenant, kind, count) in taken {
            server.unstored_refusals().of(&tenant).add_unstored(kind, count);
        }
    }
}

async fn add(server: &Server, taken: &[(TenantId, RefusalKind, u32)]) -> Result<(), ApplyError> {
    let now = server.environment.now();
    let hour = now.seconds().div_euclid(HOUR);
    let number = u32::try_from(hour).unwrap_or_default();
    let change = |(tenant, kind, count): &(TenantId, RefusalKind, u32)| Change::AddToCounter {
        counter: Counter {
            tenant: tenant.clone(),
            key: CounterKey { kind: format!("{KIND}{kind}").into(), number },
            count: *count,
            last_at: now,
            expires_at: hour_starts_at(number).plus(Seconds(HOUR)).plus(KEPT_FOR),
        },
        since: Timestamp(i64::MIN),
    };
    server.storage.apply(taken.iter().map(change).collect()).await
}

fn hour_starts_at(number: u32) -> Timestamp {
    Timestamp(i64::from(number) * HOUR)
}

/// The refusals of one kind in one hour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HourlyRefusals {
    /// When the hour begins.
    pub hour: Timestamp,
    /// The reason: `sign_in` or `check`, and a word.
    pub kind: String,
    /// The number.
    pub count: u32,
}

/// Rows that one question of [`list`] asks for.
const PAGE: usize = 500;

/// Returns the stored refusals of the hours that end after `since`, the newest hour first.
///
/// # Errors
/// [`StorageError`] when the database does not answer.
pub async fn list(
    storage: &dyn Storage,
    tenant: &TenantId,
    since: Timestamp,
) -> Result<Vec<HourlyRefusals>, StorageError> {
    let listing = Listing::of_tenant(&COUNTER, tenant, PAGE).with("kind", Match::StartsWith(KIND.to_owned()));
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let page: Page<Counter> = directory::page(storage, &listing.clone().behind(after)).await?;
        found.extend(page.records.into_iter().filter_map(|counter| {
            let (hour, kind) = (hour_starts_at(counter.key.number), counter.key.kind.strip_prefix(KIND)?);
            let refusals = HourlyRefusals { hour, kind: kind.to_owned(), count: counter.count };
            (hour.plus(Seconds(HOUR)) > since).then_some(refusals)
        }));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    found.sort_by(|one, other| other.hour.cmp(&one.hour).then_with(|| one.kind.cmp(&other.kind)));
    Ok(found)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn each_kind_has_words_of_its_own() {
        let words: HashSet<String> = RefusalKind::all().map(|kind| kind.to_string()).collect();
        assert_eq!(words.len(), SignInRefusal::ALL.len() + Check::ALL.len());
    }

    #[test]
    fn refusals_are_counted_by_kind_and_taken_once() {
        let totals = Arc::new(Totals::default());
        let refusals = Refusals::new(Arc::clone(&totals));
        let client = RefusalKind::Check(Check::ClientAuthentication);
        let sign_in = RefusalKind::SignIn(SignInRefusal::WrongCredentials);
        (0..3).for_each(|_| refusals.count(client));
        refusals.count(sign_in);
        assert_eq!(refusals.take(), [(sign_in, 1), (client, 3)]);
        assert_eq!(refusals.take(), []);
        let sum: u64 = totals.0.iter().map(|total| total.load(Ordering::Relaxed)).sum();
        assert_eq!(sum, 4, "the totals stay");
    }

    #[test]
    fn each_tenant_has_its_own_refusals_and_is_forgotten_with_its_server() {
        let (unstored, kind) = (UnstoredRefusals::default(), RefusalKind::Check(Check::ClientAuthentication));
        let [here, there] = ["here", "there"].map(TenantId::new);
        let (kept, gone) = (unstored.of(&here), unstored.of(&there));
        gone.count(kind);
        drop(gone);
        assert_eq!(unstored.take(), [(there, kind, 1)]);
        assert_eq!(unstored.lock().keys().collect::<Vec<_>>(), [&here]);
        kept.count(kind);
        assert_eq!(unstored.take(), [(here, kind, 1)]);
    }
}
