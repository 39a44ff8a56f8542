//! The stored counters of failed sign-ins: which of them an attempt asks, and what becomes of them. A name that nobody has is
//! counted like any other, so that neither answers nor work tell which names exist (fault M1).

use valetkey_accounts::{FailureLimit, SignInFailures, User};
use valetkey_authorization_server::{
    Change,
    record::{Counter, CounterKey},
};
use valetkey_jose::{digest::hmac_sha256, seal::SealError};
use valetkey_storage::{Storage, StorageError};
use valetkey_types::{TenantId, Timestamp};
use zeroize::Zeroizing;

use crate::EncryptionKey;

/// The key of the hashes that counters are found by. Usernames are few enough to try them all, so their hash has a key.
pub struct CounterSecret(Zeroizing<[u8; 32]>);

impl CounterSecret {
    /// Derives the secret from the encryption key. With another key all counters begin anew.
    ///
    /// # Errors
    /// [`SealError::Backend`] when the crypto library refuses.
    pub fn new(key: &EncryptionKey) -> Result<Self, SealError> {
        key.secret("counters").map(Self)
    }

    /// Returns the counter of a typed text.
    pub(crate) fn key(&self, kind: &'static str, tenant: &TenantId, text: &str) -> CounterKey {
        let tenant = tenant.as_str();
        // With the length in front, no other tenant and text give the same bytes.
        let hashed = format!("{kind}\n{}:{tenant}\n{text}", tenant.len());
        CounterKey::of_hash(kind, &hmac_sha256(&self.0, hashed.as_bytes()))
    }
}

/// The counters that one attempt asks.
pub(crate) struct FailureCounters<'a> {
    tenant: &'a TenantId,
    /// When an administrator last reset the failures of the user.
    reset_at: Option<Timestamp>,
    now: Timestamp,
    counters: [(CounterKey, FailureLimit); 2],
    /// Number of counters that decide and count a failure. The others are only reset.
    deciding: usize,
}

impl<'a> FailureCounters<'a> {
    /// Returns the counters at a device that the user never signed in with: of the typed name and of the account. Where nobody has
    /// the name, a counter of the name stands for the account.
    pub(crate) fn at_unknown_device(
        secret: &CounterSecret,
        tenant: &'a TenantId,
        name: &str,
        user: Option<&User>,
        now: Timestamp,
    ) -> Self {
        let account = match user {
            Some(user) => CounterKey::of_account(&user.id),
            None => secret.key(CounterKey::ACCOUNT, tenant, name),
        };
        let name = (secret.key("name", tenant, name), FailureLimit::NAME);
        let reset_at = user.and_then(|user| user.failures_reset_at);
        Self { tenant, reset_at, now, counters: [name, (account, FailureLimit::ACCOUNT)], deciding: 2 }
    }

    /// Returns the counters at a device that the user signed in with: of this device. Guesses elsewhere do not count here.
    pub(crate) fn at_known_device(
        secret: &CounterSecret,
        tenant: &'a TenantId,
        user: &User,
        device: &str,
        now: Timestamp,
    ) -> Self {
        let device = (secret.key("device", tenant, device), FailureLimit::DEVICE);
        let account = (CounterKey::of_account(&user.id), FailureLimit::ACCOUNT);
        Self { tenant, reset_at: user.failures_reset_at, now, counters: [device, account], deciding: 1 }
    }

    /// Reads the counters.
    ///
    /// # Errors
    /// [`StorageError`] when the database does not answer.
    pub(crate) async fn load(self, storage: &dyn Storage) -> Result<LoadedCounters<'a>, StorageError> {
        let [(first, _), (second, _)] = &self.counters;
        let stored = storage.sign_in_failures(self.tenant, [first, second]).await?;
        Ok(LoadedCounters { counters: self, stored })
    }

    fn since(&self, limit: FailureLimit) -> Timestamp {
        limit.since(self.reset_at, self.now)
    }

    fn counter(&self, key: &CounterKey, limit: FailureLimit, failures: SignInFailures) -> Counter {
        let last_at = failures.last_at.unwrap_or(self.now);
        Counter {
            tenant: self.tenant.clone(),
            key: key.clone(),
            count: failures.count,
            last_at,
            expires_at: last_at.plus(limit.forgotten_after),
        }
    }
}

/// The counters with what they hold.
pub(crate) struct LoadedCounters<'a> {
    counters: FailureCounters<'a>,
    stored: [SignInFailures; 2],
}

impl LoadedCounters<'_> {
    /// Returns the failures that still count and decide, each with its limit.
    pub(crate) fn deciding(&self) -> Vec<(SignInFailures, FailureLimit)> {
        let counters = self.counters.counters.iter().zip(self.stored).take(self.counters.deciding);
        counters
            .map(|((_, limit), failures)| (failures.counting_after(self.counters.since(*limit)), *limit))
            .collect()
    }

    /// Returns the changes that count one more failure.
    pub(crate) fn count(&self) -> Vec<Change> {
        let one = SignInFailures { count: 1, last_at: None };
        let counters = self.counters.counters.iter().take(self.counters.deciding);
        counters
            .map(|(key, limit)| Change::AddToCounter {
                counter: self.counters.counter(key, *limit, one),
                since: self.counters.since(*limit),
            })
            .collect()
    }

    /// Returns the changes that reset the counters after a right password: none where nothing was counted. A counter to which
    /// a failure was added meanwhile stays.
    pub(crate) fn reset(&self) -> Vec<Change> {
        let counters = self.counters.counters.iter().zip(self.stored);
        counters
            .filter(|(_, failures)| failures.count > 0)
            .map(|((key, limit), failures)| {
                Change::RemoveCounter(self.counters.counter(key, *limit, failures))
            })
            .collect()
    }
}
